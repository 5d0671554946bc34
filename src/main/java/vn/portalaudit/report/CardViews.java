package vn.portalaudit.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.PointsBasis;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.domain.Scorecard.GroupScore;

/** One scorecard as it is shown. */
final class CardViews {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Scorecard card;
  private final int number;
  private final Law law;

  /**
   * For one scorecard.
   *
   * @param number its place on the page from 1, which makes anchors unique
   */
  CardViews(Scorecard card, int number, Law law) {
    this.card = card;
    this.number = number;
    this.law = law;
  }

  View.Card card() {
    List<Fixes.Gain> gains = Fixes.of(card);
    List<Fixes.Gain> shown = gains.stream().limit(Fixes.PAGE).toList();
    return new View.Card(
        "phieu-" + number,
        card.title(),
        card.checklist(),
        card.version(),
        card.basis(),
        text(card.note()),
        card.pointsBasis() == PointsBasis.OFFICIAL,
        Vietnamese.number(card.points()),
        Vietnamese.number(card.low()),
        Vietnamese.number(card.high()),
        Vietnamese.number(card.maxPoints()),
        card.low().compareTo(card.high()) != 0,
        Vietnamese.number(card.decidedMax()),
        Vietnamese.percent(card.coverage()),
        bar(card.low(), card.high(), card.maxPoints()),
        text(card.grade()),
        why(),
        tallies(),
        groups(),
        shown.stream().map(this::fix).toList(),
        Vietnamese.number(Fixes.sum(shown)),
        gains.size() > shown.size() ? Vietnamese.number(gains.size() - shown.size()) : "",
        law.gaps(card.checklist()));
  }

  /** Undecided criteria of one outcome, with the finding for further sorting. */
  List<Undecided> undecided(Outcome outcome) {
    List<Undecided> found = new ArrayList<>();
    for (int i = 0; i < card.findings().size(); i++) {
      Finding finding = card.findings().get(i);
      if (finding.outcome() == outcome) {
        found.add(
            new Undecided(
                finding,
                new View.Pending(
                    finding.code(),
                    finding.title(),
                    Vietnamese.number(finding.maxPoints()),
                    card.title(),
                    anchor(i))));
      }
    }
    return found;
  }

  record Undecided(Finding finding, View.Pending view) {}

  private String why() {
    if (card.grade() != null) {
      return "";
    }
    boolean proposed =
        card.groups().stream().allMatch(group -> group.pointsBasis() == PointsBasis.PROPOSED);
    if (proposed) {
      return "proposed";
    }
    return card.low().compareTo(card.high()) == 0 ? "none" : "range";
  }

  private List<View.Tally> tallies() {
    List<View.Tally> tallies = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      int count = (int) card.findings().stream().filter(f -> f.outcome() == outcome).count();
      if (count > 0) {
        tallies.add(new View.Tally(css(outcome), outcome.label(), count));
      }
    }
    return tallies;
  }

  private List<View.Group> groups() {
    List<View.Group> groups = new ArrayList<>();
    for (GroupScore group : card.groups()) {
      groups.add(
          new View.Group(
              "nhom-" + number + "-" + (groups.size() + 1),
              group.code(),
              group.title(),
              Vietnamese.number(group.points()),
              Vietnamese.number(group.low()),
              Vietnamese.number(group.high()),
              Vietnamese.number(group.maxPoints()),
              group.low().compareTo(group.high()) != 0,
              group.pointsBasis() == PointsBasis.OFFICIAL,
              bar(group.low(), group.high(), group.maxPoints()),
              rows(group.id())));
    }
    return groups;
  }

  private List<View.Row> rows(String group) {
    List<View.Row> rows = new ArrayList<>();
    for (int i = 0; i < card.findings().size(); i++) {
      Finding finding = card.findings().get(i);
      if (finding.groupId().equals(group)) {
        rows.add(row(finding, anchor(i)));
      }
    }
    return rows;
  }

  private View.Row row(Finding finding, String anchor) {
    Reason reason = finding.reason();
    return new View.Row(
        anchor,
        finding.code(),
        finding.title(),
        css(finding.outcome()),
        finding.outcome().label(),
        finding.outcome().decided() ? Vietnamese.number(finding.points()) : "",
        Vietnamese.number(finding.maxPoints()),
        finding.pointsBasis() == PointsBasis.OFFICIAL,
        finding.method().label(),
        finding.says(),
        text(finding.fix()),
        reason == null ? "" : reason.says(),
        reason == null ? "" : reason.fault().label(),
        finding.observed(),
        law.clause(card.checklist(), finding.criterionId()),
        EvidenceViews.shown(finding.evidence()),
        EvidenceViews.more(finding.evidence()));
  }

  private View.Fix fix(Fixes.Gain gain) {
    Finding finding = gain.finding();
    return new View.Fix(
        finding.code(),
        finding.title(),
        gain.fix(),
        Vietnamese.number(gain.points()),
        anchor(card.findings().indexOf(finding)));
  }

  private String anchor(int index) {
    return "tc-" + number + "-" + (index + 1);
  }

  static String css(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static View.Bar bar(BigDecimal low, BigDecimal high, BigDecimal max) {
    BigDecimal from = share(low, max);
    BigDecimal to = share(high, max);
    return new View.Bar(
        from.toPlainString(),
        to.subtract(from).toPlainString(),
        from.negate().toPlainString(),
        to.toPlainString());
  }

  private static BigDecimal share(BigDecimal part, BigDecimal max) {
    return max.signum() == 0
        ? BigDecimal.ZERO
        : part.multiply(HUNDRED).divide(max, 2, RoundingMode.HALF_UP);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
