package vn.portalaudit.registry.sheets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.portalaudit.registry.Entry;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.sheet.RowReader;

/** The rows read so far, each with its place. Not safe for several threads. */
final class Collected {
  private final Map<String, RowReader> places = new HashMap<>();
  private final List<Entry> entries = new ArrayList<>();

  /** Takes a row, unless one of its cells is bad or it stands there twice. */
  void add(Entry entry, RowReader row) {
    if (!row.sound()) {
      return;
    }
    RowReader first = places.putIfAbsent(entry.kind() + " " + entry.key(), row);
    if (first != null) {
      row.problem(
          entry.kind() == Entry.Kind.OWNER && row.has("rootUrl") ? "agency" : row.firstField(),
          entry.kind().label() + " «" + entry.key() + "» đã có ở " + first.where() + "; bỏ một");
    } else {
      entries.add(entry);
    }
  }

  Optional<RowReader> place(Entry entry) {
    return Optional.ofNullable(places.get(entry.kind() + " " + entry.key()));
  }

  Registry registry() {
    return Registry.of(entries);
  }
}
