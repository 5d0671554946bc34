package vn.portalaudit.document.form;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.document.paper.Cell;
import vn.portalaudit.document.paper.Table;

/**
 * A computed index, in the words of the index document.
 *
 * @param title name of the index set
 * @param period e.g. {@code 2025}
 * @param groups each ranked by itself
 */
public record Ranking(String title, String period, List<Group> groups) {
  public Ranking {
    groups = List.copyOf(groups);
  }

  /** A ranking group. */
  public record Group(String id, String title, List<Line> lines) {
    public Group {
      lines = List.copyOf(lines);
    }
  }

  /**
   * An agency in its group.
   *
   * @param agency its name
   * @param rank its place; null while it has none
   * @param maxPoints points that can be had; null where the text gives none
   * @param percent points in hundredths of {@code maxPoints}, exact; null while unknown
   * @param self sum that it gave itself; null without
   * @param machine sum that was measured; null without
   * @param appraised sum that was appraised; null without
   * @param note e.g. what was excluded; empty for none
   */
  public record Line(
      String agency,
      @Nullable Integer rank,
      BigDecimal points,
      @Nullable BigDecimal maxPoints,
      @Nullable BigDecimal percent,
      @Nullable BigDecimal self,
      @Nullable BigDecimal machine,
      @Nullable BigDecimal appraised,
      @Nullable String grade,
      String note) {}

  /** How many agencies. */
  int agencies() {
    return groups.stream().mapToInt(group -> group.lines().size()).sum();
  }

  /** A table for each group with what is published. */
  List<Table> published() {
    List<Table> tables = new ArrayList<>();
    for (Group group : groups) {
      tables.add(
          new Table(
              "xep-hang-" + (tables.size() + 1),
              group.title(),
              List.of(
                  Table.mark("Hạng", 8),
                  Table.text("Cơ quan", 40),
                  Table.figure("Điểm", 12),
                  Table.figure("Điểm tối đa", 12),
                  Table.figure("Tỷ lệ (%)", 12),
                  Table.mark("Xếp loại", 16)),
              group.lines().stream()
                  .map(line ->
                      Table.row(
                          rank(line),
                          Cell.of(line.agency()),
                          Cell.of(line.points()),
                          Cell.of(line.maxPoints()),
                          Cell.of(line.percent()),
                          Cell.of(line.grade())))
                  .toList()));
    }
    return tables;
  }

  /** A table for each group with all three columns beside each other. */
  List<Table> compared() {
    List<Table> tables = new ArrayList<>();
    for (Group group : groups) {
      tables.add(
          new Table(
              "ket-qua-" + (tables.size() + 1),
              group.title(),
              List.of(
                  Table.mark("Hạng", 9),
                  Table.text("Cơ quan", 25),
                  Table.figure("Tự chấm", 10),
                  Table.figure("Máy chấm", 10),
                  Table.figure("Thẩm định", 11),
                  Table.figure("Điểm", 10),
                  Table.figure("Tỷ lệ (%)", 10),
                  Table.text("Ghi chú", 15)),
              group.lines().stream()
                  .map(line ->
                      Table.row(
                          rank(line),
                          Cell.of(line.agency()),
                          Cell.of(line.self()),
                          Cell.of(line.machine()),
                          Cell.of(line.appraised()),
                          Cell.of(line.points()),
                          Cell.of(line.percent()),
                          Cell.of(line.note())))
                  .toList()));
    }
    return tables;
  }

  private static Cell rank(Line line) {
    return line.rank() == null ? Cell.NOTHING : Cell.of(line.rank().longValue());
  }
}
