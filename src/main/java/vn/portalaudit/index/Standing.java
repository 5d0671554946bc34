package vn.portalaudit.index;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where one agency stands. Sums are kept; what they are made of is read from the figures when it is
 * asked for, so that many agencies stay small. Immutable, safe for several threads.
 */
public final class Standing {
  /** By percentage, or by points where the text gives no maximum; nothing to have comes last. */
  static final Comparator<Standing> BY_SHARE =
      Comparator.comparing(Standing::share, Comparator.nullsLast(Comparator.reverseOrder()));

  /** The best first; equals in the order of their ids, whatever the order of the files. */
  static final Comparator<Standing> BEST_FIRST =
      BY_SHARE.thenComparing(standing -> standing.agency().id());

  private final Figures.Frame frame;
  private final Settings settings;
  private final int place;
  private final Tally.Row row;
  private final Tally total;
  private final BigDecimal bonus;
  private final BigDecimal points;
  private final @Nullable BigDecimal percent;
  private final int rank;

  private Standing(
      Figures.Frame frame,
      Settings settings,
      int place,
      Tally.Row row,
      Tally total,
      BigDecimal bonus,
      BigDecimal points,
      @Nullable BigDecimal percent,
      int rank) {
    this.frame = frame;
    this.settings = settings;
    this.place = place;
    this.row = row;
    this.total = total;
    this.bonus = bonus;
    this.points = points;
    this.percent = percent;
    this.rank = rank;
  }

  static Standing of(Figures figures, Settings settings, int place, Tally.Row row) {
    Scheme scheme = figures.scheme();
    BigDecimal bonus = figures.bonus(place).map(Figures.Bonus::points).orElse(BigDecimal.ZERO);
    Tally total = Tally.of(scheme.places(), row, scheme.maxPoints());
    return of(figures.frame(), settings, place, row, total, bonus);
  }

  private static Standing of(
      Figures.Frame frame,
      Settings settings,
      int place,
      Tally.Row row,
      Tally total,
      BigDecimal bonus) {
    BigDecimal points = capped(total.points().add(bonus), total.maxPoints());
    BigDecimal percent = Tally.percent(points, total.maxPoints());
    return new Standing(frame, settings, place, row, total, bonus, points, percent, 0);
  }

  /** The standing when one indicator counts otherwise: what adding all up again would give. */
  Standing shifted(Tally.Row now, int item) {
    BigDecimal was = row.points()[item];
    BigDecimal is = now.points()[item];
    Scheme scheme = frame.scheme();
    Tally shifted =
        was == null || is == null
            ? Tally.of(scheme.places(), now, scheme.maxPoints())
            : new Tally(
                total.points().subtract(was).add(is),
                total.plain(),
                total.maxPoints(),
                total.open());
    return of(frame, settings, place, now, shifted, bonus);
  }

  private static BigDecimal capped(BigDecimal points, @Nullable BigDecimal max) {
    return max == null ? points : points.min(max);
  }

  Standing ranked(int now) {
    return now == rank
        ? this
        : new Standing(frame, settings, place, row, total, bonus, points, percent, now);
  }

  private @Nullable BigDecimal share() {
    return total.maxPoints() == null ? points : percent;
  }

  public Agency agency() {
    return frame.agencies().get(place);
  }

  /** The agency's place among the figures. */
  public int place() {
    return place;
  }

  /** 1, 2, 2, 4. */
  public int rank() {
    return rank;
  }

  /** Points that count, incentive points among them, at most the maximum. */
  public BigDecimal points() {
    return points;
  }

  /** Points before normalising, without incentive points. */
  public BigDecimal plain() {
    return total.plain();
  }

  /** Incentive points as given. */
  public BigDecimal bonus() {
    return bonus;
  }

  /** The least that the points can become; null where normalising leaves no bound. */
  public @Nullable BigDecimal low() {
    return unbounded() ? null : points;
  }

  /** The most that they can become, the other agencies' figures as they are; null as above. */
  public @Nullable BigDecimal high() {
    BigDecimal high = total.high();
    return unbounded() || high == null ? null : capped(high.add(bonus), total.maxPoints());
  }

  private boolean unbounded() {
    return settings.normalisation() == Normalisation.Z_SCORE
        && (total.open() == null || total.open().signum() != 0);
  }

  /** Points that can be had; null where the text gives none. */
  public @Nullable BigDecimal maxPoints() {
    return total.maxPoints();
  }

  /** The percentage, to 20 decimals; null where there is no maximum. */
  public @Nullable BigDecimal percent() {
    return percent;
  }

  /** The grade, on unrounded values; empty while what is undecided could still change it. */
  public Optional<String> grade() {
    if (settings.normalisation() == Normalisation.Z_SCORE) {
      return Optional.empty();
    }
    Optional<String> least = grade(low());
    return least.equals(grade(high())) ? least : Optional.empty();
  }

  private Optional<String> grade(@Nullable BigDecimal reached) {
    BigDecimal percent = reached == null ? null : Tally.percent(reached, total.maxPoints());
    return percent == null
        ? Optional.empty()
        : frame.scheme().grades().stream()
            .filter(grade -> percent.compareTo(grade.from()) >= 0)
            .map(Scheme.Grade::name)
            .findFirst();
  }

  /** What a group or pillar adds up to. */
  public Tally tally(Scheme.Part part) {
    return Tally.of(part.items(), row, part.maxPoints());
  }

  /**
   * One indicator of the agency.
   *
   * @param item its place
   * @param points that count; null where undecided, inapplicable or excluded
   * @param plain before normalising
   * @param maxPoints 0 where inapplicable or excluded; null where the text gives none
   * @param source where the points come from
   * @param excluded whether a person took it out of the ranking
   */
  public record Score(
      int item,
      @Nullable BigDecimal points,
      @Nullable BigDecimal plain,
      @Nullable BigDecimal maxPoints,
      Source source,
      boolean excluded) {}

  /** One indicator of the agency. */
  public Score score(int item) {
    Counted counted = row.counted();
    return new Score(
        item,
        row.points()[item],
        counted.plain()[item],
        counted.maxima()[item],
        counted.sources()[item],
        frame.exclusions().containsKey(item));
  }

  /** All indicators in the text's order. */
  public List<Score> scores() {
    List<Score> scores = new ArrayList<>();
    IntStream.range(0, frame.scheme().items().size()).forEach(i -> scores.add(score(i)));
    return scores;
  }
}
