package vn.portalaudit.document;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.document.form.CouncilMinutes;
import vn.portalaudit.document.form.CouncilReport;
import vn.portalaudit.document.form.DraftDecision;
import vn.portalaudit.document.form.Form;
import vn.portalaudit.document.form.PortalMonth;
import vn.portalaudit.document.form.ProvinceMonth;
import vn.portalaudit.document.form.Ranking;
import vn.portalaudit.document.form.SelfAssessment;
import vn.portalaudit.document.form.SurveyLetter;
import vn.portalaudit.document.paper.Block;
import vn.portalaudit.document.paper.Letterhead;
import vn.portalaudit.monitor.Availability;

/**
 * Each document with figures made by hand. Every text that a person or a portal could have written
 * passes through a function, so that a test can put anything into all of them.
 */
final class SampleForms {
  static final LocalDate MADE = LocalDate.of(2026, 2, 5);
  static final String INDEX = "Bộ chỉ số đánh giá mức độ chuyển đổi số cấp sở";
  private static final YearMonth MONTH = YearMonth.of(2026, 1);
  private static final Duration SLOT = Duration.ofMinutes(1);

  private final UnaryOperator<String> text;

  SampleForms(UnaryOperator<String> text) {
    this.text = text;
  }

  static SampleForms plain() {
    return new SampleForms(UnaryOperator.identity());
  }

  /** All of them by a name for files. */
  Map<String, Form> all() {
    Map<String, Form> all = new LinkedHashMap<>();
    all.put("cong-thang", portalMonth());
    all.put("tinh-thang", provinceMonth());
    all.put("cong-van", surveyLetter());
    all.put("tu-danh-gia", selfAssessment());
    all.put("hoi-dong", councilReport());
    all.put("bien-ban", councilMinutes());
    all.put("quyet-dinh", draftDecision());
    return all;
  }

  PortalMonth portalMonth() {
    List<PortalMonth.Day> days = new ArrayList<>();
    Availability.Counts sum = Availability.Counts.NONE;
    for (int d = 1; d <= MONTH.lengthOfMonth(); d++) {
      long down = d == 9 ? 125 : 0;
      long unknown = d == 17 ? 600 : d % 7 == 0 ? 12 : 0;
      long excluded = d == 24 ? 360 : 0;
      Availability.Counts counts =
          new Availability.Counts(
              1440 - down - unknown - excluded - 30, 30, down, unknown, excluded, d == 9 ? 1 : 0);
      sum = sum.plus(counts);
      days.add(new PortalMonth.Day(MONTH.atDay(d), counts, 180 + d, d == 17 ? null : 700 + d));
    }
    return new PortalMonth(
        null,
        text("Sở Khoa học và Công nghệ"),
        text("https://sokhcn.mau.gov.vn/"),
        MONTH,
        SLOT,
        days,
        sum,
        Availability.Rule.STANDARD,
        List.of(
            new PortalMonth.Incident(
                Instant.parse("2026-01-09T02:10:00Z"),
                Instant.parse("2026-01-09T04:15:00Z"),
                Duration.ofMinutes(125),
                text("Máy chủ trả lỗi HTTP 502 ở mọi trang"))),
        List.of(
            new PortalMonth.Maintenance(
                Instant.parse("2026-01-23T17:00:00Z"),
                Instant.parse("2026-01-23T23:00:00Z"),
                true,
                text("Nâng cấp hệ quản trị nội dung"))),
        MADE);
  }

  ProvinceMonth provinceMonth() {
    List<ProvinceMonth.Portal> portals = new ArrayList<>();
    for (int i = 1; i <= 34; i++) {
      long down = i % 5 == 0 ? i * 13L : 0;
      Availability.Counts counts =
          i == 12
              ? new Availability.Counts(90, 0, 0, 44_550, 0, 0)
              : new Availability.Counts(44_640 - down - 100, 0, down, 100, 0, down > 0 ? 2 : 0);
      portals.add(
          new ProvinceMonth.Portal(
              text("Ủy ban nhân dân xã Mường Ẳng " + i),
              text("https://xa" + i + ".mau.gov.vn/"),
              counts,
              i == 12 ? null : 400 + i));
    }
    return new ProvinceMonth(
        head("", "", "Sở Khoa học và Công nghệ", "17/BC-SKHCN"),
        text("tỉnh Mẫu"),
        MONTH,
        SLOT,
        Availability.Rule.STANDARD,
        portals,
        MADE);
  }

