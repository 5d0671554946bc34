package vn.portalaudit.document.form;

import java.time.Duration;
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
 * How much of a month the portals of a province could be used.
 *
 * @param head null for a report without letterhead
 * @param province its name
 * @param slot time between two probes of a portal
 * @param portals in the order in which they are shown
 * @param made the day of the report
 */
public record ProvinceMonth(
    @Nullable Letterhead head,
    String province,
    YearMonth month,
    Duration slot,
    Availability.Rule rule,
    List<Portal> portals,
    LocalDate made)
    implements Form {
  public ProvinceMonth {
    portals = List.copyOf(portals);
  }

  /**
   * A portal.
   *
   * @param slowMs of the days' 95th percentiles of the time of good answers the middle one; null
   *     without one
   */
  public record Portal(
      String agency, String portal, Availability.Counts counts, @Nullable Integer slowMs) {}

  @Override
  public Paper paper() {
    String title = "Báo cáo thời gian hoạt động " + Outages.month(month);
    Letterhead own =
        head == null
            ? null
            : head.about(
                "BÁO CÁO",
                "Thời gian hoạt động của các cổng, trang thông tin điện tử "
                    + Outages.month(month));
    List<Block> body = new ArrayList<>();
    if (own == null) {
      body.add(new Block.Text(Block.Look.REMARK, "", province));
    }
    Availability.Counts all =
        portals.stream()
            .map(Portal::counts)
            .reduce(Availability.Counts.NONE, Availability.Counts::plus);
    long untold =
        portals.stream()
            .filter(portal -> Availability.of(portal.counts(), rule).share() == null)
            .count();
    body.add(new Block.Heading(2, "1. Tổng hợp"));
    body.add(
        Block.body(
            "",
            Vietnamese.number(portals.size())
                + " cổng của "
                + province
                + " được đo trong "
                + Outages.month(month)
                + "; "
                + Vietnamese.number(all.outages())
                + " lần ngừng đã xác nhận; "
                + Vietnamese.number(untold)
                + " cổng chưa đủ số lần đo để kết luận."));
    body.add(new Block.Grid(Outages.counts(all, slot)));
    body.add(
        new Block.Chart(
            "Kết quả đo theo cổng",
            "Tỷ lệ hoạt động, ngừng, không rõ và bảo trì của từng cổng, theo thứ tự của bảng.",
            bars()));
    body.add(new Block.Heading(2, "2. Từng cổng"));
    body.add(new Block.Grid(table()));
    body.addAll(Outages.rule("3. Cách tính", rule));
    return new Paper(title, made, false, own, body);
  }

  /** The first portals, as many as a chart can hold. */
  private List<Block.Bar> bars() {
    List<Block.Bar> bars = new ArrayList<>();
    for (Portal portal : portals.subList(0, Math.min(40, portals.size()))) {
      Availability.Counts of = portal.counts();
      bars.add(
          new Block.Bar(
              String.valueOf(bars.size() + 1),
              of.up() + of.degraded(),
              of.down(),
              of.unknown(),
              of.excluded()));
    }
    return bars;
  }

  private Table table() {
    List<Table.Row> rows = new ArrayList<>();
    for (Portal portal : portals) {
      Availability availability = Availability.of(portal.counts(), rule);
      rows.add(
          Table.row(
              Cell.of(rows.size() + 1L),
              Cell.of(portal.agency()),
              Cell.of(portal.portal()),
              Outages.hundredths(availability.share()),
              Cell.of(Outages.interval(availability)),
              Outages.hundredths(availability.coverage()),
              Cell.of(portal.counts().outages()),
              Cell.of(slot.multipliedBy(portal.counts().down()).toMinutes()),
              portal.slowMs() == null ? Cell.NOTHING : Cell.of(portal.slowMs().longValue())));
    }
    return new Table(
        "cac-cong",
        "Tỷ lệ thời gian hoạt động của từng cổng",
        List.of(
            Table.figure("TT", 5),
            Table.text("Cơ quan", 19),
            Table.text("Cổng", 20),
            Table.figure("Hoạt động (%)", 11),
            Table.mark("Khoảng tin cậy 95% (%)", 13),
            Table.figure("Dùng được (%)", 9),
            Table.figure("Số lần ngừng", 8),
            Table.figure("Phút ngừng", 8),
            Table.figure("95% (ms), ngày giữa", 7)),
        rows);
  }
}
