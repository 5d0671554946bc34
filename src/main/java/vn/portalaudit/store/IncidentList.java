package vn.portalaudit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.alert.Incident;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Severity;
import vn.portalaudit.monitor.Cause;

/** Incidents as people look for them, and who was told of them. Safe for threads. */
public final class IncidentList {
  private static final String FROM = " from incident i left join portal p on p.id = i.portal_id ";

  private final Database database;

  /** Of a migrated database. */
  public IncidentList(Database database) {
    this.database = database;
  }

  /**
   * Which incidents; null is no bound.
   *
   * @param state null for those with which somebody has still to deal, unless {@code all}
   * @param all whatever the state
   * @param text in the portal's name, code or address; empty for all
   */
  public record Wanted(
      Incident.@Nullable State state,
      boolean all,
      @Nullable Kind kind,
      @Nullable Cause cause,
      @Nullable Severity least,
      String text,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /**
   * An incident with its portal.
   *
   * @param code the portal's code; null when the matter is ours
   * @param title the portal's name; null when the matter is ours
   */
  public record Row(Incident incident, @Nullable String code, @Nullable String title) {}

  /**
   * A message about an incident.
   *
   * @param state as the outbox has it
   * @param says how the last try went; null before any
   */
  public record Told(
      String channel,
      Instant at,
      String subject,
      String state,
      int attempts,
      @Nullable String says) {}

  /** A page, the youngest first. */
  public Listing<Row> page(Wanted wanted, int offset, int size) {
    String where =
        FROM
            + """
            where (:all or case when :state::text is null then i.state in ('open', 'acknowledged')
                else i.state = :state end)
              and (:kind::text is null or i.kind = :kind)
              and (:cause::text is null or coalesce(i.cause, 'unknown') = :cause)
              and (cardinality(:severities::text[]) = 0 or i.severity = any (:severities))
              and (:text = '' or p.sought like '%' || folded(:text) || '%')
              and (:from::timestamptz is null or i.starts_at >= :from)
              and (:to::timestamptz is null or i.starts_at < :to)
            """;
    Map<String, Object> params = params(wanted);
    int total =
        database.jdbc().sql("select count(*)" + where).params(params).query(Integer.class).single();
    List<Row> rows =
        database
            .jdbc()
            .sql(
                "select p.code, p.title, "
                    + IncidentRows.COLUMNS
                    + where
                    + " order by i.starts_at desc, i.id desc offset :offset limit :size")
            .params(params)
            .param("offset", offset)
            .param("size", size)
            .query((row, n) -> row(row))
            .list();
    return new Listing<>(rows, total);
  }

  @SuppressWarnings("NullAway") // a null parameter is SQL's null
  private static Map<String, Object> params(Wanted wanted) {
    Severity least = wanted.least();
    Map<String, Object> params = new HashMap<>();
    params.put("all", wanted.all());
    params.put("state", wanted.state() == null ? null : wanted.state().code());
    params.put("kind", wanted.kind() == null ? null : wanted.kind().code());
    params.put("cause", wanted.cause() == null ? null : wanted.cause().code());
    params.put(
        "severities",
        least == null
            ? new String[0]
            : java.util.Arrays.stream(Severity.values())
                .filter(severity -> severity.atLeast(least))
                .map(Severity::code)
                .toArray(String[]::new));
    params.put("text", wanted.text().replaceAll("([\\\\%_])", "\\\\$1"));
    params.put("from", IncidentRows.orNull(wanted.from()));
    params.put("to", IncidentRows.orNull(wanted.to()));
    return params;
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(IncidentRows.read(row), row.getString("code"), row.getString("title"));
  }

  /** One incident with its portal. */
  public java.util.Optional<Row> find(long id) {
    return database
        .jdbc()
        .sql("select p.code, p.title, " + IncidentRows.COLUMNS + FROM + "where i.id = :id")
        .param("id", id)
        .query((row, n) -> row(row))
        .optional();
  }

  /** Others that are open, in which an incident may be merged: of the same portal first. */
  public List<Row> others(Incident incident, int most) {
    return database
        .jdbc()
        .sql(
            "select p.code, p.title, "
                + IncidentRows.COLUMNS
                + FROM
                + """
                where i.state in ('open', 'acknowledged') and i.id <> :id
                order by i.portal_id is distinct from :portal::int, i.starts_at desc, i.id desc
                limit :most
                """)
        .param("id", incident.id())
        .param("portal", incident.subject().portal(), java.sql.Types.INTEGER)
        .param("most", most)
        .query((row, n) -> row(row))
        .list();
  }

  /** The messages about an incident, oldest first. */
  public List<Told> told(long id, int most) {
    return database
        .jdbc()
        .sql(
            """
            select c.name, o.created_at, o.subject, o.state, o.attempts, (
              select d.says from delivery d where d.outbox_id = o.id order by d.id desc limit 1) as says
            from outbox o join channel c on c.id = o.channel_id
            where o.incidents @> array[:id::bigint] order by o.id limit :most
            """)
        .param("id", id)
        .param("most", most)
        .query((row, n) ->
            new Told(
                row.getString("name"),
                IncidentRows.time(row, "created_at"),
                row.getString("subject"),
                row.getString("state"),
                row.getInt("attempts"),
                row.getString("says")))
        .list();
  }
}
