package vn.portalaudit.index;

import java.util.List;
import java.util.Optional;

/**
 * A text's table of general information about an agency, with the officer who reports and the
 * leader who approves (920, Bảng 1 of annexes III and IV).
 *
 * @param basis its place in the text
 * @param rows in the text's order
 */
public record GeneralTable(String basis, List<Row> rows) {
  public GeneralTable {
    rows = List.copyOf(rows);
  }

  /**
   * A row.
   *
   * @param id its number in the text
   * @param unit its unit; empty when the text gives none
   * @param needed whether a report cannot be handed in without it
   */
  public record Row(String id, String title, String unit, boolean needed) {}

  /** A row. */
  public Optional<Row> row(String id) {
    return rows.stream().filter(row -> row.id().equals(id)).findFirst();
  }
}
