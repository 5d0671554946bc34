package vn.portalaudit.registry;

import org.jspecify.annotations.Nullable;

/**
 * What an import does to one row. Nothing is ever deleted.
 *
 * @param what added, changed, or given an end
 * @param before the row as it was; null when it is added
 * @param after the row as it becomes
 */
public record Change(What what, @Nullable Entry before, Entry after) {
  /** What happens to a row. */
  public enum What {
    ADDED("thêm"),
    CHANGED("sửa"),
    ENDED("kết thúc");

    private final String label;

    What(String label) {
      this.label = label;
    }

    /** The Vietnamese word. */
    public String label() {
      return label;
    }
  }

  static Change of(@Nullable Entry before, Entry after) {
    if (before == null) {
      return new Change(What.ADDED, null, after);
    }
    Validity was = before.holds();
    Validity is = after.holds();
    boolean ends = was != null && is != null && was.to() == null && is.to() != null;
    return new Change(ends ? What.ENDED : What.CHANGED, before, after);
  }
}
