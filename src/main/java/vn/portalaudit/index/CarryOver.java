package vn.portalaudit.index;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Takes figures over to another version of a set, for a dry run: an indicator keeps the share of
 * its maximum, by its id; what the other version does not have falls away. The machine's column
 * stays behind: it is proposed anew. Pure.
 */
public final class CarryOver {
  private CarryOver() {}

  /** The figures on another scheme, without the machine's. */
  public static Figures.Builder to(Scheme scheme, Figures figures) {
    Figures.Builder carried = new Figures.Builder(scheme, figures.agencies());
    for (int a = 0; a < figures.agencies().size(); a++) {
      Agency agency = figures.agencies().get(a);
      for (int i = 0; i < figures.scheme().items().size(); i++) {
        OptionalInt now = scheme.find(figures.scheme().items().get(i).id());
        if (now.isPresent() && scheme.items().get(now.getAsInt()).concerns(agency)) {
          columns(carried, figures, a, i, now.getAsInt());
        }
      }
      int place = a;
      if (scheme.conditions().bonus()) {
        figures.bonus(a).ifPresent(bonus -> carried.bonus(place, bonus.points(), bonus.reason()));
      }
    }
    for (Map.Entry<Integer, Figures.Exclusion> exclusion : figures.exclusions().entrySet()) {
      scheme
          .find(figures.scheme().items().get(exclusion.getKey()).id())
          .ifPresent(now ->
              carried.exclude(now, exclusion.getValue().by(), exclusion.getValue().reason()));
    }
    return carried;
  }

  private static void columns(
      Figures.Builder carried, Figures figures, int agency, int item, int now) {
    Agency whose = figures.agencies().get(agency);
    BigDecimal was = figures.scheme().items().get(item).maxPoints(whose);
    BigDecimal most = carried.scheme().items().get(now).maxPoints(whose);
    for (Column column : Column.values()) {
      BigDecimal points = figures.points(column, agency, item);
      if (points != null && column != Column.MACHINE) {
        carried.put(
            column, agency, now, share(points, was, most), figures.words(column, agency, item));
      }
    }
  }

  /** The same share of another maximum. */
  public static BigDecimal share(
      BigDecimal points, @Nullable BigDecimal was, @Nullable BigDecimal most) {
    return was == null || most == null || was.signum() == 0 || was.compareTo(most) == 0
        ? points
        : points.multiply(most).divide(was, Spread.SCALE, RoundingMode.HALF_EVEN);
  }
}
