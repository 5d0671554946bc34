package vn.portalaudit.web.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The documents that are written of a campaign, of an agency in it, and of a month. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are copies
public enum PaperKind {
  SURVEY(
      "phieu-khao-sat",
      "Công văn và phiếu khảo sát",
      "Gửi các cơ quan để lấy số liệu và điểm tự chấm, kèm phiếu của bộ chỉ số.",
      survey()),
  REPORT(
      "bao-cao-hoi-dong",
      "Báo cáo kết quả thẩm định",
      "Hội đồng thẩm định báo cáo quá trình, kết quả ba cột điểm và kiến nghị.",
      report()),
  MINUTES(
      "bien-ban",
      "Biên bản họp hội đồng",
      "Ghi thành phần, nội dung, biểu quyết và kết quả được thống nhất.",
      minutes()),
  DECISION(
      "du-thao-quyet-dinh",
      "Dự thảo quyết định công bố",
      "Quyết định kèm phụ lục xếp hạng, thể thức theo Nghị định 30/2020/NĐ-CP.",
      decision()),
  SELF(
      "bao-cao-tu-danh-gia",
      "Báo cáo tự đánh giá",
      "Điểm tự chấm, giải trình, khó khăn và kiến nghị của cơ quan, để lãnh đạo ký.",
      self()),
  MONTH(
      "thoi-gian-hoat-dong",
      "Báo cáo thời gian hoạt động",
      "Tỷ lệ thời gian hoạt động của các cổng trong một tháng.",
      PaperField.head("Ủy ban nhân dân tỉnh ……", "Sở Khoa học và Công nghệ", "BC-SKHCN"));

  /** How many points of a meeting can be written down. */
  static final int ITEMS = 5;

  private final String id;
  private final String title;
  private final String says;
  private final List<PaperField> fields;

  PaperKind(String id, String title, String says, List<PaperField> fields) {
    this.id = id;
    this.title = title;
    this.says = says;
    this.fields = List.copyOf(fields);
  }

