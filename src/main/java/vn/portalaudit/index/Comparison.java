package vn.portalaudit.index;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two results of the same agencies beside each other: last year's data under another version of a
 * set, under other exclusions, or with the portals judged by other rules. In percentage points, for
 * two versions may have different maxima. Pure.
 *
 * @param moves every agency that stands in both, those that move farthest first
 */
public record Comparison(List<Move> moves) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Comparison {
    moves = List.copyOf(moves);
  }

  /**
   * How an agency moves.
   *
   * @param before where it stands in the first results
   * @param after where it stands in the second
   * @param percentChange percentage points gained or lost; null where a maximum is missing
   * @param causes by indicator, the greatest first; they add up to the change, but for incentive
   *     points and what is cut at the maximum
   */
  public record Move(
      Standing before, Standing after, @Nullable BigDecimal percentChange, List<Cause> causes) {
    public Move {
      causes = List.copyOf(causes);
    }

    /** Places lost. */
    public int down() {
      return -places();
    }

    /** How many causes there are beyond the first so many. */
    public int more(int shown) {
      return Math.max(0, causes.size() - shown);
    }

    /** Places gained (positive) or lost. */
    public int places() {
      return before.rank() - after.rank();
    }
  }

  /**
   * What an indicator does to the percentage.
   *
   * @param indicator its id
   * @param title its title
   * @param change percentage points
   * @param before as it counted before; null where there was no such indicator
   * @param after as it counts now; null where there is none any more
   */
  public record Cause(
      String indicator,
      String title,
      BigDecimal change,
      Standing.@Nullable Score before,
      Standing.@Nullable Score after) {}

  /** Compares two results by the agencies' ids. */
  public static Comparison of(Results before, Results after) {
    List<Move> moves = new ArrayList<>();
    for (int a = 0; a < before.figures().agencies().size(); a++) {
      OptionalInt now = after.figures().find(before.figures().agencies().get(a).id());
      if (now.isPresent()) {
        moves.add(move(before, after, before.standing(a), after.standing(now.getAsInt())));
      }
    }
    moves.sort(
        Comparator.comparing((Move move) -> Math.abs(move.places()), Comparator.reverseOrder())
            .thenComparing(Comparison::size, Comparator.reverseOrder())
            .thenComparing(move -> move.before().agency().id()));
    return new Comparison(moves);
  }

  private static BigDecimal size(Move move) {
    BigDecimal change = move.percentChange();
    return change == null ? BigDecimal.ZERO : change.abs();
  }

  private static Move move(Results before, Results after, Standing was, Standing is) {
    BigDecimal percentWas = was.percent();
    BigDecimal percentIs = is.percent();
    return new Move(
        was,
        is,
        percentWas == null || percentIs == null ? null : percentIs.subtract(percentWas),
        causes(before.figures().scheme(), after.figures().scheme(), was, is));
  }

  private static List<Cause> causes(Scheme old, Scheme now, Standing was, Standing is) {
    Set<String> ids = new LinkedHashSet<>();
    now.items().forEach(item -> ids.add(item.id()));
    old.items().forEach(item -> ids.add(item.id()));
    List<Cause> causes = new ArrayList<>();
    for (String id : ids) {
      Standing.@Nullable Score before = score(old, was, id);
      Standing.@Nullable Score after = score(now, is, id);
      BigDecimal change = part(after, is).subtract(part(before, was));
      if (change.signum() != 0) {
        causes.add(new Cause(id, title(old, now, id), change, before, after));
      }
    }
    causes.sort(
        Comparator.comparing((Cause cause) -> cause.change().abs(), Comparator.reverseOrder())
            .thenComparing(Cause::indicator));
    return causes;
  }

  private static Standing.@Nullable Score score(Scheme scheme, Standing standing, String id) {
    OptionalInt item = scheme.find(id);
    return item.isPresent() ? standing.score(item.getAsInt()) : null;
  }

  private static String title(Scheme old, Scheme now, String id) {
    OptionalInt item = now.find(id);
    return item.isPresent()
        ? now.items().get(item.getAsInt()).title()
        : old.items().get(old.find(id).orElseThrow()).title();
  }

  /** What an indicator gives of the percentage. */
  private static BigDecimal part(Standing.@Nullable Score score, Standing standing) {
    BigDecimal points = score == null ? null : score.points();
    BigDecimal max = standing.maxPoints();
    return points == null || max == null || max.signum() == 0
        ? BigDecimal.ZERO
        : HUNDRED.multiply(points).divide(max, Tally.COMPARED, RoundingMode.HALF_EVEN);
  }
}
