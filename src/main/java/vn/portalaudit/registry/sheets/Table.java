package vn.portalaudit.registry.sheets;

import java.util.List;

/**
 * A sheet as it came.
 *
 * @param sheet which one
 * @param place file and sheet, for messages
 * @param rows those with content, the heading first
 */
record Table(Sheet sheet, String place, List<Row> rows) {
  /**
   * A row.
   *
   * @param number row or line in the file, from 1
   * @param cells from the first column on
   */
  record Row(int number, List<Cell> cells) {
    Cell cell(int column) {
      return column < cells.size() ? cells.get(column) : Cell.BLANK;
    }

    boolean blank() {
      for (Cell cell : cells) {
        if (!Words.clean(cell.shown()).isEmpty()) {
          return false;
        }
      }
      return true;
    }
  }
}
