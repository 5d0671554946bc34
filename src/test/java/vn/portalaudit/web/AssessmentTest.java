package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.WebDriverWait;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignLife.Step;
import vn.portalaudit.campaign.sheets.FormWriter;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.store.campaign.Definitions;
import vn.portalaudit.store.campaign.Opening;
import vn.portalaudit.web.page.SetLibrary;

/** An agency reports of itself: typed, kept, proved, handed in, taken back, explained. */
class AssessmentTest {
  private static final Actor SO = new Actor("vanhanh", Actor.Role.DEPARTMENT, null);
  @TempDir static Path data;
  private static TestApplication app;
  private static Campaigns campaigns;
  private static SetLibrary sets;
  private static String path;
  private static List<Definitions.Row> rows;

  @BeforeAll
  static void open() {
    app = TestApplication.start();
    sets = new SetLibrary(Path.of(System.getProperty("portalaudit.home", ".")));
    campaigns = new Campaigns(app.database(), InstantSource.system(), data, sets);
    int id = campaign("ky-thu");
    path = "/don-vi/ky/" + id;
    rows =
        campaigns.agency().rows(id, "so-mau").stream().filter(Definitions.Row::reported).toList();
    campaigns.department().guide(id, rows.get(0).indicator(), "Nêu số hiệu văn bản.", SO);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static int campaign(String code) {
    int id =
        campaigns
            .department()
            .create(
                new Opening(
                    code,
                    "Kỳ đánh giá " + code,
                    2026,
                    sets.definition(sets.find("ha-noi-920-thanh-pho").orElseThrow()),
                    2,
                    new Campaign.Dates(
                        LocalDate.of(2026, 1, 1),
                        LocalDate.of(2026, 12, 31),
                        Instant.now().plus(Duration.ofDays(10)),
                        null,
                        null),
                    List.of(new Opening.Assessed("so-mau", "Sở mẫu", "so", Set.of())),
                    List.of()),
                SO)
            .value()
            .id();
    campaigns.department().step(id, Step.OPEN, SO, "");
    return id;
  }

  private static int number(String path) {
    return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
  }

  private static Answer save(TestClient person, String at, String seen, String points) {
    okhttp3.FormBody body =
        new okhttp3.FormBody.Builder()
            .add("_csrf", person.token(path))
            .add("seen", seen)
            .add("value", "7")
            .add("points", points)
            .build();
    return person.send("POST", at, body, "HX-Request", "true");
  }

  private static Answer upload(
      TestClient person, String at, String field, String name, byte[] content) {
    return person.send(
        "POST",
        at,
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("_csrf", person.token(path))
            .addFormDataPart(
                field, name, RequestBody.create(content, MediaType.get("application/octet-stream")))
            .build());
  }

  private static byte[] pdf() {
    return "%PDF-1.7\nminh chứng".getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatIsTypedIsKeptEvenWhenItIsWrongAndPointsAddUp() {
    TestClient person = app.as("baocao");
    String at = path + "/chi-so/" + rows.get(1).indicator();

    Answer wrong = save(person, at, "0", "85.25");
    assertThat(wrong.status()).isEqualTo(200);
    assertThat(wrong.text(".says")).startsWith("Đã lưu ");
    assertThat(wrong.body()).contains("bạn muốn nhập 85,25?");
    Answer good = save(person, at, "1", "1,5");
    assertThat(good.page().select("input[name=seen]").val()).isEqualTo("2");
    assertThat(good.body()).contains("chưa có minh chứng");

    Answer late = save(app.as("pheduyet"), at, "1", "2");
    assertThat(late.text(".says")).contains("đã lưu dòng này");
    assertThat(late.page().select("td[data-theirs]").eachAttr("data-theirs")).contains("1,5");
    assertThat(late.page().select("[data-choose]").attr("data-version")).isEqualTo("2");
    assertThat(late.page().select("input[name=seen]").val()).isEqualTo("1");
    assertThat(person.get(path).page().select("[id=points-" + anchor(1) + "]").val())
        .isEqualTo("1,5");
    Answer bare = person.post(at, person.token(path), "seen", "1", "points", "2");
    assertThat(bare.status()).isEqualTo(409);
    assertThat(bare.text("main")).contains("1,5");
  }

  private static String anchor(int row) {
    return rows.get(row).indicator().replaceAll("[^A-Za-z0-9]", "-");
  }

  @Test
  void anotherAgencysReportIsNotThere() {
    TestClient other = app.as("baocao2");
    for (String place : List.of(path, path + "/phieu", path + "/minh-chung/1", "/don-vi/ky/x")) {
      assertThat(other.get(place).status()).as(place).isEqualTo(404);
    }
    String at = path + "/chi-so/" + rows.get(2).indicator();
    assertThat(other.submit("/don-vi", at, "seen", "0", "points", "1").status()).isEqualTo(404);
    assertThat(app.as("vanhanh").get(path).status()).isEqualTo(403);
    assertThat(app.as("baocao").submit(path, path + "/nop").status()).isEqualTo(403);
    assertThat(other.get("/don-vi/ky").text("main")).contains("chưa có kỳ đánh giá");
  }

  @Test
  void fieldsThatTheFormDoesNotHaveChangeNothing() {
    TestClient person = app.as("baocao");
    String at = path + "/chi-so/" + rows.get(4).indicator();
    person.submit(
        path,
        at,
        "seen",
        "0",
        "points",
        "1",
        "points",
        "99",
        "agency",
        "xa-mau",
        "source",
        "machine",
        "state",
        "submitted",
        "version",
        "77",
        "by_whom",
        "vanhanh",
        "round",
        "2",
        "appraised",
        "9",
        "_method",
        "DELETE");

    assertThat(
            app.database()
                .jdbc()
                .sql(
                    """
                    select r.agency || ' ' || r.points || ' ' || r.version || ' ' || r.by_whom || ' '
                      || a.state || ' ' || (select count(*) from column_figure)
                    from self_report r join campaign_agency a using (campaign_id, agency)
                    where indicator = :indicator
                    """)
                .param("indicator", rows.get(4).indicator())
                .query(String.class)
                .list())
        .singleElement()
        .asString()
        .matches("so-mau 1(\\.0+)? 1 baocao draft 0");
  }

  @Test
  void evidenceIsWhatItsFirstBytesSay() {
    TestClient person = app.as("baocao");
    String at = path + "/chi-so/" + rows.get(3).indicator() + "/tep";

    Answer wrong = upload(person, at, "tep", "anh.png", "<svg/>".getBytes(StandardCharsets.UTF_8));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text(".notice")).contains("không phải tệp .png thật");
    assertThat(upload(person, at, "tep", "../../a.html", pdf()).status()).isEqualTo(422);
    assertThat(upload(person, at, "tep", "../../quyết định.pdf", pdf()).location())
        .startsWith(path + "#i-");
    String file = person.get(path).page().select("#i-" + anchor(3) + " a[download]").attr("href");
    Answer back = person.get(file);
    assertThat(back.headers().get("Content-Disposition")).startsWith("attachment");
    assertThat(back.headers().get("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(back.body()).startsWith("%PDF-1.7");
    assertThat(app.as("pheduyet2").get(file).status()).isEqualTo(404);
  }

  @Test
  void aFormIsTakenWholeOrEveryBadCellIsNamed() throws Exception {
    TestClient person = app.as("baocao");
    assertThat(person.get(path + "/phieu").headers().get("Content-Disposition"))
        .contains("phieu-ky-thu-so-mau.xlsx");
    Answer bad = upload(person, path + "/phieu", "phieu", "phieu.xlsx", filled("85.25", "x"));
    assertThat(bad.status()).isEqualTo(422);
    assertThat(bad.page().select(".notice.bad li").eachText())
        .anyMatch(line -> line.contains("85.25"));

    Answer good = upload(person, path + "/phieu", "phieu", "phieu.xlsx", filled("1", "1"));
    assertThat(good.location()).isEqualTo(path);
    assertThat(person.get(path).page().select("[id=points-" + anchor(5) + "]").val())
        .isEqualTo("1");
  }

  /** The form with points typed in the last rows. */
  private static byte[] filled(String fifth, String sixth) throws Exception {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    FormWriter.write(campaigns.agency().form(number(path), "so-mau"), form);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ReadableWorkbook book =
        new ReadableWorkbook(new ByteArrayInputStream(form.toByteArray()))) {
      Workbook workbook = new Workbook(out, "nguoi", "1.0");
      Worksheet sheet = workbook.newWorksheet("Phiếu khảo sát");
      for (Row row : book.getFirstSheet().read()) {
        for (int c = 0; c < row.getCellCount(); c++) {
          String text = row.getCellText(c);
          String points =
              row.getCellText(2).equals(rows.get(5).indicator())
                  ? fifth
                  : row.getCellText(2).equals(rows.get(6).indicator()) ? sixth : "";
          sheet.value(row.getRowNum() - 1, c, c == 10 && !points.isEmpty() ? points : text);
        }
      }
      workbook.finish();
    }
    return out.toByteArray();
  }

  @Test
  void theApproverHandsInTakesBackAndExplains() {
    int id = campaign("ky-nop");
    String own = "/don-vi/ky/" + id;
    TestClient approver = app.as("pheduyet");
    Answer early = approver.submit(own, own + "/nop");
    assertThat(early.status()).isEqualTo(422);
    assertThat(early.text(".notice")).contains("Chưa nộp được");

    for (Definitions.Row row : rows) {
      approver.submit(own, own + "/chi-so/" + row.indicator(), "seen", "0", "nothing", "1");
    }
    campaigns.agency().generalTable(id).stream()
        .flatMap(table -> table.rows().stream())
        .forEach(
            row -> approver.submit(own, own + "/chung/" + row.id(), "seen", "0", "content", "một"));
    assertThat(approver.submit(own, own + "/nop").location()).isEqualTo(own);
    assertThat(approver.get(own).text("main")).contains("đã nộp");
    Answer closed =
        approver.submit(
            own, own + "/chi-so/" + rows.get(0).indicator(), "seen", "1", "points", "1");
    assertThat(closed.status()).isEqualTo(409);

    assertThat(approver.submit(own, own + "/rut", "why", "").status()).isEqualTo(422);
    approver.submit(own, own + "/rut", "why", "Sửa số liệu");
    assertThat(approver.get(own).text("main")).contains("đã rút về");
    assertThat(app.as("quantri").get("/nhat-ky?tim=ky-nop").text("tbody"))
        .contains("report.submitted")
        .contains("Sửa số liệu");
  }

  @ParameterizedTest
  @CsvSource({"1280, false", "360, true"})
  void savesByItselfInTheBrowser(int width, boolean dark) {
    String at = anchor(width == 360 ? 8 : 9);
    try (BrowserPage page = app.browser("baocao", width, dark)) {
      page.open(path + "#i-" + at);
      page.find("#note-" + at).sendKeys("đang thu thập");
      page.find("#points-" + at).sendKeys("0,5");
      new WebDriverWait(page.driver(), Duration.ofSeconds(8))
          .until(d ->
              d.findElement(By.cssSelector("#s-" + at + " .says")).getText().startsWith("Đã lưu "));
      page.picture("assessment-" + width);
      page.open(path + "#i-" + at);
      assertThat(page.find("#points-" + at).getAttribute("value")).isEqualTo("0,5");

      // somebody else saves the same row while it is open here
      TestClient other = app.as("pheduyet");
      String row = path + "/chi-so/" + rows.get(width == 360 ? 8 : 9).indicator();
      String seen =
          String.valueOf(page.find("#s-" + at + " input[name=seen]").getAttribute("value"));
      assertThat(save(other, row, seen, "0,7").text(".says")).startsWith("Đã lưu");
      page.find("#note-" + at).sendKeys(" thêm");
      page.find("#s-" + at + " [data-choose=mine]");
      page.picture("assessment-conflict-" + width);
      page.find("#s-" + at + " [data-choose=mine]").click();
      new WebDriverWait(page.driver(), Duration.ofSeconds(8))
          .until(d ->
              d.findElement(By.cssSelector("#s-" + at + " .says")).getText().startsWith("Đã lưu "));
      assertThat(app.as("baocao").get(path).page().select("[id=points-" + at + "]").val())
          .isEqualTo("0,5");
      for (String screen : List.of(path, "/don-vi/ky", "/don-vi")) {
        page.open(screen);
        assertThat(page.axe()).as(screen).isEmpty();
      }
      page.picture("assessment-home-" + width);
      assertThat(page.complaints()).allMatch(line -> line.contains("Autofocus"));
    }
  }
}
