package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.document.PaperSigner;
import vn.portalaudit.document.ReadBack;

/** Documents where their readers work: the same figures on the screen and in every file. */
class PapersTest {
  private static PaperSigner signer;
  private static TestApplication app;
  private static CampaignSample sample;
  private static String path;

  @BeforeAll
  static void fill() throws Exception {
    signer = PaperSigner.at(Instant.now());
    app = TestApplication.trusting(signer.root());
    sample = new CampaignSample(app);
    path = "/ky-danh-gia/" + sample.published("van-ban") + "/van-ban";
    app.database()
        .jdbc()
        .sql(
            """
            insert into probe_day (portal_id, day, up, degraded, down, unknown, p50_ms, p95_ms)
            select p.id, date '2026-10-01' + d, 1400 - d, d, case when d = 12 then 40 else 0 end, 0,
              250 + d, 700 + d
            from portal p, generate_series(0, 30) d where p.code = 'so-mau'
            """)
        .update();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  /** The tables of a page as people read them, with their heads. */
  private static List<List<List<String>>> tables(Answer page) {
    List<List<List<String>>> tables = new ArrayList<>();
    for (Element table : page.page().select("table[data-table]")) {
      List<List<String>> rows = new ArrayList<>();
      for (Element row : table.select("tr")) {
        rows.add(
            row.select("th, td").stream()
                .map(cell -> ReadBack.squeezed(cell.wholeText()))
                .toList());
      }
      tables.add(rows);
    }
    return tables;
  }

  private static void sameEverywhere(TestClient person, String screen, String files)
      throws IOException {
    List<List<List<String>>> shown = tables(person.get(screen));
    assertThat(shown).isNotEmpty();
    assertThat(
            ReadBack.xlsx(person.bytes(files + "/xlsx")).stream()
                .map(sheet ->
                    sheet.stream()
                        .map(row -> row.stream().map(ReadBack::squeezed).toList())
                        .toList())
                .toList())
        .isEqualTo(shown);
    String pdf = ReadBack.squeezed(ReadBack.pdfText(person.bytes(files + "/pdf")));
    String docx = ReadBack.squeezed(ReadBack.docxText(person.bytes(files + "/docx")));
    for (List<List<String>> table : shown) {
      for (List<String> row : table) {
        String line = String.join("", row);
        assertThat(docx).contains(line);
        row.forEach(cell -> assertThat(pdf).contains(cell));
      }
    }
    String csv = new String(person.bytes(files + "/csv"), StandardCharsets.UTF_8);
    int longest = shown.stream().mapToInt(List::size).max().orElseThrow();
    assertThat(csv.lines().count()).isGreaterThanOrEqualTo(longest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"phieu-khao-sat", "bao-cao-hoi-dong", "bien-ban", "du-thao-quyet-dinh"})
  void aCampaignsDocumentSaysTheSameInEveryFormat(String kind) throws IOException {
    TestClient operator = app.as("vanhanh");
    String at = path + "/" + kind;
    assertThat(operator.get(path).text("main")).contains("Dự thảo quyết định");

    sameEverywhere(operator, at, at + "/tep");

    assertThat(operator.get(at + "/tep/exe").status()).isEqualTo(404);
    assertThat(operator.get(path + "/khac").status()).isEqualTo(404);
    assertThat(app.as("baocao").get(at).status()).isEqualTo(403);
  }

  @Test
  void anotherSystemFetchesTheSameDocuments() {
    ApiClient system = ApiClient.of(app, "vanhanh", "read");
    String at = "/api/v1/campaigns/van-ban/";
    assertThat(system.get(at + "documents/du-thao-quyet-dinh/csv").body())
        .isEqualTo(
            new String(
                    app.as("vanhanh").bytes(path + "/du-thao-quyet-dinh/tep/csv"),
                    StandardCharsets.UTF_8)
                // a client takes the mark at the beginning away
                .substring(1));
    assertThat(system.get(at + "agencies/so-mau/self-assessment/docx").status()).isEqualTo(200);
    assertThat(system.get(at + "agencies/so-khac/self-assessment/pdf").status()).isEqualTo(404);
    assertThat(system.get(at + "documents/khac/pdf").status()).isEqualTo(404);
    assertThat(ApiClient.of(app, "baocao", "read").get(at + "documents/bien-ban/pdf").status())
        .isEqualTo(403);
  }

  @Test
  void theDecisionHasTheFiguresThatWerePublished() {
    Answer published = app.as("vanhanh").get("/cong-bo/van-ban/1");
    Answer draft = app.as("vanhanh").get(path + "/du-thao-quyet-dinh");
    List<String> row = tables(draft).getFirst().get(1);
    assertThat(row.get(0)).isEqualTo("1");
    assertThat(ReadBack.squeezed(published.text("tbody tr"))).contains(row.get(1), row.get(2));
  }

  @Test
  void whatIsAddedIsKeptAndNobodyOverwritesAnother() {
    TestClient operator = app.as("vanhanh");
    String at = path + "/bien-ban";
    assertThat(operator.get(at).text(".paper")).contains("DỰ THẢO", "…… giờ …… phút");

    Answer wrong =
        operator.submit(at, at, "seen", "0", "start", "31/02/2026 08:00", "votes1", "nhiều");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.page().select(".notice.bad li a").eachAttr("href"))
        .contains("#f-start", "#f-votes1");
    assertThat(wrong.page().select("input[name=votes1]").val()).isEqualTo("nhiều");

    Answer saved =
        operator.submit(
            at,
            at,
            "seen",
            "0",
            "number",
            "03/BB-HĐTĐ",
            "start",
            "05/02/2026 08:30",
            "item1",
            "Kết quả <b>",
            "decides1",
            "Thống nhất",
            "votes1",
            "5/1/0",
            "chair",
            "Trần Văn Lãnh");
    assertThat(saved.status()).isEqualTo(303);
    String paper = operator.get(at).text(".paper");
    assertThat(paper)
        .contains("08 giờ 30 phút, ngày 05 tháng 02 năm 2026", "Kết quả <b>", "5 tán thành, 1")
        .doesNotContain("DỰ THẢO");

    Answer late = operator.submit(at, at, "seen", "0", "chair", "Người khác");
    assertThat(late.status()).isEqualTo(422);
    assertThat(late.text("#f-seen")).contains("vừa lưu");
    assertThat(late.page().select("input[name=chair]").val()).isEqualTo("Người khác");
    assertThat(operator.get(at).text(".paper")).contains("Trần Văn Lãnh");
    assertThat(app.as("lanhdao").submit(at, at, "seen", "1").status()).isEqualTo(403);
  }

