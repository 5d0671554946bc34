package vn.portalaudit.web;

import okhttp3.Headers;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** What the application answered. */
public record Answer(int status, Headers headers, String body) {
  /** The page. */
  public Document page() {
    return Jsoup.parse(body);
  }

  /** The text of the first element of a selector; empty without one. */
  public String text(String selector) {
    var element = page().selectFirst(selector);
    return element == null ? "" : element.text();
  }

  /** Where it sends the browser, without the host; empty when nowhere. */
  public String location() {
    String location = headers.get("Location");
    return location == null ? "" : location.replaceFirst("^https?://[^/]+", "");
  }
}
