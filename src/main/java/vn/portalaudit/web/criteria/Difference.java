package vn.portalaudit.web.criteria;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.web.criteria.Marked.Piece;
import vn.portalaudit.web.criteria.Outline.Aspect;
import vn.portalaudit.web.criteria.Outline.Entry;
import vn.portalaudit.web.criteria.Outline.Trait;

/**
 * What one version has that another has not. Rows are found again by their ids, and where an id is
 * gone by their titles. Pure.
 */
final class Difference {
  /** The kinds of change, as addresses name them. */
  static final String ADDED = "them";

  static final String REMOVED = "bo";

  private Difference() {}

  /**
   * A change of one entry.
   *
   * @param code what it is: added, removed, or the aspects that changed
   * @param entry as it is now, or was before it went
   * @param marks what changed, in words, with the badge's kind
   * @param lines what is said of it before and after
   */
  public record Change(Set<String> code, Entry entry, List<Mark> marks, List<Line> lines) {}

  /** Words for a badge. */
  public record Mark(String kind, String says) {}

  /** Something said of an entry, in both versions. */
  public record Line(String label, List<Piece> before, List<Piece> after) {}

  /** The changes, in the order of the later version; what went stands where it was. */
  static List<Change> between(Outline before, Outline after) {
    Map<Entry, Entry> earlier = matched(before, after);
    Set<Entry> stayed = new HashSet<>(earlier.values());
    List<Change> changes = new ArrayList<>();
    Set<Entry> told = new LinkedHashSet<>();
    for (Entry now : after.entries()) {
      Entry was = earlier.get(now);
      if (was == null) {
        changes.add(one(ADDED, "ok", "Thêm", now));
        continue;
      }
      gone(before, stayed, told, was, changes);
      Entry group = group(now, after);
      boolean sameGroup =
          Objects.equals(group(was, before), group == null ? null : earlier.get(group));
      changed(
          traits(was, sameGroup ? null : group(was, before)),
          traits(now, sameGroup ? null : group),
          now,
          changes);
    }
    gone(before, stayed, told, null, changes);
    return changes;
  }

  /** What went before the place of an entry and was not told yet. */
  private static void gone(
      Outline before,
      Set<Entry> stayed,
      Set<Entry> told,
      @Nullable Entry upTo,
      List<Change> changes) {
    for (Entry one : before.entries()) {
      if (one.equals(upTo)) {
        return;
      }
      if (!stayed.contains(one) && told.add(one)) {
        changes.add(one(REMOVED, "bad", "Bỏ", one));
      }
    }
  }

  private static Map<Entry, Entry> matched(Outline before, Outline after) {
    Map<Entry, Entry> earlier = new HashMap<>();
    Set<Entry> free = new LinkedHashSet<>(before.entries());
    for (Function<Entry, String> name :
        List.<Function<Entry, String>>of(
            e -> e.level() + "/" + e.key(), e -> e.level() + "/" + Folding.fold(e.title()))) {
      Map<String, Entry> known =
          free.stream().collect(Collectors.toMap(name, e -> e, (first, second) -> first));
      for (Entry now : after.entries()) {
        Entry was = known.get(name.apply(now));
        if (was != null && !earlier.containsKey(now) && free.remove(was)) {
          earlier.put(now, was);
        }
      }
    }
    return earlier;
  }

  private static Change one(String code, String kind, String says, Entry entry) {
    boolean added = code.equals(ADDED);
    List<Line> lines =
        entry.traits().stream()
            .filter(trait -> !trait.says().isEmpty())
            .map(trait -> {
              List<Piece> text = List.of(new Piece(trait.says(), true));
              return new Line(trait.label(), added ? List.of() : text, added ? text : List.of());
            })
            .toList();
    return new Change(Set.of(code), entry, List.of(new Mark(kind, says)), lines);
  }

  private static @Nullable Entry group(Entry entry, Outline outline) {
    return outline.entries().stream()
        .filter(one -> one.heads() && one.key().equals(entry.group()))
        .findFirst()
        .orElse(null);
  }

  private static void changed(
      Map<String, Trait> old, Map<String, Trait> fresh, Entry now, List<Change> changes) {
    Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
    List<Line> lines = new ArrayList<>();
    Set<String> labels = new LinkedHashSet<>(fresh.keySet());
    labels.addAll(old.keySet());
    for (String label : labels) {
      String from = says(old.get(label));
      String to = says(fresh.get(label));
      if (!from.equals(to)) {
        aspects.add(Objects.requireNonNullElse(fresh.get(label), old.get(label)).aspect());
        Marked.Pair pair = Marked.of(from, to);
        lines.add(new Line(label, pair.before(), pair.after()));
      }
    }
    if (!lines.isEmpty()) {
      changes.add(
          new Change(
              aspects.stream().map(Aspect::code).collect(Collectors.toSet()),
              now,
              aspects.stream().map(one -> new Mark(kind(one), one.label())).toList(),
              lines));
    }
  }

  private static String says(@Nullable Trait trait) {
    return trait == null ? "" : trait.says();
  }

  private static String kind(Aspect aspect) {
    return switch (aspect) {
      case POINTS, RULE -> "warn";
      case PLACE, WORDS -> "info";
    };
  }

  /** With number and title, and the group where that is another one. */
  private static Map<String, Trait> traits(Entry entry, @Nullable Entry group) {
    Map<String, Trait> traits = new LinkedHashMap<>();
    add(traits, new Trait(Aspect.PLACE, "Số", entry.code()));
    add(traits, new Trait(Aspect.WORDS, "Tên", entry.title()));
    if (group != null) {
      add(traits, new Trait(Aspect.PLACE, "Nhóm", group.code() + " " + group.title()));
    }
    entry.traits().forEach(trait -> add(traits, trait));
    return traits;
  }

  private static void add(Map<String, Trait> traits, Trait trait) {
    traits.put(trait.label(), trait);
  }
}
