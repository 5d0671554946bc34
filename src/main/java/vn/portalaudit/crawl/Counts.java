package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/** Counts of one document, for accessibility and layout. */
final class Counts {
  private static final int MAX_INSECURE = 50;

  private final List<String> insecure = new ArrayList<>();
  private int images;
  private int imagesWithAlt;
  private int inputs;
  private int inputsWithLabel;
  private int moving;
  private boolean viewport;
  private boolean printing;

  void image(boolean withAlt) {
    images++;
    imagesWithAlt += withAlt ? 1 : 0;
  }

  void input(boolean withLabel) {
    inputs++;
    inputsWithLabel += withLabel ? 1 : 0;
  }

  /** An input that was counted without a label has one after all. */
  void labelled() {
    inputsWithLabel++;
  }

  void moving() {
    moving++;
  }

  void viewport() {
    viewport = true;
  }

  void printing() {
    printing = true;
  }

  /** Something is loaded from an address as written. */
  void resource(String src) {
    if (src.startsWith("http://") && insecure.size() < MAX_INSECURE) {
      insecure.add(src);
    }
  }

  /** Notes a control that prints the page. */
  void control(Element element, String name) {
    if (!printing) {
      printing = prints(element, name);
    }
  }

  private static boolean prints(Element element, String name) {
    return switch (name) {
      case "a", "button", "img", "input", "span", "i" -> {
        String click = element.attr("onclick") + element.attr("href");
        String marks = element.className();
        yield click.contains("print")
                && (click.contains("window.print")
                    || click.contains("print(")
                    || click.contains("/print/")
                    || click.contains("print=1"))
            || click.contains("/in/")
            || click.contains("inbai")
            || marks.contains("-print")
                && (marks.contains("fa-print")
                    || marks.contains("icon-print")
                    || marks.contains("btn-print"));
      }
      default -> false;
    };
  }

  /**
   * The counts.
   *
   * @param tables all tables of the document, those that only lay out a page included
   */
  Page.Tally tally(List<Element> tables) {
    int data = 0;
    int headed = 0;
    for (Element table : tables) {
      if (TableReader.isData(table)) {
        data++;
        headed += table.selectFirst(TableReader.HEADS) == null ? 0 : 1;
      }
    }
    return new Page.Tally(
        images,
        imagesWithAlt,
        inputs,
        inputsWithLabel,
        data,
        headed,
        moving,
        insecure,
        viewport,
        printing);
  }
}
