package vn.portalaudit.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.Grid;
import vn.portalaudit.monitor.ProbeResult;
import vn.portalaudit.monitor.Standing;

/**
 * Keeps what the watch saw. A shard's results are taken only from the node that holds it now: the
 * token that comes with the results is compared while the shard's row is locked, so that a node
 * that slept through its lease writes nothing. A portal and slot is kept once. Safe for threads.
 */
public final class ProbeStore {
  /** Number of shards; a portal belongs to the one of its number modulo this. */
  public static final int SHARDS = 64;

  private static final int DAYS_AHEAD = 2;

  /** A slot begins before its result comes; more is a clock that is ahead of the database's. */
  private static final Duration AHEAD = Duration.ofSeconds(30);

  private static final Duration FILLED_AT_ONCE = Duration.ofHours(1);

  private final Database database;
  private final Retention retention;

  /** A store in a migrated database. */
  public ProbeStore(Database database, Retention retention) {
    this.database = database;
    this.retention = retention;
  }

  /**
   * What became of a batch.
   *
   * @param stored results that are new
   * @param known results of slots that had one
   * @param refused results too old to be kept, or of a time that has not come yet
   * @param lost shards that the node does not hold any more; nothing of theirs was kept
   */
  public record Written(int stored, int known, int refused, Set<Integer> lost) {
    public Written {
      lost = Set.copyOf(lost);
    }
  }

  /** The shard of a portal. */
  public static int shard(int portal) {
    return Math.floorMod(portal, SHARDS);
  }

  /**
   * Keeps a batch, all or nothing but for shards that were lost. The same batch again changes
   * nothing. A slot's first result stands, unless nobody had looked and it was filled.
   *
   * @param leases the fencing token of each shard that the node holds
   * @param results at best some thousands
   * @param standings how portals stand now; an older one never replaces a newer one
   */
  public Written write(
      Map<Integer, Long> leases, List<ProbeResult> results, Map<Integer, Standing> standings) {
    return database.within(jdbc -> {
      Held held = Held.lock(jdbc, leases);
      Window window = new Window(held.now, retention);
      List<ProbeResult> ours = results.stream().filter(r -> held.has(r.portal())).toList();
      List<ProbeResult> timely = ours.stream().filter(r -> window.holds(r.slot())).toList();
      int stored = timely.isEmpty() ? 0 : insert(jdbc, timely);
      stand(jdbc, held, window, standings);
      return new Written(
          stored, timely.size() - stored, ours.size() - timely.size(), held.lost(leases));
    });
  }

  /** The shards of which the tokens are good, locked until the end of the transaction. */
  private record Held(Instant now, Set<Integer> shards) {
    static Held lock(JdbcClient jdbc, Map<Integer, Long> leases) {
      List<Integer> shards = leases.keySet().stream().sorted().toList();
      // In order, so that two nodes never wait for each other.
      List<Integer> good =
          jdbc.sql(
                  """
                  select s.shard from probe_shard s
                  join unnest(?, ?) as l (shard, fence) on l.shard = s.shard and l.fence = s.fence
                  order by s.shard for no key update of s
                  """)
              .param(shards.stream().mapToInt(Integer::intValue).toArray())
              .param(shards.stream().map(leases::get).toArray(Long[]::new))
              .query(Integer.class)
              .list();
      return new Held(ProbeStore.now(jdbc), Set.copyOf(good));
    }

    boolean has(int portal) {
      return shards.contains(shard(portal));
    }

    Set<Integer> lost(Map<Integer, Long> leases) {
      return Set.copyOf(leases.keySet().stream().filter(s -> !shards.contains(s)).toList());
    }
  }

  static Instant now(JdbcClient jdbc) {
    return jdbc.sql("select now()").query(OffsetDateTime.class).single().toInstant();
  }

