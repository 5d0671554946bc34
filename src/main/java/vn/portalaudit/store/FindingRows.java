package vn.portalaudit.store;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.store.Intervals.Interval;
import vn.portalaudit.store.Intervals.Known;
import vn.portalaudit.store.Intervals.Look;
import vn.portalaudit.store.Intervals.Step;
import vn.portalaudit.store.Sighting.Conclusion;
import vn.portalaudit.store.Sighting.Key;

/**
 * Intervals in the table {@code finding}. Takes part in the caller's transaction, which holds the
 * portal's row. A run costs three statements however many findings it has.
 */
final class FindingRows {
  private static final String UNSETTLED = "('CANT_TELL', 'UNTESTED')";

  private final JdbcClient jdbc;
  private final int portal;

  FindingRows(JdbcClient jdbc, int portal) {
    this.jdbc = jdbc;
    this.portal = portal;
  }

  /** Takes in a run that was finished after all that were taken in before. */
  void add(AuditReport report, Instant at) {
    List<Sighting> sightings =
        report.scorecards().stream().flatMap(FindingRows::sightings).toList();
    Step step = Intervals.advance(known(), new Look(report.run().id(), at, sightings));
    end(step.ended());
    confirm(step.confirmed());
    insert(step.opened());
  }

  /** Works the portal's intervals out again from all its runs: one of them came late. */
  void rebuild() {
    List<Look> looks =
        jdbc.sql(
                """
                select id, finished_at from audit_run where portal_id = :portal and observed
                order by finished_at, id
                """)
            .param("portal", portal)
            .query(
                (row, n) -> new Look(row.getString("id"), instant(row, "finished_at"), List.of()))
            .list();
    Iterable<Look> read =
        () ->
            looks.stream()
                .map(look -> new Look(look.run(), look.at(), sightings(look.run())))
                .iterator();
    List<Interval> chains = Intervals.of(read);
    jdbc.sql("delete from finding where portal_id = :portal").param("portal", portal).update();
    insert(chains);
  }

  private static Stream<Sighting> sightings(Scorecard card) {
    return card.findings().stream().map(finding -> Sighting.of(card.checklist(), finding));
  }

  /** What a stored run saw; one run at a time, so that a long history needs little memory. */
  private List<Sighting> sightings(String run) {
    return jdbc.sql(
            """
            select c.card->>'checklist' as checklist, f.finding->>'id' as criterion,
              f.finding->>'outcome' as outcome, f.finding->>'reason' as reason,
              (f.finding->>'points')::numeric as points,
              (f.finding->>'maxPoints')::numeric as max_points, f.finding->>'says' as says,
              array(select jsonb_array_elements_text(f.finding->'observed')) as observed
            from audit_run r,
              jsonb_array_elements(r.result->'scorecards') with ordinality as c (card, nth),
              jsonb_array_elements(c.card->'findings') with ordinality as f (finding, nth)
            where r.id = :run order by c.nth, f.nth
            """)
        .param("run", run)
        .query((row, n) ->
            Sighting.of(key(row), conclusion(row), row.getString("says"), texts(row, "observed")))
        .list();
  }

  /** What is known of each criterion. */
  Map<Key, Known> known() {
    Map<Key, Known> known = new HashMap<>();
    List<Interval> rows =
        jdbc.sql(
                "select * from finding where portal_id = :portal and (ended_at is null or id in ("
                    + "select distinct on (checklist, criterion) id from finding"
                    + " where portal_id = :portal and outcome not in "
                    + UNSETTLED
                    + " order by checklist, criterion, first_seen desc, id desc))")
            .param("portal", portal)
            .query((row, n) -> interval(row))
            .list();
    for (Interval row : rows) {
      Known other = known.get(row.seen().key());
      Interval open = row.endedAt() == null ? row : other == null ? null : other.open();
      Interval settled = row.seen().settled() ? row : other == null ? null : other.settled();
      known.put(row.seen().key(), new Known(open, settled));
    }
    return known;
  }

  private void end(List<Interval> ended) {
    if (ended.isEmpty()) {
      return;
    }
    jdbc.sql("update finding set ended_at = :at where id = any (:ids::bigint[])")
        .param("at", Timestamp.from(Objects.requireNonNull(ended.getFirst().endedAt())))
        .param("ids", ended.stream().map(Interval::id).toArray(Long[]::new))
        .update();
  }

