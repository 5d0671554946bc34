package vn.portalaudit.index;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.portalaudit.sheet.Column;
import vn.portalaudit.sheet.Layout;

/** The tables of a data folder, in the order in which they are read. */
enum DataTable {
  AGENCIES("agencies", List.of("agency", "name", "group"), List.of("flags")),
  ROWS("rows", List.of("code", "parent", "title", "maxPoints"), List.of()),
  EXCLUSIONS("exclusions", List.of("indicator", "by", "reason"), List.of()),
  SELF("self", List.of("agency", "indicator", "points"), List.of("evidence", "note", "value")),
  APPRAISED("appraised", List.of("agency", "indicator", "round", "points"), List.of("reason")),
  PROVIDED("provided", List.of("agency", "indicator", "points"), List.of("provider")),
  SURVEY("survey", List.of("agency", "indicator", "points"), List.of("n")),
  NETWORK("network", List.of("agency", "indicator", "points"), List.of("n")),
  EXPERTS("experts", List.of("agency", "indicator", "points"), List.of("n")),
  BONUS("bonus", List.of("agency", "points", "reason"), List.of());

  private final String title;
  private final Layout layout;

  DataTable(String title, List<String> needed, List<String> free) {
    this.title = title;
    this.layout =
        new Layout(
            title,
            Stream.concat(
                    needed.stream().map(field -> Column.needed(field, field, "", "")),
                    free.stream().map(field -> Column.free(field, field, "", "")))
                .toList(),
            "sửa tên cột; các cột: "
                + Stream.concat(needed.stream(), free.stream()).collect(Collectors.joining(", ")));
  }

  /** The name of the sheet, and of the file without its ending. */
  String title() {
    return title;
  }

  Layout layout() {
    return layout;
  }

  String fileName() {
    return title + ".csv";
  }

  static Optional<DataTable> named(String title) {
    return Arrays.stream(values()).filter(table -> table.title.equals(title)).findFirst();
  }

  static Set<String> titles() {
    return Arrays.stream(values())
        .map(DataTable::title)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
