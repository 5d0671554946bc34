package vn.portalaudit.document.form;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.document.paper.Block;
import vn.portalaudit.document.paper.Cell;
import vn.portalaudit.document.paper.Table;
import vn.portalaudit.monitor.Availability;
import vn.portalaudit.report.Vietnamese;

/** What both monthly reports show in the same way. */
final class Outages {
  static final String TOO_LITTLE = "chưa đủ số lần đo";

  private Outages() {}

  static String month(YearMonth month) {
    return "tháng " + month.getMonthValue() + " năm " + month.getYear();
  }

  /** A share of 1 in hundredths. */
  static Cell hundredths(@Nullable BigDecimal share) {
    return share == null ? Cell.NOTHING : Cell.of(share.movePointRight(2));
  }

  /** The confidence interval in hundredths. */
  static String interval(Availability availability) {
    BigDecimal low = availability.low();
    BigDecimal high = availability.high();
    return low == null || high == null
        ? TOO_LITTLE
        : Vietnamese.number(low.movePointRight(2))
            + " – "
            + Vietnamese.number(high.movePointRight(2));
  }

  /** Whole minutes, e.g. {@code 1 giờ 05 phút}. */
  static String lasting(Duration time) {
    long minutes = time.toMinutes();
    long hours = minutes / 60;
    String rest = minutes % 60 + " phút";
    return hours == 0
        ? rest
        : Vietnamese.number(hours) + " giờ " + (minutes % 60 < 10 ? "0" : "") + rest;
  }

  static Cell end(@Nullable Instant end) {
    return Cell.of(end == null ? "chưa kết thúc" : Vietnamese.minute(end));
  }

  /** The rule of counting, as a section. */
  static List<Block> rule(String heading, Availability.Rule rule) {
    return List.of(new Block.Heading(2, heading), new Block.Items(rule.says()));
  }

  /** Probes and the time that they stand for, by what they found. */
  static Table counts(Availability.Counts counts, Duration slot) {
    return new Table(
        "so-luot",
        "Số lượt đo theo kết quả",
        List.of(
            Table.text("Kết quả", 52), Table.figure("Số lượt", 24), Table.figure("Số phút", 24)),
        List.of(
            line("Hoạt động tốt", counts.up(), slot),
            line("Hoạt động, có điểm yếu", counts.degraded(), slot),
            line("Ngừng (đã xác nhận)", counts.down(), slot),
            line("Không rõ", counts.unknown(), slot),
            line("Trong bảo trì đã báo trước (không tính)", counts.excluded(), slot)));
  }

  private static Table.Row line(String title, long slots, Duration slot) {
    return Table.row(Cell.of(title), Cell.of(slots), Cell.of(slot.multipliedBy(slots).toMinutes()));
  }
}