  private void confirm(List<Interval> confirmed) {
    if (confirmed.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            update finding f set last_run = :run, last_confirmed = :at, says = c.says
            from unnest(:ids::bigint[], :says::text[]) as c (id, says) where f.id = c.id
            """)
        .param("run", confirmed.getFirst().lastRun())
        .param("at", Timestamp.from(confirmed.getFirst().lastConfirmed()))
        .param("ids", confirmed.stream().map(Interval::id).toArray(Long[]::new))
        .param("says", texts(confirmed, i -> i.seen().says()))
        .update();
  }

  private void insert(List<Interval> opened) {
    if (opened.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into finding (portal_id, checklist, criterion, outcome, reason, points,
              max_points, says, observed_hash, first_run, last_run, first_seen, last_confirmed,
              since, ended_at)
            select :portal, checklist, criterion, outcome, reason, points, max_points, says, hash,
              first_run, last_run, first_seen, last_confirmed, since, ended_at
            from unnest(:checklists::text[], :criteria::text[], :outcomes::text[],
              :reasons::text[], :points::numeric[], :maxima::numeric[], :says::text[],
              :hashes::text[], :firstRuns::text[], :lastRuns::text[], :firstSeen::timestamptz[],
              :lastConfirmed::timestamptz[], :since::timestamptz[], :ended::timestamptz[])
              with ordinality as f (checklist, criterion, outcome, reason, points, max_points, says,
              hash, first_run, last_run, first_seen, last_confirmed, since, ended_at, nth)
            order by nth
            """)
        .param("portal", portal)
        .param("checklists", texts(opened, i -> i.seen().key().checklist()))
        .param("criteria", texts(opened, i -> i.seen().key().criterion()))
        .param("outcomes", texts(opened, i -> i.seen().outcome()))
        .param("reasons", texts(opened, i -> i.seen().reason()))
        .param("points", texts(opened, i -> i.seen().points().toPlainString()))
        .param("maxima", texts(opened, i -> i.seen().maxPoints().toPlainString()))
        .param("says", texts(opened, i -> i.seen().says()))
        .param("hashes", texts(opened, i -> i.seen().hash()))
        .param("firstRuns", texts(opened, Interval::firstRun))
        .param("lastRuns", texts(opened, Interval::lastRun))
        .param("firstSeen", texts(opened, Interval::firstSeen))
        .param("lastConfirmed", texts(opened, Interval::lastConfirmed))
        .param("since", texts(opened, Interval::since))
        .param("ended", texts(opened, Interval::endedAt))
        .update();
  }

  private static String[] texts(List<Interval> rows, Function<Interval, @Nullable Object> column) {
    @Nullable String[] texts = new @Nullable String[rows.size()];
    for (int i = 0; i < texts.length; i++) {
      Object value = column.apply(rows.get(i));
      texts[i] = value == null ? null : value.toString();
    }
    return texts;
  }

  /** A row of {@code finding}. */
  static Interval interval(ResultSet row) throws SQLException {
    Conclusion conclusion = conclusion(row);
    Sighting seen =
        new Sighting(
            key(row),
            conclusion.outcome(),
            conclusion.reason(),
            conclusion.points(),
            conclusion.maxPoints(),
            row.getString("says"),
            row.getString("observed_hash"));
    return new Interval(
        row.getLong("id"),
        seen,
        row.getString("first_run"),
        row.getString("last_run"),
        instant(row, "first_seen"),
        instant(row, "last_confirmed"),
        instant(row, "since"),
        row.getTimestamp("ended_at") == null ? null : instant(row, "ended_at"));
  }

  private static Key key(ResultSet row) throws SQLException {
    return new Key(row.getString("checklist"), row.getString("criterion"));
  }

  private static Conclusion conclusion(ResultSet row) throws SQLException {
    String reason = row.getString("reason");
    return new Conclusion(
        Outcome.valueOf(row.getString("outcome")),
        reason == null ? null : Reason.valueOf(reason),
        number(row, "points"),
        number(row, "max_points"));
  }

  private static BigDecimal number(ResultSet row, String column) throws SQLException {
    BigDecimal value = row.getBigDecimal(column).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return List.of((String[]) array.getArray());
  }
}
