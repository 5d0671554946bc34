package vn.portalaudit.probe.observatory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Several Content-Security-Policies read as one: a source of the first policy stays when every
 * neighbouring policy allows it too; a directive left without sources allows none. A directive that
 * stands twice in one policy makes all of it invalid, so that people notice, but for {@code
 * report-uri} and {@code report-to}.
 */
final class PolicyMerge {
  static final String NONE = "'none'";

  private static final int MAX_POLICIES = 100;
  private static final int SHORTEST_POLICY = 6;
  private static final Set<String> REPEATABLE = Set.of("report-uri", "report-to");
  private static final SourceOrder ORDER = new SourceOrder();

  private final Map<String, List<Source>> directives = new LinkedHashMap<>();
  private boolean repeated;

  private PolicyMerge() {}

  /**
   * The directives of a merged policy.
   *
   * @param sources sources by directive; the sets may be changed by the reader
   * @param repeated whether a directive that may be repeated was
   */
  record Merged(Map<String, Set<String>> sources, boolean repeated) {
    static final Merged EMPTY = new Merged(Map.of(), false);
  }

  private static final class Source {
    final String text;
    final int policy;
    boolean keep;

    Source(String text, int policy) {
      this.text = text;
      this.policy = policy;
      this.keep = policy == 0;
    }
  }

  /**
   * Merges policies, the first hundred of them.
   *
   * @param policies texts of policies
   * @return their directives, or empty when they are invalid
   */
  static Optional<Merged> of(List<String> policies) {
    List<String> clean = new ArrayList<>();
    for (String policy : policies.subList(0, Math.min(policies.size(), MAX_POLICIES))) {
      String text = FieldText.trim(policy.replace("\r", "").replace("\n", ""));
      if (text.length() < SHORTEST_POLICY) {
        return Optional.empty();
      }
      clean.add(text);
    }
    try {
      PolicyMerge merge = new PolicyMerge();
      for (int i = 0; i < clean.size(); i++) {
        if (!merge.add(clean.get(i), i, clean.size())) {
          return Optional.empty();
        }
      }
      return Optional.of(merge.merged());
    } catch (PathMatch.Malformed e) {
      return Optional.empty();
    }
  }

  /** Adds a policy; false when a directive stands twice in it. */
  private boolean add(String policy, int index, int count) throws PathMatch.Malformed {
    Set<String> seen = new HashSet<>();
    for (String entry : FieldText.split(policy, ';')) {
      List<String> words = FieldText.words(FieldText.lower(entry));
      String directive = words.getFirst();
      if (directive.isEmpty()) {
        continue;
      }
      if (!seen.add(directive)) {
        if (!REPEATABLE.contains(directive)) {
          return false;
        }
        repeated = true;
      }
      List<Source> kept = kept(combined(directive, words.subList(1, words.size()), index));
      if (index == 0 && count > 1) {
        kept.forEach(source -> source.keep = false);
      }
      directives.put(directive, kept);
    }
    return true;
  }

  private List<Source> combined(String directive, List<String> words, int index) {
    List<Source> combined = new ArrayList<>();
    if (index > 0) {
      combined.addAll(directives.getOrDefault(directive, List.of()));
    }
    words.forEach(word -> combined.add(new Source(word, index)));
    if (words.isEmpty() && directive.endsWith("-src")) {
      combined.add(new Source(NONE, index));
    }
    combined.sort((one, other) -> ORDER.compare(one.text, other.text));
    return combined;
  }

  /** What stays of sorted sources: each is compared with its neighbour before. */
  private static List<Source> kept(List<Source> sorted) throws PathMatch.Malformed {
    for (int i = 1; i < sorted.size(); i++) {
      Source before = sorted.get(i - 1);
      Source source = sorted.get(i);
      if (source.policy == before.policy) {
        if (source.text.startsWith(before.text)) {
          source.keep = false;
        }
      } else if (PathMatch.covers(before.text, source.text)) {
        source.keep = true;
      }
    }
    List<Source> kept = new ArrayList<>(sorted);
    kept.removeIf(source -> !source.keep);
    return kept;
  }

  private Merged merged() {
    Map<String, Set<String>> sources = new LinkedHashMap<>();
    directives.forEach((directive, kept) -> {
      Set<String> texts = new LinkedHashSet<>();
      kept.forEach(source -> texts.add(source.text));
      if (texts.isEmpty()) {
        texts.add(NONE);
      }
      sources.put(directive, texts);
    });
    return new Merged(sources, repeated);
  }
}
