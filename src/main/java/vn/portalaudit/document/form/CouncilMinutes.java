package vn.portalaudit.document.form;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.document.paper.Block;
import vn.portalaudit.document.paper.Cell;
import vn.portalaudit.document.paper.Letterhead;
import vn.portalaudit.document.paper.Paper;
import vn.portalaudit.document.paper.Table;
import vn.portalaudit.report.Vietnamese;

/**
 * Minutes of a meeting of the appraisal council.
 *
 * @param council its name
 * @param start when it began, in Vietnam; null to leave it open
 * @param end when it ended; null to leave it open
 * @param place where
 * @param chair who led it
 * @param secretary who wrote the minutes
 * @param members all of the council
 * @param items what was discussed and decided, in order
 * @param ranking what was settled
 * @param made the day for the properties of files
 */
public record CouncilMinutes(
    Letterhead head,
    String council,
    @Nullable LocalDateTime start,
    @Nullable LocalDateTime end,
    String place,
    Block.Signer chair,
    Block.Signer secretary,
    List<Member> members,
    List<Item> items,
    Ranking ranking,
    boolean draft,
    LocalDate made)
    implements Form {
  private static final String OPEN = "……";

  public CouncilMinutes {
    members = List.copyOf(members);
    items = List.copyOf(items);
  }

  /** A member; the reason is that of an absence. */
  public record Member(String name, String office, String role, boolean present, String reason) {}

  /** A point of the meeting; votes are null while nobody has written them down. */
  public record Item(String title, String discussion, String decision, @Nullable Votes votes) {}

  /** How the members voted. */
  public record Votes(int inFavour, int against, int abstained) {}

  @Override
  public Paper paper() {
    long present = members.stream().filter(Member::present).count();
    List<Block> body = new ArrayList<>();
    body.add(Block.body("Thời gian bắt đầu:", time(start) + "."));
    body.add(Block.body("Địa điểm:", place + "."));
    body.add(
        Block.body(
            "Thành phần tham dự:",
            Vietnamese.number(present) + "/" + Vietnamese.number(members.size()) + " thành viên."));
    body.add(new Block.Grid(membersTable()));
    body.add(Block.body("Chủ trì (chủ tọa):", open(chair.name()) + " – " + chair.title() + "."));
    body.add(Block.body("Thư ký (người ghi biên bản):", open(secretary.name()) + "."));
    body.add(new Block.Heading(2, "Nội dung và kết luận"));
    int number = 0;
    for (Item item : items) {
      number++;
      body.add(Block.body(number + ". " + item.title() + ".", item.discussion()));
      body.add(Block.body("Kết luận:", item.decision()));
      body.add(
          Block.body(
              "Biểu quyết:",
              count(item.votes(), Votes::inFavour)
                  + " tán thành, "
                  + count(item.votes(), Votes::against)
                  + " không tán thành, "
                  + count(item.votes(), Votes::abstained)
                  + " không có ý kiến."));
    }
    body.add(new Block.Heading(2, "Kết quả được thống nhất"));
    ranking.published().forEach(table -> body.add(new Block.Grid(table)));
    body.add(
        Block.body(
            "Cuộc họp (hội nghị) kết thúc vào "
                + time(end)
                + ". Biên bản đã được đọc cho các thành viên cùng nghe và thống nhất ký tên./."));
    body.add(new Block.Closing(List.of(), List.of(secretary, chair)));
    String subject = "Họp " + council;
    return new Paper("Biên bản họp " + council, made, draft, head.about("BIÊN BẢN", subject), body);
  }

  private static String open(String name) {
    return name.isEmpty() ? OPEN : name;
  }

  private static String count(@Nullable Votes votes, ToIntFunction<Votes> which) {
    return votes == null ? OPEN : Vietnamese.number(which.applyAsInt(votes));
  }

  private static String time(@Nullable LocalDateTime time) {
    if (time == null) {
      return OPEN + " giờ " + OPEN + " phút, " + Vietnamese.date(null);
    }
    return String.format(
        Locale.ROOT,
        "%02d giờ %02d phút, %s",
        time.getHour(),
        time.getMinute(),
        Vietnamese.date(time.toLocalDate()));
  }

  private Table membersTable() {
    List<Table.Row> rows = new ArrayList<>();
    for (Member member : members) {
      rows.add(
          Table.row(
              Cell.of(rows.size() + 1L),
              Cell.of(member.name()),
              Cell.of(member.office()),
              Cell.of(member.role()),
              Cell.of(member.present() ? "có mặt" : "vắng: " + member.reason())));
    }
    return new Table(
        "thanh-vien",
        "",
        List.of(
            Table.figure("TT", 7),
            Table.text("Họ và tên", 27),
            Table.text("Chức vụ, đơn vị", 30),
            Table.text("Trong Hội đồng", 18),
            Table.text("Tham dự", 18)),
        rows);
  }
}