  @Test
  void theSignedDecisionComesBackAndEarlierCopiesStayToBeSeen() {
    TestClient operator = app.as("vanhanh");
    String at = path + "/du-thao-quyet-dinh";
    byte[] first = operator.bytes(at + "/tep/pdf");
    byte[] second = operator.bytes(path + "/bien-ban/tep/pdf");

    assertThat(
            operator
                .upload(
                    at,
                    at + "/ban-ky",
                    "ban-ky",
                    "qd.pdf",
                    "%PDF-1.7 hỏng".getBytes(StandardCharsets.UTF_8))
                .text("main .error"))
        .contains("Không đọc được PDF");
    assertThat(
            operator
                .upload(at, at + "/ban-ky", "ban-ky", "qd.docx", operator.bytes(at + "/tep/docx"))
                .text("main .error"))
        .contains("phải là tệp PDF");
    assertThat(operator.upload(at, at + "/ban-ky", "ban-ky", "qd.pdf", first).status())
        .isEqualTo(303);
    assertThat(operator.upload(at, at + "/ban-ky", "ban-ky", "qd.pdf", first).text("main .error"))
        .contains("chính là bản ký đang dùng");
    assertThat(operator.upload(at, at + "/ban-ky", "ban-ky", "qd-2.pdf", second).status())
        .isEqualTo(303);

    Answer page = operator.get(at);
    assertThat(page.page().select("#ban-ky .todo > li")).hasSize(2);
    assertThat(page.text("#ban-ky .todo > li"))
        .contains("đang dùng", "qd-2.pdf", "vanhanh", "không có chữ ký số");
    assertThat(page.page().select("#ban-ky code").text()).hasSizeGreaterThan(128);
    String href = page.page().select("#ban-ky .todo > li:last-child a").attr("href");
    assertThat(operator.bytes(href)).isEqualTo(first);
    assertThat(app.as("baocao").get(href).status()).isEqualTo(403);

    sample
        .campaigns
        .department()
        .step(
            sample.id("van-ban"),
            vn.portalaudit.campaign.CampaignLife.Step.LOCK,
            new vn.portalaudit.campaign.Actor(
                "vanhanh", vn.portalaudit.campaign.Actor.Role.DEPARTMENT, null),
            "")
        .value();
    assertThat(operator.get(at).page().select("#ban-ky form")).isEmpty();
    assertThat(operator.upload(at, at + "/ban-ky", "ban-ky", "qd.pdf", first).text("main"))
        .contains("trước khi khóa kỳ");
  }

