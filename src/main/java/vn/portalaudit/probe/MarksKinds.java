package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.FLAG;
import static vn.portalaudit.domain.FieldType.QUANTITY;
import static vn.portalaudit.domain.FieldType.TEXT;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;

/** Kinds that look for small signs on the home page or on pages of entries. */
final class MarksKinds {
  private static final Map<String, FieldType> FOUND = PlainKind.fields("found", FLAG);
  private static final Map<String, FieldType> TRACKER =
      PlainKind.fields("found", FLAG, "siteId", TEXT, "https", FLAG);
  private static final Map<String, FieldType> BADGE =
      PlainKind.fields("found", FLAG, "matchesHost", FLAG);
  private static final Map<String, FieldType> METADATA =
      PlainKind.fields("elements", QUANTITY, "utf8", FLAG);
  private static final Map<String, FieldType> PHONE = PlainKind.fields("viewport", FLAG);
  private static final Map<String, FieldType> ACCESS =
      PlainKind.fields(
          "lang",
          FLAG,
          "altShare",
          QUANTITY,
          "labelShare",
          QUANTITY,
          "headerShare",
          QUANTITY,
          "moving",
          FLAG);
  private static final Pattern SITE_ID = Pattern.compile("setSiteId['\"]\\s*,\\s*['\"]?(\\d{1,8})");

  private MarksKinds() {}

  static List<Kind> all() {
    return List.of(
        new PlainKind("print", FOUND, List.of("words"), MarksKinds::print),
        new PlainKind("share", FOUND, List.of("words", "hosts"), MarksKinds::share),
        home("tracker", TRACKER, List.of("script"), MarksKinds::tracker),
        home("trust-badge", BADGE, List.of("host"), MarksKinds::badge),
        home("metadata", METADATA, List.of("prefixes", "elements"), MarksKinds::metadata),
        home("phone", PHONE, List.of(), MarksKinds::phone),
        home("accessibility", ACCESS, List.of(), MarksKinds::access));
  }

  /** What a kind says of a readable home page. */
  private interface Look extends BiFunction<Subject, Sheet, List<Observation>> {}

  private static Kind home(
      String name,
      Map<String, FieldType> fields,
      List<String> parameters,
      java.util.function.Function<YamlNode, Look> compiler) {
    return new PlainKind(
        name,
        fields,
        parameters,
        (id, file) -> {
          Look look = compiler.apply(file);
          return subject -> {
            Page home = subject.survey().home();
            Reason whole = Gaps.portal(subject.survey());
            if (home == null || whole != null && (home.shell() || whole == Reason.TOO_LARGE)) {
              return new Sheet(id, fields, List.of())
                  .rest(whole == null ? Reason.OWN_FAULT : whole);
            }
            return look.apply(subject, new Sheet(id, fields, List.of(home.evidence(null))));
          };
        });
  }

  private static Page homeOf(Subject subject) {
    Page home = subject.survey().home();
    if (home == null) {
      throw new IllegalStateException("asked without a home page");
    }
    return home;
  }

  /** Pages of single entries; where none is known by its type, the pages that lists lead to. */
  static List<Page> entries(Subject subject) {
    List<Page> entries =
        new ArrayList<>(
            subject.survey().pages().stream().filter(p -> p.type() == Page.Type.ITEM).toList());
    if (entries.isEmpty()) {
      Set<String> targets = new HashSet<>();
      subject
          .survey()
          .pages()
          .forEach(p ->
              subject.content().items(p).forEach(i -> targets.add(SectionFinder.key(i.url()))));
      entries.addAll(
          subject.survey().pages().stream()
              .filter(p -> targets.contains(SectionFinder.key(p.url())))
              .toList());
    }
    return entries;
  }

  private static Kind.Measurer onEntries(
      String id, BiPredicate<Page.Label, Content> sign, Predicate<Page> look) {
    return subject -> {
      Page home = subject.survey().home();
      Reason whole = Gaps.portal(subject.survey());
      if (home == null || whole != null) {
        return new Sheet(id, FOUND, List.of()).rest(whole == null ? Reason.OWN_FAULT : whole);
      }
      // a menu stands on every page: each of its labels is asked once
      Set<Page.Label> silent = Collections.newSetFromMap(new IdentityHashMap<>());
      Predicate<Page> says =
          page -> look.test(page) || labelled(page, silent, l -> sign.test(l, subject.content()));
      List<Page> entries = entries(subject);
      Optional<Page> shows =
          entries.stream().filter(says).findFirst().or(() -> Optional.of(home).filter(says));
      List<Page> looked = shows.map(List::of).orElse(entries.stream().limit(3).toList());
      Sheet sheet =
          new Sheet(
              id,
              FOUND,
              looked.isEmpty()
                  ? List.of(home.evidence(null))
                  : looked.stream().map(p -> p.evidence(null)).toList());
      if (shows.isEmpty() && entries.isEmpty() && subject.survey().stopped() != null) {
        return sheet.rest(subject.survey().stopped());
      }
      return sheet.put("found", Datum.of(shows.isPresent())).rest(Reason.OWN_FAULT);
    };
  }

