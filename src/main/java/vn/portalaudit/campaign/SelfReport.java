package vn.portalaudit.campaign;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an agency says of one indicator, as it was typed: complete or not, right or wrong.
 *
 * @param value the figure, at most 1000 characters
 * @param unit its unit, at most 100
 * @param formula how the figure came about, at most 1000
 * @param points the points that the agency gives itself, with a decimal comma, at most 100
 * @param note remark, at most 8000
 * @param nothingArose whether nothing arose in the period («không phát sinh»)
 */
public record SelfReport(
    String value, String unit, String formula, String points, String note, boolean nothingArose) {
  /** Nothing typed yet. */
  public static final SelfReport BLANK = new SelfReport("", "", "", "", "", false);

  public SelfReport {
    value = bounded(value, 1_000);
    unit = bounded(unit, 100);
    formula = bounded(formula, 1_000);
    points = bounded(points, 100);
    note = bounded(note, 8_000);
  }

  private static String bounded(String text, int most) {
    if (text.codePointCount(0, text.length()) > most) {
      throw new IllegalArgumentException("Dài quá " + most + " ký tự; hãy viết ngắn lại");
    }
    return text;
  }

  /** Whether nothing is said. */
  public boolean blank() {
    return value.isBlank() && points.isBlank() && note.isBlank() && !nothingArose;
  }

  /**
   * A report as it is kept.
   *
   * @param indicator of which indicator
   * @param report what was typed
   * @param points the points, when they can be read
   * @param version 1 with the first save, one more with each
   * @param who who saved it last
   * @param at when
   */
  public record Kept(
      String indicator,
      SelfReport report,
      @Nullable BigDecimal points,
      int version,
      String who,
      Instant at) {
    /** The points that are claimed: 0 where nothing arose; null where nothing is claimed. */
    public @Nullable BigDecimal claimed() {
      return points == null && report.nothingArose() ? BigDecimal.ZERO : points;
    }
  }

  /** What came of a save. Nothing that was typed is ever lost. */
  public sealed interface Saved {
    /**
     * It is kept, right or wrong.
     *
     * @param problems what must still be put right before it is handed in
     */
    record Done(Kept kept, java.util.List<String> problems) implements Saved {}

    /**
     * Somebody else saved first; nothing of theirs was overwritten.
     *
     * @param theirs what stands
     * @param yours what was to be saved; it is in the history
     */
    record Conflict(Kept theirs, SelfReport yours) implements Saved {
      /** One sentence for the person. */
      public String says() {
        return "«"
            + theirs.who()
            + "» đã lưu dòng này lúc "
            + Wording.at(theirs.at())
            + "; hãy chọn giá trị đúng trong hai giá trị rồi lưu lại";
      }
    }

    /** Nothing may be saved now. */
    record Refused(String says) implements Saved {}
  }
}
