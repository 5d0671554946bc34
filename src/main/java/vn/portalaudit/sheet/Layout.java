package vn.portalaudit.sheet;

import java.util.List;
import java.util.Optional;

/**
 * What a sheet must look like.
 *
 * @param title its title, for messages
 * @param columns its columns, in any order in the file
 * @param template where a right one is to be had, as part of a sentence
 */
public record Layout(String title, List<Column> columns, String template) {
  public Layout {
    columns = List.copyOf(columns);
  }

  /** The column that fills a field. */
  public Optional<Column> column(String field) {
    return columns.stream().filter(column -> column.field().equals(field)).findFirst();
  }
}
