package vn.portalaudit.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.index.Column;
import vn.portalaudit.index.Figures;
import vn.portalaudit.index.Normalisation;
import vn.portalaudit.index.Results;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.index.Source;
import vn.portalaudit.index.Spread;
import vn.portalaudit.index.Standing;

/** How one number came about, as lines that a person reads. */
public final class IndexExplanation {
  private static final int DECIMALS = 6;

  private IndexExplanation() {}

  /**
   * Explains an indicator of an agency: the columns beside each other, which one counts and why,
   * exclusion, normalisation with its figures, and its part in the sum.
   *
   * @param results what was computed
   * @param agency place of the agency
   * @param item place of the indicator
   */
  public static List<String> lines(Results results, int agency, int item) {
    Figures figures = results.figures();
    Scheme.Item indicator = figures.scheme().items().get(item);
    Standing standing = results.standing(agency);
    Standing.Score score = standing.score(item);
    List<String> lines = new ArrayList<>();
    lines.add(figures.scheme().title());
    lines.add(
        "Cơ quan: "
            + standing.agency().name()
            + " ("
            + standing.agency().id()
            + "), nhóm "
            + standing.agency().group());
    lines.add("Chỉ số: " + indicator.id() + " " + indicator.title());
    lines.add("Điểm tối đa: " + max(indicator.maxPoints(standing.agency())));
    columns(lines, figures, agency, item);
    lines.add("Nguồn được lấy: " + source(indicator, score.source()));
    lines.add("Điểm được lấy: " + points(score, figures.scheme()));
    excluded(lines, figures, item);
    normalised(lines, results, standing, score);
    sum(lines, results, standing);
    return lines.stream().map(Folding::tidy).toList();
  }

  private static String max(@Nullable BigDecimal max) {
    return max == null ? "văn bản không cho điểm của chỉ số này" : exact(max);
  }

  private static void columns(List<String> lines, Figures figures, int agency, int item) {
    for (Column column : Column.values()) {
      BigDecimal points = figures.points(column, agency, item);
      String words = figures.words(column, agency, item);
      if (points != null || words != null || column == Column.SELF) {
        lines.add(
            "Cột "
                + column.label()
                + ": "
                + (points == null ? "chưa có" : exact(points) + " điểm")
                + (words == null ? "" : " (" + words.replace("\n", "; ") + ")"));
      }
    }
    String why = figures.inapplicable(agency, item);
    if (why != null) {
      lines.add("Không áp dụng: " + why);
    }
  }

  private static String source(Scheme.Item indicator, Source source) {
    if (source == Source.INAPPLICABLE) {
      return source.label()
          + (indicator.flags().isEmpty()
              ? ""
              : " (chỉ dành cho cơ quan có: "
                  + String.join(", ", indicator.flags().stream().sorted().toList())
                  + ")");
    }
    String order =
        indicator.declared().stream().map(Column::label).collect(Collectors.joining(", "));
    String before =
        "thứ tự lấy: Thẩm định, " + (order.isEmpty() ? "" : order + ", ") + Column.SELF.label();
    return source.label() + " (" + before + ")";
  }

  private static String points(Standing.Score score, Scheme scheme) {
    BigDecimal plain = score.plain();
    if (plain != null) {
      return exact(plain) + (score.source() == Source.DEFAULT ? byDefault(scheme) : "");
    }
    return switch (score.source()) {
      case INAPPLICABLE -> "không có; chỉ số rời khỏi điểm tối đa của cơ quan này";
      case NONE -> "để ngỏ; chưa có số liệu không phải là 0 cho đến khi chốt (--closing)";
      default -> "không tính, vì chỉ số đã bị loại khỏi xếp hạng";
    };
  }

  private static String byDefault(Scheme scheme) {
    return scheme.conditions().noData().zeroByText()
        ? " (văn bản: không có số liệu thì tính 0 khi chốt kỳ)"
        : " (quy tắc đề xuất: không có số liệu thì tính 0 khi chốt kỳ)";
  }

  private static void excluded(List<String> lines, Figures figures, int item) {
    Figures.Exclusion exclusion = figures.exclusions().get(item);
    if (exclusion != null) {
      lines.add("Loại khỏi xếp hạng: " + exclusion.by() + ", lý do: " + exclusion.reason());
    }
  }

  private static void normalised(
      List<String> lines, Results results, Standing standing, Standing.Score score) {
    Normalisation how = results.settings().normalisation();
    BigDecimal plain = score.plain();
    BigDecimal points = score.points();
    if (how == Normalisation.NONE) {
      lines.add("Chuẩn hóa: không");
      return;
    }
    Spread spread =
        results.groups().stream()
            .filter(group -> group.name().equals(standing.agency().group()))
            .findFirst()
            .map(group -> group.spread(score.item()))
            .orElse(null);
    if (spread == null || plain == null || points == null) {
      lines.add("Chuẩn hóa: " + how.label() + ", không có điểm để chuẩn hóa");
      return;
    }
    lines.add(
        "Chuẩn hóa "
            + how.label()
            + " trong nhóm "
            + standing.agency().group()
            + " ("
            + spread.count()
            + " cơ quan có điểm): "
            + formula(how, spread, plain, score.maxPoints(), points));
  }

  private static String formula(
      Normalisation how, Spread spread, BigDecimal x, @Nullable BigDecimal max, BigDecimal points) {
    if (spread.constant()) {
      return "mọi cơ quan cùng "
          + exact(spread.min())
          + " điểm nên "
          + (how == Normalisation.Z_SCORE ? "tính 0" : "giữ nguyên");
    }
    if (how == Normalisation.MIN_MAX) {
      return max == null
          ? "văn bản không cho điểm tối đa nên giữ nguyên"
          : exact(max)
              + " × ("
              + exact(x)
              + " − "
              + exact(spread.min())
              + ") / ("
              + exact(spread.max())
              + " − "
              + exact(spread.min())
              + ") = "
              + exact(points);
    }
    return "("
        + exact(x)
        + " − trung bình "
        + exact(spread.mean())
        + ") / độ lệch chuẩn "
        + exact(spread.deviation())
        + " = "
        + exact(points);
  }

  private static void sum(List<String> lines, Results results, Standing standing) {
    BigDecimal max = standing.maxPoints();
    BigDecimal percent = standing.percent();
    String bonus =
        standing.bonus().signum() == 0
            ? ""
            : ", trong đó điểm khuyến khích "
                + exact(standing.bonus())
                + " (cộng sau chuẩn hóa, tổng không vượt tối đa)";
    lines.add(
        "Tổng của cơ quan: "
            + exact(standing.points())
            + (max == null ? "" : "/" + exact(max))
            + " điểm"
            + bonus
            + (percent == null ? "" : "; " + exact(percent) + "%")
            + "; hạng "
            + standing.rank()
            + standing.grade().map(grade -> "; xếp loại " + grade).orElse("")
            + (results.settings().closing() ? "" : "; tạm tính"));
  }

  private static String exact(BigDecimal value) {
    return Vietnamese.number(value, DECIMALS);
  }
}
