package vn.portalaudit.domain;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was concluded of one criterion in one run.
 *
 * @param groupId group of the checklist
 * @param criterionId id of the criterion
 * @param code number in the official annex, e.g. {@code 4.2}
 * @param title Vietnamese title
 * @param method who decides
 * @param pointsBasis where the points come from
 * @param outcome the conclusion
 * @param points exact points given; 0 unless {@link Outcome#decided()}
 * @param maxPoints points that can be had
 * @param reason why it could not be told; set exactly when the outcome is {@link Outcome#CANT_TELL}
 * @param says the sentence for the report, with the observed values
 * @param fix what to do to regain points; null when nothing is to be done
 * @param observed the observed values beside the condition that decided, e.g. {@code tin-tuc.items
 *     = 34 (cần ≥ 48)}
 * @param evidence where it was seen
 */
public record Finding(
    String groupId,
    String criterionId,
    String code,
    String title,
    Method method,
    PointsBasis pointsBasis,
    Outcome outcome,
    BigDecimal points,
    BigDecimal maxPoints,
    @Nullable Reason reason,
    String says,
    @Nullable String fix,
    List<String> observed,
    List<Evidence> evidence) {
  public Finding {
    if ((outcome == Outcome.CANT_TELL) != (reason != null)) {
      throw new IllegalArgumentException(
          criterionId + ": a reason belongs to CANT_TELL and to nothing else");
    }
    if (points.signum() < 0 || points.compareTo(maxPoints) > 0) {
      throw new IllegalArgumentException(
          criterionId + ": points " + points + " outside 0.." + maxPoints);
    }
    observed = List.copyOf(observed);
    evidence = List.copyOf(evidence);
  }
}
