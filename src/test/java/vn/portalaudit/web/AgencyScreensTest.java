package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an agency reads of its portals, asks for and answers. */
class AgencyScreensTest {
  private static final String REPORT = "/don-vi/cong/so-mau/bao-cao";
  private static final String FILES = "/don-vi/cong/so-mau/tep/";
  private static TestApplication app;

  @BeforeAll
  static void start() {
    app = TestApplication.start();
    AgencySample.fill(app.database());
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static String thread(int number) {
    return app.as("baocao")
        .get(REPORT)
        .page()
        .select("details.check .noprint a")
        .get(number)
        .attr("href");
  }

  /** The thread of a criterion that is not met. */
  private static String failing() {
    return app.as("baocao")
        .get(REPORT + "?ket-qua=failed")
        .page()
        .select("details.check .noprint a")
        .attr("href");
  }

  @Test
  void theHomeTellsWhatChangedAndWhatIsToBeDone() {
    Answer home = app.as("baocao").get("/don-vi");

    assertThat(home.status()).isEqualTo(200);
    assertThat(home.text("h1")).isEqualTo("Sở Khoa học và Công nghệ mẫu");
    assertThat(home.text("main")).contains("▼ Mất điểm").contains("tiêu chí còn mất điểm");
    assertThat(home.page().select("svg.ring")).isNotEmpty();
    assertThat(app.as("baocao2").get("/don-vi").text("main")).doesNotContain("Mất điểm");
    assertThat(app.as("vanhanh").get("/don-vi").status()).isEqualTo(403);
  }

  @Test
  void theReportBeginsWithChangesAndSortsWhatCanBeRegained() {
    Answer report = app.as("pheduyet").get(REPORT);

    assertThat(report.page().select("#doi + ul li")).isNotEmpty();
    assertThat(report.text("#doi + ul")).contains("Đạt → Không đạt");
    List<String> points = report.page().select("#b-bo-mau-so ~ details.card td.number").eachText();
    List<Double> numbers =
        points.stream().map(p -> Double.valueOf(p.substring(1).replace(',', '.'))).toList();
    assertThat(numbers).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(report.text("details.check")).contains("SHA-256");
    Answer lost = app.as("pheduyet").get(REPORT + "?ket-qua=mat-diem");
    assertThat(lost.page().select("details.check")).isNotEmpty();
    assertThat(lost.page().select("details.check .badge.ok")).isEmpty();
  }

  @Test
  void nobodySeesAnotherAgencysPortal() {
    for (String login : List.of("baocao2", "pheduyet2")) {
      TestClient other = app.as(login);
      for (String path :
          List.of(
              REPORT,
              FILES + "csv",
              "/don-vi/cong/so-mau/lich-su",
              "/don-vi/cong/so-mau/tien-do/1",
              failing())) {
        assertThat(other.get(path).status()).as(path).isEqualTo(404);
      }
      assertThat(other.submit("/don-vi", "/don-vi/cong/so-mau/kiem-tra-lai").status())
          .isEqualTo(404);
      assertThat(other.submit("/don-vi", failing(), "kind", "objection", "says", "x").status())
          .isEqualTo(404);
    }
    assertThat(app.as("thamdinh").get(REPORT).status()).isEqualTo(403);
    assertThat(app.as("lanhdao").get(REPORT).status()).isEqualTo(200);
  }

  @Test
  void theReportComesAsFiles() {
    TestClient person = app.as("baocao");
    for (String kind : List.of("docx", "xlsx", "csv", "pdf")) {
      Answer file = person.get(FILES + kind);
      assertThat(file.status()).as(kind).isEqualTo(200);
      assertThat(file.headers().get("Content-Disposition"))
          .contains("attachment")
          .contains("bao-cao-so-mau." + kind);
      if (!kind.equals("csv")) {
        assertThat(file.body()).startsWith(kind.equals("pdf") ? "%PDF" : "PK");
      }
    }
    assertThat(person.get(FILES + "csv?bang=khong-co").status()).isEqualTo(404);
    assertThat(person.get(FILES + "exe").status()).isEqualTo(404);
  }

  @Test
  void anotherAuditIsAskedForOnceADay() {
    TestClient person = app.as("baocao");
    String path = "/don-vi/cong/so-mau/kiem-tra-lai";

    assertThat(person.submit(REPORT, path).location()).isEqualTo(REPORT);
    long work = AgencySample.newestWork(app.database());
    assertThat(person.get(REPORT).page().select("[data-events]").attr("data-events"))
        .isEqualTo("/don-vi/cong/so-mau/tien-do/" + work);
    person.submit(REPORT, path);
    assertThat(AgencySample.newestWork(app.database())).isEqualTo(work);

    AgencySample.finish(app.database(), Instant.now());
    Answer told = person.get("/don-vi/cong/so-mau/tien-do/" + work);
    assertThat(told.headers().get("Content-Type")).startsWith("text/event-stream");
    assertThat(told.body()).contains("Đã kiểm tra xong").contains("\"end\":true");
    Answer again = person.submit(REPORT, path);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("main")).contains("24 giờ").contains("Lần sau: từ");
    assertThat(person.get(REPORT).text(".recheck")).contains("tiếp được từ");
    assertThat(app.as("vanhanh").submit("/cong", path).status()).isEqualTo(403);
  }

