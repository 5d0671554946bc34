package vn.portalaudit.index;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Scorecard;

/**
 * How part of a portal's scorecard becomes the machine's points for an indicator.
 *
 * @param item place of the indicator
 * @param checklist id of the checklist
 * @param criteria codes of the leaves that are taken; empty when the whole scorecard is
 * @param coverage least share of the points that must be decided, 0 to 1
 */
public record Feed(int item, String checklist, List<String> criteria, BigDecimal coverage) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Feed {
    criteria = List.copyOf(criteria);
  }

  /**
   * What the machine proposes.
   *
   * @param points points; null when it proposes nothing
   * @param open what the undecided part could still add
   * @param inapplicable whether none of it concerns the portal
   * @param says where it comes from, or why there is nothing
   */
  public record Proposal(
      @Nullable BigDecimal points, BigDecimal open, boolean inapplicable, String says) {
    static Proposal nothing(String says) {
      return new Proposal(null, BigDecimal.ZERO, false, says);
    }
  }

  /**
   * The machine's points: {@code most × points / maxPoints} of what is taken, when enough of it is
   * decided.
   *
   * @param scorecards of the agency's portal
   * @param most points that the indicator can give
   */
  public Proposal propose(List<Scorecard> scorecards, BigDecimal most) {
    Optional<Scorecard> card =
        scorecards.stream().filter(one -> one.checklist().equals(checklist)).findFirst();
    return card.map(found -> propose(found, most))
        .orElseGet(() ->
            Proposal.nothing("máy không đề xuất: kết quả không có phiếu «" + checklist + "»"));
  }

  private Proposal propose(Scorecard card, BigDecimal most) {
    BigDecimal points = BigDecimal.ZERO;
    BigDecimal decided = BigDecimal.ZERO;
    BigDecimal all = BigDecimal.ZERO;
    for (Finding finding : card.findings()) {
      if (taken(finding) && finding.outcome() != Outcome.INAPPLICABLE) {
        all = all.add(finding.maxPoints());
        if (finding.outcome().decided()) {
          points = points.add(finding.points());
          decided = decided.add(finding.maxPoints());
        }
      }
    }
    if (all.signum() == 0) {
      return Proposal.nothing(
          "máy không đề xuất: phiếu «" + checklist + "» không có mục nào áp dụng");
    }
    String of = shown(points) + "/" + shown(all) + " điểm của phiếu «" + checklist + "»" + named();
    if (decided.compareTo(coverage.multiply(all)) < 0) {
      return Proposal.nothing(
          "máy không đề xuất: mới xác định được "
              + percent(decided, all)
              + " số điểm của phiếu «"
              + checklist
              + "»"
              + named()
              + ", cần ít nhất "
              + percent(coverage, BigDecimal.ONE));
    }
    return new Proposal(
        share(most, points, all), share(most, all.subtract(decided), all), false, of);
  }

  private boolean taken(Finding finding) {
    return criteria.isEmpty()
        || criteria.contains(finding.code())
        || criteria.contains(finding.criterionId());
  }

  private String named() {
    return criteria.isEmpty() ? "" : " (mục " + String.join(", ", criteria) + ")";
  }

  private static BigDecimal share(BigDecimal most, BigDecimal part, BigDecimal all) {
    return most.multiply(part).divide(all, Spread.SCALE, RoundingMode.HALF_EVEN);
  }

  private static String percent(BigDecimal part, BigDecimal all) {
    return shown(HUNDRED.multiply(part).divide(all, 2, RoundingMode.DOWN)) + "%";
  }

  private static String shown(BigDecimal points) {
    return points.stripTrailingZeros().toPlainString().replace('.', ',');
  }

  /** What a checklist's own leaf gives as an indicator: its finding, as it is. */
  static Proposal leaf(Finding finding) {
    return switch (finding.outcome()) {
      case PASSED, PARTIAL, FAILED ->
          new Proposal(finding.points(), BigDecimal.ZERO, false, finding.says());
      case INAPPLICABLE -> new Proposal(null, BigDecimal.ZERO, true, finding.says());
      case CANT_TELL, UNTESTED -> Proposal.nothing(finding.says());
    };
  }
}
