package vn.portalaudit.document.paper;

import java.util.List;

/**
 * A table, which is also a sheet of a workbook and a CSV file.
 *
 * @param id file and sheet name in ASCII, e.g. {@code bang-diem}
 * @param title its Vietnamese title
 * @param columns from left to right
 * @param rows each as long as there are columns
 */
public record Table(String id, String title, List<Column> columns, List<Row> rows) {
  public Table {
    title = Plain.line(title);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    int width = columns.size();
    if (width == 0 || rows.stream().anyMatch(row -> row.cells().size() != width)) {
      throw new IllegalArgumentException(id + ": a row that is not as wide as the table");
    }
  }

  /**
   * A column.
   *
   * @param title its heading, with the unit where there is one
   * @param weight its width relative to the others
   * @param kind how its cells are set
   */
  public record Column(String title, int weight, Kind kind) {
    public Column {
      title = Plain.line(title);
    }
  }

  /** How cells of a column are set. */
  public enum Kind {
    /** Text from the left. */
    TEXT,
    /** Short words, codes and days, in the middle. */
    MARK,
    /** Figures to the right. */
    FIGURE
  }

  /** A row; one that is strong carries a heading or a sum. */
  public record Row(boolean strong, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /** A row of values. */
  public static Row row(Cell... cells) {
    return new Row(false, List.of(cells));
  }

  /** A row that stands out. */
  public static Row strong(Cell... cells) {
    return new Row(true, List.of(cells));
  }

  /** A column of text. */
  public static Column text(String title, int weight) {
    return new Column(title, weight, Kind.TEXT);
  }

  /** A column of short words. */
  public static Column mark(String title, int weight) {
    return new Column(title, weight, Kind.MARK);
  }

  /** A column of figures. */
  public static Column figure(String title, int weight) {
    return new Column(title, weight, Kind.FIGURE);
  }
}
