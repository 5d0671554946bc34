package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
            "rounds",
            "1",
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
    assertThat(refused.page().select("input[name=to]").val()).isEqualTo("2090-01-31T17:00");
    assertThat(
            person
                .submit(
                    path,
                    path + "/gia-han",
                    "agency",
                    "so-mau",
                    "to",
                    "2090-01-31T17:00",
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
  }

  @Test
  void leadersReadAndOthersSeeNothing() {
    String code = sample.prepared("quyen", 1);
    for (String tab : List.of("", "/hoi-dong", "/chi-so", "/cong-bo")) {
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
