package vn.portalaudit.campaign.sheets;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.index.Comparison;
import vn.portalaudit.index.Standing;

/** Who moves in a dry run, by how much and why, as a table: a row for each cause. */
public final class MovesTable {
  private static final List<String> HEADINGS =
      List.of(
          "Mã",
          "Cơ quan đánh giá",
          "Nhóm",
          "Hạng cũ",
          "Hạng mới",
          "% cũ",
          "% mới",
          "Chênh (%)",
          "Loại cũ",
          "Loại mới",
          "Chỉ số",
          "Tên chỉ số đổi",
          "Điểm cũ",
          "Tối đa cũ",
          "Điểm mới",
          "Tối đa mới",
          "Góp (%)");

  private MovesTable() {}

  /**
   * The table.
   *
   * @param says what was compared with what
   */
  public static FlatTable of(Comparison comparison, String says) {
    List<List<Optional<Object>>> rows = new ArrayList<>();
    for (Comparison.Move move : comparison.moves()) {
      if (move.causes().isEmpty()) {
        rows.add(row(move, null));
      }
      move.causes().forEach(cause -> rows.add(row(move, cause)));
    }
    return new FlatTable("Chạy thử", says, HEADINGS, rows);
  }

  private static List<Optional<Object>> row(
      Comparison.Move move, Comparison.@Nullable Cause cause) {
    Optional<Comparison.Cause> why = Optional.ofNullable(cause);
    Optional<Standing.Score> before = why.flatMap(c -> Optional.ofNullable(c.before()));
    Optional<Standing.Score> after = why.flatMap(c -> Optional.ofNullable(c.after()));
    return List.of(
        Optional.of(move.before().agency().id()),
        Optional.of(move.before().agency().name()),
        Optional.of(move.before().agency().group()),
        Optional.of(move.before().rank()),
        Optional.of(move.after().rank()),
        Optional.ofNullable(move.before().percent()),
        Optional.ofNullable(move.after().percent()),
        Optional.ofNullable(move.percentChange()),
        Optional.of(move.before().grade().orElse("")),
        Optional.of(move.after().grade().orElse("")),
        why.map(Comparison.Cause::indicator),
        why.map(Comparison.Cause::title),
        before.flatMap(score -> number(score.points())),
        before.flatMap(score -> number(score.maxPoints())),
        after.flatMap(score -> number(score.points())),
        after.flatMap(score -> number(score.maxPoints())),
        why.map(Comparison.Cause::change));
  }

  private static Optional<Object> number(@Nullable BigDecimal number) {
    return Optional.ofNullable(number);
  }
}
