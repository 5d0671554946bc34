package vn.portalaudit.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.monitor.Availability;

/**
 * How much of a month or of a campaign's period portals could be used, with the rule by which that
 * was counted. Safe for threads.
 */
public final class AvailabilityStore {
  private final Database database;
  private final PortalHistory history;

  /** A store in a migrated database. */
  public AvailabilityStore(Database database) {
    this.database = database;
    this.history = new PortalHistory(database);
  }

  /**
   * What was counted of a portal in a period.
   *
   * @param first first day of the period, in Vietnam
   * @param last last day
   * @param watchedFrom first day of the period with results; null without any
   * @param counts slots, those of days without any result among the unknown
   * @param availability by the rule
   */
  public record Figure(
      LocalDate first,
      LocalDate last,
      @Nullable LocalDate watchedFrom,
      Availability.Counts counts,
      Availability availability) {}

  /**
   * A figure that is kept.
   *
   * @param occasion a month as {@code 2026-11}, or the name of a campaign
   * @param rule sentences by which it was counted, one a line
   */
  public record Kept(int portal, String occasion, Figure figure, String rule) {}

  /**
   * Counts a period of a portal from the first day on which it was watched; days after that without
   * any result count as unknown.
   *
   * @param first first day, in Vietnam
   * @param last last day
   */
  public Figure count(int portal, LocalDate first, LocalDate last, Availability.Rule rule) {
    PortalHistory.Days days = history.days(portal, first, last);
    LocalDate from = days.first();
    if (from == null) {
      Availability.Counts none = Availability.Counts.NONE;
      return new Figure(first, last, null, none, Availability.of(none, rule));
    }
    Availability.Counts seen = history.counts(portal, from, last);
    long due = ChronoUnit.DAYS.between(from, days.last()) + 1;
    long slots = seen.up() + seen.degraded() + seen.down() + seen.unknown() + seen.excluded();
    Availability.Counts counts = filled(seen, slots, due, days.seen());
    return new Figure(first, last, from, counts, Availability.of(counts, rule));
  }

  /**
   * Counts with those of days without any result: a day that nobody watched has as many slots as
   * the others had.
   */
  static Availability.Counts filled(Availability.Counts seen, long slots, long due, int days) {
    return due > days ? seen.outOf(Math.ceilDiv(slots * due, days)) : seen;
  }

  /** Keeps a figure, in the place of an earlier one of the same occasion. */
  public void keep(int portal, String occasion, Figure figure, Availability.Rule rule) {
    database.<@Nullable Void>within(jdbc -> {
      int ruleId = rule(jdbc, String.join("\n", rule.says()));
      Availability.Counts c = figure.counts();
      Availability a = figure.availability();
      jdbc.sql(
              """
              insert into availability (portal_id, occasion, first_day, last_day, watched_from, up,
                degraded, down, unknown, excluded, outages, share, low, high, coverage, effective,
                rule_id)
              values (:portal, :occasion, :first, :last, :from, :up, :degraded, :down, :unknown,
                :excluded, :outages, :share, :low, :high, :coverage, :effective, :rule)
              on conflict (portal_id, occasion) do update set first_day = excluded.first_day,
                last_day = excluded.last_day, watched_from = excluded.watched_from,
                up = excluded.up, degraded = excluded.degraded, down = excluded.down,
                unknown = excluded.unknown, excluded = excluded.excluded,
                outages = excluded.outages, share = excluded.share, low = excluded.low,
                high = excluded.high, coverage = excluded.coverage,
                effective = excluded.effective, rule_id = excluded.rule_id, counted_at = now()
              """)
          .param("portal", portal)
          .param("occasion", occasion)
          .param("first", figure.first())
          .param("last", figure.last())
          .param("from", figure.watchedFrom(), java.sql.Types.DATE)
          .param("up", c.up())
          .param("degraded", c.degraded())
          .param("down", c.down())
          .param("unknown", c.unknown())
          .param("excluded", c.excluded())
          .param("outages", c.outages())
          .param("share", a.share(), java.sql.Types.NUMERIC)
          .param("low", a.low(), java.sql.Types.NUMERIC)
          .param("high", a.high(), java.sql.Types.NUMERIC)
          .param("coverage", a.coverage())
          .param("effective", a.effective())
          .param("rule", ruleId)
          .update();
      return null;
    });
  }

  private static int rule(JdbcClient jdbc, String says) {
    jdbc.sql("insert into counting_rule (says) values (?) on conflict (says) do nothing")
        .param(says)
        .update();
    return jdbc.sql("select id from counting_rule where says = ?")
        .param(says)
        .query(Integer.class)
        .single();
  }

  /** The figures of a portal, the newest period first. */
  public List<Kept> of(int portal) {
    return database
        .jdbc()
        .sql(KEPT + " where portal_id = ? order by last_day desc, occasion")
        .param(portal)
        .query((row, n) -> kept(row))
        .list();
  }

  /** The figure of a portal for one occasion. */
  public Optional<Kept> of(int portal, String occasion) {
    return database
        .jdbc()
        .sql(KEPT + " where portal_id = ? and occasion = ?")
        .params(portal, occasion)
        .query((row, n) -> kept(row))
        .optional();
  }

  private static final String KEPT =
      "select a.*, r.says from availability a join counting_rule r on r.id = a.rule_id";

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        row.getInt("portal_id"),
        row.getString("occasion"),
        new Figure(
            row.getObject("first_day", LocalDate.class),
            row.getObject("last_day", LocalDate.class),
            row.getObject("watched_from", LocalDate.class),
            new Availability.Counts(
                row.getLong("up"),
                row.getLong("degraded"),
                row.getLong("down"),
                row.getLong("unknown"),
                row.getLong("excluded"),
                row.getLong("outages")),
            new Availability(
                row.getBigDecimal("share"),
                row.getBigDecimal("low"),
                row.getBigDecimal("high"),
                row.getBigDecimal("coverage"),
                row.getLong("effective"))),
        row.getString("says"));
  }

  /** When the figure of an occasion was counted last; empty when never. */
  public Optional<OffsetDateTime> countedAt(int portal, String occasion) {
    return database
        .jdbc()
        .sql("select counted_at from availability where portal_id = ? and occasion = ?")
        .params(portal, occasion)
        .query(OffsetDateTime.class)
        .optional();
  }

  /** A share as people read it, e.g. 99,87 %. */
  public static String percent(@Nullable BigDecimal share) {
    return share == null
        ? "chưa đủ số lần đo"
        : share.movePointRight(2).stripTrailingZeros().toPlainString().replace('.', ',') + " %";
  }
}
