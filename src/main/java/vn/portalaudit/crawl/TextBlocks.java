package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import vn.portalaudit.domain.Folding;

/**
 * Cuts the text of one document into blocks: a paragraph, a cell, a list entry. A short block that
 * is no link can be a label, too.
 */
final class TextBlocks {
  private static final int MAX_BLOCKS = 4_000;
  private static final int MAX_BLOCK = 2_000;
  private static final Set<String> ELEMENTS =
      Set.of(
          "p",
          "div",
          "li",
          "td",
          "th",
          "tr",
          "table",
          "ul",
          "ol",
          "dl",
          "dt",
          "dd",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "section",
          "article",
          "header",
          "footer",
          "nav",
          "aside",
          "main",
          "form",
          "fieldset",
          "legend",
          "caption",
          "br",
          "blockquote",
          "address",
          "center",
          "marquee",
          "figure",
          "figcaption",
          "label",
          "button",
          "body",
          "pre",
          "hr",
          "select");

  private final Labels labels;
  private final List<String> blocks = new ArrayList<>();
  private final List<String> footerBlocks = new ArrayList<>();
  private final StringBuilder block = new StringBuilder();
  private final StringBuilder outsideLinks = new StringBuilder();
  private int footerDepth;

  TextBlocks(Labels labels) {
    this.labels = labels;
  }

  void open(Element element, String name) {
    if (ELEMENTS.contains(name)) {
      flush();
    }
    if (footerDepth > 0) {
      footerDepth++;
    } else if (isFooter(element, name)) {
      footerDepth = 1;
    }
  }

  void close(String name) {
    if (ELEMENTS.contains(name)) {
      flush();
    }
    if (footerDepth > 0) {
      footerDepth--;
    }
  }

  /** Whether the present block has any text. */
  boolean begun() {
    return !block.isEmpty();
  }

  void append(String text, boolean insideLink) {
    if (block.length() < MAX_BLOCK) {
      block.append(text);
      if (!insideLink) {
        outsideLinks.append(text);
      }
    }
  }

  List<String> all() {
    flush();
    return blocks;
  }

  List<String> footer() {
    return Footers.of(all(), footerBlocks);
  }

  private void flush() {
    if (block.isEmpty()) {
      return;
    }
    String text = Folding.tidy(block.toString());
    String outside = Folding.tidy(outsideLinks.toString());
    block.setLength(0);
    outsideLinks.setLength(0);
    if (!text.isEmpty() && blocks.size() < MAX_BLOCKS) {
      blocks.add(text);
      if (footerDepth > 0) {
        footerBlocks.add(text);
      }
    }
    if (outside.length() >= 2 && Labels.names(outside) && outside.equals(text)) {
      labels.add(new Page.Label(Page.Via.TEXT, outside, "", "", null));
    }
  }

  private static boolean isFooter(Element element, String name) {
    return switch (name) {
      case "footer" -> true;
      case "div", "section", "td", "table" -> {
        String marks = (element.id() + " " + element.className()).toLowerCase(Locale.ROOT);
        yield marks.contains("footer")
            || marks.contains("chantrang")
            || marks.contains("chan-trang");
      }
      default -> false;
    };
  }
}
