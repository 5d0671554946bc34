package vn.portalaudit.crawl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import vn.portalaudit.domain.Folding;

/** The one traversal of a document; gathers what {@link Page} holds. One instance reads one document. */
final class DocumentVisitor implements NodeVisitor {
  private static final int MAX_LABELS = 4_000;
  private static final int MAX_BLOCKS = 4_000;
  private static final int MAX_BLOCK = 2_000;
  private static final int MAX_TABLES = 30;
  private static final int SHORT_TEXT = 90;
  private static final Set<String> SILENT = Set.of("script", "style", "noscript", "template", "svg", "head", "title", "option", "textarea");
  private static final Set<String> BLOCKS =
      Set.of("p", "div", "li", "td", "th", "tr", "table", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6",
          "section", "article", "header", "footer", "nav", "aside", "main", "form", "fieldset", "legend", "caption", "br",
          "blockquote", "address", "center", "marquee", "figure", "figcaption", "label", "button", "body", "pre", "hr", "select");

  private final Targets links;
  private final List<Page.Label> labels = new ArrayList<>();
  private final List<String> blocks = new ArrayList<>();
  private final List<String> footerBlocks = new ArrayList<>();
  private final List<Page.Form> forms = new ArrayList<>();
  private final List<Page.Form.Field> loose = new ArrayList<>();
  private final Map<String, String> meta = new HashMap<>();
  private final List<Page.Link> linkElements = new ArrayList<>();
  private final List<Page.Script> scripts = new ArrayList<>();
  private final List<ItemFinder.Linked> itemLinks = new ArrayList<>();
  private final List<ItemFinder.Dated> dated = new ArrayList<>();
  private final List<Element> tables = new ArrayList<>();
  private final Counts counts = new Counts();
  private final StringBuilder block = new StringBuilder();
  private final StringBuilder own = new StringBuilder();
  private final StringBuilder anchorText = new StringBuilder();
  private final Deque<Element> clickable = new ArrayDeque<>();
  private @Nullable Element anchor;
  private @Nullable Element anchorImage;
  private @Nullable Element form;
  private List<Page.Form.Field> fields = new ArrayList<>();
  private int silent;
  private int footerDepth;
  private int textLength;
  private int linkCount;
  private boolean asksForScripts;

  DocumentVisitor(Targets links) {
    this.links = links;
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode text) {
      text(text);
    } else if (node instanceof Element element) {
      open(element, element.normalName());
    } else if (node instanceof Comment || node instanceof DataNode) {
      return;
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (node instanceof Element element) {
      close(element, element.normalName());
    }
  }

  private void text(TextNode node) {
    if (silent > 0 || node.isBlank()) {
      if (silent == 0 && !block.isEmpty()) {
        append(" ");
      }
      return;
    }
    String text = node.getWholeText();
    append(text);
    textLength += text.strip().length();
    Dates.Found found = dated.size() < 2_000 ? Dates.first(text) : null;
    if (found != null && node.parent() instanceof Element parent) {
      dated.add(new ItemFinder.Dated(parent, found, itemLinks.size()));
    }
  }

  private void append(String text) {
    if (block.length() < MAX_BLOCK) {
      block.append(text);
      if (anchor == null) {
        own.append(text);
      }
    }
    if (anchor != null && anchorText.length() < MAX_BLOCK) {
      anchorText.append(text);
    }
  }

  private void open(Element element, String name) {
    if (BLOCKS.contains(name)) {
      flush();
    }
    if (footerDepth > 0) {
      footerDepth++;
    } else if (isFooter(element, name)) {
      footerDepth = 1;
    }
    switch (name) {
      case "a" -> {
        anchor = element;
        anchorImage = null;
        anchorText.setLength(0);
      }
      case "img" -> image(element);
      case "area" -> label(Page.Via.AREA, firstOf(element, "alt", "title"), "", element.attr("href"));
      case "option" -> option(element);
      case "input", "textarea", "select", "button" -> field(element, name);
      case "form" -> {
        form = element;
        fields = new ArrayList<>();
      }
      case "table" -> table(element);
      case "meta" -> meta(element);
      case "link" -> link(element);
      case "script" -> script(element);
      case "noscript" -> asksForScripts |= element.html().toLowerCase(Locale.ROOT).contains("javascript");
      case "marquee", "blink" -> counts.moving++;
      case "iframe" -> counts.resource(element.attr("src"));
      default -> {}
    }
    if (!name.equals("a") && element.hasAttr("onclick")) {
      clickable.push(element);
    }
    if (SILENT.contains(name)) {
      silent++;
    }
    counts.printing |= printing(element, name);
  }

