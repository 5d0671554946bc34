package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;
import vn.portalaudit.domain.Folding;

/**
 * What one document declares without showing it: {@code meta}, {@code link}, {@code script} and
 * {@code noscript} elements, wherever they stand.
 */
final class HeadElements {
  private static final int MAX_META = 200;
  private static final int MAX_CONTENT = 4_000;
  private static final int MAX_LINKS = 200;
  private static final int MAX_SCRIPTS = 300;
  private static final int MAX_INLINE = 2_000;

  private final Targets targets;
  private final Counts counts;
  private final Map<String, String> meta = new HashMap<>();
  private final List<Page.Link> links = new ArrayList<>();
  private final List<Page.Script> scripts = new ArrayList<>();
  private boolean asksForScripts;

  HeadElements(Targets targets, Counts counts) {
    this.targets = targets;
    this.counts = counts;
  }

  Map<String, String> meta() {
    return meta;
  }

  List<Page.Link> links() {
    return links;
  }

  List<Page.Script> scripts() {
    return scripts;
  }

  /** Whether visitors without scripts are asked to switch them on. */
  boolean asksForScripts() {
    return asksForScripts;
  }

  void meta(Element element) {
    String name =
        Attributes.first(element, "name", "property", "http-equiv")
            .toLowerCase(Locale.ROOT)
            .strip();
    if (!name.isEmpty() && meta.size() < MAX_META) {
      String content = Folding.tidy(element.attr("content"));
      meta.merge(
          name, content, (a, b) -> a.equals(b) || a.length() > MAX_CONTENT ? a : a + "; " + b);
    }
    if (name.equals("viewport")) {
      counts.viewport();
    }
  }

  void link(Element element) {
    String rel = element.attr("rel").toLowerCase(Locale.ROOT);
    String url = targets.resolve(element.attr("href"));
    if (rel.contains("stylesheet")) {
      counts.resource(element.attr("href"));
      if (element.attr("media").toLowerCase(Locale.ROOT).contains("print")) {
        counts.printing();
      }
    }
    if (url != null && links.size() < MAX_LINKS) {
      String type = element.attr("type").toLowerCase(Locale.ROOT);
      String language = element.attr("hreflang").toLowerCase(Locale.ROOT);
      links.add(new Page.Link(rel, type, url, language));
    }
  }

  void script(Element element) {
    String src = element.attr("src").strip();
    counts.resource(src);
    String inline = src.isEmpty() ? inline(element.data()) : "";
    if (scripts.size() < MAX_SCRIPTS) {
      scripts.add(
          new Page.Script(
              src,
              element.hasAttr("integrity") ? element.attr("integrity") : null,
              element.hasAttr("crossorigin") ? element.attr("crossorigin") : null,
              inline));
    }
  }

  private static String inline(String data) {
    boolean wanted =
        data.contains("_govaq")
            || data.contains("gov-tracking")
            || data.contains("location")
            || data.contains("__NUXT__")
            || data.contains("createElement");
    return wanted ? data.substring(0, Math.min(MAX_INLINE, data.length())) : "";
  }

  void noscript(Element element) {
    asksForScripts |= element.html().toLowerCase(Locale.ROOT).contains("javascript");
  }
}
