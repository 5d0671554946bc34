package vn.portalaudit.registry.sheets;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.registry.Entry;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.sheet.RowReader;

/** The rows that are there already: what a sheet has no column for stays as it is. */
final class Known {
  private final Map<String, Entry> rows = new HashMap<>();

  Known(Registry registry) {
    registry.entries().forEach(entry -> rows.put(entry.kind() + " " + entry.key(), entry));
  }

  <E extends Entry> @Nullable E find(Class<E> type, Entry.Kind kind, String key) {
    Entry entry = rows.get(kind + " " + key);
    return type.isInstance(entry) ? type.cast(entry) : null;
  }

  /**
   * The value of a field: from its column, or as it was when there is no such column.
   *
   * @param was the row as it is, or null when it is new
   */
  static <E, T extends @Nullable Object> T keep(
      RowReader row, String field, @Nullable E was, Supplier<T> now, Function<E, T> before) {
    return was == null || row.has(field) ? now.get() : before.apply(was);
  }
}
