package vn.portalaudit.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Exchange;

/** At most 300 pages of the portal, evenly from all over it, as bytes. */
@State(Scope.Benchmark)
public class SamplePages {
  /** Folder of the portal, by system property. */
  static final String SITE = "portalaudit.bench.site";

  private static final int MOST = 300;

  /** The pages. */
  final List<One> all = new ArrayList<>();

  /** Reads them. */
  public SamplePages() {
    Path site = Path.of(System.getProperty(SITE, "")).toAbsolutePath();
    FolderSource source = new FolderSource(site);
    List<Path> files = files(site);
    for (int i = 0; i < Math.min(MOST, files.size()); i++) {
      Path file = files.get((int) ((long) i * files.size() / Math.min(MOST, files.size())));
      String path = site.relativize(file).toString().replaceFirst("index\\.html$", "");
      Source.Answer answer = source.fetch(FolderSource.ROOT + "/" + path, Capture.Purpose.PAGE);
      all.add(new One(answer, FolderSource.bytes(Path.of(file + ".gz"))));
    }
  }

  private static List<Path> files(Path site) {
    try (Stream<Path> files = Files.walk(site)) {
      List<Path> pages =
          files
              .filter(f -> f.toString().endsWith(".html") && Files.exists(Path.of(f + ".gz")))
              .sorted()
              .toList();
      if (pages.isEmpty()) {
        throw new IllegalArgumentException(site + " holds no pages with a .gz beside them");
      }
      return pages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A page.
   *
   * @param capture how it was obtained
   * @param wire its bytes as sent
   * @param body its bytes
   * @param exchange its way over the wire
   */
  @SuppressWarnings("ArrayRecordComponent")
  record One(Capture capture, byte[] wire, byte[] body, Exchange exchange) {
    One(Source.Answer answer, byte[] wire) {
      this(answer.capture(), wire, answer.body(), exchange(answer.capture(), wire));
    }

    private static Exchange exchange(Capture capture, byte[] wire) {
      String path = capture.url().substring(FolderSource.ROOT.length());
      return new Exchange(
          capture.url(),
          capture.at(),
          "127.0.0.1",
          "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:8642\r\nAccept-Encoding: gzip\r\n\r\n",
          "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html; charset=utf-8\r\n"
              + "Content-Length: "
              + wire.length
              + "\r\nContent-Encoding: gzip\r\nConnection: keep-alive\r\n\r\n",
          200,
          capture.headers(),
          wire,
          false,
          capture.timing());
    }

    /** The block of a WARC response: head and body as sent. */
    byte[] block() {
      byte[] head = exchange.responseHead().getBytes(StandardCharsets.UTF_8);
      byte[] block = new byte[head.length + wire.length];
      System.arraycopy(head, 0, block, 0, head.length);
      System.arraycopy(wire, 0, block, head.length, wire.length);
      return block;
    }
  }
}
