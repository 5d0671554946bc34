package vn.portalaudit.campaign;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.index.Scoring;
import vn.portalaudit.sheet.Notation;

/** What a report must hold before it is handed in. Pure; drafts are kept whatever this says. */
public final class ReportRules {
  private static final int MOST_DECIMALS = 4;

  private ReportRules() {}

  /**
   * The points that were typed.
   *
   * @param typed with a decimal comma
   * @param most the indicator's maximum for the agency; null where the text gives none
   */
  public static Ruling<BigDecimal> points(String typed, @Nullable BigDecimal most) {
    String text = typed.strip();
    Optional<BigDecimal> read =
        onlyOneReading(text, most)
            ? decimal(text)
            : Notation.COMMA.digits(text).map(BigDecimal::new);
    if (read.isEmpty()) {
      return Ruling.refused("Điểm «" + shortened(text) + "»: " + wrong(text));
    }
    return exact(read.get(), most);
  }

  /**
   * Points that were read already.
   *
   * @param most the indicator's maximum for the agency; null where the text gives none
   */
  public static Ruling<BigDecimal> exact(BigDecimal read, @Nullable BigDecimal most) {
    BigDecimal points = read.stripTrailingZeros();
    if (points.scale() > MOST_DECIMALS) {
      return Ruling.refused("Điểm " + shown(points) + ": viết tối đa 4 chữ số thập phân");
    }
    return most != null && points.compareTo(most) > 0
        ? Ruling.refused(
            "Điểm " + shown(points) + " vượt điểm tối đa " + shown(most) + " của chỉ số này")
        : Ruling.allowed(points);
  }

  /** Whether {@code 4,625} can be no thousands, because those would be above the maximum. */
  private static boolean onlyOneReading(String text, @Nullable BigDecimal most) {
    return most != null
        && text.matches("\\d{1,3},\\d{3}")
        && new BigDecimal(text.replace(",", "")).compareTo(most) > 0;
  }

  private static Optional<BigDecimal> decimal(String text) {
    return Optional.of(new BigDecimal(text.replace(',', '.')));
  }

  private static String wrong(String text) {
    return text.matches("\\d{1,9}\\.\\d{1,2}")
        ? "bạn muốn nhập " + text.replace('.', ',') + "? Dấu thập phân là dấu phẩy"
        : Notation.COMMA.wrong(text);
  }

  /**
   * The points that an indicator's rule gives the reported value.
   *
   * @param report what was typed; its unit may be left out
   * @param scoring the rule
   * @param most the indicator's maximum for the agency
   */
  public static Ruling<BigDecimal> scored(SelfReport report, Scoring scoring, BigDecimal most) {
    String unit = report.unit().strip();
    String value = report.value().strip();
    if (unit.isEmpty() && value.endsWith(scoring.unit())) {
      value = value.substring(0, value.length() - scoring.unit().length()).strip();
    }
    if (!unit.isEmpty() && !Folding.fold(unit).equals(Folding.fold(scoring.unit()))) {
      return Ruling.refused(
          "Đơn vị «" + shortened(unit) + "»: chỉ số này tính theo «" + scoring.unit() + "»");
    }
    Optional<BigDecimal> read = Notation.COMMA.digits(value).map(BigDecimal::new);
    return read.isEmpty()
        ? Ruling.refused("Giá trị «" + shortened(value) + "»: " + wrong(value))
        : Ruling.allowed(
            scoring.points(read.get(), most).setScale(MOST_DECIMALS, RoundingMode.HALF_UP));
  }

  /**
   * What must be put right.
   *
   * @param indicator its code, for the sentence
   * @param report what was typed
   * @param most the indicator's maximum for the agency; null where the text gives none
   * @param evidence how many pieces of evidence it has
   * @return sentences; none when it can be handed in
   */
  public static List<String> problems(
      String indicator, SelfReport report, @Nullable BigDecimal most, int evidence) {
    List<String> problems = new ArrayList<>();
    String at = "Chỉ số " + indicator + ": ";
    if (report.blank()) {
      problems.add(at + "chưa có số liệu; điền điểm hoặc đánh dấu «không phát sinh»");
      return problems;
    }
    if (report.points().isBlank()) {
      if (!report.nothingArose()) {
        problems.add(at + "chưa có điểm tự đánh giá");
      }
    } else {
      Ruling<BigDecimal> points = points(report.points(), most);
      if (!points.granted()) {
        problems.add(at + points.says());
      } else if (points.value().signum() > 0 && report.nothingArose()) {
        problems.add(at + "đã ghi «không phát sinh» thì không tự chấm điểm; bỏ một trong hai");
      } else if (points.value().signum() > 0 && evidence == 0) {
        problems.add(at + "có điểm nhưng chưa có minh chứng; đính kèm ít nhất một tệp");
      }
    }
    return problems;
  }

  /** Points for people. */
  public static String shown(BigDecimal points) {
    return points.stripTrailingZeros().toPlainString().replace('.', ',');
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, text.offsetByCodePoints(0, 30)) + "…";
  }
}
