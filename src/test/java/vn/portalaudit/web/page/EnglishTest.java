package vn.portalaudit.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue has every text of every template and of the code that speaks to people. */
class EnglishTest {
  private static final Texts ENGLISH = Texts.english();
  private static final Path JAVA = Path.of("src/main/java/vn/portalaudit");
  private static final Path TEMPLATES = Path.of("src/main/resources/web");

  /** Packages whose words reach the pages. */
  private static final List<Path> SPEAKING =
      Stream.of("web", "access", "campaign", "store", "domain", "monitor", "alert")
          .map(JAVA::resolve)
          .toList();

  /** Names that are given, lines of the action log, conditions of criteria, a line of messages. */
  private static final Set<String> KEPT =
      Set.of(
          "{a} năm {b}",
          "{a}; {b}; {c} ngày",
          "các trường hợp còn lại",
          "theo tỷ lệ: {a}, đủ điểm từ {b}",
          "- {a}: từ {b}");

  /**
   * With what official documents begin until somebody writes otherwise: Vietnamese for everybody.
   */
  private static final Set<String> IN_DOCUMENTS =
      Set.of(
          "- Chủ tịch UBND tỉnh (để b/c); - Lưu: VT, HĐTĐ.",
          "- Cơ quan chủ trì; - Lưu: VT.",
          "- Như trên; - Lưu: VT.",
          "- Như điều cuối; - Lưu: VT.",
          "BB-HĐTĐ",
          "BC-HĐTĐ",
          "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ……",
          "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở, Thủ trưởng các ban, ngành, Chủ"
              + " tịch Ủy ban nhân dân các xã, phường",
          "Chủ tịch",
          "Các cơ quan, đơn vị căn cứ kết quả xếp hạng để khắc phục hạn chế, nâng cao mức độ chuyển"
              + " đổi số.",
          "Các sở, ban, ngành thuộc Ủy ban nhân dân tỉnh Ủy ban nhân dân các xã, phường",
          "Giám đốc",
          "Giám đốc Sở Khoa học và Công nghệ",
          "Hội đồng xem xét điểm tự chấm, điểm máy chấm và điểm thẩm định.",
          "Không đưa chỉ số này vào xếp hạng.",
          "Khảo sát, cung cấp số liệu {a} năm {b}",
          "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
          "QĐ-UBND",
          "SKHCN-CĐS",
          "Sở Khoa học và Công nghệ",
          "TM. HỘI ĐỒNG",
          "Thống nhất kết quả thẩm định theo bảng kèm theo.",
          "Thủ trưởng đơn vị",
          "Thực hiện kế hoạch của Ủy ban nhân dân tỉnh về đánh giá mức độ chuyển đổi số,",
          "Trình Chủ tịch Ủy ban nhân dân tỉnh công bố kết quả.",
          "địa chỉ của hệ thống Giám sát Cổng",
          "Ủy ban nhân dân tỉnh ……");

  /**
   * What never reaches a page: other programs, the console, made-up people, conditions of the law.
   */
  private static final Set<String> NOT_ON_PAGES =
      Set.of(
          "/web/api/",
          "criteria/ConditionWords",
          "web/page/ApiProblem",
          "web/DemoAccounts",
          "web/WebServer",
          "web/access/PasswordReset",
          "store/embedded",
          "store/Backup",
          "store/Restore",
          "store/Snapshot",
          "store/Tables",
          "store/SamplePast",
          "store/Database",
          "campaign/SampleSurvey",
          "campaign/sheets/",
          "domain/Masking",
          "store/StoreException",
          "store/Sighting",
          "access/Tokens");

  @Test
  void everyTextOfATemplateHasItsEnglish() throws IOException {
    Set<String> lacking = new TreeSet<>();
    for (String text : VietnameseInSource.ofTemplates(TEMPLATES)) {
      if (ENGLISH.say(text).equals(text)) {
        lacking.add(text);
      }
    }
    assertThat(lacking).as("texts of templates that web/english.yml lacks").isEmpty();
  }

  @Test
  void noTemplateHasVietnameseThatIsNotTranslated() throws IOException {
    assertThat(VietnameseInSource.untranslatedOf(TEMPLATES)).isEmpty();
  }

  @Test
  void everyTextOfTheCodeHasItsEnglish() throws IOException {
    Set<String> lacking = new TreeSet<>();
    for (String text : VietnameseInSource.ofJava(SPEAKING, NOT_ON_PAGES)) {
      if (KEPT.contains(text) || IN_DOCUMENTS.contains(text) || text.startsWith("HH:mm")) {
        continue;
      }
      String asked = text.replaceAll("\\{[a-z]}", "7");
      if (ENGLISH.say(asked).equals(asked)) {
        lacking.add(text);
      }
    }
    assertThat(lacking).as("texts of the code that web/english.yml lacks").isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.234,5                                | 1,234.5
          85,25%                                 | 85.25%
          25/11/2026 14:05                       | 25 Nov 2026 14:05
          1–25 trong 1.234                       | 1–25 of 1,234
          2 giờ 3 phút                           | 2 hours 3 minutes
          Đã báo cáo, không có trong từ điển     | Đã báo cáo, không có trong từ điển
          10.0.0.1                               | 10.0.0.1
          TLS 1.3                                | TLS 1.3
          Sở Khoa học và Công nghệ               | Sở Khoa học và Công nghệ
          Người vận hành, Lãnh đạo               | Operator, Leader
          Đã nhận 1.200 dòng từ phiếu.           | Received 1,200 rows from the form.
          Hãy nhập tên cổng.                     | Enter portal name.
          """)
  void valuesAreSaidInEnglish(String vietnamese, String english) {
    assertThat(ENGLISH.say(vietnamese)).isEqualTo(english);
  }
}
