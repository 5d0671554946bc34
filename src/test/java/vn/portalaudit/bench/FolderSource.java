package vn.portalaudit.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;
import vn.portalaudit.evidence.Sha256;
import vn.portalaudit.net.Decoding;

/**
 * Answers from the files of a static portal, as nginx would with {@code gzip_static}. Other hosts
 * do not exist; handshakes and look-ups are not made.
 */
final class FolderSource implements Source {
  /** The portal's address, the one that its sitemap names. */
  static final String ROOT = "http://127.0.0.1:8642";

  private static final Instant AT = Instant.parse("2026-11-22T01:00:00Z");

  private final Path folder;

  FolderSource(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public Answer fetch(String url, Capture.Purpose purpose) {
    Path file = file(url);
    if (file == null) {
      Reason reason = url.startsWith(ROOT + "/") ? Reason.HTTP_STATUS : Reason.DNS_NOT_FOUND;
      return answer(url, purpose, reason, List.of(), new byte[0]);
    }
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Content-Type", type(file.toString())));
    Path packed = Path.of(file + ".gz");
    if (Files.exists(packed)) {
      headers.add(new Header("Content-Encoding", "gzip"));
    }
    return answer(url, purpose, null, headers, bytes(Files.exists(packed) ? packed : file));
  }

  @Override
  public Answer render(String url) {
    return answer(url, Capture.Purpose.RENDERED, Reason.NEEDS_JAVASCRIPT, List.of(), new byte[0]);
  }

  @Override
  public void picture(String url, String name) {
    // there is no browser
  }

  @Override
  public String measure(String kind, String target, Supplier<String> live) {
    throw new Stopped(Reason.INTERRUPTED);
  }

  /** The file behind an address; null when there is none. */
  @Nullable Path file(String url) {
    if (!url.startsWith(ROOT + "/")) {
      return null;
    }
    String path = url.substring(ROOT.length() + 1).replaceFirst("[?#].*", "");
    Path file = folder.resolve(path.endsWith("/") || path.isEmpty() ? path + "index.html" : path);
    return file.normalize().startsWith(folder) && Files.isRegularFile(file) ? file : null;
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String type(String file) {
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "xml" -> "text/xml";
      case "txt" -> "text/plain";
      default -> "application/octet-stream";
    };
  }

  private static Answer answer(
      String url,
      Capture.Purpose purpose,
      @Nullable Reason reason,
      List<Header> headers,
      byte[] wire) {
    byte[] body = Decoding.decode(headers, wire).body();
    int status = reason == null ? 200 : reason == Reason.HTTP_STATUS ? 404 : 0;
    Capture capture =
        new Capture(
            url,
            url,
            AT,
            purpose,
            status,
            headers,
            reason == null ? Sha256.of(body) : null,
            body.length,
            wire.length,
            false,
            reason,
            status == 0 ? List.of() : List.of(new Capture.Hop(url, status, null)),
            Timing.NONE);
    return new Answer(capture, body);
  }
}