  private void close(Element element, String name) {
    if (SILENT.contains(name)) {
      silent--;
    }
    if (name.equals("a")) {
      anchorClosed(element);
    }
    if (clickable.peek() == element) {
      clickable.pop();
      clicked(element);
    }
    if (heading(element, name)) {
      String text = Folding.tidy(element.text());
      if (!text.isEmpty() && text.length() <= SHORT_TEXT) {
        add(new Page.Label(Page.Via.HEADING, text, "", "", null));
      }
    }
    if (BLOCKS.contains(name)) {
      flush();
    }
    if (name.equals("form")) {
      formClosed(element);
    }
    if (footerDepth > 0) {
      footerDepth--;
    }
  }

  private void anchorClosed(Element element) {
    String href = element.attr("href").strip();
    String text = Folding.tidy(anchorText.toString());
    boolean seen = !text.isEmpty();
    String hint = anchorImage == null ? iconHint(element, seen) : fileName(anchorImage.attr("src"));
    if (!seen) {
      text = anchorImage == null ? "" : Folding.tidy(firstOf(anchorImage, "alt", "title"));
    }
    if (text.isEmpty()) {
      text = Folding.tidy(firstOf(element, "title", "aria-label"));
    }
    anchor = null;
    if (element.hasAttr("href") || element.hasAttr("onclick")) {
      String url = links.resolve(href);
      boolean direct = url != null;
      if (url == null) {
        url = links.scripted(href.isEmpty() || href.startsWith("#") || href.equals("javascript:void(0)") ? element.attr("onclick") : href);
      }
      linkCount++;
      add(new Page.Label(seen ? direct || url == null ? Page.Via.LINK : Page.Via.SCRIPT : Page.Via.IMAGE, text, hint, href, url));
      if (url != null && text.length() >= 12) {
        itemLinks.add(new ItemFinder.Linked(element, text, url));
      }
    } else if (seen) {
      add(new Page.Label(Page.Via.TEXT, text, hint, "", null));
    }
  }

  private void clicked(Element element) {
    String url = links.scripted(element.attr("onclick"));
    String text = Folding.tidy(element.text());
    if (url != null && !text.isEmpty() && text.length() <= SHORT_TEXT) {
      add(new Page.Label(Page.Via.SCRIPT, text, "", element.attr("onclick"), url));
    }
  }

  private void image(Element element) {
    counts.images++;
    if (element.hasAttr("alt")) {
      counts.imagesWithAlt++;
    }
    counts.resource(element.attr("src"));
    if (anchor != null) {
      anchorImage = element;
    } else {
      String alt = Folding.tidy(firstOf(element, "alt", "title"));
      if (!alt.isEmpty() && alt.length() <= SHORT_TEXT) {
        add(new Page.Label(Page.Via.IMAGE, alt, fileName(element.attr("src")), "", null));
      }
    }
  }

  private void option(Element element) {
    String value = element.attr("value").strip();
    boolean address = value.startsWith("http") || value.startsWith("/") || value.contains(".htm") || value.contains(".asp") || value.contains(".php");
    label(Page.Via.OPTION, element.text(), "", address ? value : "");
  }

