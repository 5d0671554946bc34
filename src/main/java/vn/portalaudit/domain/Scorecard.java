package vn.portalaudit.domain;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The points of one portal on one checklist.
 *
 * @param checklist id of the checklist
 * @param version its version
 * @param title its Vietnamese title
 * @param basis the decision it comes from
 * @param note a remark such as «tham khảo» where the checklist was not made for this kind of
 *     portal; null without one
 * @param pointsBasis {@link PointsBasis#OFFICIAL} only when every point of it is
 * @param points points decided so far
 * @param low the least that {@code points} can become when what is undecided is decided
 * @param high the most
 * @param maxPoints points that can be had, without inapplicable criteria
 * @param decidedMax maximum of the decided criteria
 * @param coverage {@code decidedMax / maxPoints}, 4 decimals; 0 when nothing can be had
 * @param grade the grade (Tốt, Khá, Trung bình, Yếu), null while low and high give different ones
 *     or none is defined
 * @param groups in the checklist's order
 * @param findings in the checklist's order
 */
public record Scorecard(
    String checklist,
    String version,
    String title,
    String basis,
    @Nullable String note,
    PointsBasis pointsBasis,
    BigDecimal points,
    BigDecimal low,
    BigDecimal high,
    BigDecimal maxPoints,
    BigDecimal decidedMax,
    BigDecimal coverage,
    @Nullable String grade,
    List<GroupScore> groups,
    List<Finding> findings) {
  public Scorecard {
    groups = List.copyOf(groups);
    findings = List.copyOf(findings);
  }

  /** The points of one group; the fields mean what they mean in {@link Scorecard}. */
  public record GroupScore(
      String id,
      String code,
      String title,
      BigDecimal points,
      BigDecimal low,
      BigDecimal high,
      BigDecimal maxPoints,
      PointsBasis pointsBasis) {}
}
