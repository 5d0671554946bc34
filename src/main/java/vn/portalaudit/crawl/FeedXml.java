package vn.portalaudit.crawl;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads RSS 0.9–2.0 and Atom 1.0: at most 1,000 entries.
 *
 * @param valid whether it is a feed
 * @param items its entries, days in Vietnam's time
 */
record FeedXml(boolean valid, List<Page.Item> items) {
  private static final int MAX_ITEMS = 1_000;
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final Pattern DAY_FIRST =
      Pattern.compile("\\b(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})\\b");
  private static final Pattern ISO = Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})");

  static FeedXml read(byte[] body, String base) {
    Collector collector = new Collector(base);
    boolean wellFormed = SafeXml.read(body, collector);
    return new FeedXml(wellFormed && collector.known, List.copyOf(collector.items));
  }

  /** The day of a feed's time stamp: RFC 822, RFC 3339, or the forms that portals make of them. */
  static @Nullable LocalDate day(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
          .withZoneSameInstant(VIETNAM)
          .toLocalDate();
    } catch (DateTimeException e) {
      return otherDay(text);
    }
  }

  private static @Nullable LocalDate otherDay(String text) {
    try {
      return OffsetDateTime.parse(text).atZoneSameInstant(VIETNAM).toLocalDate();
    } catch (DateTimeException e) {
      Matcher dayFirst = DAY_FIRST.matcher(text);
      if (dayFirst.find()) {
        return date(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1));
      }
      Matcher iso = ISO.matcher(text);
      return iso.find() ? date(iso.group(1), iso.group(2), iso.group(3)) : null;
    }
  }

  private static @Nullable LocalDate date(String year, String month, String day) {
    try {
      return LocalDate.of(
          Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static final class Collector implements SafeXml.Handler {
    private final String base;
    private final List<Page.Item> items = new ArrayList<>();
    private boolean first = true;
    private boolean known;
    private boolean inside;
    private String title = "";
    private String link = "";
    private String date = "";

    Collector(String base) {
      this.base = base;
    }

    @Override
    public void begin(XMLStreamReader element) {
      String name = element.getLocalName();
      if (first) {
        first = false;
        known = name.equals("rss") || name.equals("feed") || name.equals("RDF");
      }
      if (name.equals("item") || name.equals("entry")) {
        inside = true;
        title = "";
        link = "";
        date = "";
      } else if (inside && name.equals("link")) {
        String href = element.getAttributeValue(null, "href");
        String rel = element.getAttributeValue(null, "rel");
        if (href != null && (rel == null || rel.equals("alternate"))) {
          link = href;
        }
      }
    }

    @Override
    public boolean end(String name, String text) {
      if (inside) {
        switch (name) {
          case "title" -> title = text;
          case "link", "guid", "id" -> link = link.isEmpty() ? text : link;
          case "pubDate", "published", "date", "updated" -> date = date.isEmpty() ? text : date;
          case "item", "entry" -> {
            inside = false;
            String url = Urls.resolve(base, link);
            items.add(new Page.Item(title, url == null ? "" : url, day(date), date));
          }
          default -> {
            // descriptions and media are not used
          }
        }
      }
      return items.size() < MAX_ITEMS;
    }
  }
}
