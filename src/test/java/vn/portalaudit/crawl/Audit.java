package vn.portalaudit.crawl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.evidence.EvidenceFolder;
import vn.portalaudit.evidence.EvidenceReader;

/** Crawls sites in memory with everything recorded in a folder, and replays them from it. */
final class Audit {
  private Audit() {}

  static final EvidenceReader.Decoder PLAIN = (headers, wire) -> wire;

  static Survey crawl(Site site, String root, Path folder) {
    return crawl(site, root, folder, 400);
  }

  static Survey crawl(Site site, String root, Path folder, int maxPages) {
    try (EvidenceFolder evidence = EvidenceFolder.resume(folder, null)) {
      return crawler(live(site, evidence, null), maxPages).crawl(root, Crawler.Progress.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LiveSource live(Site site, EvidenceFolder evidence, LiveSource.@Nullable Renderer renderer)
      throws IOException {
    LiveSource.Means means =
        new LiveSource.Means(site, PLAIN, renderer, InstantSource.fixed(Site.AT));
    return new LiveSource(evidence, means, Duration.ofMinutes(30));
  }

  static Crawler crawler(Source source, int maxPages) {
    return new Crawler(
        source, TinyReader::read, Audit::interest, new Crawler.Options(maxPages, 20, false));
  }

  static Survey replay(Path folder, String root, int maxPages) {
    try {
      Source source = new ReplaySource(EvidenceReader.open(folder), PLAIN);
      return crawler(source, maxPages).crawl(root, Crawler.Progress.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Four sections by their words, or by their slug where there are no words. */
  static Optional<Crawler.Stratum> interest(Page.Label label) {
    String words =
        (label.text().isEmpty() ? String.valueOf(label.url()) : label.text())
            .toLowerCase(Locale.ROOT);
    if (words.contains("giới thiệu") || words.endsWith("/gioi-thieu")) {
      return Optional.of(new Crawler.Stratum("gioi-thieu", 0));
    }
    if (words.contains("văn bản") || words.endsWith("/van-ban")) {
      return Optional.of(new Crawler.Stratum("van-ban", 1));
    }
    if (words.contains("hỏi đáp") || words.endsWith("/hoi-dap")) {
      return Optional.of(new Crawler.Stratum("hoi-dap", 2));
    }
    return words.contains("tin tức")
        ? Optional.of(new Crawler.Stratum("tin-tuc", 3))
        : Optional.empty();
  }
}
