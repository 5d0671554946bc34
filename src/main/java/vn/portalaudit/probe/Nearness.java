package vn.portalaudit.probe;

import java.util.Set;
import vn.portalaudit.domain.Folding;

/** How near a label comes to a section that it does not name. */
final class Nearness {
  private Nearness() {}

  /** The largest share of a phrase's words that stand in the label, 0..1. */
  static double share(String label, SectionSpec spec) {
    Set<String> words = Set.copyOf(java.util.List.of(Folding.fold(label).split(" ")).stream().distinct().toList());
    double best = 0;
    for (String phrase : spec.labels()) {
      String[] wanted = phrase.split(" ");
      int there = 0;
      for (String word : wanted) {
        there += words.contains(word) ? 1 : 0;
      }
      if (wanted.length >= 2) {
        best = Math.max(best, (double) there / wanted.length);
      }
    }
    return best;
  }
}
