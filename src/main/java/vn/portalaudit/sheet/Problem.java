package vn.portalaudit.sheet;

/**
 * A cell that cannot be taken, or one to look at.
 *
 * @param error whether nothing is imported because of it; otherwise it is a warning
 * @param place file, and the sheet within it
 * @param row row (XLSX) or line (CSV) from 1, or 0 when it concerns the whole sheet
 * @param column letter and heading of the column; empty when it concerns the whole row
 * @param found what stands there, shortened; empty when nothing does
 * @param says what is wrong and what to write, in Vietnamese
 */
public record Problem(
    boolean error, String place, int row, String column, String found, String says) {
  private static final int SHOWN = 60;

  public Problem {
    int cut =
        found.length() > SHOWN
            ? found.offsetByCodePoints(0, Math.min(SHOWN, found.codePointCount(0, found.length())))
            : found.length();
    found = cut < found.length() ? found.substring(0, cut) + "…" : found;
  }

  /** The problem on one line: {@code place:row: column: what stands there: what to write}. */
  public String line() {
    StringBuilder line = new StringBuilder(place);
    if (row > 0) {
      line.append(':').append(row);
    }
    line.append(": ");
    if (!column.isEmpty()) {
      line.append("cột ").append(column).append(": ");
    }
    if (!found.isEmpty()) {
      line.append('«').append(found).append("»: ");
    }
    return line.append(says).toString();
  }
}