  SurveyLetter surveyLetter() {
    List<SurveyLetter.Item> items = new ArrayList<>();
    for (int g = 1; g <= 4; g++) {
      items.add(
          new SurveyLetter.Item("" + g, true, text("Nhóm tiêu chí số " + g), points("25"), ""));
      for (int i = 1; i <= 6; i++) {
        items.add(
            new SurveyLetter.Item(
                g + "." + i,
                false,
                text("Tỷ lệ hồ sơ trực tuyến toàn trình được xử lý đúng hạn trong kỳ " + i),
                i == 6 ? null : points("4.25"),
                text("Quyết định, ảnh chụp màn hình")));
      }
    }
    return new SurveyLetter(
        head(
            "",
            "Khảo sát, cung cấp số liệu " + INDEX + " năm 2025",
            "Sở Khoa học và Công nghệ",
            ""),
        List.of(
            text("Các sở, ban, ngành thuộc Ủy ban nhân dân tỉnh"),
            text("Ủy ban nhân dân các xã, phường")),
        List.of(
            text(
                "Thực hiện Kế hoạch số 15/KH-UBND ngày 12 tháng 01 năm 2026 của Ủy ban nhân dân"
                    + " tỉnh về đánh giá mức độ chuyển đổi số năm 2026;")),
        INDEX,
        "năm 2025",
        LocalDate.of(2026, 3, 5),
        "https://giamsat.mau.gov.vn",
        text("Phòng Chuyển đổi số, điện thoại 0203 123 4567"),
        items,
        List.of("- Như trên;", "- UBND tỉnh (để b/c);", "- Giám đốc, các PGĐ;", "- Lưu: VT, CĐS."),
        new Block.Signer("GiamDoc", "KT. GIÁM ĐỐC", "Phó Giám đốc", text("Nguyễn Thị Ngọc Ẩn")),
        true,
        MADE);
  }

  SelfAssessment selfAssessment() {
    List<SelfAssessment.Group> groups = new ArrayList<>();
    for (int g = 1; g <= 5; g++) {
      List<SelfAssessment.Line> lines = new ArrayList<>();
      for (int i = 1; i <= 7; i++) {
        lines.add(
            new SelfAssessment.Line(
                g + "." + i,
                text("Có mục lấy ý kiến dự thảo văn bản, đủ thời hạn và nơi nhận góp ý " + i),
                points("2.5"),
                i == 5 ? null : points("1." + i),
                i % 2 == 0 ? points("1.25") : null,
                i == 3 ? List.of() : List.of(text("QĐ-" + g + i + ".pdf")),
                i == 4 ? text("Số liệu đang chờ Sở Nội vụ đối soát; bổ sung ở vòng 2.") : ""));
      }
      groups.add(new SelfAssessment.Group("" + g, text("Nhóm tiêu chí số " + g), lines));
    }
    return new SelfAssessment(
        head("", "", "Sở Tài nguyên và Môi trường", "45/BC-STNMT"),
        text("Sở Tài nguyên và Môi trường"),
        INDEX,
        "năm 2025",
        groups,
        List.of(text("Thiếu nhân lực chuyên trách; hạ tầng mạng ở ba xã vùng cao chưa ổn định.")),
        List.of(text("Đề nghị hỗ trợ tập huấn và bố trí kinh phí nâng cấp cổng.")),
        List.of("- Sở KH&CN;", "- Lưu: VT."),
        new Block.Signer("ThuTruong", "", "Giám đốc", text("Hoàng Văn Đức")),
        false,
        MADE);
  }

  CouncilReport councilReport() {
    return new CouncilReport(
        head("", "", "Hội đồng thẩm định", "02/BC-HĐTĐ"),
        text("Hội đồng thẩm định chuyển đổi số tỉnh"),
        ranking(),
        new CouncilReport.Process(44, 2, 118, 37, 21),
        List.of(
            new CouncilReport.Exclusion(
                "8.6",
                text("Tỷ lệ người dân dùng chữ ký số cá nhân"),
                text("Hội đồng thẩm định"),
                text("41% cơ quan không có số liệu"))),
        List.of(
            text(
                "Các cơ quan cơ bản gửi báo cáo đúng hạn; tài liệu kiểm chứng đầy đủ hơn năm"
                    + " trước.")),
        List.of(text("Trình Chủ tịch Ủy ban nhân dân tỉnh công bố kết quả.")),
        List.of("- Chủ tịch UBND tỉnh (để b/c);", "- Lưu: VT, HĐTĐ."),
        new Block.Signer("ChuTich", "TM. HỘI ĐỒNG", "Chủ tịch", text("Phạm Thị Hồng Ứng")),
        false,
        MADE);
  }

