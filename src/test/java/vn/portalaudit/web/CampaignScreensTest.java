package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How the department leads a campaign, by HTTP. */
class CampaignScreensTest {
  private static final String SET = "ha-noi-920-thanh-pho";
  private static TestApplication app;
  private static CampaignSample sample;

  @BeforeAll
  static void fill() {
    app = TestApplication.start();
    sample = new CampaignSample(app);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void preparingKeepsWhatWasTypedAndNamesWhatIsWrong() {
    TestClient person = app.as("vanhanh");
    String page = "/ky-danh-gia/moi?bo=" + SET + "&nam=2026";
    assertThat(person.get(page).page().select("input[name=agencies][checked]"))
        .hasSize(CampaignSample.AGENCIES.size());

    Answer refused =
        person.submit(
            page,
            "/ky-danh-gia/moi",
            "set",
            SET,
            "year",
            "2026",
            "title",
            "Kỳ <thử>",
            "code",
            "Mã sai",
            "dataFrom",
            "2026-12-31",
            "dataTo",
            "2026-01-01");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.page().select("input[name=title]").val()).isEqualTo("Kỳ <thử>");
    assertThat(refused.page().select(".notice.bad li a").eachAttr("href"))
        .contains("#f-code", "#f-dataTo", "#f-due", "#f-agencies");
  }

  @Test
  void oneAgencyIsGivenMoreTimeWithAReason() {
    String code = sample.prepared("gia-han", 1);
    TestClient person = app.as("vanhanh");
    String path = "/ky-danh-gia/" + code;
    assertThat(person.submit(path, path + "/buoc", "step", "open").location()).startsWith(path);

    Answer refused =
        person.submit(path, path + "/gia-han", "agency", "so-mau", "to", "2090-01-31T17:00");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.page().select("input[name=to]").val()).isEqualTo("31/01/2090 17:00");
    assertThat(
            person
                .submit(
                    path,
                    path + "/gia-han",
                    "agency",
                    "so-mau",
                    "to",
                    "31/1/2090 17:00",
                    "reason",
                    "Bão lụt")
                .status())
        .isEqualTo(303);

