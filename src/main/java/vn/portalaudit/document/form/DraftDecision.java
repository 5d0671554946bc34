package vn.portalaudit.document.form;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import vn.portalaudit.document.paper.Block;
import vn.portalaudit.document.paper.Letterhead;
import vn.portalaudit.document.paper.Paper;
import vn.portalaudit.report.Vietnamese;

/**
 * The draft of the decision that publishes a ranking, with the ranking as its annex.
 *
 * @param authority who decides, e.g. {@code CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH}
 * @param grounds legal grounds, without «Căn cứ» at the beginning
 * @param proposer whose proposal it follows
 * @param duties what the agencies have to do, one article each
 * @param executors who carries it out, for the last article
 * @param made the day for the properties of files
 */
public record DraftDecision(
    Letterhead head,
    String authority,
    List<String> grounds,
    String proposer,
    Ranking ranking,
    List<String> duties,
    String executors,
    List<String> recipients,
    Block.Signer signer,
    boolean draft,
    LocalDate made)
    implements Form {
  public DraftDecision {
    grounds = List.copyOf(grounds);
    duties = List.copyOf(duties);
    recipients = List.copyOf(recipients);
  }

  @Override
  public Paper paper() {
    String what = ranking.title() + " năm " + ranking.period();
    List<Block> body = new ArrayList<>();
    body.add(new Block.Heading(1, authority));
    grounds.forEach(ground -> body.add(ground("Căn cứ " + ground + ";")));
    body.add(ground("Theo đề nghị của " + proposer + "."));
    body.add(new Block.Heading(1, "QUYẾT ĐỊNH:"));
    body.add(
        Block.body(
            "Điều 1.",
            "Công bố kết quả đánh giá, xếp hạng "
                + what
                + " của "
                + Vietnamese.number(ranking.agencies())
                + " cơ quan, đơn vị (có Phụ lục kèm theo)."));
    int article = 1;
    for (String duty : duties) {
      article++;
      body.add(Block.body("Điều " + article + ".", duty));
    }
    body.add(
        Block.body(
            "Điều " + (article + 1) + ".", "Quyết định này có hiệu lực kể từ ngày ký ban hành."));
    body.add(
        Block.body(
            "Điều " + (article + 2) + ".",
            executors + " chịu trách nhiệm thi hành Quyết định này./."));
    body.add(new Block.Closing(recipients, List.of(signer)));
    body.add(new Block.NewPage());
    body.add(new Block.Heading(1, "PHỤ LỤC"));
    body.add(new Block.Text(Block.Look.STRONG, "", "Kết quả đánh giá, xếp hạng " + what));
    body.add(
        new Block.Text(
            Block.Look.REMARK,
            "",
            "(Kèm theo Quyết định số "
                + head.numbered().substring("Số: ".length())
                + " "
                + Vietnamese.date(head.date())
                + " của "
                + head.issuer()
                + ")"));
    ranking.published().forEach(table -> body.add(new Block.Grid(table)));
    String subject = "Về việc công bố kết quả đánh giá, xếp hạng " + what;
    return new Paper(
        "Quyết định công bố xếp hạng " + what,
        made,
        draft,
        head.about("QUYẾT ĐỊNH", subject),
        body);
  }

  private static Block.Text ground(String text) {
    return new Block.Text(Block.Look.GROUND, "", text);
  }
}
