package vn.portalaudit.crawl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import vn.portalaudit.domain.Capture;

/** Reads of a page what a crawl needs. */
final class TinyReader {
  private static final Page.Tally NONE =
      new Page.Tally(0, 0, 0, 0, 0, 0, 0, List.of(), false, false);

  private TinyReader() {}

  static Page read(Capture capture, byte[] body, Page.Type type) {
    Document page =
        Jsoup.parse(new String(body, StandardCharsets.UTF_8), capture.finalUrl());
    List<Page.Label> labels = new ArrayList<>();
    List<Page.Item> items = new ArrayList<>();
    for (Element a : page.select("a[href]")) {
      String url = a.absUrl("href");
      labels.add(
          new Page.Label(
              Page.Via.LINK, a.text(), "", a.attr("href"), url.startsWith("http") ? url : null));
      if (a.hasClass("tin")) {
        items.add(new Page.Item(a.text(), url, null, ""));
      }
    }
    List<Page.Form> forms =
        page.select("form").stream()
            .map(
                f ->
                    new Page.Form(
                        f.absUrl("action"),
                        "post",
                        f.select("input,textarea").stream()
                            .map(
                                i ->
                                    new Page.Form.Field(
                                        i.attr("name"),
                                        i.normalName().equals("textarea")
                                            ? "textarea"
                                            : i.attr("type"),
                                        "",
                                        ""))
                            .toList()))
            .toList();
    String text = page.body().text();
    return new Page(
        capture,
        type,
        page.title(),
        "vi",
        "UTF-8",
        labels,
        page.select("h1,p,li").stream().map(Element::text).toList(),
        List.of(),
        items,
        List.of(),
        forms,
        Map.of(),
        page.select("link[rel]").stream()
            .map(l -> new Page.Link(l.attr("rel"), l.attr("type"), l.absUrl("href"), ""))
            .toList(),
        List.of(),
        NONE,
        !page.select("div#app:empty").isEmpty() && text.isEmpty(),
        text.length());
  }
}
