package vn.portalaudit.index;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The country's index out of the provinces' and the ministries' (1726, part II 1.c). The text does
 * not say how; this is our proposal: each main indicator has the mean percentage of all provinces
 * that have points for it, «Chính phủ số» that of provinces and ministries together; pillars and
 * the whole weigh them as the provincial set does. Pure.
 *
 * @param indicators in the provincial set's order
 * @param pillars in its order
 * @param percent of the whole; null while an indicator has nothing
 */
public record NationalRollUp(
    List<Part> indicators, List<Part> pillars, @Nullable BigDecimal percent) {
  private static final String GOVERNMENT = "cqs.";

  public NationalRollUp {
    indicators = List.copyOf(indicators);
    pillars = List.copyOf(pillars);
  }

  /**
   * A main indicator or pillar.
   *
   * @param id its id in the provincial set
   * @param title its title there
   * @param weight its points there
   * @param bodies how many provinces and ministries had points for it; of a pillar, the fewest
   * @param percent the mean percentage; null when nobody has
   */
  public record Part(
      String id, String title, BigDecimal weight, int bodies, @Nullable BigDecimal percent) {}

  /**
   * Rolls up.
   *
   * @param provinces results on the provincial set
   * @param ministries results on the ministries' set, whose indicators have no pillar
   */
  public static NationalRollUp of(Results provinces, Results ministries) {
    Scheme scheme = provinces.figures().scheme();
    List<Part> indicators = new ArrayList<>();
    for (int i = 0; i < scheme.items().size(); i++) {
      indicators.add(indicator(provinces, ministries, i));
    }
    List<Part> pillars = new ArrayList<>();
    for (Scheme.Part pillar : scheme.pillars()) {
      pillars.add(
          weighed(
              pillar.id(), pillar.title(), pillar.items().stream().map(indicators::get).toList()));
    }
    return new NationalRollUp(
        indicators, pillars, weighed(scheme.id(), scheme.title(), indicators).percent());
  }

  private static Part indicator(Results provinces, Results ministries, int item) {
    Scheme.Item indicator = provinces.figures().scheme().items().get(item);
    List<BigDecimal> percents = new ArrayList<>(percents(provinces, item));
    if (indicator.id().startsWith(GOVERNMENT)) {
      OptionalInt same =
          ministries.figures().scheme().find(indicator.id().substring(GOVERNMENT.length()));
      same.ifPresent(place -> percents.addAll(percents(ministries, place)));
    }
    BigDecimal weight = indicator.maxPoints() == null ? BigDecimal.ZERO : indicator.maxPoints();
    return new Part(indicator.id(), indicator.title(), weight, percents.size(), mean(percents));
  }

  private static List<BigDecimal> percents(Results results, int item) {
    List<BigDecimal> percents = new ArrayList<>();
    for (int a = 0; a < results.figures().agencies().size(); a++) {
      Standing.Score score = results.standing(a).score(item);
      BigDecimal plain = score.plain();
      BigDecimal percent = plain == null ? null : Tally.percent(plain, score.maxPoints());
      if (percent != null) {
        percents.add(percent);
      }
    }
    return percents;
  }

  private static @Nullable BigDecimal mean(List<BigDecimal> percents) {
    return percents.isEmpty()
        ? null
        : percents.stream()
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .divide(BigDecimal.valueOf(percents.size()), Tally.COMPARED, RoundingMode.HALF_EVEN);
  }

  private static Part weighed(String id, String title, List<Part> parts) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal weights = BigDecimal.ZERO;
    int bodies = Integer.MAX_VALUE;
    boolean complete = !parts.isEmpty();
    for (Part part : parts) {
      BigDecimal percent = part.percent();
      complete &= percent != null;
      sum = percent == null ? sum : sum.add(part.weight().multiply(percent));
      weights = weights.add(part.weight());
      bodies = Math.min(bodies, part.bodies());
    }
    BigDecimal percent =
        complete && weights.signum() > 0
            ? sum.divide(weights, Tally.COMPARED, RoundingMode.HALF_EVEN)
            : null;
    return new Part(id, title, weights, parts.isEmpty() ? 0 : bodies, percent);
  }
}
