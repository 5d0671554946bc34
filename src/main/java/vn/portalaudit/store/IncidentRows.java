package vn.portalaudit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.alert.Incident;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Seen;
import vn.portalaudit.alert.Severity;
import vn.portalaudit.alert.Subject;
import vn.portalaudit.monitor.Cause;

/** Incidents as rows. */
final class IncidentRows {
  /** The columns that {@link #read} needs, of a table with the alias i. */
  static final String COLUMNS =
      """
      i.id, i.portal_id, i.kind, i.subject, i.cause, i.state, i.severity, i.starts_at,
      i.opened_at, i.ends_at, i.closed_at, i.acknowledged_at, i.acknowledged_by, i.merged_into,
      i.seen_at, i.says as incident_says, i.evidence\
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private IncidentRows() {}

  static Incident read(ResultSet row) throws SQLException {
    String cause = row.getString("cause");
    return new Incident(
        row.getLong("id"),
        new Subject(
            row.getObject("portal_id", Integer.class),
            Kind.of(row.getString("kind")),
            row.getString("subject")),
        cause == null ? Cause.UNKNOWN : Cause.valueOf(cause.toUpperCase(Locale.ROOT)),
        Incident.State.of(row.getString("state")),
        Severity.of(row.getString("severity")),
        time(row, "starts_at"),
        time(row, "opened_at"),
        perhaps(row, "ends_at"),
        perhaps(row, "closed_at"),
        perhaps(row, "acknowledged_at"),
        row.getString("acknowledged_by"),
        row.getObject("merged_into", Long.class),
        time(row, "seen_at"),
        row.getString("incident_says"),
        List.of(JSON.readValue(row.getString("evidence"), Seen[].class)));
  }

  static String evidence(Incident incident) {
    return JSON.writeValueAsString(incident.evidence());
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant perhaps(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static OffsetDateTime param(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  static @Nullable OffsetDateTime orNull(@Nullable Instant time) {
    return time == null ? null : param(time);
  }
}
