package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import vn.portalaudit.domain.Folding;

/**
 * The one traversal of a document: hands each element to the parts that gather what {@link Page}
 * holds. One instance reads one document.
 */
final class DocumentVisitor implements NodeVisitor {
  private static final int MAX_TABLES = 30;
  private static final int MAX_DATES = 2_000;
  private static final int LITTLE_TEXT = 400;
  private static final Set<String> SILENT =
      Set.of(
          "script", "style", "noscript", "template", "svg", "head", "title", "option", "textarea");

  private final Labels labels = new Labels();
  private final Counts counts = new Counts();
  private final TextBlocks blocks = new TextBlocks(labels);
  private final Anchors anchors;
  private final Controls controls;
  private final HeadElements declared;
  private final List<ItemFinder.Dated> dated = new ArrayList<>();
  private final List<Element> tables = new ArrayList<>();
  private int silent;
  private int textLength;

  DocumentVisitor(Targets targets) {
    anchors = new Anchors(targets, labels);
    controls = new Controls(targets, labels, counts);
    declared = new HeadElements(targets, counts);
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode text) {
      text(text);
    } else if (node instanceof Element element) {
      open(element, element.normalName());
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (node instanceof Element element) {
      close(element, element.normalName());
    }
  }

  private void text(TextNode node) {
    if (silent > 0) {
      return;
    }
    if (node.isBlank()) {
      if (blocks.begun()) {
        append(" ");
      }
      return;
    }
    String text = node.getWholeText();
    append(text);
    textLength += text.strip().length();
    Dates.Found found = dated.size() < MAX_DATES ? Dates.first(text) : null;
    if (found != null && node.parent() instanceof Element parent) {
      dated.add(new ItemFinder.Dated(parent, found, anchors.items().size()));
    }
  }

  private void append(String text) {
    blocks.append(text, anchors.inside());
    anchors.append(text);
  }

  private void open(Element element, String name) {
    blocks.open(element, name);
    switch (name) {
      case "a" -> anchors.open(element);
      case "img" -> image(element);
      case "area" -> anchors.area(element);
      case "option" -> anchors.option(element);
      case "input", "textarea", "select", "button" -> controls.field(element, name);
      case "form" -> controls.openForm(element);
      case "label" -> controls.label(element);
      case "table" -> table(element);
      case "meta" -> declared.meta(element);
      case "link" -> declared.link(element);
      case "script" -> declared.script(element);
      case "noscript" -> declared.noscript(element);
      case "marquee", "blink" -> counts.moving();
      case "iframe" -> counts.resource(element.attr("src"));
      default -> {}
    }
    if (!name.equals("a") && element.hasAttr("onclick")) {
      anchors.openClickable(element);
    }
    if (SILENT.contains(name)) {
      silent++;
    }
    counts.control(element, name);
  }

  private void close(Element element, String name) {
    if (SILENT.contains(name)) {
      silent--;
    }
    if (name.equals("a")) {
      anchors.close(element);
    }
    anchors.closeClickable(element);
    heading(element, name);
    blocks.close(name);
    if (name.equals("form")) {
      controls.closeForm(element);
    }
  }

  private void image(Element element) {
    counts.image(element.hasAttr("alt"));
    counts.resource(element.attr("src"));
    anchors.image(element);
  }

  private void table(Element element) {
    if (tables.size() < MAX_TABLES) {
      tables.add(element);
    }
  }

  private void heading(Element element, String name) {
    if (isHeading(element, name)) {
      String text = Folding.tidy(element.text());
      if (Labels.names(text)) {
        labels.add(new Page.Label(Page.Via.HEADING, text, "", "", null));
      }
    }
  }

  private static boolean isHeading(Element element, String name) {
    if (name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1))) {
      return true;
    }
    return switch (name) {
      case "legend", "caption" -> true;
      case "div", "span", "strong", "p" -> {
        String classes = element.className();
        yield !classes.isEmpty()
            && classes.toLowerCase(Locale.ROOT).contains("title")
            && element.childrenSize() <= 3;
      }
      default -> false;
    };
  }

  List<Page.Label> labels() {
    return labels.all();
  }

  List<String> blocks() {
    return blocks.all();
  }

  List<String> footer() {
    return blocks.footer();
  }

  List<Page.Form> forms() {
    return controls.forms();
  }

  Map<String, String> meta() {
    return declared.meta();
  }

  List<Page.Link> links() {
    return declared.links();
  }

  List<Page.Script> scripts() {
    return declared.scripts();
  }

  List<ItemFinder.Linked> itemLinks() {
    return anchors.items();
  }

  List<ItemFinder.Dated> dated() {
    return dated;
  }

  List<Element> tables() {
    return tables;
  }

  Page.Tally tally() {
    controls.settle();
    return counts.tally(tables);
  }

  int textLength() {
    return textLength;
  }

  int linkCount() {
    return anchors.count();
  }

  boolean asksForScripts() {
    return declared.asksForScripts() && textLength < LITTLE_TEXT;
  }
}
