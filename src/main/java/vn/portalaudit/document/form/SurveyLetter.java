package vn.portalaudit.document.form;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.document.paper.Block;
import vn.portalaudit.document.paper.Cell;
import vn.portalaudit.document.paper.Letterhead;
import vn.portalaudit.document.paper.Paper;
import vn.portalaudit.document.paper.Table;
import vn.portalaudit.report.Vietnamese;

/**
 * The letter that asks agencies for their figures, with the form to be filled in.
 *
 * @param head without a kind
 * @param to whom it is sent
 * @param grounds plan or decision that it carries out, as whole sentences
 * @param index name of the index set
 * @param period what is assessed, e.g. {@code năm 2025}
 * @param deadline last day for the answer
 * @param address where to enter the figures
 * @param contact whom to ask
 * @param items rows of the form
 * @param made the day for the properties of files
 */
public record SurveyLetter(
    Letterhead head,
    List<String> to,
    List<String> grounds,
    String index,
    String period,
    LocalDate deadline,
    String address,
    String contact,
    List<Item> items,
    List<String> recipients,
    Block.Signer signer,
    boolean draft,
    LocalDate made)
    implements Form {
  public SurveyLetter {
    if (!head.kind().isEmpty()) {
      throw new IllegalArgumentException("a letter has no kind");
    }
    to = List.copyOf(to);
    grounds = List.copyOf(grounds);
    items = List.copyOf(items);
    recipients = List.copyOf(recipients);
  }

  /**
   * A row of the form.
   *
   * @param heading whether it names a group and takes no figure
   * @param maxPoints null where the text gives none
   * @param evidence what has to be attached
   */
  public record Item(
      String code,
      boolean heading,
      String title,
      @Nullable BigDecimal maxPoints,
      String evidence) {}

  @Override
  public Paper paper() {
    List<Block> body = new ArrayList<>();
    body.add(new Block.Text(Block.Look.CENTRED, "", "Kính gửi: " + String.join(";\n", to) + "."));
    grounds.forEach(ground -> body.add(Block.body(ground)));
    body.add(
        Block.body(
            head.issuer()
                + " đề nghị các cơ quan, đơn vị cung cấp số liệu và tự đánh giá theo "
                + index
                + " "
                + period
                + ", với các nội dung sau:"));
    body.add(
        Block.body(
            "1.",
            "Điền số liệu và điểm tự chấm của từng tiêu chí vào phiếu khảo sát kèm theo công văn"
                + " này; mỗi tiêu chí kèm tài liệu kiểm chứng, tiêu chí chưa có tài liệu phải giải"
                + " trình."));
    body.add(Block.body("2.", "Nhập số liệu và tài liệu kiểm chứng tại " + address + "."));
    body.add(
        Block.body(
            "3.",
            "Gửi báo cáo tự đánh giá đã được lãnh đạo cơ quan ký duyệt trước ngày "
                + Vietnamese.day(deadline.plusDays(1))
                + " (hạn cuối: hết ngày "
                + Vietnamese.day(deadline)
                + ")."));
    body.add(Block.body("Thông tin liên hệ: " + contact + "."));
    body.add(Block.body("Rất mong nhận được sự phối hợp của các cơ quan, đơn vị./."));
    body.add(new Block.Closing(recipients, List.of(signer)));
    body.add(new Block.NewPage());
    body.add(new Block.Heading(1, "PHIẾU KHẢO SÁT"));
    body.add(new Block.Text(Block.Look.STRONG, "", index + " " + period));
    body.add(
        new Block.Text(
            Block.Look.REMARK,
            "",
            "(Kèm theo Công văn số "
                + number()
                + " "
                + Vietnamese.date(head.date())
                + " của "
                + head.issuer()
                + ")"));
    body.add(Block.blank("Tên cơ quan, đơn vị:"));
    body.add(Block.blank("Người lập phiếu, điện thoại, thư điện tử:"));
    body.add(new Block.Grid(form()));
    return new Paper("Công văn và phiếu khảo sát " + index + " " + period, made, draft, head, body);
  }

  private String number() {
    return head.numbered().substring("Số: ".length());
  }

  private Table form() {
    return new Table(
        "phieu-khao-sat",
        "",
        List.of(
            Table.mark("Mã", 9),
            Table.text("Nội dung", 37),
            Table.figure("Điểm tối đa", 10),
            Table.text("Số liệu", 13),
            Table.figure("Tự chấm", 10),
            Table.text("Tài liệu kiểm chứng", 21)),
        items.stream()
            .map(item ->
                new Table.Row(
                    item.heading(),
                    List.of(
                        Cell.of(item.code()),
                        Cell.of(item.title()),
                        Cell.of(item.maxPoints()),
                        Cell.NOTHING,
                        Cell.NOTHING,
                        Cell.of(item.evidence()))))
            .toList());
  }
}
