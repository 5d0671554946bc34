package vn.portalaudit.document.form;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.document.paper.Block;
import vn.portalaudit.document.paper.Cell;
import vn.portalaudit.document.paper.Letterhead;
import vn.portalaudit.document.paper.Paper;
import vn.portalaudit.document.paper.Table;
import vn.portalaudit.monitor.Availability;
import vn.portalaudit.report.Vietnamese;

/**
 * How much of a month a portal could be used.
 *
 * @param head null for a report without letterhead
 * @param agency name of its owner
 * @param portal its address
 * @param slot time between two probes
 * @param days each day of the month, in order
 * @param counts of the whole month
 * @param rule how it is counted
 * @param incidents outages that touch the month
 * @param maintenance maintenance in the month
 * @param made the day of the report
 */
public record PortalMonth(
    @Nullable Letterhead head,
    String agency,
    String portal,
    YearMonth month,
    Duration slot,
    List<Day> days,
    Availability.Counts counts,
    Availability.Rule rule,
    List<Incident> incidents,
    List<Maintenance> maintenance,
    LocalDate made)
    implements Form {
  public PortalMonth {
    days = List.copyOf(days);
    incidents = List.copyOf(incidents);
    maintenance = List.copyOf(maintenance);
  }

  /**
   * A day.
   *
   * @param medianMs median time of good answers; null without one
   * @param slowMs 95th percentile of that time
   */
  public record Day(
      LocalDate day,
      Availability.Counts counts,
      @Nullable Integer medianMs,
      @Nullable Integer slowMs) {}

  /** An outage; end is null while it lasts. */
  public record Incident(Instant start, @Nullable Instant end, Duration lasted, String cause) {}

  /** A maintenance; excluded says whether it was announced early enough to leave the count. */
  public record Maintenance(Instant start, Instant end, boolean excluded, String reason) {}

  @Override
  public Paper paper() {
    String title = "Báo cáo thời gian hoạt động " + Outages.month(month);
    Letterhead own = head == null ? null : head.about("BÁO CÁO", subject());
    List<Block> body = new ArrayList<>();
    if (own == null) {
      body.add(new Block.Text(Block.Look.REMARK, "", portal + " – " + agency));
    }
    body.add(new Block.Heading(2, "1. Kết quả"));
    body.add(Block.body("Cổng:", portal + " (" + agency + ")."));
    body.add(Block.body("Tỷ lệ thời gian hoạt động:", says()));
    body.add(new Block.Grid(Outages.counts(counts, slot)));
    body.add(
        new Block.Chart(
            "Kết quả đo theo ngày",
            "Tỷ lệ hoạt động, ngừng, không rõ và bảo trì của từng ngày trong "
                + Outages.month(month)
                + "; số liệu ở bảng theo ngày.",
            days.stream().map(PortalMonth::bar).toList()));
    body.add(new Block.Heading(2, "2. Sự cố"));
    body.add(
        incidents.isEmpty()
            ? Block.body("Không có lần ngừng nào được xác nhận.")
            : new Block.Grid(incidentsTable()));
    body.add(new Block.Heading(2, "3. Bảo trì"));
    body.add(
        maintenance.isEmpty()
            ? Block.body("Không có lần bảo trì nào.")
            : new Block.Grid(maintenanceTable()));
    body.addAll(Outages.rule("4. Cách tính", rule));
    body.add(new Block.Heading(2, "5. Số liệu theo ngày"));
    body.add(new Block.Grid(daysTable()));
    return new Paper(title, made, false, own, body);
  }

  private String subject() {
    return "Thời gian hoạt động của cổng " + portal + " " + Outages.month(month);
  }

  private String says() {
    Availability availability = Availability.of(counts, rule);
    return availability.share() == null
        ? Outages.TOO_LITTLE + " để kết luận."
        : Outages.hundredths(availability.share()).shown()
            + "%, khoảng tin cậy 95%: "
            + Outages.interval(availability)
            + "%; dùng được "
            + Outages.hundredths(availability.coverage()).shown()
            + "% số lượt đo phải có; "
            + Vietnamese.number(counts.outages())
            + " lần ngừng.";
  }

  private static Block.Bar bar(Day day) {
    Availability.Counts of = day.counts();
    return new Block.Bar(
        String.valueOf(day.day().getDayOfMonth()),
        of.up() + of.degraded(),
        of.down(),
        of.unknown(),
        of.excluded());
  }

  private Table incidentsTable() {
    return new Table(
        "su-co",
        "Các lần ngừng",
        List.of(
            Table.mark("Bắt đầu", 20),
            Table.mark("Kết thúc", 20),
            Table.mark("Kéo dài", 18),
            Table.text("Nguyên nhân", 42)),
        incidents.stream()
            .map(one ->
                Table.row(
                    Cell.of(Vietnamese.minute(one.start())),
                    Outages.end(one.end()),
                    Cell.of(Outages.lasting(one.lasted())),
                    Cell.of(one.cause())))
            .toList());
  }

  private Table maintenanceTable() {
    return new Table(
        "bao-tri",
        "Các lần bảo trì",
        List.of(
            Table.mark("Từ", 20),
            Table.mark("Đến", 20),
            Table.mark("Cách tính", 24),
            Table.text("Nội dung", 36)),
        maintenance.stream()
            .map(one ->
                Table.row(
                    Cell.of(Vietnamese.minute(one.start())),
                    Cell.of(Vietnamese.minute(one.end())),
                    Cell.of(one.excluded() ? "không tính" : "vẫn tính, báo muộn"),
                    Cell.of(one.reason())))
            .toList());
  }

  private Table daysTable() {
    return new Table(
        "theo-ngay",
        "Số lượt đo theo ngày",
        List.of(
            Table.mark("Ngày", 18),
            Table.figure("Tốt", 12),
            Table.figure("Có điểm yếu", 12),
            Table.figure("Ngừng", 12),
            Table.figure("Không rõ", 12),
            Table.figure("Bảo trì", 12),
            Table.figure("Trung vị (ms)", 14),
            Table.figure("95% (ms)", 14)),
        days.stream()
            .map(day ->
                Table.row(
                    Cell.of(day.day()),
                    Cell.of(day.counts().up()),
                    Cell.of(day.counts().degraded()),
                    Cell.of(day.counts().down()),
                    Cell.of(day.counts().unknown()),
                    Cell.of(day.counts().excluded()),
                    whole(day.medianMs()),
                    whole(day.slowMs())))
            .toList());
  }

  private static Cell whole(@Nullable Integer value) {
    return value == null ? Cell.NOTHING : Cell.of(value.longValue());
  }
}
