package vn.portalaudit.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import vn.portalaudit.crawl.Crawler;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.crawl.PageReader;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.crawl.Survey;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Period;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.pipeline.Rules;

/**
 * At most 600 pages of the portal, crawled once from its folder, every page read. It can be crawled
 * again from what is remembered, so that the crawl itself can be measured without its pages.
 */
@State(Scope.Benchmark)
public class CrawledPortal {
  static final Instant AT = Instant.parse("2026-11-22T01:00:00Z");
  static final Period PERIOD = new Period(LocalDate.of(2025, 11, 22), LocalDate.of(2026, 11, 22));

  private static final Crawler.Options MOST = new Crawler.Options(600, 0, false);

  /** Rules whose probes have seen every label, as after a crawl. */
  final Rules rules = rules();

  final FolderSource source;
  final Survey survey;
  final List<Observation> observations;

  private final Map<String, Source.Answer> answers = new HashMap<>();
  private final Map<String, Page> pages = new HashMap<>();
  private final Map<Page.Label, Optional<Crawler.Stratum>> strata = new IdentityHashMap<>();

  /** Crawls it. */
  public CrawledPortal() {
    source = new FolderSource(Path.of(System.getProperty(SamplePages.SITE, "")));
    survey =
        crawl(
            new Remembering(),
            (capture, body, type) -> {
              Page page = PageReader.read(capture, body, type);
              pages.put(capture.url(), page);
              return page;
            },
            label -> {
              Optional<Crawler.Stratum> stratum =
                  rules.probes().section(label).map(section -> new Crawler.Stratum(section, 0));
              strata.put(label, stratum);
              return stratum;
            });
    observations = rules.probes().observe(survey, source, AT, PERIOD);
  }

  /** Rules that remember nothing of any label. */
  static Rules rules() {
    return Rules.load(
        Path.of(System.getProperty("portalaudit.home", "")),
        (host, port) -> unmeasured(),
        host -> unmeasured());
  }

  private static String unmeasured() {
    throw new Source.Stopped(Reason.INTERRUPTED);
  }

  /** Crawls again; no page is read and no label matched anew. */
  Survey again() {
    return crawl(
        new Remembered(),
        (capture, body, type) -> Objects.requireNonNull(pages.get(capture.url())),
        label -> Objects.requireNonNull(strata.get(label)));
  }

  private static Survey crawl(Source source, Crawler.Reader reader, Crawler.Interest interest) {
    return new Crawler(source, reader, interest, MOST)
        .crawl(FolderSource.ROOT + "/", Crawler.Progress.NONE);
  }

  /** Answers from the folder and remembers all but the bodies of pages. */
  private final class Remembering extends Wrapped {
    @Override
    public Answer fetch(String url, Capture.Purpose purpose) {
      Answer answer = source.fetch(url, purpose);
      boolean page = answer.capture().mediaType().equals("text/html");
      answers.put(purpose + url, page ? new Answer(answer.capture(), new byte[0]) : answer);
      return answer;
    }
  }

  /** Answers what was answered before. */
  private final class Remembered extends Wrapped {
    @Override
    public Answer fetch(String url, Capture.Purpose purpose) {
      return Objects.requireNonNull(answers.get(purpose + url), url);
    }
  }

  private abstract class Wrapped implements Source {
    @Override
    public Answer render(String url) {
      return source.render(url);
    }

    @Override
    public void picture(String url, String name) {
      // there is no browser
    }

    @Override
    public String measure(String kind, String target, Supplier<String> live) {
      return source.measure(kind, target, live);
    }
  }
}