  CouncilMinutes councilMinutes() {
    return new CouncilMinutes(
        head("", "", "Hội đồng thẩm định", "03/BB-HĐTĐ"),
        text("Hội đồng thẩm định chuyển đổi số tỉnh"),
        LocalDateTime.of(2026, 2, 5, 8, 30),
        LocalDateTime.of(2026, 2, 5, 11, 5),
        text("Phòng họp số 2, trụ sở Sở Khoa học và Công nghệ"),
        new Block.Signer("ChuToa", "", "Chủ tọa", text("Phạm Thị Hồng Ứng")),
        new Block.Signer("ThuKy", "", "Thư ký", text("Lò Văn Ếm")),
        List.of(
            new CouncilMinutes.Member(
                text("Phạm Thị Hồng Ứng"), text("Phó Chủ tịch UBND tỉnh"), "Chủ tịch", true, ""),
            new CouncilMinutes.Member(
                text("Lò Văn Ếm"), text("Sở Khoa học và Công nghệ"), "Thư ký", true, ""),
            new CouncilMinutes.Member(
                text("Trần Quốc Ý"), text("Sở Nội vụ"), "Ủy viên", false, text("đi công tác"))),
        List.of(
            new CouncilMinutes.Item(
                text("Loại trừ chỉ tiêu 8.6"),
                text("41% cơ quan không có số liệu; đại diện Sở Nội vụ đề nghị không xếp hạng."),
                text("Không đưa chỉ tiêu 8.6 vào xếp hạng năm 2025."),
                new CouncilMinutes.Votes(2, 0, 0))),
        ranking(),
        false,
        MADE);
  }

  DraftDecision draftDecision() {
    return new DraftDecision(
        new Letterhead(
            "", text("Ủy ban nhân dân tỉnh Mẫu"), "", "QĐ-UBND", "Mẫu", null, "QUYẾT ĐỊNH", ""),
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MẪU",
        List.of(
            text("Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"),
            text("Quyết định số 742/QĐ-UBND về ban hành bộ chỉ số đánh giá chuyển đổi số")),
        text("Giám đốc Sở Khoa học và Công nghệ tại Tờ trình số 21/TTr-SKHCN"),
        ranking(),
        List.of(
            text(
                "Các cơ quan, đơn vị căn cứ kết quả xếp hạng để khắc phục hạn chế; Sở Khoa học và"
                    + " Công nghệ theo dõi, đôn đốc.")),
        text(
            "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở, Thủ trưởng các ban, ngành,"
                + " Chủ tịch Ủy ban nhân dân các xã, phường"),
        List.of("- Như Điều 4;", "- Bộ KH&CN (để b/c);", "- Lưu: VT, KGVX."),
        new Block.Signer("ChuTich", "", "Chủ tịch", ""),
        true,
        MADE);
  }

  Ranking ranking() {
    List<Ranking.Line> districts = new ArrayList<>();
    for (int i = 1; i <= 38; i++) {
      BigDecimal points = new BigDecimal("392.375").subtract(points("" + i * 2));
      districts.add(
          line("Ủy ban nhân dân xã Phường Quý Ẩn " + i, i, points, i % 3 == 0 ? null : points));
    }
    return new Ranking(
        INDEX,
        "2025",
        List.of(
            new Ranking.Group(
                "so",
                "Nhóm I: Sở, ban, ngành",
                List.of(
                    line("Sở Khoa học và Công nghệ", 1, points("371.5"), points("371.5")),
                    line("Sở Nội vụ", 2, points("365.125"), points("366")),
                    line("Sở Tài nguyên và Môi trường", 2, points("365.125"), null),
                    line("Sở Y tế", 4, points("1299.995"), points("1300")))),
            new Ranking.Group("xa", "Nhóm II: Ủy ban nhân dân cấp xã", districts)));
  }

  private Ranking.Line line(
      String agency, int rank, BigDecimal points, @Nullable BigDecimal appraised) {
    BigDecimal max = points("1400");
    return new Ranking.Line(
        text(agency),
        rank,
        points,
        max,
        points.movePointRight(2).divide(max, 6, java.math.RoundingMode.HALF_UP),
        points.add(BigDecimal.ONE),
        points("350.25"),
        appraised,
        rank < 3 ? "Tốt" : null,
        rank == 2 ? text("đồng hạng") : "");
  }

  private Letterhead head(String kind, String subject, String issuer, String number) {
    return new Letterhead(
        text("Ủy ban nhân dân tỉnh Mẫu"), issuer, number, "SKHCN-CĐS", "Mẫu", MADE, kind, subject);
  }

  private String text(String words) {
    return text.apply(words);
  }

  private static BigDecimal points(String points) {
    return new BigDecimal(points);
  }
}
