package vn.portalaudit.report;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Scorecard;

/** What is worth being done first. */
final class Fixes {
  /** How many a page shows for one scorecard. */
  static final int PAGE = 15;

  /** How many the terminal shows in all. */
  static final int TERMINAL = 10;

  private Fixes() {}

  /** Something to do, and the points that it regains. */
  record Gain(Finding finding, String fix, BigDecimal points) {}

  /** Lost points that a fix regains, most first, then in the checklist's order. */
  static List<Gain> of(Scorecard card) {
    return card.findings().stream().flatMap(Fixes::gain).sorted(most()).toList();
  }

  static Comparator<Gain> most() {
    return Comparator.comparing(Gain::points).reversed();
  }

  static BigDecimal sum(List<Gain> gains) {
    return gains.stream().map(Gain::points).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Stream<Gain> gain(Finding finding) {
    String fix = finding.fix();
    boolean lost = finding.outcome() == Outcome.FAILED || finding.outcome() == Outcome.PARTIAL;
    return lost && fix != null && finding.maxPoints().compareTo(finding.points()) > 0
        ? Stream.of(new Gain(finding, fix, finding.maxPoints().subtract(finding.points())))
        : Stream.empty();
  }
}
