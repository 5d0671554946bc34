package vn.portalaudit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.alert.Channel;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Rule;

/**
 * Channels and rules as people set them, those that are off among them. Secrets are not given out.
 * Safe for threads.
 */
public final class AlertSettings {
  private static final String CHANNELS =
      """
      select c.id, c.name, c.kind, c.target, c.secret is not null as keyed, c.enabled,
        c.xmin::text as version,
        (select count(*) from alert_rule r where r.channel_id = c.id) as rules,
        (select count(*) from outbox o where o.channel_id = c.id
          and o.state in ('waiting', 'held', 'sending')) as waiting
      from channel c
      """;
  private static final String RULES =
      """
      select r.*, extract(epoch from r.remind_after)::bigint as remind_seconds,
        r.xmin::text as version, c.name as channel, (
          select v.name from agency_version v where v.agency_id = r.agency_id
          order by v.valid_from desc limit 1) as agency
      from alert_rule r join channel c on c.id = r.channel_id
      """;

  private final Database database;

  /** Of a migrated database. */
  public AlertSettings(Database database) {
    this.database = database;
  }

  /**
   * A channel.
   *
   * @param target where to; of a webhook its host alone, for the rest may be a secret
   * @param keyed whether it has a secret
   * @param version changes with every change
   * @param rules how many rules send to it
   * @param waiting how many messages wait for it
   */
  public record Way(
      int id,
      String name,
      Channel.Kind kind,
      String target,
      boolean keyed,
      boolean enabled,
      String version,
      int rules,
      int waiting) {}

  /**
   * A rule.
   *
   * @param channel name of its channel
   * @param agency name of its agency; null for all
   * @param version changes with every change
   */
  public record Set(
      Rule rule, boolean enabled, String channel, @Nullable String agency, String version) {}

  /** The channels, by name. */
  public List<Way> channels() {
    return database
        .jdbc()
        .sql(CHANNELS + "order by c.name collate \"vi-x-icu\", c.id")
        .query((row, n) -> way(row))
        .list();
  }

  /** A channel. */
  public Optional<Way> channel(int id) {
    return database
        .jdbc()
        .sql(CHANNELS + "where c.id = :id")
        .param("id", id)
        .query((row, n) -> way(row))
        .optional();
  }

  private static Way way(ResultSet row) throws SQLException {
    Channel.Kind kind = Channel.Kind.of(row.getString("kind"));
    String target = row.getString("target");
    return new Way(
        row.getInt("id"),
        row.getString("name"),
        kind,
        kind == Channel.Kind.WEBHOOK
            ? target.replaceFirst("^(https?://[^/?#]+).*", "$1/…")
            : target,
        row.getBoolean("keyed"),
        row.getBoolean("enabled"),
        row.getString("version"),
        row.getInt("rules"),
        row.getInt("waiting"));
  }

  /** Whether a channel is as it was when it was read; it stays so to the end of the transaction. */
  public boolean unchanged(int channel, String version) {
    return database
        .jdbc()
        .sql("select 1 from channel where id = :id and xmin::text = :version for no key update")
        .param("id", channel)
        .param("version", version)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** Whether another channel has this name. */
  public boolean named(String name, int except) {
    return database
        .jdbc()
        .sql("select exists (select from channel where name = :name and id <> :id)")
        .param("name", name)
        .param("id", except)
        .query(Boolean.class)
        .single();
  }

  /** Removes a channel with its rules and messages. */
  public boolean removeChannel(int id) {
    return database.jdbc().sql("delete from channel where id = ?").param(id).update() == 1;
  }

  /** The rules, by their channels' names. */
  public List<Set> rules() {
    return database
        .jdbc()
        .sql(RULES + "order by c.name collate \"vi-x-icu\", r.id")
        .query((row, n) -> set(row))
        .list();
  }

  /** A rule. */
  public Optional<Set> rule(int id) {
    return database
        .jdbc()
        .sql(RULES + "where r.id = :id")
        .param("id", id)
        .query((row, n) -> set(row))
        .optional();
  }

  private static Set set(ResultSet row) throws SQLException {
    return new Set(
        AlertStore.rule(row),
        row.getBoolean("enabled"),
        row.getString("channel"),
        row.getString("agency"),
        row.getString("version"));
  }

  /**
   * Changes a rule.
   *
   * @return false when it is not as it was when it was read
   */
  public boolean change(Rule rule, boolean enabled, String version) {
    Duration remind = rule.remindAfter();
    return database
            .jdbc()
            .sql(
                """
                update alert_rule set channel_id = :channel, kinds = :kinds, min_severity = :least,
                  tag = :tag, agency_id = :agency, quiet_from = :from, quiet_to = :to,
                  critical_passes = :critical,
                  remind_after = make_interval(secs => :remind::double precision), enabled = :enabled
                where id = :id and xmin::text = :version
                """)
            .param("channel", rule.channel())
            .param("kinds", rule.kinds().stream().map(Kind::code).toArray(String[]::new))
            .param("least", rule.least().code())
            .param("tag", rule.tag(), java.sql.Types.VARCHAR)
            .param("agency", rule.agency(), java.sql.Types.INTEGER)
            .param("from", rule.quietFrom(), java.sql.Types.TIME)
            .param("to", rule.quietTo(), java.sql.Types.TIME)
            .param("critical", rule.criticalPasses())
            .param("remind", remind == null ? null : remind.toSeconds(), java.sql.Types.BIGINT)
            .param("enabled", enabled)
            .param("id", rule.id())
            .param("version", Objects.requireNonNull(version))
            .update()
        == 1;
  }
}
