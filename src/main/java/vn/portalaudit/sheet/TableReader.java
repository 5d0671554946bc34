package vn.portalaudit.sheet;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.Problems;
import vn.portalaudit.domain.Folding;

/**
 * Reads a sheet row by row: finds its columns by the heading, which comes first, then hands on each
 * row beneath. Not safe for several threads.
 */
public final class TableReader implements Consumer<Row> {
  private final Layout layout;
  private final String place;
  private final Notation notation;
  private final Limits limits;
  private final ProblemList problems;
  private final Consumer<RowReader> rows;
  private final BitSet headed = new BitSet();
  private boolean begun;
  private int count;
  private RowReader.@Nullable Sight sight;

  /**
   * A reader of one sheet.
   *
   * @param layout what it must look like
   * @param place file and sheet, for messages
   * @param notation how numbers are written in text
   * @param limits how long a cell may be
   * @param problems takes what is wrong
   * @param rows takes each row with content beneath the heading; none when the heading is wrong
   */
  public TableReader(
      Layout layout,
      String place,
      Notation notation,
      Limits limits,
      ProblemList problems,
      Consumer<RowReader> rows) {
    this.layout = layout;
    this.place = place;
    this.notation = notation;
    this.limits = limits;
    this.problems = problems;
    this.rows = rows;
  }

  /** How many rows were read beneath the heading. */
  public int count() {
    return count;
  }

  @Override
  public void accept(Row row) {
    if (!begun) {
      begun = true;
      sight = columns(row).map(this::sight).orElse(null);
      return;
    }
    if (sight != null) {
      RowReader reader = new RowReader(sight, row);
      strays(row);
      rows.accept(reader);
      count++;
    }
  }

  private RowReader.Sight sight(Map<String, Integer> columns) {
    columns.values().forEach(headed::set);
    return new RowReader.Sight(layout, place, columns, notation, limits.cellLength(), problems);
  }

  /** Where each field stands; empty when the heading cannot be used. */
  private Optional<Map<String, Integer>> columns(Row heading) {
    Map<String, Integer> columns = new HashMap<>();
    boolean sound = true;
    for (int i = 0; i < heading.cells().size(); i++) {
      String text = Words.clean(heading.cell(i).shown());
      if (text.isEmpty()) {
        continue;
      }
      Optional<Column> column = layout.columns().stream().filter(c -> c.named(text)).findFirst();
      if (column.isEmpty()) {
        add(heading, i, text, strange(text));
        sound = false;
      } else if (columns.putIfAbsent(column.get().field(), i) != null) {
        add(heading, i, text, "cột này có hai lần; bỏ một");
        sound = false;
      }
    }
    for (Column column : layout.columns()) {
      if (column.required() && !columns.containsKey(column.field())) {
        problems.add(
            new Problem(
                true,
                place,
                heading.number(),
                "«" + column.header() + "»",
                "",
                "thiếu cột này ở dòng tiêu đề; thêm cột, hoặc " + layout.template()));
        sound = false;
      }
    }
    return sound ? Optional.of(columns) : Optional.empty();
  }

  private void add(Row row, int column, String found, String says) {
    problems.add(new Problem(true, place, row.number(), RowReader.letter(column), found, says));
  }

  private String strange(String text) {
    Set<String> headers = layout.columns().stream().map(Column::header).collect(Collectors.toSet());
    Map<String, String> folded =
        headers.stream().collect(Collectors.toMap(Folding::fold, header -> header));
    String near = Problems.nearest(Folding.fold(text), folded.keySet());
    return "không phải tên cột của trang «"
        + layout.title()
        + "»; "
        + (near.isEmpty()
            ? "các cột: "
                + String.join(", ", layout.columns().stream().map(Column::header).toList())
            : "có phải «" + folded.get(near) + "»?");
  }

  /** A cell under no heading would be lost without a word. */
  private void strays(Row row) {
    for (int i = 0; i < row.cells().size(); i++) {
      if (!headed.get(i) && !Words.clean(row.cell(i).shown()).isEmpty()) {
        add(row, i, row.cell(i).shown(), "ô nằm ngoài các cột; xóa ô, hoặc đặt tên cột");
      }
    }
  }
}
