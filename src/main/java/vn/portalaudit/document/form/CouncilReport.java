package vn.portalaudit.document.form;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import vn.portalaudit.document.paper.Block;
import vn.portalaudit.document.paper.Cell;
import vn.portalaudit.document.paper.Letterhead;
import vn.portalaudit.document.paper.Paper;
import vn.portalaudit.document.paper.Table;
import vn.portalaudit.report.Vietnamese;

/**
 * What the appraisal council reports.
 *
 * @param council its name
 * @param process how the appraisal went
 * @param exclusions indicators that were left out of the ranking
 * @param remarks findings in general, one paragraph each
 * @param proposals one paragraph each
 * @param made the day for the properties of files
 */
public record CouncilReport(
    Letterhead head,
    String council,
    Ranking ranking,
    Process process,
    List<Exclusion> exclusions,
    List<String> remarks,
    List<String> proposals,
    List<String> recipients,
    Block.Signer signer,
    boolean draft,
    LocalDate made)
    implements Form {
  public CouncilReport {
    exclusions = List.copyOf(exclusions);
    remarks = List.copyOf(remarks);
    proposals = List.copyOf(proposals);
    recipients = List.copyOf(recipients);
  }

  /**
   * Figures of the appraisal.
   *
   * @param submitted agencies that handed in their report in time
   * @param rounds rounds of appraisal
   * @param adjusted criteria whose self-given points were changed
   * @param objections explanations and objections received
   * @param upheld those that changed points
   */
  public record Process(int submitted, int rounds, int adjusted, int objections, int upheld) {}

  /** An indicator that was left out, by whom and why. */
  public record Exclusion(String indicator, String title, String by, String reason) {}

  @Override
  public Paper paper() {
    List<Block> body = new ArrayList<>();
    body.add(new Block.Heading(2, "I. QUÁ TRÌNH THẨM ĐỊNH"));
    body.add(
        Block.body(
            council
                + " đã thẩm định "
                + Vietnamese.number(ranking.agencies())
                + " cơ quan, đơn vị theo "
                + ranking.title()
                + " năm "
                + ranking.period()
                + "."));
    body.add(new Block.Grid(processTable()));
    if (!exclusions.isEmpty()) {
      body.add(new Block.Grid(exclusionsTable()));
    }
    body.add(new Block.Heading(2, "II. KẾT QUẢ"));
    ranking.compared().forEach(table -> body.add(new Block.Grid(table)));
    body.add(new Block.Heading(2, "III. NHẬN XÉT"));
    paragraphs(body, remarks);
    body.add(new Block.Heading(2, "IV. ĐỀ XUẤT, KIẾN NGHỊ"));
    paragraphs(body, proposals);
    body.add(new Block.Closing(recipients, List.of(signer)));
    String subject = "Kết quả thẩm định " + ranking.title() + " năm " + ranking.period();
    return new Paper("Báo cáo của " + council, made, draft, head.about("BÁO CÁO", subject), body);
  }

  /** Dots where nobody has written yet. */
  private static void paragraphs(List<Block> body, List<String> texts) {
    (texts.isEmpty() ? List.of("……") : texts).forEach(text -> body.add(Block.body(text)));
  }

  private Table processTable() {
    return new Table(
        "tham-dinh",
        "Số liệu của kỳ thẩm định",
        List.of(Table.text("Nội dung", 75), Table.figure("Số lượng", 25)),
        List.of(
            row("Cơ quan, đơn vị được đánh giá", ranking.agencies()),
            row("Cơ quan, đơn vị gửi báo cáo đúng hạn", process.submitted()),
            row("Số vòng thẩm định", process.rounds()),
            row("Lượt tiêu chí được điều chỉnh điểm", process.adjusted()),
            row("Giải trình, kiến nghị nhận được", process.objections()),
            row("Giải trình, kiến nghị được chấp nhận", process.upheld())));
  }

  private static Table.Row row(String title, int count) {
    return Table.row(Cell.of(title), Cell.of(count));
  }

  private Table exclusionsTable() {
    return new Table(
        "loai-tru",
        "Chỉ tiêu không đưa vào xếp hạng",
        List.of(
            Table.mark("Mã", 10),
            Table.text("Chỉ tiêu", 35),
            Table.text("Người quyết định", 20),
            Table.text("Lý do", 35)),
        exclusions.stream()
            .map(one ->
                Table.row(
                    Cell.of(one.indicator()),
                    Cell.of(one.title()),
                    Cell.of(one.by()),
                    Cell.of(one.reason())))
            .toList());
  }
}
