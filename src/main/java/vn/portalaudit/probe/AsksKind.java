package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.FLAG;
import static vn.portalaudit.domain.FieldType.QUANTITY;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.crawl.PageReader;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.domain.Reason;

/**
 * Kinds that ask the portal on their own: {@code search-try} and {@code link-check}. They use GET
 * only and submit no form.
 */
final class AsksKind {
  private static final Map<String, FieldType> SEARCH = PlainKind.fields("works", FLAG);
  private static final Map<String, FieldType> LINKS =
      PlainKind.fields("checked", QUANTITY, "aliveShare", QUANTITY);

  private AsksKind() {}

  static Kind search() {
    return new PlainKind(
        "search-try",
        SEARCH,
        List.of("section", "fields", "words"),
        (id, file) -> {
          String name = file.get("section").text();
          Words fields = Words.of(file, "fields");
          int words = file.get("words").whole();
          return subject -> {
            Subject.Section section = subject.section(name);
            Sheet sheet = new Sheet(id, SEARCH, section.evidence());
            if (!section.found()) {
              return section.gap() != null
                  ? sheet.rest(section.gap())
                  : sheet.put("works", Datum.of(false)).rest(Reason.OWN_FAULT);
            }
            Optional<Page.Item> known = knownTitle(subject, words);
            Optional<String> address =
                known.flatMap(item -> address(subject, fields, query(item.title(), words)));
            if (known.isEmpty() || address.isEmpty()) {
              // a box that works by script or by POST cannot be tried without submitting a form
              return sheet.rest(known.isEmpty() ? Reason.PARSE : Reason.UNSUPPORTED_TYPE);
            }
            Source.Answer answer = subject.source().fetch(address.get(), Capture.Purpose.SEARCH);
            if (answer.capture().reason() != null) {
              return sheet.rest(answer.capture().reason());
            }
            Page page = PageReader.read(answer.capture(), answer.body(), Page.Type.FORM);
            String wanted = Folding.fold(known.get().title());
            boolean works =
                page.labels().stream()
                    .anyMatch(l ->
                        Folding.fold(l.text()).contains(wanted)
                            || l.url() != null
                                && SectionFinder.key(l.url())
                                    .equals(SectionFinder.key(known.get().url())));
            return sheet
                .put(
                    "works",
                    Datum.of(works),
                    List.of(
                        answer
                            .capture()
                            .evidence("Tìm «" + query(known.get().title(), words) + "»")))
                .rest(Reason.OWN_FAULT);
          };
        });
  }

  /**
   * A title that the portal is known to have: the first list entry of its pages with enough words,
   * one that was read itself.
   */
  private static Optional<Page.Item> knownTitle(Subject subject, int words) {
    List<Page.Item> items = new ArrayList<>();
    subject.found("tin-tuc").ifPresent(news -> items.addAll(Listing.items(subject, news)));
    Page home = subject.survey().home();
    if (home != null) {
      items.addAll(subject.content().items(home));
    }
    return items.stream()
        .filter(i ->
            Folding.fold(i.title()).split(" ").length > words
                && !i.title().endsWith("…")
                && !i.title().endsWith("..."))
        .findFirst();
  }

  private static String query(String title, int words) {
    String[] all = title.split("[\\s,.:;–-]+");
    return String.join(" ", List.of(all).subList(0, Math.min(words, all.length)));
  }

  private static Optional<String> address(Subject subject, Words names, String query) {
    Page home = subject.survey().home();
    for (Page.Form form : home == null ? List.<Page.Form>of() : home.forms()) {
      if (!form.method().equals("get") || form.action().isEmpty()) {
        continue;
      }
      for (Page.Form.Field field : form.fields()) {
        boolean text =
            field.type().isEmpty() || field.type().equals("text") || field.type().equals("search");
        String marks = Folding.fold(field.name() + " " + field.label() + " " + field.value());
        if (text
            && !field.name().isEmpty()
            && (names.inFolded(marks)
                || names.phrases().stream()
                    .anyMatch(p -> marks.replace(" ", "").contains(p.replace(" ", ""))))) {
          String action = form.action();
          int cut = action.indexOf('?');
          String base = cut < 0 ? action : action.substring(0, cut);
          return Optional.of(
              base
                  + "?"
                  + URLEncoder.encode(field.name(), StandardCharsets.UTF_8)
                  + "="
                  + URLEncoder.encode(query, StandardCharsets.UTF_8));
        }
      }
    }
    return Optional.empty();
  }

  static Kind links() {
    return new PlainKind(
        "link-check",
        LINKS,
        List.of("section", "sample", "domains"),
        (id, file) -> {
          String name = file.get("section").text();
          int sample = file.get("sample").whole();
          List<String> domains = file.get("domains").texts();
          return subject -> {
            Subject.Section section = subject.section(name);
            Sheet sheet = new Sheet(id, LINKS, section.evidence());
            if (!section.found() && section.gap() != null) {
              return sheet.rest(section.gap());
            }
            int checked = 0;
            int alive = 0;
            int nameless = 0;
            List<Evidence> evidence = new ArrayList<>();
            for (String url : outward(subject, section, domains).values()) {
              if (checked >= sample) {
                break;
              }
              Capture capture = subject.source().fetch(url, Capture.Purpose.LINK).capture();
              if (capture.ok() || gone(capture)) {
                checked++;
                alive += capture.ok() ? 1 : 0;
                nameless += capture.reason() == Reason.DNS_NOT_FOUND ? 1 : 0;
                if (!capture.ok()) {
                  evidence.add(capture.evidence("Liên kết hỏng"));
                }
              }
            }
            sheet.put("checked", Datum.of(checked));
            if (checked > 0 && nameless == checked) {
              // where no name at all can be looked up, our own way out may be what is broken
              sheet.without("aliveShare", Reason.DNS_NOT_FOUND);
            } else if (checked > 0) {
              sheet.put(
                  "aliveShare",
                  Datum.of(Sheet.share(alive, checked)),
                  evidence.isEmpty() ? section.evidence() : evidence);
            } else if (!section.found()) {
              sheet.put("aliveShare", Datum.of(0));
            }
            return sheet.rest(Reason.CONNECT_TIMEOUT);
          };
        });
  }

  /**
   * Whether a link is broken for everybody: a wall against us, or a path that failed this once, is
   * not that.
   */
  private static boolean gone(Capture capture) {
    Reason reason = capture.reason();
    return capture.gone() || reason == Reason.DNS_NOT_FOUND || reason == Reason.REDIRECT_LOOP;
  }

  /** The links to other hosts on the home page and the section's page, the first of each host. */
  private static Map<String, String> outward(
      Subject subject, Subject.Section section, List<String> domains) {
    Map<String, String> outward = new LinkedHashMap<>();
    List<Page> pages = new ArrayList<>(section.pages().stream().limit(1).toList());
    Page home = subject.survey().home();
    if (home != null) {
      pages.add(home);
    }
    for (Page page : pages) {
      for (Page.Label label : page.labels()) {
        String host = label.url() == null ? "" : Hosts.of(label.url());
        if (label.url() != null
            && domains.stream().anyMatch(d -> ("." + host).endsWith(d))
            && !subject.survey().hosts().contains(host)) {
          outward.putIfAbsent(host, label.url());
        }
      }
    }
    return outward;
  }
}
