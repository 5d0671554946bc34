package vn.portalaudit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Timing;
import vn.portalaudit.evidence.Entry;
import vn.portalaudit.evidence.EvidenceFolder;
import vn.portalaudit.evidence.Sha256;

/** What an audit kept is found again by its hash, and a hash that no longer holds is told. */
public class KeptPagesTest {
  private static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");
  private static final List<Header> HTML =
      List.of(new Header("Content-Type", "text/html; charset=utf-8"));

  @TempDir Path temp;

  /** Keeps a page as an audit does; returns the SHA-256 of its body. */
  public static String keep(Path folder, String url, String html) throws IOException {
    byte[] body = html.getBytes(StandardCharsets.UTF_8);
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
    try (EvidenceFolder evidence = EvidenceFolder.create(folder, null)) {
      evidence.fetched(
          new Capture(
              url,
              url,
              AT,
              Capture.Purpose.PAGE,
              200,
              HTML,
              Sha256.of(body),
              body.length,
              body.length,
              false,
              null,
              List.of(new Capture.Hop(url, 200, null)),
              Timing.NONE),
          List.of(
              new Exchange(
                  url,
                  AT,
                  "192.0.2.1",
                  "GET / HTTP/1.1\r\nHost: a.vn\r\n\r\n",
                  head,
                  200,
                  HTML,
                  body,
                  false,
                  Timing.NONE)),
          Integer.MAX_VALUE);
    }
    return Sha256.of(body);
  }

  /** Changes one byte of what was kept. */
  public static void damage(Path folder) throws IOException {
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("portal-audit-00000.warc.gz").toFile(), "rw")) {
      file.seek(file.length() - 12);
      int was = file.read();
      file.seek(file.length() - 12);
      file.write(was ^ 0x55);
    }
  }

  @Test
  void aPageIsReadByItsHashWithoutItsScripts() throws IOException {
    Path folder = temp.resolve("a");
    String sha =
        keep(
            folder,
            "http://a.vn/gioi-thieu",
            "<title>x</title><script>alert(1)</script><p>Lịch  sử\n hình thành</p>"
                + "<p>Điện thoại &lt;b&gt;</p>");
    KeptPages pages = KeptPages.open(folder).orElseThrow();

    Entry entry = pages.find("http://a.vn/gioi-thieu", sha).orElseThrow();

    assertThat(pages.check(entry)).isEmpty();
    assertThat(pages.text(entry)).contains("hình thành", "<b>").doesNotContain("alert");
    assertThat(pages.find("http://a.vn/gioi-thieu", "0".repeat(64))).isEmpty();
    assertThat(KeptPages.open(temp.resolve("khong-co"))).isEmpty();
  }

  @Test
  void aDamagedRecordIsTold() throws IOException {
    Path folder = temp.resolve("a");
    String sha = keep(folder, "http://a.vn/", "<p>Trang chủ</p>");
    damage(folder);
    KeptPages pages = KeptPages.open(folder).orElseThrow();

    assertThat(pages.check(pages.find("http://a.vn/", sha).orElseThrow())).isPresent();
  }
}
