package vn.portalaudit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.alert.Channel;
import vn.portalaudit.alert.Draft;
import vn.portalaudit.alert.Herald;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Life;
import vn.portalaudit.alert.News;
import vn.portalaudit.alert.Outbox;
import vn.portalaudit.alert.Parcel;
import vn.portalaudit.alert.PortalFacts;
import vn.portalaudit.alert.Rule;
import vn.portalaudit.alert.Severity;

/**
 * Keeps channels, rules, and the outbox with its log of deliveries. Safe for threads and for
 * several machines: what is told is settled in the same transaction in which its message is kept.
 */
public final class AlertStore implements Outbox {
  private static final int MOST_NEWS = 20_000;
  private static final long ONE_TELLS = 7402;

  private final Database database;
  private final @Nullable InstantSource clock;

  /** A store in a migrated database, by the database's clock. */
  public AlertStore(Database database) {
    this(database, null);
  }

  AlertStore(Database database, @Nullable InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A try to deliver a message, for the log. */
  public record Attempt(Instant at, boolean ok, String says) {}

  // ---- telling ----

  /**
   * Turns news into messages: what is new, summaries after quiet hours, reminders. One at a time
   * does it; a second finds nothing to do.
   *
   * @return how many messages were put into the outbox
   */
  public int tell(Herald herald) {
    return database.within(jdbc -> {
      boolean alone =
          jdbc.sql("select pg_try_advisory_xact_lock(?)")
              .param(ONE_TELLS)
              .query(Boolean.class)
              .single();
      if (!alone) {
        return 0;
      }
      Instant now = now(jdbc);
      List<Rule> rules = rules(jdbc);
      Herald.Plan plan = herald.plan(news(jdbc, WAITING), rules, now);
      int kept = plan.drafts().stream().mapToInt(draft -> keep(jdbc, draft, now)).sum();
      settle(jdbc, plan);
      kept += fold(jdbc, herald, now);
      return kept + remind(jdbc, herald, rules, now);
    });
  }

  private static final String WAITING = "where e.tell = 'waiting' order by e.id limit " + MOST_NEWS;

  /** The last opening of what nobody has taken up; only what people were told of. */
  private static final String LASTING =
      """
      where i.state = 'open' and i.ends_at is null
        and e.id = (select max(o.id) from incident_event o
          where o.incident_id = i.id and o.kind in ('opened', 'reopened'))
        and not exists (select 1 from incident_event w
          where w.incident_id = i.id and w.tell = 'waiting')
      order by e.id limit
      """
          + MOST_NEWS;

  private static List<News> news(JdbcClient jdbc, String which) {
    List<News> bare =
        jdbc.sql(
                "select e.id as event_id, e.at as event_at, e.kind as event_kind,"
                    + " e.says as event_says, "
                    + IncidentRows.COLUMNS
                    + ", (select max(t.at) from incident_event t where t.incident_id = i.id"
                    + " and t.tell = 'told' and t.kind in ('opened', 'reopened')) as last_told"
                    + " from incident_event e join incident i on i.id = e.incident_id "
                    + which)
            .query((row, n) ->
                new News(
                    row.getLong("event_id"),
                    IncidentRows.time(row, "event_at"),
                    Life.Event.of(row.getString("event_kind")),
                    row.getString("event_says"),
                    IncidentRows.read(row),
                    null,
                    IncidentRows.perhaps(row, "last_told")))
            .list();
    Map<Integer, PortalFacts> portals =
        PortalFactsRows.of(
            jdbc,
            bare.stream()
                .map(news -> news.incident().subject().portal())
                .filter(Objects::nonNull)
                .toList());
    return bare.stream().map(news -> with(news, portals)).toList();
  }

  private static News with(News n, Map<Integer, PortalFacts> portals) {
    Integer portal = n.incident().subject().portal();
    PortalFacts facts = portal == null ? null : portals.get(portal);
    return new News(n.event(), n.at(), n.what(), n.says(), n.incident(), facts, n.lastTold());
  }

  private static int keep(JdbcClient jdbc, Draft draft, Instant now) {
    return jdbc.sql(
            """
            insert into outbox (channel_id, dedupe, subject, body, incidents, portals, created_at,
              not_before, state)
            values (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
            on conflict (channel_id, dedupe) do nothing
            """)
        .params(draft.channel(), draft.dedupe(), draft.subject(), draft.body())
        .param(draft.incidents().toArray(Long[]::new))
        .param(draft.portals().toArray(Integer[]::new))
        .params(IncidentRows.param(now), IncidentRows.param(draft.notBefore()))
        .param(draft.held() ? "held" : "waiting")
        .update();
  }

  private static void settle(JdbcClient jdbc, Herald.Plan plan) {
    jdbc.sql(
            """
            update incident_event set tell = case when id = any (?) then 'no' else 'told' end
            where id = any (?)
            """)
        .params(plan.silent().toArray(Long[]::new), (Object) plan.settled().toArray(Long[]::new))
        .update();
  }

  private record Held(long id, Draft draft) {}

  /** Those that were held back go together when the first of them may go. */
  private static int fold(JdbcClient jdbc, Herald herald, Instant now) {
    List<Held> all =
        jdbc.sql(
                """
                select * from outbox o where state = 'held' and exists (select 1 from outbox d
                  where d.channel_id = o.channel_id and d.state = 'held' and d.not_before <= ?)
                order by id for update
                """)
            .param(IncidentRows.param(now))
            .query((row, i) -> new Held(row.getLong("id"), draft(row)))
            .list();
    Map<Integer, List<Held>> channels =
        all.stream().collect(Collectors.groupingBy(held -> held.draft().channel()));
    channels.forEach((channel, held) -> {
      String dedupe = "t" + held.getFirst().id();
      keep(jdbc, herald.summary(held.stream().map(Held::draft).toList(), dedupe, now), now);
      jdbc.sql("update outbox set state = 'folded', sent_at = ? where id = any (?)")
          .params(IncidentRows.param(now), held.stream().map(Held::id).toArray(Long[]::new))
          .update();
    });
    return channels.size();
  }

  private static Draft draft(ResultSet row) throws SQLException {
    return new Draft(
        row.getInt("channel_id"),
        row.getString("dedupe"),
        row.getString("subject"),
        row.getString("body"),
        Arrays.asList((Long[]) row.getArray("incidents").getArray()),
        Arrays.asList((Integer[]) row.getArray("portals").getArray()),
        IncidentRows.time(row, "not_before"),
        true);
  }

  private static int remind(JdbcClient jdbc, Herald herald, List<Rule> rules, Instant now) {
    if (rules.stream().allMatch(rule -> rule.remindAfter() == null)) {
      return 0;
    }
    Map<Long, Map<Integer, Instant>> reminded = new HashMap<>();
    jdbc.sql(
            """
            select r.* from reminder r join incident i on i.id = r.incident_id
            where i.state = 'open'
            """)
        .query(row -> {
          reminded
              .computeIfAbsent(row.getLong("incident_id"), id -> new HashMap<>())
              .put(row.getInt("channel_id"), IncidentRows.time(row, "at"));
        });
    List<Herald.Lasting> open =
        news(jdbc, LASTING).stream()
            .map(n -> new Herald.Lasting(n, reminded.getOrDefault(n.incident().id(), Map.of())))
            .toList();
    List<Draft> drafts = herald.remind(open, rules, now);
    for (Draft draft : drafts) {
      keep(jdbc, draft, now);
      jdbc.sql(
              """
              insert into reminder (channel_id, incident_id, at) select ?, unnest(?), ?
              on conflict (channel_id, incident_id) do update set at = excluded.at
              """)
          .params(draft.channel(), draft.incidents().toArray(Long[]::new), IncidentRows.param(now))
          .update();
    }
    return drafts.size();
  }

  // ---- the outbox ----

  @Override
  public List<Integer> channels() {
    return database.within(jdbc ->
        jdbc.sql(
                """
                select distinct o.channel_id from outbox o join channel c on c.id = o.channel_id
                where c.enabled and ((o.state = 'waiting' and o.not_before <= :now)
                  or (o.state = 'sending' and o.lease_until < :now))
                order by 1
                """)
            .param("now", IncidentRows.param(now(jdbc)))
            .query(Integer.class)
            .list());
  }

  @Override
  public List<Parcel> claim(int channel, UUID owner, int most, Duration lease) {
    return database.within(jdbc -> {
      Instant now = now(jdbc);
      // One courier a channel at a time, also between machines
      jdbc.sql("select 1 from channel where id = ? for no key update")
          .param(channel)
          .query()
          .listOfRows();
      return jdbc.sql(CLAIM)
          .param("channel", channel)
          .param("owner", owner)
          .param("most", most)
          .param("now", IncidentRows.param(now))
          .param("until", IncidentRows.param(now.plus(lease)))
          .query((row, i) -> parcel(row))
          .list();
    });
  }

  private static final String CLAIM =
      """
      with mine as (
        select o.id from outbox o join channel c on c.id = o.channel_id
        where o.channel_id = :channel and c.enabled
          and ((o.state = 'waiting' and o.not_before <= :now)
            or (o.state = 'sending' and o.lease_until < :now))
          and not exists (select 1 from outbox s where s.channel_id = :channel
            and s.state = 'sending' and s.lease_until >= :now)
          and not exists (select 1 from outbox e where e.channel_id = :channel and e.id < o.id
            and e.portals && o.portals and e.state = 'waiting' and e.not_before > :now)
        order by o.id limit :most
        for update of o skip locked),
      taken as (
        update outbox o set state = 'sending', owner = :owner, lease_until = :until
        from mine where o.id = mine.id returning o.*)
      select t.id, t.dedupe, t.subject, t.body, t.attempts, c.id as channel_id, c.name, c.kind,
        c.target, c.secret
      from taken t join channel c on c.id = t.channel_id order by t.id
      """;

  private static Parcel parcel(ResultSet row) throws SQLException {
    return new Parcel(
        row.getLong("id"),
        channel(row, "channel_id"),
        row.getString("dedupe"),
        row.getString("subject"),
        row.getString("body"),
        row.getInt("attempts"));
  }

  private static Channel channel(ResultSet row, String id) throws SQLException {
    return new Channel(
        row.getInt(id),
        row.getString("name"),
        Channel.Kind.of(row.getString("kind")),
        row.getString("target"),
        row.getString("secret"));
  }

  @Override
  public void sent(UUID owner, Parcel parcel, String says) {
    database.within(jdbc -> {
      int mine =
          jdbc.sql(
                  """
                  update outbox set state = 'sent', sent_at = ?, owner = null, lease_until = null
                  where id = ? and owner = ?
                  """)
              .params(IncidentRows.param(now(jdbc)), parcel.id(), owner)
              .update();
      return log(jdbc, parcel, true, mine == 1 ? says : says + " (quá hạn giữ)");
    });
  }

  @Override
  public void later(UUID owner, Parcel parcel, String says, Duration wait, boolean wholeChannel) {
    database.within(jdbc -> {
      Instant until = now(jdbc).plus(wait);
      int mine =
          jdbc.sql(
                  """
                  update outbox set state = 'waiting', not_before = ?, attempts = attempts + 1,
                    owner = null, lease_until = null
                  where id = ? and owner = ?
                  """)
              .params(IncidentRows.param(until), parcel.id(), owner)
              .update();
      if (mine == 1 && wholeChannel) {
        jdbc.sql(
                """
                update outbox set not_before = greatest(not_before, ?)
                where channel_id = ? and (state = 'waiting' or (state = 'sending' and owner = ?))
                """)
            .params(IncidentRows.param(until), parcel.channel().id(), owner)
            .update();
      }
      return log(jdbc, parcel, false, says);
    });
  }

  @Override
  public void release(UUID owner, List<Parcel> parcels) {
    Long[] ids = parcels.stream().map(Parcel::id).toArray(Long[]::new);
    database
        .jdbc()
        .sql(
            """
            update outbox set state = 'waiting', owner = null, lease_until = null
            where id = any (?) and owner = ? and state = 'sending'
            """)
        .params(ids, owner)
        .update();
  }

  @Override
  public void giveUp(UUID owner, Parcel parcel, String says) {
    database.within(jdbc -> {
      jdbc.sql(
              """
              update outbox set state = 'given-up', attempts = attempts + 1, owner = null,
                lease_until = null
              where id = ? and owner = ?
              """)
          .params(parcel.id(), owner)
          .update();
      return log(jdbc, parcel, false, says + "; thôi không gửi nữa");
    });
  }

  private int log(JdbcClient jdbc, Parcel parcel, boolean ok, String says) {
    return jdbc.sql("insert into delivery (outbox_id, at, ok, says) values (?, ?, ?, ?)")
        .params(parcel.id(), IncidentRows.param(now(jdbc)), ok, says)
        .update();
  }

  /** The tries to deliver a message, oldest first. */
  public List<Attempt> deliveries(long message) {
    return database
        .jdbc()
        .sql("select * from delivery where outbox_id = ? order by id")
        .param(message)
        .query((row, i) ->
            new Attempt(IncidentRows.time(row, "at"), row.getBoolean("ok"), row.getString("says")))
        .list();
  }

  // ---- channels and rules ----

  /** A channel, for «Gửi thử» too when it is off. */
  public Optional<Channel> channel(int id) {
    return database
        .jdbc()
        .sql("select * from channel where id = ?")
        .param(id)
        .query((row, i) -> channel(row, "id"))
        .optional();
  }

  /**
   * Keeps a channel: a new one when its number is 0.
   *
   * @return its number
   */
  public int save(Channel channel, boolean enabled) {
    String sql =
        channel.id() == 0
            ? """
            insert into channel (name, kind, target, secret, enabled)
            values (:name, :kind, :target, :secret, :enabled) returning id
            """
            : """
            update channel set name = :name, kind = :kind, target = :target, secret = :secret,
              enabled = :enabled where id = :id returning id
            """;
    return database
        .jdbc()
        .sql(sql)
        .param("id", channel.id())
        .param("name", channel.name())
        .param("kind", channel.kind().code())
        .param("target", channel.target())
        .param("secret", channel.secret(), java.sql.Types.VARCHAR)
        .param("enabled", enabled)
        .query(Integer.class)
        .single();
  }

  /**
   * Adds a rule; its number is not taken.
   *
   * @return its number
   */
  public int add(Rule rule) {
    Duration remind = rule.remindAfter();
    return database
        .jdbc()
        .sql(
            """
            insert into alert_rule (channel_id, kinds, min_severity, tag, agency_id, quiet_from,
              quiet_to, critical_passes, remind_after)
            values (:channel, :kinds, :least, :tag, :agency, :from, :to, :critical,
              make_interval(secs => :remind::double precision))
            returning id
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
        .query(Integer.class)
        .single();
  }

  /** Removes a rule. */
  public void removeRule(int id) {
    database.jdbc().sql("delete from alert_rule where id = ?").param(id).update();
  }

  /** The rules that are on, of channels that are on. */
  public List<Rule> rules() {
    return rules(database.jdbc());
  }

  private static List<Rule> rules(JdbcClient jdbc) {
    return jdbc.sql(
            """
            select r.*, extract(epoch from r.remind_after)::bigint as remind_seconds
            from alert_rule r join channel c on c.id = r.channel_id
            where r.enabled and c.enabled order by r.id
            """)
        .query((row, i) -> rule(row))
        .list();
  }

  static Rule rule(ResultSet row) throws SQLException {
    Long remind = row.getObject("remind_seconds", Long.class);
    String[] kinds = (String[]) row.getArray("kinds").getArray();
    return new Rule(
        row.getInt("id"),
        row.getInt("channel_id"),
        Arrays.stream(kinds).map(Kind::of).collect(Collectors.toSet()),
        Severity.of(row.getString("min_severity")),
        row.getString("tag"),
        row.getObject("agency_id", Integer.class),
        row.getObject("quiet_from", LocalTime.class),
        row.getObject("quiet_to", LocalTime.class),
        row.getBoolean("critical_passes"),
        remind == null ? null : Duration.ofSeconds(remind));
  }

  /** The channels, by name. */
  public List<Channel> allChannels() {
    return new ArrayList<>(
        database
            .jdbc()
            .sql("select * from channel order by name")
            .query((row, i) -> channel(row, "id"))
            .list());
  }

  private Instant now(JdbcClient jdbc) {
    return clock != null
        ? clock.instant()
        : jdbc.sql("select now()").query(OffsetDateTime.class).single().toInstant();
  }
}
