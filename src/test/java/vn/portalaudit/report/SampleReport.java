package vn.portalaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.checklist.ChecklistReader;
import vn.portalaudit.config.Problems;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.AuditRun;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Method;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Period;
import vn.portalaudit.domain.PointsBasis;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.domain.Scorecard.GroupScore;
import vn.portalaudit.domain.Warning;

/**
 * A report made by hand, frozen: no criterion of the program is in it. Every text passes through a
 * function, so that a test can put anything into all of them at once.
 */
public final class SampleReport {
  static final Instant AT = Instant.parse("2026-11-20T01:58:00Z");
  private static final Path CHECKLIST =
      Path.of(System.getProperty("portalaudit.home", "."))
          .resolve("src/test/resources/golden/report/bo-mau-so.yml");
  private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
  private static final String SITE = "https://sokhcn.mau.gov.vn";
  private static final String HASH =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  private final UnaryOperator<String> text;
  private final UnaryOperator<String> url;

  private SampleReport(UnaryOperator<String> text, UnaryOperator<String> url) {
    this.text = text;
    this.url = url;
  }

  /** The report as it is. */
  public static AuditReport plain() {
    return new SampleReport(UnaryOperator.identity(), UnaryOperator.identity()).report();
  }

  /** The report with other texts and addresses. */
  static AuditReport with(UnaryOperator<String> text, UnaryOperator<String> url) {
    return new SampleReport(text, url).report();
  }

  /** The frozen checklist. */
  static List<Checklist> checklists() {
    return checklists(UnaryOperator.identity());
  }