  private void field(Element element, String name) {
    String type = name.equals("input") ? element.attr("type").toLowerCase(Locale.ROOT) : name;
    if (type.equals("hidden")) {
      return;
    }
    String words = Folding.tidy(firstOf(element, "placeholder", "title", "aria-label"));
    String value = type.equals("submit") || type.equals("button") || type.equals("text") || type.isEmpty() || type.equals("search") ? Folding.tidy(element.attr("value")) : "";
    if (name.equals("button")) {
      value = Folding.tidy(element.text());
    }
    Page.Form.Field field = new Page.Form.Field(element.attr("name").isEmpty() ? element.id() : element.attr("name"), type, words, value);
    (form == null ? loose : fields).add(field);
    if (!name.equals("button") && !type.equals("submit") && !type.equals("button") && !type.equals("image")) {
      counts.inputs++;
      if (!words.isEmpty() || labelled(element)) {
        counts.inputsWithLabel++;
      }
    }
    String text = words.isEmpty() ? value : words;
    if (!text.isEmpty() && text.length() <= SHORT_TEXT) {
      add(new Page.Label(Page.Via.CONTROL, text, field.name() + " " + element.id() + " " + type, "", null));
    } else {
      add(new Page.Label(Page.Via.CONTROL, "", field.name() + " " + element.id() + " " + type, "", null));
    }
  }

  private static boolean labelled(Element element) {
    if (!element.id().isEmpty() && element.ownerDocument() != null) {
      for (Element parent = element.parent(); parent != null; parent = parent.parent()) {
        if (parent.normalName().equals("label")) {
          return true;
        }
      }
      Element label = element.ownerDocument().selectFirst("label[for=" + quoted(element.id()) + "]");
      return label != null;
    }
    Element parent = element.parent();
    return parent != null && parent.normalName().equals("label");
  }

  private static String quoted(String id) {
    return "\"" + id.replace("\\", "").replace("\"", "") + "\"";
  }

  private void formClosed(Element element) {
    if (form == element) {
      String action = links.resolve(element.attr("action").isBlank() ? "?" : element.attr("action"));
      forms.add(new Page.Form(action == null ? "" : action, element.attr("method").equalsIgnoreCase("post") ? "post" : "get", fields));
      form = null;
    }
  }

  private void table(Element element) {
    if (tables.size() < MAX_TABLES) {
      tables.add(element);
    }
  }

  private void meta(Element element) {
    String name = firstOf(element, "name", "property", "http-equiv").toLowerCase(Locale.ROOT).strip();
    if (!name.isEmpty() && meta.size() < 200) {
      String content = Folding.tidy(element.attr("content"));
      meta.merge(name, content, (a, b) -> a.equals(b) || a.length() > 4_000 ? a : a + "; " + b);
    }
    counts.viewport |= name.equals("viewport");
  }

  private void link(Element element) {
    String rel = element.attr("rel").toLowerCase(Locale.ROOT);
    String url = links.resolve(element.attr("href"));
    counts.printing |= rel.contains("stylesheet") && element.attr("media").toLowerCase(Locale.ROOT).contains("print");
    if (rel.contains("stylesheet")) {
      counts.resource(element.attr("href"));
    }
    if (url != null && linkElements.size() < 200) {
      linkElements.add(new Page.Link(rel, element.attr("type").toLowerCase(Locale.ROOT), url, element.attr("hreflang").toLowerCase(Locale.ROOT)));
    }
  }

  private void script(Element element) {
    String src = element.attr("src").strip();
    counts.resource(src);
    String inline = "";
    if (src.isEmpty()) {
      String data = element.data();
      boolean wanted = data.contains("_govaq") || data.contains("gov-tracking") || data.contains("location") || data.contains("__NUXT__") || data.contains("createElement");
      inline = wanted ? data.substring(0, Math.min(2_000, data.length())) : "";
    }
    if (scripts.size() < 300) {
      scripts.add(new Page.Script(src, element.hasAttr("integrity") ? element.attr("integrity") : null, element.hasAttr("crossorigin") ? element.attr("crossorigin") : null, inline));
    }
  }

  private void label(Page.Via via, String text, String hint, String href) {
    String tidy = Folding.tidy(text);
    if (!tidy.isEmpty()) {
      add(new Page.Label(via, tidy, hint, href, href.isEmpty() ? null : links.resolve(href)));
    }
  }

  private void add(Page.Label label) {
    if (labels.size() < MAX_LABELS) {
      labels.add(label);
    }
  }

  private void flush() {
    if (!block.isEmpty()) {
      String text = Folding.tidy(block.toString());
      String outside = Folding.tidy(own.toString());
      block.setLength(0);
      own.setLength(0);
      if (!text.isEmpty() && blocks.size() < MAX_BLOCKS) {
        blocks.add(text);
        if (footerDepth > 0) {
          footerBlocks.add(text);
        }
      }
      if (outside.length() >= 2 && outside.length() <= SHORT_TEXT && outside.equals(text)) {
        add(new Page.Label(Page.Via.TEXT, outside, "", "", null));
      }
    }
  }

