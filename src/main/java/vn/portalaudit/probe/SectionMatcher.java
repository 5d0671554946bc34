package vn.portalaudit.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Folding;

/**
 * Tells which sections a label names. All sections are matched in one pass over the words of a
 * label, and a label that stands on every page is matched once. Not safe for several threads
 * because of that memory.
 */
final class SectionMatcher {
  private static final int MEMORY = 50_000;
  private static final int MAX_WORDS = 18;
  private static final Set<String> EMPTY_WORDS =
      Set.of(
          "xem them",
          "chi tiet",
          "xem chi tiet",
          "tat ca",
          "xem tat ca",
          "more",
          "doc them",
          "truy cap",
          "tai day",
          "");

  private final List<SectionSpec> specs;
  private final Headlines headlines;
  private final Map<String, List<Phrase>> phrases = new HashMap<>();
  private final Map<Page.Label, List<Hit>> known = new HashMap<>(1_024);

  SectionMatcher(List<SectionSpec> specs, Headlines headlines) {
    this.specs = List.copyOf(specs);
    this.headlines = headlines;
    for (int i = 0; i < specs.size(); i++) {
      SectionSpec spec = specs.get(i);
      add(spec.labels(), i, Sort.LABEL);
      add(spec.exact(), i, Sort.EXACT);
      add(spec.not(), i, Sort.NOT);
      add(spec.texts(), i, Sort.TEXT);
    }
  }

  /**
   * A section that a label names.
   *
   * @param spec the section
   * @param extra words of the label beside the phrase; 0 for an exact label
   */
  record Hit(SectionSpec spec, int extra) {}

  private enum Sort {
    LABEL,
    EXACT,
    NOT,
    TEXT
  }

  private record Phrase(String[] words, int section, Sort sort) {}

  List<SectionSpec> specs() {
    return specs;
  }

  /** The sections that a label names, in the order of the specs. */
  List<Hit> hits(Page.Label label) {
    List<Hit> hits = known.get(label);
    if (hits == null) {
      hits = compute(label);
      if (known.size() >= MEMORY) {
        known.clear();
      }
      known.put(label, hits);
    }
    return hits;
  }

  /** The sections that the foot of a page or its feeds show, with the words of each. */
  Map<SectionSpec, String> shownBy(Page page) {
    Map<SectionSpec, String> shown = new LinkedHashMap<>();
    for (SectionSpec spec : specs) {
      if (spec.feeds()) {
        page.links().stream()
            .filter(l ->
                l.rel().contains("alternate")
                    && (l.type().contains("rss") || l.type().contains("atom")))
            .findFirst()
            .ifPresent(l -> shown.put(spec, l.url()));
      }
      for (String block : spec.foot().isEmpty() ? List.<String>of() : page.footer()) {
        String folded = " " + Folding.fold(block) + " ";
        if (!shown.containsKey(spec)
            && spec.foot().stream().anyMatch(p -> folded.contains(" " + p + " "))) {
          shown.put(spec, block);
        }
      }
    }
    return shown;
  }

  private void add(List<String> folded, int section, Sort sort) {
    for (String phrase : folded) {
      String[] words = phrase.split(" ");
      phrases
          .computeIfAbsent(words[0], w -> new ArrayList<>())
          .add(new Phrase(words, section, sort));
    }
  }

