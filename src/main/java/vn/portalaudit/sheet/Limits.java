package vn.portalaudit.sheet;

/**
 * How much of a file is read; far more than what is expected is a mistake or an attack.
 *
 * @param fileBytes of a file as it lies on the disk
 * @param decodedBytes of all that is packed in it
 * @param parts of files packed in it
 * @param rows with content, in a sheet
 * @param columns in a sheet
 * @param cellLength characters of a cell
 */
public record Limits(
    long fileBytes, long decodedBytes, int parts, int rows, int columns, int cellLength) {
  /** For a registry: one of 10,000 portals has some 3 MB. */
  public static final Limits STANDARD =
      new Limits(20_000_000, 150_000_000, 1_000, 50_000, 200, 4_000);

  /** For figures: 10,000 agencies with 60 indicators are 600,000 rows. */
  public static final Limits FIGURES =
      new Limits(200_000_000, 1_500_000_000, 1_000, 1_000_000, 50, 4_000);
}
