package vn.portalaudit.web.criteria;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checklist or an index set as people read and compare it: the whole, its groups, their rows,
 * each with what can be said of it. Immutable.
 *
 * @param name title and version
 * @param entries in the order of the text
 */
record Outline(String name, List<Entry> entries) {
  Outline {
    entries = List.copyOf(entries);
  }

  /** How high in the tree an entry stands. */
  enum Level {
    /** The checklist or set itself. */
    WHOLE,
    /** A group. */
    GROUP,
    /** A criterion or indicator. */
    LEAF
  }

  /** What changes when something said of an entry does. */
  enum Aspect {
    /** Points. */
    POINTS("diem", "Đổi điểm"),
    /** Conditions, thresholds, who decides. */
    RULE("nguong", "Đổi ngưỡng, cách chấm"),
    /** Place in the text. */
    PLACE("cho", "Đổi số, đổi nhóm"),
    /** Words, and nothing that counts. */
    WORDS("loi", "Sửa lời");

    private final String code;
    private final String label;

    Aspect(String code, String label) {
      this.code = code;
      this.label = label;
    }

    /** The word in addresses. */
    String code() {
      return code;
    }

    /** The Vietnamese words. */
    String label() {
      return label;
    }
  }

  /**
   * An entry.
   *
   * @param key by which it is found again in another version
   * @param group key of its group; null where it is in none
   */
  public record Entry(
      Level level,
      String key,
      String code,
      String title,
      @Nullable String group,
      List<Trait> traits) {
    public Entry {
      traits = List.copyOf(traits);
    }

    /** Whether it is a group. For templates. */
    public boolean heads() {
      return level == Level.GROUP;
    }

    /** Whether it is the whole. For templates. */
    public boolean whole() {
      return level == Level.WHOLE;
    }
  }

  /** Something said of an entry; each label at most once. */
  public record Trait(Aspect aspect, String label, String says) {}
}