  private List<Hit> compute(Page.Label label) {
    String folded = Folding.fold(label.text());
    Map<Integer, Integer> best = new HashMap<>();
    if (!folded.isEmpty()) {
      byWords(label, folded.split(" "), best);
    }
    boolean says = !EMPTY_WORDS.contains(folded);
    Signs signs = new Signs(label, says);
    for (int i = 0; i < specs.size(); i++) {
      SectionSpec spec = specs.get(i);
      if (!best.containsKey(i) && signs.of(spec)) {
        best.put(i, says && label.via() == Page.Via.LINK ? 2 : 1);
      }
    }
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      Integer extra = best.get(i);
      if (extra != null && extra >= 0) {
        hits.add(new Hit(specs.get(i), extra));
      }
    }
    return List.copyOf(hits);
  }

  private void byWords(Page.Label label, String[] words, Map<Integer, Integer> best) {
    if (words.length > MAX_WORDS) {
      return;
    }
    boolean plainText = label.via() == Page.Via.TEXT;
    List<String> marked = null;
    for (int at = 0; at < words.length; at++) {
      for (Phrase phrase : phrases.getOrDefault(words[at], List.of())) {
        if (!stands(phrase.words(), words, at)) {
          continue;
        }
        int extra = words.length - phrase.words().length - numbers(words);
        SectionSpec spec = specs.get(phrase.section());
        boolean names =
            switch (phrase.sort()) {
              case NOT -> {
                best.put(phrase.section(), -1);
                yield false;
              }
              case EXACT -> extra <= 0;
              case LABEL -> extra <= (plainText ? 1 : spec.extra());
              case TEXT -> extra <= 3;
            };
        if (names && phrase.sort() != Sort.EXACT && extra > 0) {
          marked = marked == null ? Headlines.words(label.text()) : marked;
          names = !title(marked, words, at, phrase);
        }
        if (names && best.getOrDefault(phrase.section(), Integer.MAX_VALUE) > extra) {
          best.put(phrase.section(), Math.max(0, extra));
        }
      }
    }
    // a trap word anywhere in the label outweighs a phrase found before it
    for (int at = 0; at < words.length; at++) {
      for (Phrase phrase : phrases.getOrDefault(words[at], List.of())) {
        if (phrase.sort() == Sort.NOT && stands(phrase.words(), words, at)) {
          best.put(phrase.section(), -1);
        }
      }
    }
  }

  /** Folding may part words otherwise than their marks do; then nothing is said. */
  private boolean title(List<String> marked, String[] words, int at, Phrase phrase) {
    return marked.size() == words.length
        && headlines.isTitle(marked, at, at + phrase.words().length);
  }

  /** What a label shows beside its words, each worked out once for all sections. */
  private static final class Signs {
    private final Page.Label label;
    private final boolean says;
    private final String href;
    private final String host;
    private final String control;
    private final String hint;
    private final String slug;

    Signs(Page.Label label, boolean says) {
      this.label = label;
      this.says = says;
      href = label.href().toLowerCase(Locale.ROOT);
      host = label.url() == null ? "" : Hosts.whole(label.url());
      control =
          label.via() == Page.Via.CONTROL
              ? Folding.fold(label.hint() + " " + label.text()).replace(" ", "")
              : "";
      hint = says ? "" : Folding.fold(label.hint() + " " + label.href()).replace(" ", "");
      slug = says || label.url() == null ? "" : slug(label.url());
    }

    boolean of(SectionSpec spec) {
      for (String scheme : spec.schemes()) {
        if (href.startsWith(scheme + ":")) {
          return true;
        }
      }
      if (label.via() == Page.Via.CONTROL && !spec.controls().isEmpty()) {
        return spec.controls().stream().anyMatch(control::contains);
      }
      if (!host.isEmpty() && hosted(spec)) {
        return true;
      }
      if (says) {
        return false;
      }
      for (String image : spec.images()) {
        if (hint.contains(image)) {
          return true;
        }
      }
      return !slug.isEmpty() && spec.slugs().contains(slug);
    }

    private boolean hosted(SectionSpec spec) {
      for (String named : spec.hosts()) {
        boolean same =
            named.endsWith(".")
                ? host.startsWith(named)
                : host.equals(named) || host.endsWith("." + named);
        if (same && spec.notPaths().stream().noneMatch(href::contains)) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean stands(String[] phrase, String[] words, int at) {
    if (at + phrase.length > words.length) {
      return false;
    }
    for (int i = 1; i < phrase.length; i++) {
      if (!phrase[i].equals(words[at + i])) {
        return false;
      }
    }
    return true;
  }

  private static int numbers(String[] words) {
    int numbers = 0;
    for (String word : words) {
      numbers += !word.isEmpty() && Character.isDigit(word.charAt(0)) ? 1 : 0;
    }
    return numbers;
  }

  /** The last part of an address as folded words, without ending and number. */
  static String slug(String url) {
    int query = url.indexOf('?');
    String path = query < 0 ? url : url.substring(0, query);
    int authority = path.indexOf("://");
    int slash = path.indexOf('/', authority < 0 ? 0 : authority + 3);
    if (slash < 0) {
      return "";
    }
    path = path.substring(slash);
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    String last = path.substring(path.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    last = dot > 0 ? last.substring(0, dot) : last;
    return Folding.fold(unnumbered(last));
  }

  /** A last part without the number that systems put at its end. */
  private static String unnumbered(String last) {
    int end = last.length();
    while (end > 0 && Character.isDigit(last.charAt(end - 1))) {
      end--;
    }
    if (last.length() - end < 2) {
      return last;
    }
    return last.substring(0, end > 0 && last.charAt(end - 1) == '-' ? end - 1 : end);
  }
}