  /**
   * The slots that are taken. One of the future would stand in the way of what is seen when it
   * comes.
   */
  private record Window(Instant from, Instant to) {
    Window(Instant now, Retention retention) {
      this(Partitions.start(Partitions.day(now).minusDays(retention.rawDays())), now.plus(AHEAD));
    }

    boolean holds(Instant slot) {
      return !slot.isBefore(from) && slot.isBefore(to);
    }

    boolean reaches(Standing standing) {
      return standing.slot() == null || standing.slot().isBefore(to);
    }
  }

  private static int insert(JdbcClient jdbc, List<ProbeResult> results) {
    List<Instant> slots = results.stream().map(ProbeResult::slot).sorted().toList();
    Partitions.create(jdbc, Partitions.day(slots.getFirst()), Partitions.day(slots.getLast()));
    Rollup.holdOff(jdbc, slots.getFirst(), slots.getLast());
    return jdbc.sql(
            """
            with stored as (
              insert into probe_result as p (portal_id, slot_at, took_place_at, state, reason, status,
                lag_ms, dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms)
              select r.portal, to_timestamp(r.slot / 1000::float8),
                to_timestamp(r.took_place / 1000::float8), r.state, r.reason, nullif(r.status, 0),
                r.lag, r.dns, r.connect, r.tls, r.first_byte, r.total
              from unnest(?::int[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::int[],
                ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[]) as r (portal, slot,
                took_place, state, reason, status, lag, dns, connect, tls, first_byte, total)
              on conflict (portal_id, slot_at) do update set
                took_place_at = excluded.took_place_at, state = excluded.state,
                reason = excluded.reason, status = excluded.status, lag_ms = excluded.lag_ms,
                dns_ms = excluded.dns_ms, connect_ms = excluded.connect_ms,
                tls_ms = excluded.tls_ms, first_byte_ms = excluded.first_byte_ms,
                total_ms = excluded.total_ms
              where p.state = '?' and p.reason = 'OWN_FAULT' and excluded.state <> '?'
              returning slot_at)
            """
                + Rollup.VOID_HOURS_OF_STORED)
        .param(ints(results, ProbeResult::portal))
        .param(results.stream().mapToLong(r -> r.slot().toEpochMilli()).toArray())
        .param(results.stream().mapToLong(r -> r.tookPlaceAt().toEpochMilli()).toArray())
        .param(results.stream().map(r -> String.valueOf(r.state().code())).toArray(String[]::new))
        .param(results.stream().map(r -> name(r.reason())).toArray(String[]::new))
        .param(ints(results, ProbeResult::status))
        .param(ints(results, ProbeResult::lagMs))
        .param(results.stream().map(ProbeResult::dnsMs).toArray(Integer[]::new))
        .param(results.stream().map(ProbeResult::connectMs).toArray(Integer[]::new))
        .param(results.stream().map(ProbeResult::tlsMs).toArray(Integer[]::new))
        .param(results.stream().map(ProbeResult::firstByteMs).toArray(Integer[]::new))
        .param(results.stream().map(ProbeResult::totalMs).toArray(Integer[]::new))
        .query(Integer.class)
        .single();
  }

  private static <T> int[] ints(Collection<T> all, ToIntFunction<T> of) {
    return all.stream().mapToInt(of).toArray();
  }

  private static @Nullable String name(@Nullable Reason reason) {
    return reason == null ? null : reason.name();
  }

