package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.FLAG;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Reason;

/**
 * Kinds that look for small signs on pages of entries, and on the home page where there is none.
 */
final class MarksKinds {
  private static final Map<String, FieldType> FOUND = PlainKind.fields("found", FLAG);

  private MarksKinds() {}

  static List<Kind> all() {
    return List.of(
        new PlainKind("print", FOUND, List.of("words"), MarksKinds::print),
        new PlainKind("share", FOUND, List.of("words", "hosts"), MarksKinds::share));
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
      if (home == null) {
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
      Reason hidden =
          whole == null && entries.isEmpty() ? Gaps.hiddenPage(subject.survey()) : whole;
      if (shows.isEmpty() && hidden != null) {
        return sheet.rest(hidden);
      }
      return sheet.put("found", Datum.of(shows.isPresent())).rest(Reason.OWN_FAULT);
    };
  }

  private static boolean labelled(Page page, Set<Page.Label> silent, Predicate<Page.Label> sign) {
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
}
