package vn.portalaudit.crawl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Folding;

/**
 * What leads away from one document: links, maps of images, lists to choose from, elements that a
 * script makes clickable; with the images, for an image may be all that a link shows.
 */
final class Anchors {
  private static final int MAX_TEXT = 2_000;
  private static final int MAX_HINT = 200;
  private static final int SHORTEST_TITLE = 12;

  private final Targets targets;
  private final Labels labels;
  private final List<ItemFinder.Linked> items = new ArrayList<>();
  private final Deque<Element> clickable = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private @Nullable Element anchor;
  private @Nullable Element anchorImage;
  private int count;

  Anchors(Targets targets, Labels labels) {
    this.targets = targets;
    this.labels = labels;
  }

  /** Links that may be titles of entries. */
  List<ItemFinder.Linked> items() {
    return items;
  }

  /** How many links there are. */
  int count() {
    return count;
  }

  /** Whether the traversal is inside a link. */
  boolean inside() {
    return anchor != null;
  }

  void append(String more) {
    if (anchor != null && text.length() < MAX_TEXT) {
      text.append(more);
    }
  }

  void open(Element element) {
    anchor = element;
    anchorImage = null;
    text.setLength(0);
  }

  void close(Element element) {
    String seen = Folding.tidy(text.toString());
    String hint =
        anchorImage == null
            ? iconHint(element, seen)
            : Attributes.fileName(anchorImage.attr("src"));
    anchor = null;
    if (element.hasAttr("href") || element.hasAttr("onclick")) {
      link(element, seen, hint);
    } else if (!seen.isEmpty()) {
      labels.add(new Page.Label(Page.Via.TEXT, seen, hint, "", null));
    }
  }

  private void link(Element element, String seen, String hint) {
    String href = element.attr("href").strip();
    String words = seen.isEmpty() ? described(element) : seen;
    String url = targets.resolve(href);
    boolean direct = url != null;
    if (url == null) {
      url =
          targets.scripted(
              href.isEmpty() || href.startsWith("#") || href.equals("javascript:void(0)")
                  ? element.attr("onclick")
                  : href);
    }
    count++;
    Page.Via via = direct || url == null ? Page.Via.LINK : Page.Via.SCRIPT;
    labels.add(new Page.Label(seen.isEmpty() ? Page.Via.IMAGE : via, words, hint, href, url));
    if (url != null && words.length() >= SHORTEST_TITLE) {
      items.add(new ItemFinder.Linked(element, words, url));
    }
  }

  /** The words for a link that shows none. */
  private String described(Element element) {
    String ofImage =
        anchorImage == null ? "" : Folding.tidy(Attributes.first(anchorImage, "alt", "title"));
    return ofImage.isEmpty()
        ? Folding.tidy(Attributes.first(element, "title", "aria-label"))
        : ofImage;
  }

  /** Class names of a link that shows no words: they often name its icon. */
  private static String iconHint(Element element, String seen) {
    if (!seen.isEmpty()) {
      return "";
    }
    StringBuilder hint = new StringBuilder(element.className());
    for (Element inside : element.getAllElements()) {
      if (hint.length() > MAX_HINT) {
        break;
      }
      hint.append(' ').append(inside.className());
    }
    return Folding.tidy(hint.toString());
  }

  void image(Element element) {
    if (anchor != null) {
      anchorImage = element;
      return;
    }
    String alt = Folding.tidy(Attributes.first(element, "alt", "title"));
    if (Labels.names(alt)) {
      String file = Attributes.fileName(element.attr("src"));
      labels.add(new Page.Label(Page.Via.IMAGE, alt, file, "", null));
    }
  }

  void area(Element element) {
    label(Page.Via.AREA, Attributes.first(element, "alt", "title"), element.attr("href"));
  }

  void option(Element element) {
    String value = element.attr("value").strip();
    boolean address =
        value.startsWith("http")
            || value.startsWith("/")
            || value.contains(".htm")
            || value.contains(".asp")
            || value.contains(".php");
    label(Page.Via.OPTION, element.text(), address ? value : "");
  }

  private void label(Page.Via via, String words, String href) {
    String tidy = Folding.tidy(words);
    if (!tidy.isEmpty()) {
      String url = href.isEmpty() ? null : targets.resolve(href);
      labels.add(new Page.Label(via, tidy, "", href, url));
    }
  }

  /** An element other than a link is opened that a script makes clickable. */
  void openClickable(Element element) {
    clickable.push(element);
  }

  /** Any element is closed. */
  void closeClickable(Element element) {
    if (clickable.peek() != element) {
      return;
    }
    clickable.pop();
    String script = element.attr("onclick");
    String url = targets.scripted(script);
    String words = Folding.tidy(element.text());
    if (url != null && Labels.names(words)) {
      labels.add(new Page.Label(Page.Via.SCRIPT, words, "", script, url));
    }
  }
}
