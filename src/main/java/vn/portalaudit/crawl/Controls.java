package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
  private final Set<String> named = new HashSet<>();
  private final List<String> unlabelled = new ArrayList<>();
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
      boolean labelled = !words.isEmpty() || within(element);
      counts.input(labelled);
      if (!labelled && !element.id().isEmpty()) {
        unlabelled.add(element.id());
      }
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

  /** A label: it may name a field that stands elsewhere, before it or behind it. */
  void label(Element element) {
    named.add(element.attr("for"));
  }

  /** Counts the fields that labels elsewhere name; to be called once, at the end of a document. */
  void settle() {
    unlabelled.stream().filter(named::contains).forEach(id -> counts.labelled());
  }

  /** Whether a label is around a field: any, or the next when the field cannot be named. */
  private static boolean within(Element element) {
    Element parent = element.parent();
    if (element.id().isEmpty()) {
      return parent != null && parent.normalName().equals("label");
    }
    for (; parent != null; parent = parent.parent()) {
      if (parent.normalName().equals("label")) {
        return true;
      }
    }
    return false;
  }
}
