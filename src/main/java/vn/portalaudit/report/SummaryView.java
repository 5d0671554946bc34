package vn.portalaudit.report;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.domain.Scorecard.GroupScore;

/** What the summary for the terminal may name; cells are already as wide as their columns. */
final class SummaryView {
  private static final int CODE = 5;
  private static final int TITLE = 46;
  private static final int BAR = 20;
  private static final int POINTS = 17;
  private static final int GAIN = 7;
  private static final int FIX = TerminalSummary.WIDTH - GAIN - 4 - CODE;

  private SummaryView() {}

  /** The whole summary. */
  public record Summary(
      View.Run run,
      List<Card> cards,
      List<Fix> fixes,
      String undecided,
      String waiting,
      String warnings,
      String critical,
      List<String> files) {}

  /** A scorecard; {@code why} as in {@link View.Card}. */
  public record Card(View.Card card, List<Line> lines) {}

  /** A group. */
  public record Line(String code, String title, String bar, String points) {}

  /** What to do first. */
  public record Fix(String gain, String code, String says) {}

  static Summary of(AuditReport report, List<Path> files) {
    long critical =
        report.warnings().stream().filter(w -> PageViews.severity(w).equals("critical")).count();
    return new Summary(
        PageViews.run(report),
        cards(report.scorecards()),
        fixes(report.scorecards()),
        Vietnamese.number(count(report, Outcome.CANT_TELL)),
        Vietnamese.number(count(report, Outcome.UNTESTED)),
        Vietnamese.number(report.warnings().size()),
        critical == 0 ? "" : Vietnamese.number(critical),
        files.stream().map(Path::toString).toList());
  }

  private static List<Card> cards(List<Scorecard> scorecards) {
    List<Card> cards = new ArrayList<>();
    for (Scorecard card : scorecards) {
      cards.add(
          new Card(
              new CardViews(card, cards.size() + 1, new Law(List.of())).card(),
              card.groups().stream().map(SummaryView::line).toList()));
    }
    return cards;
  }

  private static Line line(GroupScore group) {
    String points = Vietnamese.number(group.points());
    boolean range = group.low().compareTo(group.high()) != 0;
    String reach = range ? points + "–" + Vietnamese.number(group.high()) : points;
    return new Line(
        Columns.left(group.code(), CODE),
        Columns.left(group.title(), TITLE),
        Columns.bar(group.low(), group.high(), group.maxPoints(), BAR),
        Columns.right(reach + " / " + Vietnamese.number(group.maxPoints()), POINTS));
  }

  /** The most profitable fixes of all scorecards; their points are shown and never added up. */
  private static List<Fix> fixes(List<Scorecard> scorecards) {
    Stream<Fixes.Gain> all = scorecards.stream().flatMap(card -> Fixes.of(card).stream());
    Comparator<Fixes.Gain> most = Fixes.most();
    return all.sorted(most).limit(Fixes.TERMINAL).map(SummaryView::fix).toList();
  }

  private static Fix fix(Fixes.Gain gain) {
    BigDecimal points = gain.points();
    return new Fix(
        Columns.right("+" + Vietnamese.number(points), GAIN),
        Columns.left(gain.finding().code(), CODE),
        Columns.clip(Escaping.TERMINAL.escape(gain.fix()), FIX));
  }

  private static int count(AuditReport report, Outcome outcome) {
    return (int)
        report.scorecards().stream()
            .flatMap(card -> card.findings().stream())
            .filter(finding -> finding.outcome() == outcome)
            .count();
  }
}
