package vn.portalaudit.index;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Method;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.PointsBasis;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Scorecard;

/** Scorecards made up of a decided and an undecided finding. */
final class Cards {
  private Cards() {}

  static Scorecard of(
      String checklist, PointsBasis basis, String points, String decided, String max) {
    BigDecimal all = new BigDecimal(max);
    BigDecimal told = new BigDecimal(decided);
    return new Scorecard(
        checklist,
        "2026.1",
        "Phiếu",
        "Căn cứ",
        null,
        basis,
        new BigDecimal(points),
        new BigDecimal(points),
        new BigDecimal(points).add(all.subtract(told)),
        all,
        told,
        told.divide(all),
        null,
        List.of(),
        List.of(
            finding("1.1", Outcome.PARTIAL, new BigDecimal(points), told, null),
            finding(
                "1.2", Outcome.CANT_TELL, BigDecimal.ZERO, all.subtract(told), Reason.BLOCKED)));
  }

  private static Finding finding(
      String code, Outcome outcome, BigDecimal points, BigDecimal max, @Nullable Reason reason) {
    return new Finding(
        "nhom",
        "tieu-chi-" + code,
        code,
        "Tiêu chí",
        Method.AUTOMATIC,
        PointsBasis.PROPOSED,
        outcome,
        points,
        max,
        reason,
        "Nói",
        null,
        List.of(),
        List.of());
  }
}
