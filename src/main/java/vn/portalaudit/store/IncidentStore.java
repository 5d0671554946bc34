package vn.portalaudit.store;

import static java.sql.Types.TIMESTAMP_WITH_TIMEZONE;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.alert.Change;
import vn.portalaudit.alert.Deed;
import vn.portalaudit.alert.Incident;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Life;
import vn.portalaudit.alert.Life.Outcome;
import vn.portalaudit.alert.Life.Step;
import vn.portalaudit.alert.Severity;
import vn.portalaudit.alert.Subject;

/**
 * Keeps incidents. Each step of a life is one transaction together with its entry in the log. Safe
 * for threads and for several machines.
 */
public final class IncidentStore {
  private static final int MOST_ROWS = 500;

  private final Database database;
  private final @Nullable InstantSource clock;

  /** A store in a migrated database, by the database's clock. */
  public IncidentStore(Database database) {
    this(database, null);
  }

  IncidentStore(Database database, @Nullable InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * An entry of an incident's log.
   *
   * @param by who did it
   */
  public record Entry(long id, Instant at, String by, Life.Event what, String says) {}

  /**
   * Which incidents to list; an empty set or null is no bound.
   *
   * @param from only those that began then or later
   * @param to only those that began before
   */
  public record Filter(
      Set<Incident.State> states,
      Set<Kind> kinds,
      @Nullable Severity least,
      @Nullable Integer portal,
      @Nullable Instant from,
      @Nullable Instant to) {
    /** Every incident. */
    public static final Filter ALL = new Filter(Set.of(), Set.of(), null, null, null, null);

    public Filter {
      states = Set.copyOf(states);
      kinds = Set.copyOf(kinds);
    }
  }

  /**
   * A page of a list.
   *
   * @param total how many there are on all pages
   */
  public record Page(List<Incident> incidents, long total) {
    public Page {
      incidents = List.copyOf(incidents);
    }
  }

  /**
   * Takes a change that was seen.
   *
   * @return the incident after it; empty when it was known already
   */
  public Optional<Incident> take(Change change) {
    return database.within(jdbc -> {
      lock(jdbc, change.subject());
      Incident latest = latest(jdbc, change.subject()).orElse(null);
      Instant now = now(jdbc);
      return Life.take(latest, change, now).map(step -> keep(jdbc, step, now));
    });
  }

  /** Two who see the same at once do not open two incidents. */
  private static void lock(JdbcClient jdbc, Subject subject) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 7401))")
        .param(subject.portal() + "/" + subject.kind().code() + "/" + subject.detail())
        .query()
        .listOfRows();
  }

  private static final String LATEST =
      """
       from incident i where coalesce(i.portal_id, 0) = ? and i.kind = ? and i.subject = ?
      order by i.state in ('open', 'acknowledged') desc, i.id desc limit 1
      """;

  private static Optional<Incident> latest(JdbcClient jdbc, Subject subject) {
    return jdbc.sql("select " + IncidentRows.COLUMNS + LATEST + " for update")
        .param(subject.portal() == null ? 0 : subject.portal())
        .param(subject.kind().code())
        .param(subject.detail())
        .query((row, i) -> IncidentRows.read(row))
        .optional();
  }

  /**
   * Does what a person wants done.
   *
   * @return {@link Outcome.Refused} with the incident as it stands when it cannot be done, as when
   *     another was quicker; empty when there is no such incident
   */
  public Optional<Outcome> act(long id, Deed deed) {
    try {
      return database.within(jdbc -> acted(jdbc, id, deed));
    } catch (DuplicateKeyException e) {
      return find(id)
          .map(incident ->
              new Outcome.Refused("Đã có một sự cố khác đang mở về cùng một việc.", incident));
    }
  }

  private Optional<Outcome> acted(JdbcClient jdbc, long id, Deed deed) {
    long other = deed instanceof Deed.Merge merge ? merge.into() : id;
    // In order, so that two merges never wait for each other
    Map<Long, Incident> locked = new HashMap<>();
    for (Incident one : locked(jdbc, id, other)) {
      locked.put(one.id(), one);
    }
    Incident incident = locked.get(id);
    if (incident == null) {
      return Optional.empty();
    }
    Instant now = now(jdbc);
    Outcome outcome = Life.act(incident, deed, locked.get(other), now);
    if (outcome instanceof Outcome.Done done) {
      keep(jdbc, done.step(), now);
    }
    return Optional.of(outcome);
  }

  private static List<Incident> locked(JdbcClient jdbc, long one, long other) {
    return jdbc.sql(
            "select "
                + IncidentRows.COLUMNS
                + " from incident i where i.id in (?, ?) order by i.id for update")
        .params(one, other)
        .query((row, i) -> IncidentRows.read(row))
        .list();
  }

  private static Incident keep(JdbcClient jdbc, Step step, Instant now) {
    Incident incident = step.after();
    long id =
        jdbc.sql(incident.id() == 0 ? INSERT : UPDATE)
            .param("id", incident.id())
            .param("portal", incident.subject().portal(), java.sql.Types.INTEGER)
            .param("kind", incident.subject().kind().code())
            .param("subject", incident.subject().detail())
            .param("cause", incident.cause().code())
            .param("state", incident.state().code())
            .param("severity", incident.severity().code())
            .param("starts", IncidentRows.param(incident.startsAt()))
            .param("opened", IncidentRows.param(incident.openedAt()))
            .param("ends", IncidentRows.orNull(incident.endsAt()), TIMESTAMP_WITH_TIMEZONE)
            .param("closed", IncidentRows.orNull(incident.closedAt()), TIMESTAMP_WITH_TIMEZONE)
            .param("acked", IncidentRows.orNull(incident.acknowledgedAt()), TIMESTAMP_WITH_TIMEZONE)
            .param("by", incident.acknowledgedBy(), java.sql.Types.VARCHAR)
            .param("into", incident.mergedInto(), java.sql.Types.BIGINT)
            .param("seen", IncidentRows.param(incident.seenAt()))
            .param("says", incident.says())
            .param("evidence", IncidentRows.evidence(incident))
            .query(Long.class)
            .single();
    jdbc.sql(
            """
            insert into incident_event (incident_id, at, by_whom, kind, says, tell)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(id, IncidentRows.param(now), step.by(), step.event().code(), step.says())
        .param(step.tell() ? "waiting" : "no")
        .update();
    return latestOf(jdbc, id);
  }

  private static final String INSERT =
      """
      insert into incident (portal_id, kind, subject, cause, state, severity, starts_at, opened_at,
        ends_at, closed_at, acknowledged_at, acknowledged_by, merged_into, seen_at, says, evidence)
      values (:portal, :kind, :subject, :cause, :state, :severity, :starts, :opened, :ends,
        :closed, :acked, :by, :into, :seen, :says, :evidence::jsonb)
      returning id
      """;

  private static final String UPDATE =
      """
      update incident set cause = :cause, state = :state, severity = :severity,
        opened_at = :opened, ends_at = :ends, closed_at = :closed, acknowledged_at = :acked,
        acknowledged_by = :by, merged_into = :into, seen_at = :seen, says = :says,
        evidence = :evidence::jsonb
      where id = :id
      returning id
      """;

  private static Incident latestOf(JdbcClient jdbc, long id) {
    return jdbc.sql("select " + IncidentRows.COLUMNS + " from incident i where i.id = ?")
        .param(id)
        .query((row, i) -> IncidentRows.read(row))
        .single();
  }

  /** The incident of a subject that lasts; without one, the last that was. */
  public Optional<Incident> latest(Subject subject) {
    return database
        .jdbc()
        .sql("select " + IncidentRows.COLUMNS + LATEST)
        .param(subject.portal() == null ? 0 : subject.portal())
        .param(subject.kind().code())
        .param(subject.detail())
        .query((row, i) -> IncidentRows.read(row))
        .optional();
  }

  /** An incident by its number. */
  public Optional<Incident> find(long id) {
    return database
        .jdbc()
        .sql("select " + IncidentRows.COLUMNS + " from incident i where i.id = ?")
        .param(id)
        .query((row, i) -> IncidentRows.read(row))
        .optional();
  }

  /** The open incidents of a portal of one kind. */
  public List<Incident> open(int portal, Kind kind) {
    return database
        .jdbc()
        .sql(
            "select "
                + IncidentRows.COLUMNS
                + " from incident i where i.portal_id = ? and i.kind = ?"
                + " and i.state in ('open', 'acknowledged') order by i.id")
        .params(portal, kind.code())
        .query((row, i) -> IncidentRows.read(row))
        .list();
  }

  /** An incident's log, oldest first. */
  public List<Entry> log(long id) {
    return database
        .jdbc()
        .sql("select * from incident_event where incident_id = ? order by id")
        .param(id)
        .query((row, i) ->
            new Entry(
                row.getLong("id"),
                IncidentRows.time(row, "at"),
                row.getString("by_whom"),
                Life.Event.of(row.getString("kind")),
                row.getString("says")))
        .list();
  }

  /**
   * A page of incidents, the youngest first.
   *
   * @param skip how many to leave out
   * @param most rows on the page, at most 500
   */
  public Page list(Filter filter, int skip, int most) {
    String where =
        """
         from incident i where (cardinality(:states::text[]) = 0 or i.state = any (:states))
          and (cardinality(:kinds::text[]) = 0 or i.kind = any (:kinds))
          and (cardinality(:severities::text[]) = 0 or i.severity = any (:severities))
          and (:portal::int is null or i.portal_id = :portal)
          and (:from::timestamptz is null or i.starts_at >= :from)
          and (:to::timestamptz is null or i.starts_at < :to)
        """;
    Map<String, Object> params = params(filter);
    long total =
        database.jdbc().sql("select count(*)" + where).params(params).query(Long.class).single();
    List<Incident> rows =
        database
            .jdbc()
            .sql(
                "select "
                    + IncidentRows.COLUMNS
                    + where
                    + " order by i.starts_at desc, i.id desc offset :skip limit :most")
            .params(params)
            .param("skip", Math.max(0, skip))
            .param("most", Math.clamp(most, 1, MOST_ROWS))
            .query((row, i) -> IncidentRows.read(row))
            .list();
    return new Page(rows, total);
  }

  @SuppressWarnings("NullAway") // a null parameter is SQL's null
  private static Map<String, Object> params(Filter filter) {
    Severity least = filter.least();
    Map<String, Object> params = new HashMap<>();
    params.put("states", filter.states().stream().map(Incident.State::code).toArray(String[]::new));
    params.put("kinds", filter.kinds().stream().map(Kind::code).toArray(String[]::new));
    params.put(
        "severities",
        least == null
            ? new String[0]
            : java.util.Arrays.stream(Severity.values())
                .filter(s -> s.atLeast(least))
                .map(Severity::code)
                .toArray(String[]::new));
    params.put("portal", filter.portal());
    params.put("from", IncidentRows.orNull(filter.from()));
    params.put("to", IncidentRows.orNull(filter.to()));
    return params;
  }

  private Instant now(JdbcClient jdbc) {
    return clock != null
        ? clock.instant()
        : jdbc.sql("select now()").query(OffsetDateTime.class).single().toInstant();
  }
}
