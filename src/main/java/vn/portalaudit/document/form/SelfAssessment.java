package vn.portalaudit.document.form;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.document.paper.Block;
import vn.portalaudit.document.paper.Cell;
import vn.portalaudit.document.paper.Letterhead;
import vn.portalaudit.document.paper.Paper;
import vn.portalaudit.document.paper.Table;
import vn.portalaudit.report.Vietnamese;

/**
 * What an agency reports of itself, to be signed and uploaded again.
 *
 * @param agency its name
 * @param index name of the index set
 * @param period e.g. {@code năm 2025}
 * @param difficulties one paragraph each
 * @param proposals one paragraph each
 * @param made the day for the properties of files
 */
public record SelfAssessment(
    Letterhead head,
    String agency,
    String index,
    String period,
    List<Group> groups,
    List<String> difficulties,
    List<String> proposals,
    List<String> recipients,
    Block.Signer signer,
    boolean draft,
    LocalDate made)
    implements Form {
  public SelfAssessment {
    groups = List.copyOf(groups);
    difficulties = List.copyOf(difficulties);
    proposals = List.copyOf(proposals);
    recipients = List.copyOf(recipients);
  }

  /** A group of criteria; its sums are those of its rows. */
  public record Group(String code, String title, List<Line> lines) {
    public Group {
      lines = List.copyOf(lines);
    }

    private BigDecimal max() {
      return lines.stream()
          .map(Line::maxPoints)
          .filter(Objects::nonNull)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal self() {
      return lines.stream()
          .map(Line::self)
          .filter(Objects::nonNull)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private long open() {
      return lines.stream().filter(line -> line.self() == null).count();
    }
  }

  /**
   * A criterion.
   *
   * @param maxPoints points that can be had; null where the text gives none
   * @param self points that the agency gives itself; null while it gave none
   * @param machine points that were measured; null without
   * @param evidence names of the files and addresses that it attached
   * @param explanation why evidence is missing or weak; empty where it is enough
   */
  public record Line(
      String code,
      String title,
      @Nullable BigDecimal maxPoints,
      @Nullable BigDecimal self,
      @Nullable BigDecimal machine,
      List<String> evidence,
      String explanation) {
    public Line {
      evidence = List.copyOf(evidence);
    }

    private boolean unproved() {
      return evidence.isEmpty() || !explanation.isBlank();
    }
  }

  @Override
  public Paper paper() {
    List<Block> body = new ArrayList<>();
    BigDecimal self = groups.stream().map(Group::self).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal max = groups.stream().map(Group::max).reduce(BigDecimal.ZERO, BigDecimal::add);
    long open = groups.stream().mapToLong(Group::open).sum();
    body.add(new Block.Heading(2, "I. KẾT QUẢ TỰ ĐÁNH GIÁ"));
    body.add(
        Block.body(
            agency
                + " tự đánh giá theo "
                + index
                + " "
                + period
                + ": "
                + Vietnamese.number(self)
                + "/"
                + Vietnamese.number(max)
                + " điểm"
                + (open == 0 ? "." : "; " + Vietnamese.number(open) + " tiêu chí chưa tự chấm.")));
    body.add(new Block.Grid(summary(self, max)));
    body.add(new Block.Heading(2, "II. GIẢI TRÌNH TIÊU CHÍ CHƯA ĐỦ TÀI LIỆU KIỂM CHỨNG"));
    Table explanations = explanations();
    body.add(
        explanations.rows().isEmpty()
            ? Block.body("Mọi tiêu chí đều có tài liệu kiểm chứng.")
            : new Block.Grid(explanations));
    body.add(new Block.Heading(2, "III. KHÓ KHĂN, VƯỚNG MẮC VÀ ĐỀ XUẤT, KIẾN NGHỊ"));
    body.add(new Block.Heading(3, "1. Khó khăn, vướng mắc"));
    paragraphs(body, difficulties);
    body.add(new Block.Heading(3, "2. Đề xuất, kiến nghị"));
    paragraphs(body, proposals);
    body.add(
        Block.body(
            agency
                + " chịu trách nhiệm về tính chính xác của số liệu và tài liệu kiểm chứng trong báo"
                + " cáo này./."));
    body.add(new Block.Closing(recipients, List.of(signer)));
    body.add(new Block.NewPage());
    body.add(new Block.Heading(1, "PHỤ LỤC"));
    body.add(new Block.Text(Block.Look.STRONG, "", "Điểm tự đánh giá từng tiêu chí"));
    body.add(new Block.Grid(details()));
    String subject = "Tự đánh giá theo " + index + " " + period;
    return new Paper(
        "Báo cáo tự đánh giá – " + agency, made, draft, head.about("BÁO CÁO", subject), body);
  }

  private static void paragraphs(List<Block> body, List<String> texts) {
    if (texts.isEmpty()) {
      body.add(Block.body("Không có."));
    }
    texts.forEach(text -> body.add(Block.body(text)));
  }

  private Table summary(BigDecimal self, BigDecimal max) {
    List<Table.Row> rows = new ArrayList<>();
    groups.forEach(group ->
        rows.add(
            Table.row(
                Cell.of(group.code()),
                Cell.of(group.title()),
                Cell.of(group.max()),
                Cell.of(group.self()),
                Cell.of(group.open()))));
    rows.add(
        Table.strong(
            Cell.NOTHING,
            Cell.of("Tổng cộng"),
            Cell.of(max),
            Cell.of(self),
            Cell.of(groups.stream().mapToLong(Group::open).sum())));
    return new Table(
        "tong-hop",
        "Bảng tổng hợp điểm tự đánh giá",
        List.of(
            Table.mark("Mã", 8),
            Table.text("Nhóm tiêu chí", 50),
            Table.figure("Điểm tối đa", 14),
            Table.figure("Điểm tự chấm", 14),
            Table.figure("Chưa tự chấm", 14)),
        rows);
  }

  private Table explanations() {
    List<Table.Row> rows =
        groups.stream()
            .flatMap(group -> group.lines().stream())
            .filter(Line::unproved)
            .map(line ->
                Table.row(
                    Cell.of(line.code()),
                    Cell.of(line.title()),
                    Cell.of(line.self()),
                    Cell.of(
                        line.explanation().isBlank()
                            ? "Chưa có tài liệu và chưa giải trình."
                            : line.explanation())))
            .toList();
    return new Table(
        "giai-trinh",
        "",
        List.of(
            Table.mark("Mã", 9),
            Table.text("Tiêu chí", 35),
            Table.figure("Tự chấm", 11),
            Table.text("Giải trình", 45)),
        rows);
  }

  private Table details() {
    List<Table.Row> rows = new ArrayList<>();
    for (Group group : groups) {
      rows.add(
          Table.strong(
              Cell.of(group.code()),
              Cell.of(group.title()),
              Cell.of(group.max()),
              Cell.of(group.self()),
              Cell.NOTHING,
              Cell.NOTHING));
      group
          .lines()
          .forEach(line ->
              rows.add(
                  Table.row(
                      Cell.of(line.code()),
                      Cell.of(line.title()),
                      Cell.of(line.maxPoints()),
                      Cell.of(line.self()),
                      Cell.of(line.machine()),
                      Cell.lines(line.evidence()))));
    }
    return new Table(
        "tu-danh-gia",
        "",
        List.of(
            Table.mark("Mã", 9),
            Table.text("Tiêu chí", 36),
            Table.figure("Tối đa", 9),
            Table.figure("Tự chấm", 10),
            Table.figure("Máy chấm", 10),
            Table.text("Tài liệu kiểm chứng", 26)),
        rows);
  }
}
