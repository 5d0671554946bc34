package vn.portalaudit.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Capture.Purpose;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.evidence.Entry;
import vn.portalaudit.evidence.EvidenceFolder;
import vn.portalaudit.evidence.EvidenceReader;

class SourcesTest {
  private static final String ROOT = "https://so.tinh.gov.vn/";

  @TempDir Path temp;

  private static final class Paint implements LiveSource.Renderer {
    private int renders;

    @Override
    public LiveSource.Rendered render(String url) {
      renders++;
      return url.endsWith("/hong")
          ? new LiveSource.Rendered("", url, Reason.BROWSER_FAILED)
          : new LiveSource.Rendered(
              "<title>Đã vẽ</title><p>Nội dung của "
                  + url
                  + "<a href='/gioi-thieu'>Giới thiệu</a>"
                  + "<a href='/hong'>Văn bản</a>",
              url,
              null);
    }

    @Override
    public byte @Nullable [] picture(String url) {
      return new byte[] {1, 2, 3};
    }
  }

  @Test
  void askingAgainGivesTheRecordedAnswer() throws IOException {
    Site site = CrawlerTest.portal();
    try (EvidenceFolder folder = EvidenceFolder.create(temp, null)) {
      LiveSource source = Audit.live(site, folder, null);
      Source.Answer first = source.fetch(ROOT + "van-ban", Purpose.PAGE);
      Source.Answer again =
          source.fetch("HTTPS://so.tinh.gov.vn:443/x/../van-ban#a", Purpose.PROBE);
      Source.Answer link = source.fetch(ROOT + "van-ban", Purpose.LINK);

      assertThat(again.capture()).isEqualTo(first.capture()).isEqualTo(link.capture());
      assertThat(again.body()).isEqualTo(first.body()).isEqualTo(link.body());
      assertThat(site.asked).containsExactly(ROOT + "robots.txt", ROOT + "van-ban");
    }
  }

  @Test
  void ofADocumentTheBeginningAndTheHashAreKept() throws IOException {
    String pdf = "%PDF" + "x".repeat(200_000);
    Site site = new Site().put(ROOT + "a.pdf", Site.typed("application/pdf", pdf));
    Source.Answer live;
    try (EvidenceFolder folder = EvidenceFolder.create(temp, null)) {
      live = Audit.live(site, folder, null).fetch(ROOT + "a.pdf", Purpose.DOCUMENT);
    }
    Source.Answer replayed =
        new ReplaySource(EvidenceReader.open(temp), Audit.PLAIN)
            .fetch(ROOT + "a.pdf", Purpose.DOCUMENT);

    assertThat(live.body()).hasSize(65_536).isEqualTo(replayed.body());
    assertThat(live.capture()).isEqualTo(replayed.capture());
    assertThat(live.capture().length()).isEqualTo(200_004);
  }

  @Test
  void stopEndsTheAuditAtTheNextNewAskAndTheReplayToo() throws IOException {
    try (EvidenceFolder folder = EvidenceFolder.create(temp, null)) {
      LiveSource source = Audit.live(CrawlerTest.portal(), folder, null);
      source.fetch(ROOT, Purpose.HOME);
      source.stop();
      assertThat(source.fetch(ROOT, Purpose.HOME).capture().ok()).isTrue();
      assertStopped(source, Reason.INTERRUPTED);
    }
    ReplaySource replay = new ReplaySource(EvidenceReader.open(temp), Audit.PLAIN);
    assertThat(replay.fetch(ROOT, Purpose.HOME).capture().ok()).isTrue();
    assertStopped(replay, Reason.INTERRUPTED);
  }

  @Test
  void spentTimeEndsTheAuditAndIsRecorded() throws IOException {
    AtomicReference<Instant> now = new AtomicReference<>(Site.AT);
    try (EvidenceFolder folder = EvidenceFolder.create(temp, null)) {
      LiveSource.Means means =
          new LiveSource.Means(CrawlerTest.portal(), Audit.PLAIN, null, now::get);
      LiveSource source = new LiveSource(folder, means, Duration.ofMinutes(30));
      source.fetch(ROOT, Purpose.HOME);
      now.set(Site.AT.plus(Duration.ofMinutes(30)));
      assertStopped(source, Reason.BUDGET_EXHAUSTED);
      assertStopped(source, Reason.BUDGET_EXHAUSTED);
    }
    EvidenceReader reader = EvidenceReader.open(temp);
    assertThat(reader.stopped()).hasValue(Reason.BUDGET_EXHAUSTED);
    assertStopped(new ReplaySource(reader, Audit.PLAIN), Reason.BUDGET_EXHAUSTED);
  }

  @Test
  void interruptedRequestIsNoAnswer() throws IOException {
    Site site = new Site().put(ROOT, Site.fails(Reason.INTERRUPTED));
    try (EvidenceFolder folder = EvidenceFolder.create(temp, null)) {
      LiveSource source = Audit.live(site, folder, null);
      assertThatThrownBy(() -> source.fetch(ROOT, Purpose.HOME)).isInstanceOf(Source.Stopped.class);
    }
    assertThat(EvidenceReader.open(temp).entries()).filteredOn(e -> e.url().equals(ROOT)).isEmpty();
  }

  private static void assertStopped(Source source, Reason reason) {
    assertThatThrownBy(() -> source.fetch(ROOT + "tin-tuc", Purpose.PAGE))
        .isInstanceOfSatisfying(
            Source.Stopped.class, s -> assertThat(s.reason()).isEqualTo(reason));
  }

