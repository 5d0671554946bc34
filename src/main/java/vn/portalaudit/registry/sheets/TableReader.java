package vn.portalaudit.registry.sheets;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.portalaudit.config.Problems;
import vn.portalaudit.domain.Folding;

/** Reads a sheet: finds its columns by the heading, then its rows. */
final class TableReader {
  private final ProblemList problems;
  private final Limits limits;

  TableReader(ProblemList problems, Limits limits) {
    this.problems = problems;
    this.limits = limits;
  }

  /** Reads every row under the heading; returns how many there were. */
  int read(Table table, EntryReader entries) {
    List<Table.Row> rows = table.rows();
    if (rows.isEmpty()) {
      return 0;
    }
    Table.Row heading = rows.getFirst();
    Optional<Map<String, Integer>> columns = columns(table, heading);
    if (columns.isEmpty()) {
      return 0;
    }
    int read = 0;
    BitSet headed = new BitSet();
    columns.get().values().forEach(headed::set);
    for (Table.Row row : rows.subList(1, rows.size())) {
      if (!row.blank()) {
        RowReader reader = new RowReader(table, row, columns.get(), problems, limits.cellLength());
        strays(table, headed, row);
        entries.read(table.sheet(), reader);
        read++;
      }
    }
    return read;
  }

  /** Where each field stands; empty when the heading cannot be used. */
  private Optional<Map<String, Integer>> columns(Table table, Table.Row heading) {
    Map<String, Integer> columns = new HashMap<>();
    boolean sound = true;
    for (int i = 0; i < heading.cells().size(); i++) {
      String text = headingText(heading.cell(i));
      if (text.isEmpty()) {
        continue;
      }
      Optional<Column> column =
          table.sheet().columns().stream().filter(c -> c.named(text)).findFirst();
      if (column.isEmpty()) {
        add(table, heading, i, text, strange(table.sheet(), text));
        sound = false;
      } else if (columns.putIfAbsent(column.get().field(), i) != null) {
        add(table, heading, i, text, "cột này có hai lần; bỏ một");
        sound = false;
      }
    }
    for (Column column : table.sheet().columns()) {
      if (column.required() && !columns.containsKey(column.field())) {
        problems.add(
            new Problem(
                true,
                table.place(),
                heading.number(),
                "«" + column.header() + "»",
                "",
                "thiếu cột này ở dòng tiêu đề; thêm cột, hoặc dùng tệp mẫu (registry template)"));
        sound = false;
      }
    }
    return sound ? Optional.of(columns) : Optional.empty();
  }

  private static String headingText(Cell cell) {
    return Words.clean(cell.shown());
  }

  private void add(Table table, Table.Row row, int column, String found, String says) {
    problems.add(
        new Problem(true, table.place(), row.number(), RowReader.letter(column), found, says));
  }

  private static String strange(Sheet sheet, String text) {
    Set<String> headers = sheet.columns().stream().map(Column::header).collect(Collectors.toSet());
    Map<String, String> folded =
        headers.stream().collect(Collectors.toMap(Folding::fold, header -> header));
    String near = Problems.nearest(Folding.fold(text), folded.keySet());
    return "không phải tên cột của trang «"
        + sheet.title()
        + "»; "
        + (near.isEmpty()
            ? "các cột: " + String.join(", ", sheet.columns().stream().map(Column::header).toList())
            : "có phải «" + folded.get(near) + "»?");
  }

  /** A cell under no heading would be lost without a word. */
  private void strays(Table table, BitSet headed, Table.Row row) {
    for (int i = 0; i < row.cells().size(); i++) {
      if (!headed.get(i) && !Words.clean(row.cell(i).shown()).isEmpty()) {
        add(table, row, i, row.cell(i).shown(), "ô nằm ngoài các cột; xóa ô, hoặc đặt tên cột");
      }
    }
  }
}