  @Test
  void anObjectionIsAnsweredAndNothingOfItChanges() {
    String path = failing();
    TestClient agency = app.as("baocao");
    TestClient operator = app.as("vanhanh");
    String seen = agency.get(path).page().select("input[name=seen]").val();

    Answer sent =
        agency.submit(path, path, "kind", "objection", "says", "Trang <b>có</b>.", "seen", seen);
    assertThat(sent.location()).isEqualTo(path);
    assertThat(operator.get("/phan-doi").page().select("td a").eachAttr("href")).contains(path);
    assertThat(agency.submit(path, path, "kind", "granted", "says", "x", "seen", seen).status())
        .isEqualTo(422);
    assertThat(app.as("lanhdao").submit(path, path, "kind", "reply", "says", "x").status())
        .isEqualTo(403);

    operator.submit(path, path, "kind", "rejected", "says", "Đã xem lại, vẫn không thấy.");
    Answer thread = agency.get(path);
    assertThat(thread.page().select(".thread li")).hasSize(2);
    assertThat(thread.page().select(".thread strong").eachText())
        .containsExactly("Hoàng Thị Báo 1", "Nguyễn Thị Vận");
    assertThat(thread.text(".said")).isEqualTo("Trang <b>có</b>.");
    assertThat(operator.get("/phan-doi").page().select("td a").eachAttr("href"))
        .doesNotContain(path);
    assertThat(agency.get("/don-vi").text("main")).contains("Không chấp nhận phản đối");

    String own = thread.page().select("select[name=corrects] option[value~=.+]").val();
    agency.submit(
        path,
        path,
        "kind",
        "correction",
        "says",
        "Ở trang /gioi-thieu.",
        "corrects",
        own,
        "seen",
        seen);
    assertThat(agency.get(path).text(".thread")).contains("Đã được đính chính ở mục");
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> app.database().jdbc().sql("update finding_entry set says = 'khác'").update()))
        .hasMessageContaining("only added");
  }

  @Test
  void whatWasTypedStaysWhenItIsRefused() {
    String path = failing();
    Answer answer =
        app.as("baocao")
            .submit(
                path, path, "kind", "explanation", "says", "Đang nâng cấp.", "until", "31/02/2027");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select(".notice a").eachAttr("href")).containsExactly("#f-until");
    assertThat(answer.text("textarea")).isEqualTo("Đang nâng cấp.");
    assertThat(answer.page().select("input[name=until]").val()).isEqualTo("31/02/2027");
  }

  @Test
  void anExplanationEndsWhenSomethingElseIsObserved() {
    try (TestApplication own = TestApplication.start()) {
      AgencySample.fill(own.database());
      TestClient agency = own.as("baocao");
      String path =
          agency.get(REPORT + "?ket-qua=failed").page().select("details.check .noprint a").stream()
              .map(a -> a.attr("href"))
              .filter(href -> agency.get(href).text("main").contains("Không thấy nữa."))
              .findFirst()
              .orElseThrow();
      String seen = agency.get(path).page().select("input[name=seen]").val();
      agency.submit(path, path, "kind", "explanation", "says", "Đang nâng cấp.", "seen", seen);
      assertThat(agency.get(path).text(".thread")).contains("Có hiệu lực đến");

      AgencySample.audit(own.database(), "run-ba", Duration.ofDays(14), false);

      assertThat(agency.get(path).text(".thread")).contains("giá trị quan sát đã thay đổi");
      Answer late =
          agency.submit(path, path, "kind", "objection", "says", "Chưa đúng.", "seen", seen);
      assertThat(late.status()).isEqualTo(409);
      assertThat(agency.get("/don-vi/cong/so-mau/lich-su").text("main"))
          .contains("Không thấy nữa.");
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, false", "360, true"})
  void areAccessible(int width, boolean dark) {
    try (BrowserPage page = app.browser("baocao", width, dark)) {
      for (String path :
          List.of("/don-vi", REPORT, "/don-vi/cong/so-mau/lich-su", thread(0), failing())) {
        page.open(path);
        page.picture("agency" + path.replaceAll("[/?=]", "-") + "-" + width);
        assertThat(page.axe()).as(path).isEmpty();
      }
      assertThat(page.complaints()).isEmpty();
    }
    try (BrowserPage page = app.browser("vanhanh", width, dark)) {
      for (String path : List.of("/phan-doi", failing())) {
        page.open(path);
        assertThat(page.axe()).as(path).isEmpty();
      }
    }
  }
}
