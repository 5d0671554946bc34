package vn.portalaudit.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import vn.portalaudit.document.file.Pdf;
import vn.portalaudit.document.form.Form;
import vn.portalaudit.net.browser.Printer;

/** What people and portals wrote is text in every format, and nothing else. */
class HostileTextTest {
  private static final Path REPORTS =
      Path.of(System.getProperty("portalaudit.home", ".")).resolve("reports");
  private static final String HOSTILE =
      "=HYPERLINK(\"http://x\",\"y\")<script>alert(1)</script>\"'&${x}$paper#set($a=1)"
          + "<iframe src=file:///etc/passwd>\u0000\u0007\u202Eabc\uD800\uFFFE]]>";
  private static final String SHOWN =
      "=HYPERLINK(\"http://x\",\"y\")<script>alert(1)</script>\"'&${x}$paper#set($a=1)"
          + "<iframe src=file:///etc/passwd>abc]]>";

  @Test
  void everyTextStaysText() throws IOException {
    Map<String, Form> forms = new SampleForms(words -> HOSTILE).all();
    try (Documents documents = new Documents(REPORTS)) {
      for (Form form : List.of(forms.get("cong-van"), forms.get("hoi-dong"))) {
        byte[] pdf = documents.pdf(form);
        assertThat(ReadBack.squeezed(ReadBack.pdfText(pdf))).contains(ReadBack.squeezed(SHOWN));
        assertThat(new String(pdf, StandardCharsets.ISO_8859_1)).doesNotContain("/JavaScript");
        byte[] docx = documents.docx(form);
        assertThat(ReadBack.docxText(docx)).contains(SHOWN);
        assertThat(ReadBack.part(docx, "word/document.xml").select("script, iframe, w|fldSimple"))
            .isEmpty();
        assertThat(ReadBack.xlsx(documents.xlsx(form)).toString()).contains(SHOWN);
        assertThat(sheets(documents.xlsx(form))).contains("<row").doesNotContain("<f>");
        for (String table : documents.tables(form)) {
          String csv = new String(documents.csv(form, table).orElseThrow(), StandardCharsets.UTF_8);
          assertThat(csv).doesNotContainPattern("(^|,|\\n)\"?=");
        }
      }
    }
  }

  private static String sheets(byte[] xlsx) throws IOException {
    StringBuilder all = new StringBuilder();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(xlsx))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().startsWith("xl/worksheets/sheet")) {
          all.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return all.toString();
  }

  @Test
  void longTextsAreCutAndStillPrinted() throws IOException {
    Form form = new SampleForms(words -> "Dài ".repeat(50_000)).surveyLetter();
    try (Documents documents = new Documents(REPORTS)) {
      assertThat(ReadBack.docxText(documents.docx(form))).contains("…");
      try (PDDocument pdf = Loader.loadPDF(documents.pdf(form))) {
        assertThat(pdf.getNumberOfPages()).isBetween(5, 400);
      }
    }
  }

  @Test
  void aPrintedPageReachesNeitherNetworkNorFileNorScript() throws IOException {
    WireMockServer canary = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    canary.start();
    String url = "http://127.0.0.1:" + canary.port();
    try (Printer printer = new Printer(Duration.ofSeconds(30), Pdf.fonts())) {
      byte[] pdf =
          printer.print(
              "<!DOCTYPE html><title>x</title><p>Còn đây</p><img src='%s/a.png'><iframe"
                      .formatted(url)
                  + " src='file:///etc/passwd'></iframe><link rel=stylesheet href='%s/b.css'>"
                      .formatted(url)
                  + "<script>document.body.append('chạy rồi');fetch('%s/c')</script>"
                      .formatted(url));

      assertThat(ReadBack.pdfText(pdf)).contains("Còn đây").doesNotContain("root:", "chạy rồi");
      assertThat(canary.getAllServeEvents()).isEmpty();
    } finally {
      canary.stop();
    }
  }
}
