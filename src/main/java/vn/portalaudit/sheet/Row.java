package vn.portalaudit.sheet;

import java.util.List;

/**
 * A row of a sheet as it came.
 *
 * @param number row or line in the file, from 1
 * @param cells from the first column on
 */
public record Row(int number, List<Cell> cells) {
  /** The cell of a column, from 0; blank beyond the last one. */
  Cell cell(int column) {
    return column < cells.size() ? cells.get(column) : Cell.BLANK;
  }

  /** Whether nothing stands in it. */
  public boolean blank() {
    for (Cell cell : cells) {
      if (!Words.clean(cell.shown()).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
