package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The queue, the import of the registry and the system's health by HTTP. */
class QueueAndImportTest {
  private static final String HEAD = "Mã cơ quan,Tên cơ quan,Cấp,Hiệu lực từ\n";
  private static TestApplication app;

  @BeforeAll
  static void start() {
    app = TestApplication.start();
    OperationsSample.fill(app.database());
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static long work(String state) {
    return app.database()
        .jdbc()
        .sql("select id from work where state = ? order by id limit 1")
        .param(state)
        .query(Long.class)
        .single();
  }

  private static String state(long id) {
    return app.database()
        .jdbc()
        .sql("select state || ' ' || priority from work where id = ?")
        .param(id)
        .query(String.class)
        .single();
  }

  // ---- queue ----

  @Test
  void workIsShownCancelledRunAgainAndMovedForward() {
    TestClient operator = app.as("vanhanh");
    Answer page = operator.get("/hang-doi");
    assertThat(page.text("#dang-chay")).contains("đọc trang: 40 trang, còn 60", "nút 1", "2 phút");
    assertThat(page.page().select("svg rect.bar")).isNotEmpty();
    assertThat(operator.get("/hang-doi?trang-thai=failed").text("main")).contains("OWN_FAULT");

    long waiting = work("queued");
    assertThat(
            operator
                .submit("/hang-doi", "/hang-doi/" + waiting + "/uu-tien", "priority", "0")
                .status())
        .isEqualTo(303);
    assertThat(state(waiting)).isEqualTo("queued 0");
    assertThat(
            operator
                .submit("/hang-doi", "/hang-doi/" + waiting + "/uu-tien", "priority", "x")
                .status())
        .isEqualTo(409);
    assertThat(app.as("lanhdao").submit("/hang-doi", "/hang-doi/" + waiting + "/huy").status())
        .isEqualTo(403);
    assertThat(operator.submit("/hang-doi", "/hang-doi/" + waiting + "/huy").status())
        .isEqualTo(303);
    assertThat(operator.submit("/hang-doi", "/hang-doi/" + waiting + "/huy").status())
        .isEqualTo(409);
    assertThat(operator.submit("/hang-doi", "/hang-doi/" + waiting + "/chay-lai").status())
        .isEqualTo(303);
    assertThat(state(waiting)).isEqualTo("queued 1");
    assertThat(operator.get("/hang-doi/dang-chay").status()).isEqualTo(200);
  }

  @Test
  void thoseWhoLookAreToldThatTheQueueMoved() throws IOException {
    TestClient operator = app.as("vanhanh");
    HttpURLConnection events =
        (HttpURLConnection) URI.create(app.address() + "/hang-doi/dong").toURL().openConnection();
    events.setRequestProperty("Cookie", "phien=" + operator.cookie("phien"));
    events.setRequestProperty("Accept", "text/event-stream");
    events.setReadTimeout(30_000);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(events.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(events.getContentType()).startsWith("text/event-stream");
      assertThat(lines.lines().filter(line -> line.startsWith("data:")).findFirst())
          .hasValue("data:{\"moved\":true}");
    } finally {
      events.disconnect();
    }
    assertThat(app.anybody().get("/hang-doi/dong").status()).isEqualTo(302);
  }

  // ---- import ----

  private static Answer upload(TestClient client, String name, String content) {
    return client.send(
        "POST",
        "/nhap-danh-ba",
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("_csrf", client.token("/nhap-danh-ba"))
            .addFormDataPart("file", name, RequestBody.create(content, MediaType.parse("text/csv")))
            .build());
  }

  @Test
  void aFileIsTriedThenTakenWholeAndOnlyByItsOwner() {
    TestClient operator = app.as("vanhanh");
    Answer sent = upload(operator, "../../co-quan.csv", HEAD + "so-moi,Sở Mới,sở,01/01/2026\n");
    assertThat(sent.status()).isEqualTo(303);
    String check = sent.location();
    assertThat(operator.get(check).text("main")).contains("không có chỗ sai", "so-moi", "Cơ quan");
    assertThat(app.as("lanhdao").get(check).status()).isEqualTo(403);
    assertThat(operator.get("/nhap-danh-ba/khong-co").status()).isEqualTo(404);
    assertThat(agencies("so-moi")).isZero();

    assertThat(operator.submit(check, check + "/nhap").location()).isEqualTo("/nhap-danh-ba");
    assertThat(agencies("so-moi")).isOne();
    assertThat(operator.submit("/nhap-danh-ba", check + "/nhap").status()).isEqualTo(404);
    assertThat(
            app.database()
                .jdbc()
                .sql("select after from action_log where action = 'registry.imported'")
                .query(String.class)
                .single())
        .contains("thêm 2");
  }

  private static int agencies(String code) {
    return app.database()
        .jdbc()
        .sql("select count(*) from agency where code = ?")
        .param(code)
        .query(Integer.class)
        .single();
  }

  @Test
  void everyBadCellIsNamedAndNothingIsTaken() {
    TestClient operator = app.as("vanhanh");
    Answer sent =
        upload(
            operator,
            "co-quan.csv",
            HEAD + "so-dung,Sở Đúng,sở,01/01/2026\nso-sai,<b>Sai,cấp lạ,32/13/2026\n");
    Answer check = operator.get(sent.location());

    assertThat(check.text("main .notice.bad")).contains("chỗ sai");
    assertThat(check.text("tbody")).contains("3", "32/13/2026", "cấp lạ");
    assertThat(check.page().select("form[action$=/nhap]")).isEmpty();
    operator.submit(sent.location(), sent.location() + "/nhap");
    assertThat(agencies("so-dung")).isZero();
    assertThat(upload(operator, "x.exe", "MZ").status()).isEqualTo(303);
    assertThat(operator.submit("/nhap-danh-ba", "/nhap-danh-ba").status()).isEqualTo(422);
    assertThat(operator.submit(sent.location(), sent.location() + "/bo").status()).isEqualTo(303);
    assertThat(operator.get(sent.location()).status()).isEqualTo(404);
  }

  /** A part of 200 MB that is packed into some 200 KB, and a sheet of 60,000 rows. */
  @Test
  void workbooksThatUnpackToTooMuchAreRefusedAndNothingIsTaken() throws IOException {
    TestClient operator = app.as("vanhanh");
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
      for (String part :
          List.of("[Content_Types].xml", "xl/workbook.xml", "xl/sharedStrings.xml")) {
        zip.putNextEntry(new ZipEntry(part));
        zip.write(
            part.startsWith("xl/shared") ? new byte[200_000_000] : new byte[] {'<', 'a', '/', '>'});
        zip.closeEntry();
      }
    }
    assertThat(bomb.size()).isLessThan(1_000_000);
    ByteArrayOutputStream huge = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(huge, "thu", "1.0")) {
      Worksheet sheet = book.newWorksheet("Cơ quan");
      String[] head = HEAD.strip().split(",");
      for (int column = 0; column < head.length; column++) {
        sheet.value(0, column, head[column]);
      }
      for (int row = 1; row <= 60_000; row++) {
        sheet.value(row, 0, "so-" + row);
      }
    }
    int before = all("agency");
    for (byte[] file : List.of(bomb.toByteArray(), huge.toByteArray())) {
      Answer sent = operator.upload("/nhap-danh-ba", "/nhap-danh-ba", "file", "ds.xlsx", file);
      Answer check = sent.status() == 303 ? operator.get(sent.location()) : sent;
      assertThat(check.text("main")).containsPattern("150|50[.]000|50000|giải nén|quá");
      assertThat(check.page().select("form[action$=/nhap]")).isEmpty();
    }
    assertThat(all("agency")).isEqualTo(before);
    assertThat(operator.get("/nhap-danh-ba").status()).isEqualTo(200);
  }

  private static int all(String table) {
    return app.database().jdbc().sql("select count(*) from " + table).query(Integer.class).single();
  }

  @Test
  void templateAndExportAreFiles() {
    TestClient operator = app.as("vanhanh");
    for (String file :
        new String[] {"mau.xlsx", "mau.zip", "xuat.xlsx", "xuat.zip?ngay=2026-01-01"}) {
      Answer answer = operator.get("/nhap-danh-ba/" + file);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers().get("Content-Disposition")).startsWith("attachment");
      assertThat(answer.body()).startsWith("PK");
    }
    assertThat(app.as("baocao").get("/nhap-danh-ba/xuat.xlsx").status()).isEqualTo(403);
  }

  // ---- health ----

  @Test
  void theSystemTellsHowItIs() {
    Answer page = app.as("quantri").get("/suc-khoe");

    assertThat(page.text("main"))
        .contains("PostgreSQL", "Đĩa", "máy đối chứng", "sao-luu.tar", "nút 1", "mất liên lạc");
    assertThat(app.as("baocao").get("/suc-khoe").status()).isEqualTo(403);
  }
}