    assertThat(person.get(path).text("tbody tr:has(.tag)"))
        .contains("Sở Khoa học và Công nghệ mẫu", "31/01/2090", "gia hạn");
    assertThat(app.as("quantri").get("/nhat-ky").text("tbody")).contains("Bão lụt");
  }

  @Test
  void aRoundIsClosedByTwoPersonsAndPublishedByADecision() {
    String code = sample.appraised("cong-bo");
    String path = "/ky-danh-gia/" + code;
    TestClient operator = app.as("vanhanh");
    assertThat(operator.submit(path, path + "/buoc", "step", "submit").text(".error"))
        .contains("chưa chốt");
    assertThat(operator.submit(path + "/hoi-dong", path + "/hoi-dong/chot").status())
        .isEqualTo(303);
    assertThat(operator.submit(path + "/hoi-dong", path + "/hoi-dong/chot").text("main"))
        .contains("Bạn đã chốt vòng 1 rồi");
    assertThat(app.as("thamdinh").post(path + "/hoi-dong/chot", "x").status()).isNotEqualTo(200);
    TestClient leader = app.as("lanhdao");
    leader.submit(path + "/hoi-dong", path + "/hoi-dong/chot");
    operator.submit(path, path + "/buoc", "step", "submit");

    Answer refused = operator.submit(path + "/cong-bo", path + "/cong-bo", "number", "12/QĐ-UBND");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.page().select("input[name=number]").val()).isEqualTo("12/QĐ-UBND");
    operator.submit(
        path + "/cong-bo",
        path + "/cong-bo",
        "number",
        "12/QĐ-UBND",
        "on",
        "2026-11-20",
        "signer",
        "Chủ tịch <b>");

    assertThat(operator.get(path + "/cong-bo").text("tbody"))
        .contains("12/QĐ-UBND", "20/11/2026", "Chủ tịch <b>");
    operator.submit(path, path + "/buoc", "step", "lock");
    assertThat(operator.get(path).text(".head")).contains("đã khoá");
  }

  @Test
  void anIndicatorIsLeftOutByNameAndReason() {
    String code = sample.prepared("loai", 1);
    String path = "/ky-danh-gia/" + code + "/chi-so";
    TestClient person = app.as("vanhanh");

    assertThat(person.submit(path, path + "/loai", "indicator", "1.1").status()).isEqualTo(422);
    person.submit(path, path + "/loai", "indicator", "1.1", "reason", "Không có số liệu");

    assertThat(person.get(path).text("tbody")).contains("Bị loại vanhanh: Không có số liệu");

    assertThat(person.submit(path, path + "/tinh-lai", "back", "1.1").status()).isEqualTo(422);
    person.submit(path, path + "/tinh-lai", "back", "1.1", "why", "Đã có số liệu");

    assertThat(person.get(path).text("tbody")).doesNotContain("Bị loại");
    assertThat(person.get("/ky-danh-gia/" + code).text("main"))
        .contains("tính lại chỉ số 1.1", "Đã có số liệu");
  }

  private static Answer upload(TestClient person, String page, String name, String content) {
    return person.send(
        "POST",
        page,
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("_csrf", person.token(page))
            .addFormDataPart(
                "file", name, RequestBody.create(content.getBytes(StandardCharsets.UTF_8)))
            .build());
  }

  @Test
  void whoWouldMoveUnderAnotherVersionIsShownAndSaved() throws Exception {
    String code = sample.published("chay-thu");
    String path = "/ky-danh-gia/" + code + "/chay-thu";
    TestClient person = app.as("vanhanh");
    String run = person.submit(path, path, "ban", "thu-muc").location();
    assertThat(run).startsWith(path + "?lan=");
    assertThat(ended(person, run).text("main"))
        .contains("0 cơ quan đổi hạng", "0 cơ quan đổi điểm", "không đổi");

    String set = Files.readString(Path.of("checklists/chi-so/" + SET + ".yml"));
    Answer sent = upload(person, path, "bo.yml", heavier(set));
    Answer shown = ended(person, sent.location());
    assertThat(shown.text("main"))
        .contains("3 cơ quan đổi điểm, trên 3 cơ quan", SET + " 2027.1", "1.1 Người đứng đầu");
    Answer apart =
        person.get(shown.page().select("a[href^=/bo-chi-so/" + SET + "/so-sanh]").attr("href"));
    assertThat(apart.page().select("article.change h3").eachText())
        .anyMatch(title -> title.startsWith("1.1 Người đứng đầu"));
    assertThat(apart.page().select("article.change .badge").text()).contains("Đổi điểm");
    assertThat(apart.page().select("a[href^=" + path + "?ban=tep&tep=]")).hasSize(1);
    String csv = person.get(shown.page().select("a[href*=ket-qua.csv]").attr("href")).body();
    assertThat(csv.lines().filter(line -> line.startsWith("so-mau,")).toList())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains(",1.1,"));
    Answer workbook = person.get(shown.page().select("a[href*=ket-qua.xlsx]").attr("href"));
    assertThat(workbook.headers().get("Content-Disposition")).contains("chay-thu-" + code);
    Answer led = app.as("lanhdao").get(run);
    assertThat(led.text("main")).contains("0 cơ quan đổi hạng", "phiên bản 2027.1");
    assertThat(app.as("lanhdao").get(path + "?lan=khong-co").text("main"))
        .contains("không còn được giữ");
    assertThat(person.get(path + "/ket-qua.csv?lan=khong-co").status()).isEqualTo(404);
    String stop = path + "/dung/" + run.replaceFirst(".*=", "");
    assertThat(person.post(stop, person.token(path)).location()).isEqualTo(run);
    String other = "/ky-danh-gia/" + sample.published("chay-thu-khac") + "/chay-thu";
    assertThat(
            person
                .post(other + "/dung/" + run.replaceFirst(".*=", ""), person.token(path))
                .status())
        .isEqualTo(404);

    Answer years = app.as("lanhdao").get("/cac-nam/" + SET);
    assertThat(years.text("tbody")).contains("Sở Hai <b>", "hạng");
    assertThat(person.get("/cac-nam/" + SET + "/so-lieu.csv").body()).contains("so,so-hai,");
    assertThat(app.as("lanhdao").get("/xep-hang/" + code).text("main"))
        .contains("So các năm của bộ chỉ số này");

    Answer wrong =
        upload(person, path, "bo.yml", set.replace("max_points: 400", "max_points: 401"));
    assertThat(wrong.text(".notice.bad"))
        .contains(SET + ".yml:5", "400, không bằng max_points 401");
    Answer bare = upload(person, path, "bo.yml", set.replaceFirst("(?m)^examples:\n(  .*\n)+", ""));
    assertThat(bare.text(".notice.bad")).contains("thiếu khóa «examples»");
  }

  /** The screen of a dry run when it has ended. */
  private static Answer ended(TestClient person, String run) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    Answer answer = person.get(run);
    while (!answer.page().select("[data-events]").isEmpty()) {
      assertThat(System.nanoTime()).as("within a minute").isLessThan(end);
      answer = person.get(run);
    }
    return answer;
  }

  /** The first two indicators have 6 and 4 points instead of 5 and 5. */
  private static String heavier(String set) {
    int first = set.indexOf("max_points: 5");
    int second = set.indexOf("max_points: 5", first + 1);
    return (set.substring(0, first)
            + "max_points: 6"
            + set.substring(first + 13, second)
            + "max_points: 4"
            + set.substring(second + 13))
        .replace("version: \"2026.1\"", "version: \"2027.1\"");
  }

  @Test
  void rowsOfAnAnnexAreTriedWithEachBadCellNamedThenTaken() {
    String path = "/phu-luc-chi-so/noi-vu-988-thuoc-bo";
    TestClient person = app.as("vanhanh");
    assertThat(person.get(path + "/mau.csv").body()).startsWith("code,parent,title,maxPoints");
    assertThat(person.get(path + "/mau.xlsx").status()).isEqualTo(200);

    String head = "code,parent,title,maxPoints\n1.1,1,Người đứng đầu,10\n1.2,1,Kế hoạch,10\n";
    Answer bad = upload(person, path, "phu-luc.csv", head + "1.3,1,Sáng kiến,12abc\n");
    assertThat(person.get(bad.location()).text(".notice.bad"))
        .contains("Chưa nhập dòng nào", "phu-luc.csv:4");
    Answer sums = upload(person, path, "phu-luc.csv", head + "1.3,1,Sáng kiến,11\n");
    assertThat(person.get(sums.location()).text(".notice.bad"))
        .contains("tổng điểm các dòng là 31, văn bản nêu 30");

    Answer good = upload(person, path, "phu-luc.csv", head + "1.3,1,Sáng kiến,10\n");
    assertThat(person.get(good.location()).text("main")).contains("Khớp với văn bản", "3 dòng");
    assertThat(person.get(path).text("main")).contains("Chưa nhập bảng nào");
    String take = good.location() + "/nhap";
    assertThat(person.submit(good.location(), take).location()).startsWith(path);
    assertThat(person.post(take, person.token(path)).status()).isEqualTo(404);
    assertThat(person.get(path).text("main")).contains("phu-luc.csv", "vanhanh");
    assertThat(person.get("/phu-luc-chi-so").text("main")).contains("số 1");
    assertThat(app.as("baocao").get(path).status()).isEqualTo(403);
  }

  @Test
  void leadersReadAndOthersSeeNothing() {
    String code = sample.prepared("quyen", 1);
    assertThat(app.as("lanhdao").get("/ky-danh-gia/" + code).text("main"))
        .contains("lập kỳ · Nguyễn Thị Vận (vanhanh)");
    for (String tab : List.of("", "/hoi-dong", "/chi-so", "/chay-thu", "/cong-bo")) {
      String path = "/ky-danh-gia/" + code + tab;
      assertThat(
              app.as("lanhdao").get(path).page().select("form[action$=buoc], form[action$=loai]"))
          .as(path)
          .isEmpty();
      assertThat(app.as("baocao").get(path).status()).as(path).isEqualTo(403);
      assertThat(app.as("vanhanh").get("/ky-danh-gia/khong-co" + tab).status()).isEqualTo(404);
    }
    assertThat(app.as("lanhdao").submit("/tai-khoan", "/ky-danh-gia/" + code + "/buoc").status())
        .isEqualTo(403);
  }
}