  private static boolean isFooter(Element element, String name) {
    if (name.equals("footer")) {
      return true;
    }
    if (!name.equals("div") && !name.equals("section") && !name.equals("td") && !name.equals("table")) {
      return false;
    }
    String marks = (element.id() + " " + element.className()).toLowerCase(Locale.ROOT);
    return marks.contains("footer") || marks.contains("chantrang") || marks.contains("chan-trang");
  }

  private static boolean heading(Element element, String name) {
    if (name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1)) || name.equals("legend") || name.equals("caption")) {
      return true;
    }
    if (!name.equals("div") && !name.equals("span") && !name.equals("strong") && !name.equals("p")) {
      return false;
    }
    String classes = element.className();
    return !classes.isEmpty() && classes.toLowerCase(Locale.ROOT).contains("title") && element.childrenSize() <= 3;
  }

  private static boolean printing(Element element, String name) {
    if (!name.equals("a") && !name.equals("button") && !name.equals("img") && !name.equals("input") && !name.equals("span") && !name.equals("i")) {
      return false;
    }
    String click = element.attr("onclick") + element.attr("href");
    if (click.contains("window.print") || click.contains("print(") || click.contains("/print/") || click.contains("print=1") || click.contains("/in/") || click.contains("inbai")) {
      return true;
    }
    String marks = element.className();
    return marks.contains("fa-print") || marks.contains("icon-print") || marks.contains("btn-print");
  }

  private static String iconHint(Element anchor, boolean seen) {
    if (seen) {
      return "";
    }
    StringBuilder hint = new StringBuilder(anchor.className());
    for (Element inside : anchor.getAllElements()) {
      if (hint.length() > 200) {
        break;
      }
      hint.append(' ').append(inside.className());
    }
    return Folding.tidy(hint.toString());
  }

  private static String fileName(String src) {
    String path = src.startsWith("data:") ? "" : src;
    int query = path.indexOf('?');
    path = query < 0 ? path : path.substring(0, query);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String firstOf(Element element, String... attributes) {
    for (String attribute : attributes) {
      String value = element.attr(attribute);
      if (!value.isBlank()) {
        return value;
      }
    }
    return "";
  }

  List<Page.Label> labels() {
    return labels;
  }

  List<String> blocks() {
    flush();
    return blocks;
  }

  List<String> footer() {
    return Footers.of(blocks(), footerBlocks);
  }

  List<Page.Form> forms() {
    if (!loose.isEmpty()) {
      forms.add(new Page.Form("", "get", loose));
      loose.clear();
    }
    return forms;
  }

  Map<String, String> meta() {
    return meta;
  }

  List<Page.Link> links() {
    return linkElements;
  }

  List<Page.Script> scripts() {
    return scripts;
  }

  List<ItemFinder.Linked> itemLinks() {
    return itemLinks;
  }

  List<ItemFinder.Dated> dated() {
    return dated;
  }

  List<Element> tables() {
    return tables;
  }

  Page.Tally tally() {
    return counts.tally(tables);
  }

  int textLength() {
    return textLength;
  }

  int linkCount() {
    return linkCount;
  }

  boolean asksForScripts() {
    return asksForScripts && textLength < 400;
  }

  /** Counts of one document. */
  private static final class Counts {
    private int images;
    private int imagesWithAlt;
    private int inputs;
    private int inputsWithLabel;
    private int moving;
    private boolean viewport;
    private boolean printing;
    private final List<String> insecure = new ArrayList<>();

    void resource(String src) {
      if (src.startsWith("http://") && insecure.size() < 50) {
        insecure.add(src);
      }
    }

    Page.Tally tally(List<Element> tables) {
      int data = 0;
      int headed = 0;
      for (Element table : tables) {
        if (TableReader.isData(table)) {
          data++;
          headed += table.selectFirst("th") == null ? 0 : 1;
        }
      }
      return new Page.Tally(images, imagesWithAlt, inputs, inputsWithLabel, data, headed, moving, insecure, viewport, printing);
    }
  }
}
