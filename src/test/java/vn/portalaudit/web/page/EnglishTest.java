package vn.portalaudit.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.report.Vietnamese;

/** The catalogue has every text of every template and of the code that speaks to people. */
class EnglishTest {
  private static final Texts ENGLISH = Texts.english();
  private static final Path JAVA = Path.of("src/main/java/vn/portalaudit");
  private static final Path TEMPLATES = Path.of("src/main/resources/web");

  /** Packages whose words reach the pages. */
  private static final List<Path> SPEAKING =
      Stream.of(
              "web",
              "access",
              "campaign",
              "store",
              "domain",
              "monitor",
              "alert",
              "document/signed",
              "evaluate/Evaluator.java",
              "index/Column.java",
              "index/Feed.java",
              "index/Normalisation.java",
              "index/Scoring.java",
              "index/Source.java")
          .map(JAVA::resolve)
          .toList();

  /** Lines of the action log, conditions of criteria, a line of messages, parts, patterns. */
  private static final Set<String> KEPT =
      Set.of(
          "{a} năm {b}",
          "{a}; {b}; {c} ngày",
          "các trường hợp còn lại",
          "theo tỷ lệ:",
          ", đủ điểm từ",
          "; chỉ khi",
          "Áp dụng với:",
          "- {a}: từ {b}",
          "(mục {a})",
          "{a}/{b} điểm của phiếu «{c}»{d}",
          "máy không đề xuất: mới xác định được {a} số điểm của phiếu «{b}»{c}, cần ít nhất {d}",
          "(\\d{2}:\\d{2}) ngày (\\d{2}/\\d{2}/\\d{4})",
          "Tìm «[^»]*»|Đo liên tục từ .*|Chưa có lượt đo nào trong kỳ .*",
          "{a}.yml:{b}: {c}: ví dụ mong đợi {d} nhưng được {e} («{f}»); sửa ví dụ hoặc điều kiện");

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

  /**
   * A criterion or a clause may hold words of ours; then it stays whole, or is known as a whole.
   */
  @Test
  void whatTheLawSaysIsNeverHalfTranslated() throws IOException {
    Set<String> half = new TreeSet<>();
    Set<String> texts = new TreeSet<>();
    for (String folder : List.of("checklists", "probes")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(one -> one.toString().endsWith(".yml")).toList()) {
          Problems problems = new Problems();
          YamlFile.parse(file.toString(), Files.readString(file), problems)
              .ifPresent(root -> collect(root, texts));
        }
      }
    }
    for (String text : texts) {
      String said = ENGLISH.say(text);
      if (!said.equals(text) && Vietnamese.written(said)) {
        half.add(text + " -> " + said);
      }
    }
    assertThat(texts).hasSizeGreaterThan(2_000);
    assertThat(half).isEmpty();
  }

  private static void collect(YamlNode node, Set<String> texts) {
    if (node.isMapping()) {
      node.entries().values().forEach(inner -> collect(inner, texts));
    } else if (node.isList()) {
      node.items().forEach(inner -> collect(inner, texts));
    } else if (!node.isNull() && !node.isNumber() && !node.isFlag()) {
      texts.add(node.text());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.234,5                                | 1,234.5
          0/4 điểm của phiếu «so» (mục 9.1, 10.4) | 0/4 points of the scorecard “so” (items 9.1, 10.4)
          8,86/100 điểm của phiếu «so»           | 8.86/100 points of the scorecard “so”
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
          Hãy nhập tên cổng.                     | Enter the portal name.
          Hãy nhập ngày ký, ví dụ 31/12/2026.    | Enter the date of signature, e.g. 31/12/2026.
          Chưa chốt vòng 1 được: còn 1 chỉ số chưa thẩm định: 7.1 của Sở A | Round 1 cannot be closed yet: 1 indicator is not appraised: 7.1 of Sở A
          1 giờ 21 phút                          | 1 hour 21 minutes
          21 ngày 1 giờ                          | 21 days 1 hour
          Điểm các lần kiểm tra: từ 0% đến 52,5% | Scores of the audits: from 0% to 52.5%
          11:34 ngày 08/12/2026                  | 11:34 on 8 Dec 2026
          Không truy cập được: Cổng Sở Văn hóa, Thể thao tỉnh A | Unreachable: Cổng Sở Văn hóa, Thể thao tỉnh A
          Báo cáo của «Sở Văn hóa, Thể thao» đã nộp rồi | The report of “Sở Văn hóa, Thể thao” is already submitted
          Kết quả chấm của Sở Văn hóa, Thể thao tỉnh A, quý 3 | Kết quả chấm của Sở Văn hóa, Thể thao tỉnh A, quý 3
          tls.versions = không có (cần một trong 1.2, 1.3) | tls.versions = none (needed: one of 1.2, 1.3)
          """)
  void valuesAreSaidInEnglish(String vietnamese, String english) {
    assertThat(ENGLISH.say(vietnamese)).isEqualTo(english);
  }
}