  /** The frozen checklist with other texts. */
  static List<Checklist> checklists(UnaryOperator<String> text) {
    try {
      Matcher texts = TEXT.matcher(Files.readString(CHECKLIST));
      String yaml = texts.replaceAll(m -> Matcher.quoteReplacement(quoted(text.apply(m.group(1)))));
      Path copy = Files.createTempDirectory("bo-mau").resolve("bo-mau-so.yml");
      Files.writeString(copy, yaml);
      Problems problems = new Problems();
      List<Checklist> read = ChecklistReader.read(copy, Map.of(), problems).stream().toList();
      assertThat(problems.lines()).isEmpty();
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a YAML text in ASCII. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars().forEach(c -> out.append(String.format(java.util.Locale.ROOT, "\\u%04x", c)));
    return out.append('"').toString();
  }

  private AuditReport report() {
    return new AuditReport(run(), List.of(office(), technical()), observations(), warnings());
  }

  private AuditRun run() {
    return new AuditRun(
        "20261120-085800-sokhcn",
        url.apply(SITE + "/"),
        PortalKind.SO,
        AT.minusSeconds(1500),
        AT.minusSeconds(60),
        AT,
        AT.plusSeconds(5),
        new Period(LocalDate.of(2025, 11, 20), LocalDate.of(2026, 11, 20)),
        "sha256:4c1f0be2d1f5a7b84c1f0be2d1f5a7b84c1f0be2d1f5a7b84c1f0be2d1f5a7b8",
        143,
        1171,
        9_123_456,
        false);
  }

  private Scorecard office() {
    List<Finding> findings =
        List.of(
            row("gioi-thieu", "1.1", "Lịch sử hình thành và phát triển", Outcome.PASSED, "1", "1")
                .says("Có mục «Lịch sử hình thành», trang có nội dung.")
                .observed("muc-mau.found = có (cần có)")
                .seen("/gioi-thieu/lich-su", "Sở được thành lập ngày 05/03/1997…")
                .finding(),
            row("gioi-thieu", "1.2", "Cơ cấu tổ chức và nhiệm vụ", Outcome.PARTIAL, "0.5", "1")
                .says("Có mục «Cơ cấu tổ chức» nhưng thiếu nhiệm vụ của 3/8 phòng, đơn vị.")
                .fix("Bổ sung chức năng, nhiệm vụ của từng phòng, đơn vị vào mục giới thiệu.")
                .observed("muc-mau.completeShare = 62,5% (cần ≥ 100%)")
                .seen("/gioi-thieu/co-cau", "Phòng Quản lý công nghệ: đang cập nhật")
                .finding(),
            row("gioi-thieu", "1.3", "Thông tin lãnh đạo", Outcome.FAILED, "0", "2")
                .says("Không tìm thấy tiểu sử và nhiệm vụ của lãnh đạo.")
                .fix("Đăng họ tên, chức vụ, tiểu sử tóm tắt và nhiệm vụ của từng lãnh đạo.")
                .observed("nguoi-mau.people = 0 (cần ≥ 1)")
                .seen("/", "Trang chủ; gần đúng nhất: «Danh bạ»")
                .seen("/so-do-cong", null)
                .finding(),
            row("tin-tuc", "2.1", "Tin tức, sự kiện trong kỳ", Outcome.PARTIAL, "3.3333", "4")
                .says("Có 50 tin, bài trong kỳ; đủ điểm từ 60.")
                .fix("Đăng đều tin về hoạt động của ngành, ít nhất 5 tin mỗi tháng.")
                .observed("tin-mau.itemsInPeriod = 50 (cần ≥ 60)")
                .seen("/tin-tuc?trang=2&loai=su-kien", "18/11/2026 – Hội nghị chuyển đổi số")
                .finding(),
            row("tin-tuc", "2.2", "Lịch làm việc của lãnh đạo", Outcome.CANT_TELL, "0", "2")
                .reason(Reason.NEEDS_JAVASCRIPT)
                .says("Chưa xác định được lịch làm việc của lãnh đạo.")
                .finding(),
            row("tin-tuc", "2.3", "Thông tin chỉ đạo, điều hành", Outcome.CANT_TELL, "0", "2.5")
                .reason(Reason.BUDGET_EXHAUSTED)
                .says("Chưa đọc hết mục chỉ đạo, điều hành.")
                .finding(),
            row("tuong-tac", "3.1", "Tiếp nhận và trả lời câu hỏi", Outcome.FAILED, "0", "1.5")
                .says("Có mục hỏi đáp nhưng không câu nào được trả lời trong kỳ.")
                .fix("Trả lời câu hỏi trong 15 ngày làm việc và đăng câu trả lời trên cổng.")
                .observed("hoi-dap-mau.answeredShare = 0% (cần ≥ 80%)")
                .seen("/hoi-dap/102", "Người gửi: Nguyễn Văn An, 0912 345 678: xin hỏi thủ tục…")
                .finding(),
            row("tuong-tac", "3.2", "Thư điện tử công vụ", Outcome.UNTESTED, "0", "1")
                .method(Method.SELF_REPORTED)
                .says("Chờ cơ quan tự khai tỷ lệ cán bộ dùng thư điện tử công vụ.")
                .finding(),
            row("tuong-tac", "3.3", "Phản hồi của doanh nghiệp", Outcome.INAPPLICABLE, "0", "1")
                .method(Method.ASSISTED)
                .says("Không áp dụng cho cơ quan này.")
                .finding());
    return card(
        "bo-mau-so",
        "Cổng thông tin điện tử của sở (bộ tiêu chí mẫu)",
        "Tham khảo: bộ tiêu chí ban hành cho địa phương khác.",
        List.of("1", "2", "3"),
        findings);
  }

  private Scorecard technical() {
    List<Finding> findings =
        List.of(
            row("truyen-tai", "A.1", "Chứng thư số hợp lệ", Outcome.PASSED, "30", "30")
                .says("Chứng thư còn hạn 61 ngày, đúng tên miền.")
                .finding(),
            row("truyen-tai", "A.2", "Tiêu đề bảo mật", Outcome.FAILED, "0", "20")
                .says("Thiếu Content-Security-Policy và Strict-Transport-Security.")
                .fix("Khai báo hai tiêu đề này trên máy chủ web; bắt đầu bằng chế độ báo cáo.")
                .observed("tieu-de-mau.grade = F (cần một trong A+, A, B)")
                .finding(),
            row("toc-do", "B.1", "Thời gian phản hồi", Outcome.PARTIAL, "37.5", "50")
                .says("Trang chủ trả lời chậm hơn mức đề xuất.")
                .fix("Bật bộ nhớ đệm cho trang chủ và nén ảnh.")
                .finding());
    return card("ky-thuat-mau", "Kỹ thuật của cổng (mẫu)", null, List.of("A", "B"), findings);
  }

  private Scorecard card(
      String id, String title, @Nullable String note, List<String> codes, List<Finding> findings) {
    boolean official = note != null;
    List<GroupScore> groups = new ArrayList<>();
    for (String code : codes) {
      List<Finding> own = findings.stream().filter(f -> f.code().startsWith(code + ".")).toList();
      groups.add(
          new GroupScore(
              own.getFirst().groupId(),
              code,
              text.apply("Nhóm " + own.getFirst().title().toLowerCase(java.util.Locale.ROOT)),
              points(own),
              points(own),
              points(own).add(open(own)),
              max(own),
              official ? PointsBasis.OFFICIAL : PointsBasis.PROPOSED));
    }
    BigDecimal decided = max(findings).subtract(open(findings));
    return new Scorecard(
        id,
        "2026.1",
        text.apply(title),
        text.apply("Quyết định số 01/QĐ-MAU ngày 05/01/2026"),
        note == null ? null : text.apply(note),
        PointsBasis.PROPOSED,
        points(findings),
        points(findings),
        points(findings).add(open(findings)),
        max(findings),
        decided,
        decided.divide(max(findings), 4, RoundingMode.HALF_UP),
        null,
        groups,
        findings);
  }

  private List<Observation> observations() {
    Evidence page = seen("/tin-tuc", "Tin tức – Sự kiện");
    return List.of(
        Observation.of("tin-mau", "found", Datum.of(true), List.of(page)),
        Observation.of("tin-mau", "label", Datum.of(text.apply("Tin tức")), List.of()),
        Observation.of("tin-mau", "itemsInPeriod", Datum.of(50), List.of(page)),
        Observation.of("tin-mau", "newest", Datum.of(LocalDate.of(2026, 11, 18)), List.of()),
        Observation.of("tin-mau", "datedShare", Datum.of(new BigDecimal("0.98765")), List.of()),
        Observation.of("tin-mau", "budget", Datum.of(new BigDecimal("1E+2")), List.of()),
        Observation.of(
            "tls-mau", "versions", Datum.of(List.of("TLSv1.2", text.apply("TLSv1.3"))), List.of()),
        Observation.unobserved("lich-mau", "weeks", Reason.NEEDS_JAVASCRIPT, List.of(page)),
        Observation.unobserved("van-ban-mau", "documents", Reason.BUDGET_EXHAUSTED, List.of()));
  }

  private List<Warning> warnings() {
    return List.of(
        new Warning(
            "noi-dung-hon-hop",
            "warning",
            text.apply("Trang https còn tải ảnh qua http."),
            List.of(seen("/", "http://anh.mau.gov.vn/logo.png"))),
        new Warning(
            "chen-lien-ket-co-bac",
            "critical",
            text.apply("Có liên kết ẩn dẫn tới trang cờ bạc ở chân trang."),
            List.of(seen("/", "<a href='https://nhacai.example'>nhà cái</a>"))));
  }

  private Evidence seen(String path, @Nullable String quote) {
    return new Evidence(
        url.apply(SITE + path),
        AT.minusSeconds(700),
        HASH,
        quote == null ? null : text.apply(quote));
  }

  private Draft row(
      String group, String code, String title, Outcome outcome, String points, String max) {
    return new Draft(group, code, title, outcome, points, max);
  }

  private static BigDecimal points(List<Finding> findings) {
    return sum(findings.stream().map(Finding::points));
  }

  private static BigDecimal max(List<Finding> findings) {
    return sum(
        findings.stream().filter(f -> f.outcome() != Outcome.INAPPLICABLE).map(Finding::maxPoints));
  }

  private static BigDecimal open(List<Finding> findings) {
    return sum(
        findings.stream()
            .filter(f -> f.outcome() == Outcome.CANT_TELL || f.outcome() == Outcome.UNTESTED)
            .map(Finding::maxPoints));
  }

  private static BigDecimal sum(Stream<BigDecimal> numbers) {
    return numbers.reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A finding in the making. */
  private final class Draft {
    private static final Map<String, PointsBasis> BASES = Map.of("1.1", PointsBasis.OFFICIAL);
    private final String group;
    private final String code;
    private final String title;
    private final Outcome outcome;
    private final String points;
    private final String max;
    private Method method = Method.AUTOMATIC;
    private @Nullable Reason reason;
    private String says = "";
    private @Nullable String fix;
    private final List<String> observed = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();

    Draft(String group, String code, String title, Outcome outcome, String points, String max) {
      this.group = group;
      this.code = code;
      this.title = title;
      this.outcome = outcome;
      this.points = points;
      this.max = max;
    }

    Draft method(Method value) {
      method = value;
      return this;
    }

    Draft reason(Reason value) {
      reason = value;
      return this;
    }

    Draft says(String value) {
      says = value;
      return this;
    }

    Draft fix(String value) {
      fix = text.apply(value);
      return this;
    }

    Draft observed(String value) {
      observed.add(text.apply(value));
      return this;
    }

    Draft seen(String path, @Nullable String quote) {
      evidence.add(SampleReport.this.seen(path, quote));
      return this;
    }

    Finding finding() {
      return new Finding(
          group,
          "tc-" + code.replace('.', '-'),
          code,
          text.apply(title),
          method,
          BASES.getOrDefault(code, PointsBasis.PROPOSED),
          outcome,
          new BigDecimal(points),
          new BigDecimal(max),
          reason,
          text.apply(says),
          fix,
          observed,
          evidence);
    }
  }
}