  @Test
  void whatIsNoLongerHeldIsNeitherAskedNorWritten() throws IOException {
    AtomicBoolean held = new AtomicBoolean(true);
    Site site = CrawlerTest.portal();
    LiveSource.Transport losing =
        (url, purpose, mayFollow) -> {
          LiveSource.Reply reply = site.get(url, purpose, mayFollow);
          held.set(!url.endsWith("/van-ban"));
          return reply;
        };
    try (EvidenceFolder folder = EvidenceFolder.create(temp, null)) {
      LiveSource.Means means =
          new LiveSource.Means(losing, Audit.PLAIN, null, InstantSource.fixed(Site.AT), held::get);
      LiveSource source = new LiveSource(folder, means, Duration.ofMinutes(30));
      source.fetch(ROOT, Purpose.HOME);
      assertThatThrownBy(() -> source.fetch(ROOT + "van-ban", Purpose.PAGE))
          .isInstanceOf(Source.Stopped.class);
      assertStopped(source, Reason.INTERRUPTED);
    }
    assertThat(site.asked).containsExactly(ROOT + "robots.txt", ROOT, ROOT + "van-ban");
    EvidenceReader reader = EvidenceReader.open(temp);
    assertThat(reader.stopped()).isEmpty();
    assertThat(reader.entries()).extracting(Entry::url).containsExactly(ROOT + "robots.txt", ROOT);
  }

  @Test
  void unreachableRobotsForbidAllForTheirOwnReason() throws IOException {
    Site site = CrawlerTest.portal().put(ROOT + "robots.txt", Site.fails(Reason.READ_TIMEOUT));
    try (EvidenceFolder folder = EvidenceFolder.create(temp, null)) {
      Capture capture = Audit.live(site, folder, null).fetch(ROOT, Purpose.HOME).capture();
      assertThat(capture.reason()).isEqualTo(Reason.READ_TIMEOUT);
      assertThat(site.asked).containsExactly(ROOT + "robots.txt");
    }
  }

  @Test
  void measurementIsMadeOnce() throws IOException {
    try (EvidenceFolder folder = EvidenceFolder.create(temp, null)) {
      LiveSource source = Audit.live(new Site(), folder, null);
      assertThat(source.measure("tls", "a:443", () -> "{\"v\":\"ạ\"}")).isEqualTo("{\"v\":\"ạ\"}");
      assertThat(source.measure("tls", "a:443", () -> "{}")).isEqualTo("{\"v\":\"ạ\"}");
    }
    ReplaySource replay = new ReplaySource(EvidenceReader.open(temp), Audit.PLAIN);
    assertThat(replay.measure("tls", "a:443", () -> "{}")).isEqualTo("{\"v\":\"ạ\"}");
    assertThatThrownBy(() -> replay.measure("tls", "b:443", () -> "{}"))
        .isInstanceOf(Source.Stopped.class);
  }

  @Test
  void shellsAreRenderedAndTheReplayNeedsNoBrowser() throws IOException {
    String shell = "<title>Ứng dụng</title><div id=app></div>";
    Site site =
        new Site().page(ROOT, shell).page(ROOT + "gioi-thieu", shell).page(ROOT + "hong", shell);
    Paint paint = new Paint();
    Survey live;
    try (EvidenceFolder folder = EvidenceFolder.create(temp, null)) {
      LiveSource source = Audit.live(site, folder, paint);
      live = Audit.crawler(source, 400).crawl(ROOT, Crawler.Progress.NONE);
      source.picture(ROOT, "trang chu/..");
      source.picture(ROOT, "trang chu/..");
    }
    assertThat(live.pages()).extracting(Page::title).containsExactly("Đã vẽ", "Đã vẽ", "Ứng dụng");
    assertThat(live.pages().getLast().shell()).isTrue();
    assertThat(live.home()).isNotNull();
    assertThat(live.pages().getFirst().capture().purpose()).isEqualTo(Purpose.RENDERED);
    assertThat(live.pages().getFirst().capture().headers())
        .containsExactly(new Header("Content-Type", "text/html; charset=utf-8"));
    assertThat(paint.renders).isEqualTo(3);
    assertThat(temp.resolve("screenshots/trang-chu-...png")).exists();
    assertThat(Audit.replay(temp, ROOT, 400)).isEqualTo(live);
    assertThat(EvidenceReader.open(temp).verify(Audit.PLAIN)).isEmpty();
  }

  @Test
  void withoutABrowserShellsStayShells() {
    String shell = "<title>Ứng dụng</title><div id=app></div>";
    Site site =
        new Site()
            .page(ROOT, shell)
            .otherwise(url -> url.endsWith(".txt") ? Site.NOT_FOUND : Site.html(shell));
    Survey survey = Audit.crawl(site, ROOT, temp);
    assertThat(survey.pages()).singleElement().satisfies(p -> assertThat(p.shell()).isTrue());
    assertThat(survey.stopped()).isNull();
  }

  @Test
  void damagedEvidenceIsNotJudged() throws IOException {
    Audit.crawl(CrawlerTest.portal(), ROOT, temp);
    Path warc = temp.resolve("portal-audit-00000.warc.gz");
    Entry.Place place =
        EvidenceReader.open(temp).entries().stream()
            .filter(e -> e.url().endsWith("/van-ban"))
            .map(Entry::place)
            .findFirst()
            .orElseThrow();
    byte[] bytes = Files.readAllBytes(warc);
    bytes[(int) (place.offset() + place.length()) - 60] ^= 0x10;
    Files.write(warc, bytes);

    assertThat(EvidenceReader.open(temp).verify(Audit.PLAIN)).isNotEmpty();
    assertThatThrownBy(() -> Audit.replay(temp, ROOT, 400))
        .isInstanceOf(UncheckedIOException.class);
  }
}
