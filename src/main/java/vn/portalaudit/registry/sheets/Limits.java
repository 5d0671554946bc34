package vn.portalaudit.registry.sheets;

/**
 * How much of a file is read. A registry of 10,000 portals has some 3 MB; far more is a mistake or
 * an attack.
 *
 * @param fileBytes of a file as it lies on the disk
 * @param decodedBytes of all that is packed in it
 * @param parts of files packed in it
 * @param rows with content, in a sheet
 * @param columns in a sheet
 * @param cellLength characters of a cell
 */
record Limits(long fileBytes, long decodedBytes, int parts, int rows, int columns, int cellLength) {
  static final Limits STANDARD = new Limits(20_000_000, 150_000_000, 1_000, 50_000, 200, 4_000);
}