  /** Its name in addresses and file names. */
  public String id() {
    return id;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** What it is for. */
  public String says() {
    return says;
  }

  /** What people add to it. */
  public List<PaperField> fields() {
    return fields;
  }

  /** The documents of a campaign, in the order in which they are needed. */
  public static List<PaperKind> ofCampaign() {
    return List.of(SURVEY, REPORT, MINUTES, DECISION);
  }

  /** The document of a campaign of that name. */
  public static Optional<PaperKind> ofCampaign(String id) {
    return ofCampaign().stream().filter(kind -> kind.id.equals(id)).findFirst();
  }

  private static List<PaperField> together(List<PaperField> first, PaperField... middle) {
    List<PaperField> all = new ArrayList<>(first);
    all.addAll(Arrays.asList(middle));
    return all;
  }

  private static List<PaperField> ended(List<PaperField> all, List<PaperField> end) {
    all.addAll(end);
    return all;
  }

  private static List<PaperField> survey() {
    return ended(
        together(
            PaperField.head("Ủy ban nhân dân tỉnh ……", "Sở Khoa học và Công nghệ", "SKHCN-CĐS"),
            PaperField.lines(
                "to",
                "Kính gửi",
                "Mỗi dòng một nơi.",
                "Các sở, ban, ngành thuộc Ủy ban nhân dân tỉnh\nỦy ban nhân dân các xã, phường"),
            PaperField.lines(
                "grounds",
                "Căn cứ",
                "Mỗi dòng một câu trọn vẹn.",
                "Thực hiện kế hoạch của Ủy ban nhân dân tỉnh về đánh giá mức độ chuyển đổi số,"),
            PaperField.line("address", "Nơi nhập số liệu", "địa chỉ của hệ thống Giám sát Cổng"),
            PaperField.line("contact", "Liên hệ", "……")),
        PaperField.end("", "Giám đốc", "- Như trên;\n- Lưu: VT."));
  }

  private static List<PaperField> report() {
    return ended(
        together(
            PaperField.head("Ủy ban nhân dân tỉnh ……", "Hội đồng thẩm định", "BC-HĐTĐ"),
            PaperField.lines("remarks", "Nhận xét", "Mỗi dòng một đoạn.", ""),
            PaperField.lines(
                "proposals",
                "Đề xuất, kiến nghị",
                "Mỗi dòng một đoạn.",
                "Trình Chủ tịch Ủy ban nhân dân tỉnh công bố kết quả.")),
        PaperField.end(
            "TM. HỘI ĐỒNG", "Chủ tịch", "- Chủ tịch UBND tỉnh (để b/c);\n- Lưu: VT, HĐTĐ."));
  }

  private static List<PaperField> minutes() {
    List<PaperField> all =
        together(
            PaperField.head("Ủy ban nhân dân tỉnh ……", "Hội đồng thẩm định", "BB-HĐTĐ"),
            new PaperField(
                "start", "Bắt đầu", "Ví dụ 31/12/2026 08:30.", PaperField.Kind.MOMENT, ""),
            new PaperField(
                "end", "Kết thúc", "Ví dụ 31/12/2026 11:00.", PaperField.Kind.MOMENT, ""),
            PaperField.line("room", "Địa điểm họp", "……"),
            PaperField.line("chair", "Chủ tọa", ""),
            PaperField.line("secretary", "Thư ký", ""),
            PaperField.lines(
                "absent", "Vắng mặt", "Mỗi dòng một người: họ tên, dấu hai chấm, lý do.", ""));
    for (int i = 1; i <= ITEMS; i++) {
      all.add(PaperField.line("item" + i, "Nội dung " + i, ""));
      all.add(PaperField.lines("says" + i, "Ý kiến về nội dung " + i, "", ""));
      all.add(PaperField.lines("decides" + i, "Kết luận về nội dung " + i, "", ""));
      all.add(
          new PaperField(
              "votes" + i,
              "Biểu quyết nội dung " + i,
              "Tán thành/không tán thành/không có ý kiến, ví dụ 7/0/1.",
              PaperField.Kind.VOTES,
              ""));
    }
    return all;
  }

  private static List<PaperField> decision() {
    return ended(
        together(
            PaperField.head("", "Ủy ban nhân dân tỉnh ……", "QĐ-UBND"),
            PaperField.line("decider", "Người ban hành", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ……"),
            PaperField.lines(
                "grounds",
                "Căn cứ",
                "Mỗi dòng một căn cứ, không có chữ «Căn cứ» ở đầu.",
                "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"),
            PaperField.line("proposer", "Người đề nghị", "Giám đốc Sở Khoa học và Công nghệ"),
            PaperField.lines(
                "duties",
                "Trách nhiệm của các cơ quan",
                "Mỗi dòng một điều.",
                "Các cơ quan, đơn vị căn cứ kết quả xếp hạng để khắc phục hạn chế, nâng cao mức độ"
                    + " chuyển đổi số."),
            PaperField.line(
                "executors",
                "Người thi hành",
                "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở, Thủ trưởng các ban, ngành,"
                    + " Chủ tịch Ủy ban nhân dân các xã, phường")),
        PaperField.end("", "Chủ tịch", "- Như điều cuối;\n- Lưu: VT."));
  }

  private static List<PaperField> self() {
    return ended(
        together(
            PaperField.head("Ủy ban nhân dân tỉnh ……", "", "BC"),
            PaperField.lines("difficulties", "Khó khăn, vướng mắc", "Mỗi dòng một đoạn.", ""),
            PaperField.lines("proposals", "Đề xuất, kiến nghị", "Mỗi dòng một đoạn.", "")),
        PaperField.end("", "Thủ trưởng đơn vị", "- Cơ quan chủ trì;\n- Lưu: VT."));
  }
}