  private static void stand(
      JdbcClient jdbc, Held held, Window window, Map<Integer, Standing> standings) {
    List<Map.Entry<Integer, Standing>> ours =
        standings.entrySet().stream()
            .filter(entry -> held.has(entry.getKey()))
            .filter(entry -> window.reaches(entry.getValue()))
            .sorted(Map.Entry.comparingByKey())
            .toList();
    if (ours.isEmpty()) {
      return;
    }
    List<Standing> values = ours.stream().map(Map.Entry::getValue).toList();
    jdbc.sql(
            """
            insert into portal_state as s (portal_id, state, since, reason, slot_at, total_ms,
              failures, successes, flapping, content_hash, watched_from)
            select p.id, v.state, to_timestamp(v.since / 1000::float8), v.reason,
              to_timestamp(v.slot / 1000::float8), v.total, v.failures, v.successes, v.flapping,
              v.hash, to_timestamp(coalesce(v.slot, v.since) / 1000::float8)
            from unnest(?::int[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::int[],
              ?::int[], ?::int[], ?::boolean[], ?::text[]) as v (portal, state, since, reason,
              slot, total, failures, successes, flapping, hash)
            join portal p on p.id = v.portal
            on conflict (portal_id) do update set state = excluded.state, since = excluded.since,
              reason = excluded.reason, slot_at = excluded.slot_at, total_ms = excluded.total_ms,
              failures = excluded.failures, successes = excluded.successes,
              flapping = excluded.flapping, content_hash = excluded.content_hash
            where s.slot_at is null or excluded.slot_at >= s.slot_at
              or s.slot_at > to_timestamp(? / 1000::float8)
            """)
        .param(ours.stream().mapToInt(Map.Entry::getKey).toArray())
        .param(values.stream().map(v -> String.valueOf(v.state().code())).toArray(String[]::new))
        .param(values.stream().mapToLong(v -> v.since().toEpochMilli()).toArray())
        .param(values.stream().map(v -> name(v.reason())).toArray(String[]::new))
        .param(values.stream().map(v -> millis(v.slot())).toArray(Long[]::new))
        .param(values.stream().map(Standing::totalMs).toArray(Integer[]::new))
        .param(ints(values, v -> Math.min(v.failures(), Short.MAX_VALUE)))
        .param(ints(values, v -> Math.min(v.successes(), Short.MAX_VALUE)))
        .param(values.stream().map(Standing::flapping).toArray(Boolean[]::new))
        .param(values.stream().map(Standing::contentHash).toArray(String[]::new))
        .param(window.to.toEpochMilli())
        .update();
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  /**
   * How the portals of some shards stood when they were last written, to go on from.
   *
   * @param shards of which shards
   * @return by the number of the portal; portals that were never looked at are missing
   */
  public Map<Integer, Standing> standings(Set<Integer> shards) {
    Map<Integer, Standing> standings = new HashMap<>();
    database
        .jdbc()
        .sql(
            """
            select portal_id, state, since, reason, slot_at, failures, successes, flapping,
              content_hash, total_ms
            from portal_state where mod(portal_id, ?) = any (?)
            """)
        .param(SHARDS)
        .param(shards.stream().mapToInt(Integer::intValue).toArray())
        .query(row -> {
          OffsetDateTime slot = row.getObject("slot_at", OffsetDateTime.class);
          String reason = row.getString("reason");
          standings.put(
              row.getInt("portal_id"),
              new Standing(
                  ProbeResult.State.of(row.getString("state").charAt(0)),
                  row.getObject("since", OffsetDateTime.class).toInstant(),
                  reason == null ? null : Reason.valueOf(reason),
                  slot == null ? null : slot.toInstant(),
                  row.getInt("failures"),
                  row.getInt("successes"),
                  row.getBoolean("flapping"),
                  row.getString("content_hash"),
                  row.getObject("total_ms", Integer.class)));
        });
    return Map.copyOf(standings);
  }

  /**
   * Gives the slots that nobody probed a result of their own, unknown by our fault, so that none
   * vanishes: after a takeover, a restart, a clock that leapt ahead, or results thrown away. Goes
   * on where it was done last, an hour of slots at most, so that nobody waits long for the shards.
   *
   * @param leases the fencing token of each shard that the node holds
   * @param grids the planned times of each portal; one that was never looked at misses none
   * @param underWay slots younger than this, by the database's clock, may yet get their result
   */
  public Filled fill(Map<Integer, Long> leases, Map<Integer, Grid> grids, Duration underWay) {
    return database.within(jdbc -> {
      Held held = Held.lock(jdbc, leases);
      Window window = new Window(held.now, retention);
      Instant end = held.now.minus(underWay).truncatedTo(ChronoUnit.MILLIS);
      Instant first = later(doneUntil(jdbc, held, end), window.from);
      Instant until = earlier(end, first.plus(FILLED_AT_ONCE));
      if (held.shards.isEmpty() || !first.isBefore(until)) {
        return new Filled(0, false);
      }
      jdbc.sql("set local statement_timeout = '10min'").update();
      Partitions.create(jdbc, Partitions.day(first), Partitions.day(until));
      Rollup.holdOff(jdbc, first, until);
      int filled = fill(jdbc, held, grids, first, until);
      jdbc.sql("update probe_shard set done_until = greatest(done_until, ?) where shard = any (?)")
          .param(Rollup.at(until))
          .param(ints(held.shards, Integer::intValue))
          .update();
      return new Filled(filled, until.isBefore(end));
    });
  }

  /**
   * What was filled.
   *
   * @param slots how many slots
   * @param more whether later ones are still to be filled
   */
  public record Filled(int slots, boolean more) {}

  /** The shard that is furthest behind; one that was never done may have missed a day. */
  private static Instant doneUntil(JdbcClient jdbc, Held held, Instant end) {
    return jdbc
        .sql(
            "select min(coalesce(done_until, now() - interval '1 day')) from probe_shard"
                + " where shard = any (?)")
        .param(ints(held.shards, Integer::intValue))
        .query((row, n) -> row.getObject(1, OffsetDateTime.class))
        .stream()
        .filter(Objects::nonNull)
        .map(OffsetDateTime::toInstant)
        .findFirst()
        .orElse(end);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static int fill(
      JdbcClient jdbc, Held held, Map<Integer, Grid> grids, Instant from, Instant until) {
    List<Integer> portals = grids.keySet().stream().filter(held::has).sorted().toList();
    if (portals.isEmpty()) {
      return 0;
    }
    List<Grid> planned = portals.stream().map(p -> Objects.requireNonNull(grids.get(p))).toList();
    return jdbc.sql(
            """
            with stored as (
              insert into probe_result (portal_id, slot_at, took_place_at, state, reason)
              select g.portal, to_timestamp(n.ms / 1000::float8), now(), '?', 'OWN_FAULT'
              from unnest(?::int[], ?::bigint[], ?::bigint[]) as g (portal, every, phase)
              join portal_state s on s.portal_id = g.portal
              join probe_shard d on d.shard = mod(g.portal, ?)
              cross join lateral (select floor(1000 * extract(epoch from greatest(
                  s.watched_from, d.done_until, to_timestamp(? / 1000::float8))))::bigint)
                as b (first)
              cross join lateral generate_series(
                (b.first - g.phase + g.every - 1) / g.every * g.every + g.phase, ? - 1, g.every)
                as n (ms)
              on conflict do nothing
              returning slot_at)
            """
                + Rollup.VOID_HOURS_OF_STORED)
        .param(ints(portals, Integer::intValue))
        .param(planned.stream().mapToLong(Grid::intervalMs).toArray())
        .param(planned.stream().mapToLong(Grid::phaseMs).toArray())
        .param(SHARDS)
        .param(from.toEpochMilli())
        .param(until.toEpochMilli())
        .query(Integer.class)
        .single();
  }

  /**
   * Creates the partitions of today and the days to come, where they are missing.
   *
   * @param now the time; the database's, at best
   */
  public void prepare(Instant now) {
    database.<@Nullable Void>within(jdbc -> {
      LocalDate today = Partitions.day(now);
      Partitions.create(jdbc, today, today.plusDays(DAYS_AHEAD));
      return null;
    });
  }
}