  private static boolean labelled(
      Page page, Set<Page.Label> silent, Predicate<Page.Label> sign) {
    for (Page.Label label : page.labels()) {
      if (silent.add(label) && sign.test(label)) {
        return true;
      }
    }
    return false;
  }

  private static Kind.Measurer print(String id, YamlNode file) {
    Words words = Words.of(file, "words");
    return onEntries(
        id,
        (label, content) ->
            label.via() != Page.Via.TEXT
                && label.via() != Page.Via.HEADING
                && words.phrases().contains(content.fold(label.text())),
        page -> page.tally().printing());
  }

  private static Kind.Measurer share(String id, YamlNode file) {
    Words words = Words.of(file, "words");
    List<String> hosts = file.get("hosts").texts();
    return onEntries(
        id,
        (label, content) ->
            (label.text().length() < 40 && words.inFolded(content.fold(label.text())))
                || hosts.stream().anyMatch(h -> label.href().contains(h)),
        page ->
            page.scripts().stream()
                .anyMatch(s -> hosts.stream().anyMatch(h -> s.src().contains(h))));
  }

  private static Look tracker(YamlNode file) {
    List<String> marks = file.get("script").texts();
    return (subject, sheet) -> {
      for (Page.Script script : homeOf(subject).scripts()) {
        String all = script.src() + " " + script.inline();
        if (marks.stream().anyMatch(all::contains)) {
          Matcher id = SITE_ID.matcher(all);
          sheet.put("found", Datum.of(true)).put("siteId", Datum.of(id.find() ? id.group(1) : ""));
          return sheet
              .put(
                  "https",
                  Datum.of(!all.contains("http://f-emc") && !script.src().startsWith("http://")))
              .rest(Reason.OWN_FAULT);
        }
      }
      return sheet
          .put("found", Datum.of(false))
          .put("https", Datum.of(false))
          .put("siteId", Datum.of(""))
          .rest(Reason.OWN_FAULT);
    };
  }

  private static Look badge(YamlNode file) {
    String host = file.get("host").text();
    return (subject, sheet) -> {
      Page home = homeOf(subject);
      String own = Hosts.of(home.url());
      boolean found =
          home.labels().stream()
              .anyMatch(l ->
                  l.url() != null && Hosts.of(l.url()).equals(host) && l.url().contains("danh-ba"));
      boolean matches =
          home.labels().stream()
              .anyMatch(l ->
                  l.hint().contains(own)
                      || l.url() != null
                          && Hosts.of(l.url()).equals(host)
                          && l.url().toLowerCase(Locale.ROOT).contains(own.replace('.', '-')));
      return sheet
          .put("found", Datum.of(found))
          .put("matchesHost", Datum.of(found && matches))
          .rest(Reason.OWN_FAULT);
    };
  }

  private static Look metadata(YamlNode file) {
    List<String> prefixes = file.get("prefixes").texts();
    List<String> elements = file.get("elements").texts();
    return (subject, sheet) -> {
      int most = 0;
      List<Page> pages = new ArrayList<>(List.of(homeOf(subject)));
      pages.addAll(entries(subject).stream().limit(5).toList());
      for (Page page : pages) {
        int there = 0;
        for (String element : elements) {
          there +=
              prefixes.stream().anyMatch(p -> !page.meta().getOrDefault(p + element, "").isBlank())
                  ? 1
                  : 0;
        }
        most = Math.max(most, there);
      }
      return sheet
          .put("elements", Datum.of(most))
          .put("utf8", Datum.of(homeOf(subject).charset().equals("UTF-8")))
          .rest(Reason.OWN_FAULT);
    };
  }

  private static Look phone(YamlNode file) {
    return (subject, sheet) ->
        sheet.put("viewport", Datum.of(homeOf(subject).tally().viewport())).rest(Reason.OWN_FAULT);
  }

  private static Look access(YamlNode file) {
    return (subject, sheet) -> {
      int images = 0;
      int alt = 0;
      int inputs = 0;
      int labelled = 0;
      int tables = 0;
      int headed = 0;
      boolean moving = false;
      boolean lang = true;
      for (Page page : subject.survey().pages()) {
        Page.Tally tally = page.tally();
        images += tally.images();
        alt += tally.imagesWithAlt();
        inputs += tally.inputs();
        labelled += tally.inputsWithLabel();
        tables += tally.tables();
        headed += tally.tablesWithHeader();
        moving |= tally.moving() > 0;
        lang &= !page.lang().isEmpty();
      }
      sheet
          .put("lang", Datum.of(lang))
          .put("altShare", Datum.of(shareOfAll(alt, images)))
          .put("labelShare", Datum.of(shareOfAll(labelled, inputs)));
      return sheet
          .put("headerShare", Datum.of(shareOfAll(headed, tables)))
          .put("moving", Datum.of(moving))
          .rest(Reason.OWN_FAULT);
    };
  }

  /** A share where nothing to be counted means that nothing is missing. */
  private static java.math.BigDecimal shareOfAll(int part, int whole) {
    return whole == 0 ? java.math.BigDecimal.ONE : Sheet.share(part, whole);
  }
}
