package vn.portalaudit.web.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.portalaudit.web.criteria.Difference.Change;
import vn.portalaudit.web.criteria.Marked.Piece;
import vn.portalaudit.web.criteria.Outline.Aspect;
import vn.portalaudit.web.criteria.Outline.Entry;
import vn.portalaudit.web.criteria.Outline.Level;
import vn.portalaudit.web.criteria.Outline.Trait;

/** What is told of two versions. */
class DifferenceTest {
  private static final Entry GROUP = entry(Level.GROUP, "tin", "1", "Thông tin", null, "10", "");

  private static Entry entry(
      Level level,
      String key,
      String code,
      String title,
      @Nullable String group,
      String points,
      String rule) {
    return new Entry(
        level,
        key,
        code,
        title,
        group,
        List.of(
            new Trait(Aspect.POINTS, "Điểm", points), new Trait(Aspect.RULE, "Cách chấm", rule)));
  }

  private static Entry leaf(String key, String code, String title, String points, String rule) {
    return entry(Level.LEAF, key, code, title, "tin", points, rule);
  }

  private static List<String> told(List<Entry> before, List<Entry> after) {
    return Difference.between(new Outline("trước", before), new Outline("sau", after)).stream()
        .map(DifferenceTest::told)
        .toList();
  }

  private static String told(Change change) {
    return change.entry().key()
        + ": "
        + change.marks().stream().map(Difference.Mark::says).collect(Collectors.joining(", "))
        + change.lines().stream().map(Difference.Line::label).toList();
  }

  @Test
  void whatCameWentAndChangedIsToldApart() {
    List<Entry> before =
        List.of(
            GROUP,
            leaf("a", "1.1", "Giới thiệu", "5", "từ 1"),
            leaf("b", "1.2", "Liên hệ", "3", "từ 1"),
            leaf("c", "1.3", "Tin tức", "2", "từ 10"),
            leaf("e", "1.4", "Lịch tuần", "2", ""));
    List<Entry> after =
        List.of(
            GROUP,
            leaf("a", "1.1", "Giới thiệu", "6", "từ 1"),
            leaf("c", "1.3", "Tin tức, bài viết", "2", "từ 12"),
            leaf("d", "1.5", "Hỏi đáp", "2", ""),
            leaf("e", "1.6", "Lịch tuần", "2", ""));

    assertThat(told(before, after))
        .containsExactly(
            "a: Đổi điểm[Điểm]",
            "b: Bỏ[Điểm, Cách chấm]",
            "c: Đổi ngưỡng, cách chấm, Sửa lời[Tên, Cách chấm]",
            "d: Thêm[Điểm]",
            "e: Đổi số, đổi nhóm[Số]");
    assertThat(told(before, before)).isEmpty();
    assertThat(told(List.of(), after)).hasSize(5).allMatch(one -> one.contains("Thêm"));
    assertThat(told(before, List.of())).hasSize(5).allMatch(one -> one.contains("Bỏ"));
  }

  /** An indicator has only its number; inserting one must not reword all that follow. */
  @Test
  void whatHasAnotherNumberIsFoundByItsTitle() {
    List<Entry> before = List.of(GROUP, leaf("1.1", "1.1", "Hạ tầng", "5", ""));
    List<Entry> after = List.of(GROUP, leaf("1.9", "1.9", "Hạ tầng", "5", ""));

    assertThat(told(before, after)).containsExactly("1.9: Đổi số, đổi nhóm[Số]");
  }

  @Test
  void aRenamedGroupIsToldOnceAndAMovedRowNamesItsGroup() {
    Entry other = entry(Level.GROUP, "khac", "2", "Khác", null, "1", "");
    Entry row = leaf("a", "1.1", "Giới thiệu", "5", "");
    Entry renamed = entry(Level.GROUP, "tin", "1", "Tin và bài", null, "10", "");
    Entry moved = entry(Level.LEAF, "a", "1.1", "Giới thiệu", "khac", "5", "");

    assertThat(told(List.of(GROUP, row), List.of(renamed, row)))
        .containsExactly("tin: Sửa lời[Tên]");
    assertThat(told(List.of(GROUP, other, row), List.of(GROUP, other, moved)))
        .containsExactly("a: Đổi số, đổi nhóm[Nhóm]");
  }

  @Test
  void onlyTheWordsThatDifferAreMarked() {
    Marked.Pair pair = Marked.of("từ 5 tin trở lên", "từ 12 bài, tin trở lên");

    assertThat(pair.before())
        .containsExactly(
            new Piece("từ ", false), new Piece("5", true), new Piece(" tin trở lên", false));
    assertThat(
            pair.after().stream()
                .filter(Piece::only)
                .map(Piece::text)
                .collect(Collectors.joining("|")))
        .contains("12 bài,");
    assertThat(text(pair.after())).isEqualTo("từ 12 bài, tin trở lên");
    assertThat(Marked.of("", "mới").before()).isEmpty();
  }

  @Test
  void textsTooLongToCompareAreMarkedWhole() {
    String large = String.join(" ", Collections.nCopies(20_000, "chữ"));
    List<Piece> after = new ArrayList<>(Marked.of(large, large + " thêm").after());

    assertThat(after).containsExactly(new Piece(large + " thêm", true));
  }

  private static String text(List<Piece> pieces) {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }
}
