package vn.portalaudit.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.portalaudit.domain.Header;

class RevalidationTest {

  @Test
  void aFieldOfTheNewAnswerReplacesAllOfThatName() {
    List<Header> updated =
        Revalidation.updated(
            List.of(
                new Header("Content-Type", "text/html"),
                new Header("Set-Cookie", "a=1"),
                new Header("set-cookie", "b=1"),
                new Header("X-Frame-Options", "DENY")),
            List.of(
                new Header("SET-COOKIE", "c=2"),
                new Header("Set-Cookie", "d=2"),
                new Header("Content-Security-Policy", "default-src 'self'")));

    assertThat(updated)
        .containsExactly(
            new Header("Content-Type", "text/html"),
            new Header("X-Frame-Options", "DENY"),
            new Header("SET-COOKIE", "c=2"),
            new Header("Set-Cookie", "d=2"),
            new Header("Content-Security-Policy", "default-src 'self'"));
  }

  @Test
  void whatTheKeptBodyNeedsAndWhatIsOfTheConnectionStays() {
    List<Header> stored =
        List.of(
            new Header("Content-Type", "text/html"),
            new Header("Content-Encoding", "gzip"),
            new Header("Content-Length", "100"));
    List<Header> updated =
        Revalidation.updated(
            stored,
            List.of(
                new Header("content-type", "text/plain"),
                new Header("Content-Encoding", "br"),
                new Header("Content-Length", "0"),
                new Header("Content-Range", "bytes 0-1/2"),
                new Header("Transfer-Encoding", "chunked"),
                new Header("Connection", "close")));

    assertThat(updated).isEqualTo(stored);
  }
}
