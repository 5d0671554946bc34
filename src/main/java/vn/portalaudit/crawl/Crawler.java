package vn.portalaudit.crawl;

import java.util.Optional;
import vn.portalaudit.domain.Capture;

/**
 * Reads a portal: robots.txt, home page, sitemaps, feeds, then page after page, those first that
 * name a section which somebody needs. The same portal always gives the same pages in the same
 * order. Stateless between calls; one call uses its source by one thread.
 */
public final class Crawler {
  private final Source source;
  private final Reader reader;
  private final Interest interest;
  private final Options options;

  /**
   * A crawler.
   *
   * @param source where answers come from
   * @param reader reads pages
   * @param interest which labels name a section that is needed
   * @param options bounds
   */
  public Crawler(Source source, Reader reader, Interest interest, Options options) {
    this.source = source;
    this.reader = reader;
    this.interest = interest;
    this.options = options;
  }

  /**
   * Crawls a portal.
   *
   * @param root its address, {@code https://} where no scheme is given
   * @param progress told before each ask
   * @return what was seen; also when the source stopped in the middle
   */
  public Survey crawl(String root, Progress progress) {
    Session session = new Session(source, reader, interest, options, progress);
    return new Crawl(session, root).run();
  }

  /** What one crawl works with. */
  record Session(
      Source source, Reader reader, Interest interest, Options options, Progress progress) {}

  /** Reads a page. */
  @FunctionalInterface
  public interface Reader {
    /** What a page shows; pure. */
    Page read(Capture capture, byte[] body, Page.Type type);
  }

  /** Tells which labels name a section that is needed. */
  @FunctionalInterface
  public interface Interest {
    /** The section that a label names, if any; pure. */
    Optional<Stratum> of(Page.Label label);
  }

  /**
   * A section that is needed.
   *
   * @param name its id
   * @param rank lower is more important
   */
  public record Stratum(String name, int rank) {}

  /** Is told how far the crawl is. */
  @FunctionalInterface
  public interface Progress {
    /** Nobody is told. */
    Progress NONE = (phase, read, queued, url) -> {};

    /**
     * Something is about to be asked.
     *
     * @param phase Vietnamese words
     * @param read pages read
     * @param queued addresses waiting
     * @param url the address
     */
    void at(String phase, int read, int queued, String url);
  }

  /**
   * Bounds of a crawl.
   *
   * @param maxPages pages asked for; robots.txt, sitemaps and feeds are not counted
   * @param maxRenders pages rendered in a browser
   * @param renderAlways whether home and section pages are rendered also when they show their
   *     content without scripts
   */
  public record Options(int maxPages, int maxRenders, boolean renderAlways) {
    /** 400 pages, 60 of them rendered where needed. */
    public static final Options STANDARD = new Options(400, 60, false);
  }
}
