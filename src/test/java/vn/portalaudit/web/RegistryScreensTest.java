package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agencies are found and looked at, portals and agencies added one by one. */
class RegistryScreensTest {
  private static TestApplication app;

  @BeforeAll
  static void start() {
    app = TestApplication.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @ParameterizedTest
  @CsvSource({"1280, false", "360, true"})
  void areAccessible(int width, boolean dark) {
    try (BrowserPage page = app.browser("vanhanh", width, dark)) {
      for (String path :
          new String[] {"/co-quan", "/co-quan/so-mau", "/co-quan/moi", "/cong/moi"}) {
        page.open(path);
        page.picture("registry" + path.replace('/', '-') + "-" + width);
        assertThat(page.axe()).as(path).isEmpty();
      }
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void anAgencyAndItsPortalAreAddedAndFound() {
    TestClient operator = app.as("vanhanh");

    Answer agency =
        operator.submit(
            "/co-quan/moi",
            "/co-quan/moi",
            "title",
            "Sở Thử nghiệm",
            "level",
            "so",
            "group",
            "so",
            "code",
            "so-thu-nghiem");
    assertThat(agency.location()).isEqualTo("/co-quan/so-thu-nghiem");
    Answer bare = operator.get("/co-quan/so-thu-nghiem");
    assertThat(bare.text("main")).contains("Cơ quan này chưa có cổng nào");

    // without a portal it is found all the same
    assertThat(
            operator.get("/tim-kiem?tu-khoa=thu+nghiem").page().select(".found a").eachAttr("href"))
        .contains("/co-quan/so-thu-nghiem");
    assertThat(operator.get("/co-quan/goi-y?agency=thu nghiem").page().select("option").val())
        .isEqualTo("so-thu-nghiem");

    Answer portal =
        operator.submit(
            "/cong/moi?co-quan=so-thu-nghiem",
            "/cong/moi",
            "title",
            "Cổng Sở Thử nghiệm",
            "address",
            "https://sothunghiem.truonggiang.gov.vn/",
            "agency",
            "so-thu-nghiem",
            "kind",
            "so",
            "code",
            "so-thu-nghiem",
            "group",
            "mac-dinh",
            "watched",
            "1");
    assertThat(portal.location()).isEqualTo("/cong/so-thu-nghiem");
    assertThat(operator.get("/cong/so-thu-nghiem").text("main")).contains("Sở Thử nghiệm");
    assertThat(operator.get("/co-quan/so-thu-nghiem").page().select("table.portals tbody a").text())
        .isEqualTo("Cổng Sở Thử nghiệm");
    assertThat(app.as("quantri").get("/nhat-ky?tim=so-thu-nghiem").text("tbody"))
        .contains("portal.added", "agency.added");
  }

  @Test
  void whatBreaksTheRulesOfTheRegistryIsSaidAtItsField() {
    TestClient operator = app.as("vanhanh");
    int before = count();
    String taken = root();

    Answer same =
        operator.submit(
            "/cong/moi",
            "/cong/moi",
            "title",
            "Cổng trùng",
            "address",
            taken,
            "agency",
            "so-mau",
            "kind",
            "so",
            "code",
            "cong-trung",
            "group",
            "mac-dinh");
    assertThat(same.status()).isEqualTo(422);
    assertThat(same.text("#e-address")).contains("trùng với cổng «so-mau»");
    assertThat(same.page().select("input[name=title]").val()).isEqualTo("Cổng trùng");

    Answer wrong =
        operator.submit(
            "/cong/moi",
            "/cong/moi",
            "title",
            "",
            "address",
            "javascript:alert(1)",
            "agency",
            "Sở mẫu",
            "kind",
            "quan",
            "code",
            "So Mau",
            "group",
            "khac");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.page().select(".notice a").eachAttr("href"))
        .contains("#f-title", "#f-agency", "#f-kind", "#f-code", "#f-group");

    Answer again =
        operator.submit(
            "/cong/moi",
            "/cong/moi",
            "title",
            "Cổng",
            "address",
            "https://a.gov.vn/",
            "agency",
            "so-mau",
            "kind",
            "so",
            "code",
            "so-mau",
            "group",
            "mac-dinh");
    assertThat(again.text("#e-code")).contains("một cổng khác");

    Answer agency =
        operator.submit(
            "/co-quan/moi",
            "/co-quan/moi",
            "title",
            "Cơ quan",
            "level",
            "so",
            "parent",
            "khong-co",
            "code",
            "so-mau");
    assertThat(agency.page().select(".notice a").eachAttr("href"))
        .containsExactlyInAnyOrder("#f-code", "#f-parent");
    assertThat(count()).isEqualTo(before);
  }

  @Test
  void anAgencyThatEndedIsShownWithWhatCameAfterIt() {
    LocalDate ended = LocalDate.now(java.time.ZoneId.of("Asia/Ho_Chi_Minh")).minusDays(30);
    app.database()
        .jdbc()
        .sql(
            """
            with old as (insert into agency (code, valid_to) values ('so-cu', ?) returning id),
            named as (insert into agency_version (agency_id, valid_from, valid_to, name, level)
              select id, '1945-09-02', ?, 'Sở Tên cũ', 'so' from old)
            insert into agency_succession (predecessor_id, successor_id, kind, on_date)
            select old.id, a.id, 'sap-nhap', ? from old, agency a where a.code = 'so-mau'
            """)
        .param(ended)
        .param(ended)
        .param(ended)
        .update();
    TestClient operator = app.as("vanhanh");

    Answer old = operator.get("/co-quan/so-cu");
    assertThat(old.text("main")).contains("Đã kết thúc", "là cơ quan sau");
    assertThat(old.page().select("main a").eachAttr("href")).contains("/co-quan/so-mau");
    assertThat(operator.get("/co-quan/so-mau").text("main"))
        .contains("Sở Tên cũ", "là cơ quan trước");
    assertThat(operator.get("/co-quan?tim=ten cu").text("main")).contains("Không có cơ quan nào");
    assertThat(operator.get("/co-quan/khong-co").status()).isEqualTo(404);
  }

  private static String root() {
    return app.database()
        .jdbc()
        .sql("select root_url from portal where code = 'so-mau'")
        .query(String.class)
        .single();
  }

  private static int count() {
    return app.database()
        .jdbc()
        .sql("select (select count(*) from portal) + (select count(*) from agency)")
        .query(Integer.class)
        .single();
  }
}