  @Test
  void anAgencySignsItsReportBeforeTheDeadline() throws IOException {
    String code = sample.prepared("ky-bao-cao", 1);
    int id = sample.id(code);
    sample
        .campaigns
        .department()
        .step(
            id,
            vn.portalaudit.campaign.CampaignLife.Step.OPEN,
            new vn.portalaudit.campaign.Actor(
                "vanhanh", vn.portalaudit.campaign.Actor.Role.DEPARTMENT, null),
            "")
        .value();
    sample.handIn(id);
    String at = "/don-vi/ky/" + id + "/bao-cao";
    TestClient reporter = app.as("baocao");
    TestClient approver = app.as("pheduyet");
    Answer page = reporter.get(at);
    assertThat(page.text(".paper")).contains("Sở Khoa học và Công nghệ mẫu tự đánh giá");
    assertThat(page.page().select("#ban-ky form")).isEmpty();

    sameEverywhere(reporter, at, at + "/tep");

    byte[] pdf = reporter.bytes(at + "/tep/pdf");
    assertThat(reporter.upload(at, at + "/ban-ky", "ban-ky", "bc.pdf", pdf).status())
        .isEqualTo(403);
    assertThat(approver.upload(at, at + "/ban-ky", "ban-ky", "bc.pdf", pdf).status())
        .isEqualTo(303);
    assertThat(reporter.get(at).text("#ban-ky")).contains("bc.pdf", "pheduyet");
    assertThat(app.as("baocao2").get(at).status()).isEqualTo(404);

    app.database()
        .jdbc()
        .sql("update campaign set due_at = now() - interval '1 minute' where id = ?")
        .param(id)
        .update();
    assertThat(
            approver.upload(at, at + "/ban-ky", "ban-ky", "bc2.pdf", pdf).text("main .notice.bad"))
        .contains("hạn");
    assertThat(approver.get(at).page().select("#ban-ky .todo > li")).hasSize(1);
  }

  @Test
  void ofASignedCopyItIsToldWhoSignedAndWhetherTheyAreTrusted() throws Exception {
    int id = sample.id(sample.prepared("ky-ky-so", 1));
    sample
        .campaigns
        .department()
        .step(
            id,
            vn.portalaudit.campaign.CampaignLife.Step.OPEN,
            new vn.portalaudit.campaign.Actor(
                "vanhanh", vn.portalaudit.campaign.Actor.Role.DEPARTMENT, null),
            "")
        .value();
    sample.handIn(id);
    String at = "/don-vi/ky/" + id + "/bao-cao";
    TestClient approver = app.as("pheduyet");

    byte[] stranger = PaperSigner.at(Instant.now()).sign(blank());
    assertThat(approver.upload(at, at + "/ban-ky", "ban-ky", "la.pdf", stranger).status())
        .isEqualTo(303);
    assertThat(approver.get(at).text("#ban-ky .todo > li"))
        .contains(
            "Chữ ký số còn nguyên vẹn: Hoàng Văn Đức, Sở Tài nguyên và Môi trường",
            "; không dẫn tới cơ quan chứng thực nào được tin cậy ở đây");

    assertThat(
            approver
                .upload(at, at + "/ban-ky", "ban-ky", "quen.pdf", signer.sign(blank()))
                .status())
        .isEqualTo(303);
    assertThat(approver.get(at).text("#ban-ky .todo > li"))
        .contains("quen.pdf", "; dẫn tới cơ quan chứng thực được tin cậy");
  }

  private static byte[] blank() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      document.save(out);
    }
    return out.toByteArray();
  }

  @Test
  void aMonthOfAllPortalsAndOfOneAgree() throws IOException {
    TestClient leader = app.as("lanhdao");
    String all = "/bao-cao-thang?thang=2026-10";
    String one = "/cong/so-mau/bao-cao-thang";

    sameEverywhere(leader, all, "/bao-cao-thang/2026-10/tep");
    sameEverywhere(leader, one + "?thang=2026-10", one + "/2026-10/tep");

    List<List<String>> day = tables(leader.get(one + "?thang=2026-10")).getLast();
    assertThat(day.get(13)).startsWith("13/10/2026", "1.388", "12", "40");
    assertThat(leader.get(all).text("table[data-table=so-luot]"))
        .contains("Ngừng (đã xác nhận) 40");
    assertThat(app.as("baocao").get(one + "?thang=2026-10").status()).isEqualTo(200);
    assertThat(app.as("baocao2").get(one).status()).isEqualTo(404);
    assertThat(leader.get("/bao-cao-thang?thang=2026-13").status()).isEqualTo(404);
  }
}
