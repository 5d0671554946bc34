package vn.portalaudit.document.form;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vn.portalaudit.document.paper.Block;
import vn.portalaudit.document.paper.Cell;
import vn.portalaudit.document.paper.Paper;
import vn.portalaudit.document.paper.Table;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.AuditRun;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.PointsBasis;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.report.MaskedReport;
import vn.portalaudit.report.Vietnamese;

/**
 * What an audit found on a portal. What people wrote on it is masked.
 *
 * @param report the run
 */
public record AuditSheet(AuditReport report) implements Form {
  /** How many pieces of evidence a finding shows; all are in the result document. */
  private static final int MOST_EVIDENCE = 8;

  public AuditSheet {
    report = MaskedReport.of(report);
  }

  @Override
  public Paper paper() {
    AuditRun run = report.run();
    List<Block> body = new ArrayList<>();
    body.add(new Block.Text(Block.Look.REMARK, "", run.portal()));
    body.add(
        Block.body(
            "Kết quả máy chấm, chưa phải điểm chính thức.",
            "Điểm chính thức do cơ quan đánh giá xem xét và công bố. Phần chưa xác định được để"
                + " riêng, không tính là 0 điểm."));
    body.add(new Block.Heading(2, "1. Lần kiểm tra"));
    body.add(Block.body("Loại cơ quan:", run.kind().label() + "."));
    body.add(Block.body("Chấm theo thời điểm:", Vietnamese.minute(run.at()) + " (giờ Việt Nam)."));
    body.add(
        Block.body(
            "Kỳ đánh giá:",
            Vietnamese.day(run.period().from()) + " – " + Vietnamese.day(run.period().to()) + "."));
    body.add(
        Block.body(
            "Đã đọc:",
            Vietnamese.number(run.pages())
                + " trang, "
                + Vietnamese.number(run.requests())
                + " yêu cầu; "
                + (run.complete() ? "đã đọc hết những gì cần đọc." : "chưa đọc hết.")));
    body.add(new Block.Text(Block.Look.REMARK, "", "Dấu của bộ quy tắc:\n" + run.rulesDigest()));
    body.add(new Block.Heading(2, "2. Điểm"));
    body.add(new Block.Grid(cards()));
    int number = 0;
    for (Scorecard card : report.scorecards()) {
      number++;
      body.add(new Block.Heading(2, (number + 2) + ". " + card.title()));
      if (card.note() != null) {
        body.add(Block.body(card.note()));
      }
      body.add(new Block.Grid(groups(card, number)));
      body.add(new Block.Grid(findings(card, number)));
      body.add(new Block.Grid(evidence(card, number)));
    }
    body.add(new Block.Heading(2, (number + 3) + ". Cảnh báo"));
    body.add(new Block.Grid(warnings()));
    String title = "Phiếu kết quả kiểm tra cổng, trang thông tin điện tử";
    return new Paper(title, run.at().atZone(Vietnamese.ZONE).toLocalDate(), false, null, body);
  }

  private Table cards() {
    return new Table(
        "diem",
        "Điểm theo bộ tiêu chí",
        List.of(
            Table.text("Bộ tiêu chí", 34),
            Table.figure("Điểm", 11),
            Table.figure("Thấp nhất", 11),
            Table.figure("Cao nhất", 11),
            Table.figure("Tối đa", 11),
            Table.figure("Đã xác định (%)", 12),
            Table.mark("Xếp loại", 14)),
        report.scorecards().stream()
            .map(card ->
                Table.row(
                    Cell.of(card.title()),
                    Cell.of(card.points()),
                    Cell.of(card.low()),
                    Cell.of(card.high()),
                    Cell.of(card.maxPoints()),
                    Cell.of(card.coverage().movePointRight(2)),
                    Cell.of(card.grade() == null ? "chưa xếp loại" : card.grade())))
            .toList());
  }

  private static Table groups(Scorecard card, int number) {
    return new Table(
        "nhom-" + number,
        "Điểm theo nhóm",
        List.of(
            Table.mark("Mã", 8),
            Table.text("Nhóm", 44),
            Table.figure("Điểm", 12),
            Table.figure("Cao nhất", 12),
            Table.figure("Tối đa", 12),
            Table.mark("Nguồn của điểm", 18)),
        card.groups().stream()
            .map(group ->
                Table.row(
                    Cell.of(group.code()),
                    Cell.of(group.title()),
                    Cell.of(group.points()),
                    Cell.of(group.high()),
                    Cell.of(group.maxPoints()),
                    Cell.of(basis(group.pointsBasis()))))
            .toList());
  }

  private static Table findings(Scorecard card, int number) {
    return new Table(
        "tieu-chi-" + number,
        "Kết quả từng tiêu chí",
        List.of(
            Table.mark("Mã", 8),
            Table.text("Tiêu chí", 22),
            Table.mark("Kết luận", 13),
            Table.figure("Điểm", 10),
            Table.figure("Tối đa", 9),
            Table.text("Nhận xét", 20),
            Table.text("Cách khắc phục", 18)),
        card.findings().stream().map(AuditSheet::finding).toList());
  }

  private static Table.Row finding(Finding finding) {
    Reason reason = finding.reason();
    return Table.row(
        Cell.of(finding.code()),
        Cell.of(finding.title()),
        Cell.of(finding.outcome().label()),
        finding.outcome().decided() ? Cell.of(finding.points()) : Cell.NOTHING,
        Cell.of(finding.maxPoints()),
        Cell.of(
            reason == null
                ? finding.says()
                : finding.says() + "\nChưa xác định vì: " + reason.says() + "."),
        Cell.of(finding.fix()));
  }

  private static Table evidence(Scorecard card, int number) {
    return new Table(
        "minh-chung-" + number,
        "Minh chứng",
        List.of(
            Table.mark("Mã", 8),
            Table.text("Địa chỉ đã đọc", 44),
            Table.mark("Đọc lúc", 18),
            Table.text("SHA-256", 30)),
        card.findings().stream()
            .flatMap(finding ->
                finding.evidence().stream()
                    .limit(MOST_EVIDENCE)
                    .map(piece -> evidence(finding, piece)))
            .toList());
  }

  private static Table.Row evidence(Finding finding, Evidence piece) {
    return Table.row(
        Cell.of(finding.code()),
        Cell.of(piece.url()),
        Cell.of(Vietnamese.second(piece.capturedAt())),
        Cell.of(piece.sha256()));
  }

  private Table warnings() {
    return new Table(
        "canh-bao",
        "Cảnh báo không tính điểm",
        List.of(Table.mark("Mức", 16), Table.text("Nội dung", 50), Table.text("Nơi thấy", 34)),
        report.warnings().stream()
            .map(warning ->
                Table.row(
                    Cell.of(severity(warning.severity())),
                    Cell.of(warning.says()),
                    Cell.lines(addresses(warning.evidence()).toList())))
            .toList());
  }

  private static Stream<String> addresses(List<Evidence> evidence) {
    return evidence.stream().map(Evidence::url).distinct().limit(MOST_EVIDENCE);
  }

  private static String severity(String severity) {
    return switch (severity) {
      case "critical" -> "Nghiêm trọng";
      case "info" -> "Thông tin";
      default -> "Cần chú ý";
    };
  }

  private static String basis(PointsBasis basis) {
    return basis == PointsBasis.OFFICIAL ? "chính thức" : "đề xuất";
  }
}
