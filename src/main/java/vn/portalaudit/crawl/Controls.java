package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Folding;

/** Forms of one document and their fields; fields outside any form count as one form. */
final class Controls {
  private final Targets targets;
  private final Labels labels;
  private final Counts counts;
  private final List<Page.Form> forms = new ArrayList<>();
  private final List<Page.Form.Field> loose = new ArrayList<>();
  private @Nullable Element form;
  private @Nullable Set<String> labelledIds;
  private List<Page.Form.Field> fields = new ArrayList<>();

  Controls(Targets targets, Labels labels, Counts counts) {
    this.targets = targets;
    this.labels = labels;
    this.counts = counts;
  }

  List<Page.Form> forms() {
    if (!loose.isEmpty()) {
      forms.add(new Page.Form("", "get", loose));
      loose.clear();
    }
    return forms;
  }

  void openForm(Element element) {
    form = element;
    fields = new ArrayList<>();
  }

  void closeForm(Element element) {
    if (form != element) {
      return;
    }
    String written = element.attr("action");
    String action = targets.resolve(written.isBlank() ? "?" : written);
    String method = element.attr("method").equalsIgnoreCase("post") ? "post" : "get";
    forms.add(new Page.Form(action == null ? "" : action, method, fields));
    form = null;
  }

  void field(Element element, String name) {
    String type = name.equals("input") ? element.attr("type").toLowerCase(Locale.ROOT) : name;
    if (type.equals("hidden")) {
      return;
    }
    String words = Folding.tidy(Attributes.first(element, "placeholder", "title", "aria-label"));
    String value = value(element, type);
    String known = element.attr("name").isEmpty() ? element.id() : element.attr("name");
    (form == null ? loose : fields).add(new Page.Form.Field(known, type, words, value));
    if (takesInput(type)) {
      counts.input(!words.isEmpty() || labelled(element));
    }
    String text = words.isEmpty() ? value : words;
    labels.add(
        new Page.Label(
            Page.Via.CONTROL,
            Labels.names(text) ? text : "",
            known + " " + element.id() + " " + type,
            "",
            null));
  }

  private static String value(Element element, String type) {
    return switch (type) {
      case "submit", "text", "", "search" -> Folding.tidy(element.attr("value"));
      case "button" ->
          Folding.tidy(
              element.normalName().equals("button") ? element.text() : element.attr("value"));
      default -> "";
    };
  }

  private static boolean takesInput(String type) {
    return !type.equals("submit") && !type.equals("button") && !type.equals("image");
  }

  private boolean labelled(Element element) {
    Document document = element.ownerDocument();
    if (!element.id().isEmpty() && document != null) {
      for (Element parent = element.parent(); parent != null; parent = parent.parent()) {
        if (parent.normalName().equals("label")) {
          return true;
        }
      }
      return labelledIds(document).contains(element.id());
    }
    Element parent = element.parent();
    return parent != null && parent.normalName().equals("label");
  }

  /** The fields that labels elsewhere name; read once a document. */
  private Set<String> labelledIds(Document document) {
    Set<String> ids = labelledIds;
    if (ids == null) {
      ids = new HashSet<>();
      for (Element label : document.getElementsByTag("label")) {
        ids.add(label.attr("for"));
      }
      labelledIds = ids;
    }
    return ids;
  }
}
