package vn.portalaudit.crawl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sitemap or an index of sitemaps (sitemaps.org protocol 0.9): at most 50,000 addresses, as
 * XML, gzipped XML, or plain text with an address a line.
 *
 * @param valid whether it is one by the protocol
 * @param pages addresses of pages, normalised, in order, without repetition of the last one
 * @param sitemaps addresses of further sitemaps
 */
record SitemapXml(boolean valid, List<String> pages, List<String> sitemaps) {
  private static final int MAX_URLS = 50_000;

  static SitemapXml read(byte[] body, String mediaType) {
    if (mediaType.equals("text/plain") && !startsAsXml(body)) {
      return plain(new String(body, StandardCharsets.UTF_8));
    }
    Collector collector = new Collector();
    boolean wellFormed = SafeXml.read(body, collector);
    return new SitemapXml(
        wellFormed && collector.known, List.copyOf(collector.pages), List.copyOf(collector.maps));
  }

  private static boolean startsAsXml(byte[] body) {
    for (byte b : body) {
      if (b > ' ') {
        return b == '<';
      }
    }
    return false;
  }

  private static SitemapXml plain(String text) {
    List<String> pages =
        text.lines()
            .limit(MAX_URLS)
            .map(Urls::normalise)
            .<String>mapMulti(
                (url, sink) -> {
                  if (url != null) {
                    sink.accept(url);
                  }
                })
            .toList();
    return new SitemapXml(!pages.isEmpty(), pages, List.of());
  }

  private static final class Collector implements SafeXml.Handler {
    private final List<String> pages = new ArrayList<>();
    private final List<String> maps = new ArrayList<>();
    private @Nullable String loc;
    private boolean first = true;
    private boolean known;

    @Override
    public void begin(XMLStreamReader element) {
      if (first) {
        first = false;
        String root = element.getLocalName();
        known = root.equals("urlset") || root.equals("sitemapindex");
      }
    }

    @Override
    public boolean end(String name, String text) {
      switch (name) {
        case "loc" -> loc = loc == null ? Urls.normalise(text) : loc;
        case "url" -> flush(pages);
        case "sitemap" -> flush(maps);
        default -> {
          // dates, priorities and extensions are not used
        }
      }
      return pages.size() + maps.size() < MAX_URLS;
    }

    private void flush(List<String> into) {
      if (loc != null) {
        into.add(loc);
      }
      loc = null;
    }
  }
}
