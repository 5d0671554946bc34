package vn.portalaudit.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the program itself is, as its database tells. Safe for threads. */
public final class SystemState {
  private final Database database;

  /** Of a migrated database. */
  public SystemState(Database database) {
    this.database = database;
  }

  /**
   * Figures of this moment.
   *
   * @param server version of PostgreSQL
   * @param schema version of the schema
   * @param bytes size of the database
   * @param oldestOverdue since when the work that waits longest is due; null when none is late
   * @param messages messages that wait
   * @param givenUp messages of the last day that were given up
   * @param lastProbe slot of the newest result; null without any
   */
  public record Figures(
      Instant now,
      String server,
      String schema,
      long bytes,
      int queued,
      int running,
      @Nullable Instant oldestOverdue,
      int messages,
      int givenUp,
      @Nullable Instant lastProbe) {}

  /**
   * A node.
   *
   * @param skew by how much its clock is ahead of the database's; null while it is not known
   * @param shards how many of the 64 shards of portals it watches
   * @param works how much work it holds
   */
  public record Node(
      String name,
      Instant startedAt,
      Instant seenAt,
      @Nullable Instant stoppedAt,
      @Nullable Duration skew,
      int shards,
      int works) {}

  /** A backup that was made. */
  public record BackupMade(Instant at, String file, long bytes) {}

  /** The figures. */
  public Figures figures() {
    return database
        .jdbc()
        .sql(
            """
            select now() as now, current_setting('server_version') as server,
              (select version from flyway_schema_history where success and version is not null
                order by installed_rank desc limit 1) as schema,
              pg_database_size(current_database()) as bytes,
              (select count(*) from work where state = 'queued') as queued,
              (select count(*) from work where state = 'running') as running,
              (select min(due_at) from work where state = 'queued' and due_at < now()) as overdue,
              (select count(*) from outbox where state in ('waiting', 'sending')) as messages,
              (select count(*) from outbox where state = 'given-up'
                and created_at > now() - interval '1 day') as given_up,
              (select max(slot_at) from portal_state) as last_probe
            """)
        .query((row, n) ->
            new Figures(
                IncidentRows.time(row, "now"),
                row.getString("server"),
                row.getString("schema"),
                row.getLong("bytes"),
                row.getInt("queued"),
                row.getInt("running"),
                IncidentRows.perhaps(row, "overdue"),
                row.getInt("messages"),
                row.getInt("given_up"),
                IncidentRows.perhaps(row, "last_probe")))
        .single();
  }

  /** The nodes that are alive, and those of the last days, at most 50; the latest seen first. */
  public List<Node> nodes() {
    return database
        .jdbc()
        .sql(
            """
            select n.name, n.started_at, n.seen_at, n.stopped_at,
              extract(epoch from n.clock_at - n.seen_at) as skew,
              (select count(*) from probe_shard s where s.owner = n.id and s.lease_until > now())
                as shards,
              (select count(*) from work w where w.owner = n.id and w.state = 'running') as works
            from node n where n.seen_at > now() - interval '3 days'
            order by n.stopped_at is not null, n.seen_at desc limit 50
            """)
        .query((row, i) -> {
          java.math.BigDecimal skew = row.getBigDecimal("skew");
          return new Node(
              row.getString("name"),
              IncidentRows.time(row, "started_at"),
              IncidentRows.time(row, "seen_at"),
              IncidentRows.perhaps(row, "stopped_at"),
              skew == null ? null : Duration.ofMillis((long) (skew.doubleValue() * 1_000)),
              row.getInt("shards"),
              row.getInt("works"));
        })
        .list();
  }

  /** Notes that a backup was made. */
  public void backedUp(String file, long bytes) {
    database
        .jdbc()
        .sql("insert into backup_made (file, bytes) values (?, ?)")
        .params(file.substring(Math.max(0, file.length() - 300)), bytes)
        .update();
  }

  /** The last backup; empty when none is known. */
  public Optional<BackupMade> lastBackup() {
    return database
        .jdbc()
        .sql("select * from backup_made order by id desc limit 1")
        .query((row, n) ->
            new BackupMade(
                IncidentRows.time(row, "at"), row.getString("file"), row.getLong("bytes")))
        .optional();
  }
}
