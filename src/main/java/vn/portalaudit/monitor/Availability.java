package vn.portalaudit.monitor;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;

/**
 * How much of a period a portal could be used, by the rule in {@link Rule}. Pure.
 *
 * @param share good slots by slots that count; null when too few were seen to tell
 * @param low lower end of the confidence interval; null likewise
 * @param high upper end; null likewise
 * @param coverage slots that count by slots that should, 0–1
 * @param effective number of independent looks that the slots are worth
 */
public record Availability(
    @Nullable BigDecimal share,
    @Nullable BigDecimal low,
    @Nullable BigDecimal high,
    BigDecimal coverage,
    long effective) {
  private static final double Z_95 = 1.959964;
  private static final int SCALE = 4;

  /** The field of the probe «uptime» that criteria refer to. */
  public static final String FIELD = "availability";

  /**
   * What was counted in a period.
   *
   * @param up slots in which it could be used
   * @param degraded slots in which it could be used, with something the matter
   * @param down slots in which it could not, confirmed
   * @param unknown slots in which that could not be told, or that have no result
   * @param excluded slots of the period, whatever their result, that lay in maintenance which counts
   *     as announced; they are not among the four before
   * @param outages confirmed outages that touch the period
   */
  public record Counts(
      long up, long degraded, long down, long unknown, long excluded, long outages) {
    /** Nothing counted. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    public Counts {
      if (up < 0 || degraded < 0 || down < 0 || unknown < 0 || excluded < 0 || outages < 0) {
        throw new IllegalArgumentException("a negative count");
      }
    }

    /** Both together, as of a month from its days. */
    public Counts plus(Counts other) {
      return new Counts(
          up + other.up,
          degraded + other.degraded,
          down + other.down,
          unknown + other.unknown,
          excluded + other.excluded,
          outages + other.outages);
    }

    /** Slots that the period should have with this one's number; gaps become unknown. */
    public Counts outOf(long slots) {
      long seen = up + degraded + down + unknown + excluded;
      return new Counts(
          up, degraded, down, unknown + Math.max(0, slots - seen), excluded, outages);
    }

    private long good() {
      return up + degraded;
    }

    private long counted() {
      return good() + down;
    }
  }

  /**
   * The rule of counting.
   *
   * @param leastCoverage share of the slots outside maintenance that must count, 0–1
   * @param leastSlots slots that must count
   */
  public record Rule(double leastCoverage, long leastSlots) {
    /** Four fifths of the period, and no fewer slots than a day has at one in 5 minutes. */
    public static final Rule STANDARD = new Rule(0.8, 288);

    /** The rule in Vietnamese sentences, for reports. */
    public List<String> says() {
      String percent = BigDecimal.valueOf(leastCoverage * 100).setScale(0, RoundingMode.HALF_UP).toPlainString();
      return List.of(
          "Tỷ lệ thời gian hoạt động = số lượt đo tốt / (số lượt đo tốt + số lượt đo thấy ngừng), tính trên các lượt"
              + " đo theo lịch của kỳ.",
          "Lượt đo tốt là lượt trang chủ vào được, kể cả khi có điểm yếu (chứng thư, TLS cũ, chậm).",
          "Lượt đo chỉ ghi là ngừng khi sự cố đã được xác nhận: bốn lần thử liên tiếp trong 90 giây, theo nhiều"
              + " đường, đều không vào được; gián đoạn ngắn hơn thời gian xác nhận không tính.",
          "Không tính: lượt không rõ (lỗi của hệ thống giám sát, cổng chặn hệ thống giám sát, không có số đo) và thời"
              + " gian bảo trì đã thông báo trước ít nhất 7 ngày làm việc (Nghị định 224/2026/NĐ-CP, Điều 13).",
          "Khoảng tin cậy 95% theo Wilson; vì các lượt đo gần nhau không độc lập (một sự cố kéo dài qua nhiều lượt)"
              + " nên số lượt được quy về số lượt độc lập tương đương, ước lượng từ số sự cố và độ dài của chúng.",
          "Chỉ kết luận khi ít nhất "
              + percent
              + "% số lượt đo ngoài thời gian bảo trì dùng được và có từ "
              + leastSlots
              + " lượt trở lên; dưới mức đó ghi là chưa đủ số lần đo.");
    }
  }

  /** Counts by a rule. */
  public static Availability of(Counts counts, Rule rule) {
    long counted = counts.counted();
    long due = counted + counts.unknown();
    BigDecimal coverage = due == 0 ? BigDecimal.ZERO : ratio(counted, due);
    if (counted < rule.leastSlots() || counted < rule.leastCoverage() * due) {
      return new Availability(null, null, null, coverage, 0);
    }
    double effective = effective(counts);
    double share = (double) counts.good() / counted;
    double z2 = Z_95 * Z_95;
    double middle = (share + z2 / (2 * effective)) / (1 + z2 / effective);
    double half =
        Z_95
            / (1 + z2 / effective)
            * Math.sqrt(share * (1 - share) / effective + z2 / (4 * effective * effective));
    return new Availability(
        ratio(counts.good(), counted),
        rounded(middle - half, RoundingMode.FLOOR),
        rounded(middle + half, RoundingMode.CEILING),
        coverage,
        Math.round(effective));
  }

  /**
   * Slots in a row resemble each other. Taken as a chain of two states with the chances p to fall
   * and q to rise again, n slots are worth n (1 − r) / (1 + r), r = 1 − p − q. The chances come from
   * the number of outages and the slots they took, each with half a case added (Jeffreys), so that
   * a period without an outage is not taken for certain.
   */
  private static double effective(Counts counts) {
    double falls = (counts.outages() + 0.5) / (counts.good() + 1.0);
    double rises = (Math.min(counts.outages(), counts.down()) + 0.5) / (counts.down() + 1.0);
    double likeness = Math.clamp(1 - falls - rises, 0.0, 0.999_999);
    return Math.max(1, counts.counted() * (1 - likeness) / (1 + likeness));
  }

  /** Rounded down, so that rounding lifts nobody over a threshold. */
  private static BigDecimal ratio(long part, long whole) {
    return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), SCALE, RoundingMode.FLOOR);
  }

  private static BigDecimal rounded(double value, RoundingMode mode) {
    return BigDecimal.valueOf(Math.clamp(value, 0.0, 1.0)).setScale(SCALE, mode);
  }

  /**
   * The share as a measured field, to be judged with the other fields of an audit in the place of
   * what one look cannot know.
   *
   * @param probe id of the probe of uptime
   * @param evidence where the count can be seen
   */
  public Observation observation(String probe, List<Evidence> evidence) {
    BigDecimal known = share;
    return known == null
        ? Observation.unobserved(probe, FIELD, Reason.TOO_LITTLE_HISTORY, evidence)
        : Observation.of(probe, FIELD, Datum.of(known), evidence);
  }
}
