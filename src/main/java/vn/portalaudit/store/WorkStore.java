package vn.portalaudit.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.schedule.Work;
import vn.portalaudit.schedule.WorkKind;

/**
 * What is due, and which node holds it. A claim is a lease: it ends when it is not renewed, and
 * with every claim the fence grows, so that a node which slept through its lease can write nothing
 * more. Unique keys see to it that no portal is worked on twice at once and no shared address by
 * two nodes. All times are the database's. Safe for threads.
 */
public final class WorkStore {
  private static final int TRIES = 8;

  private final Database database;

  public WorkStore(Database database) {
    this.database = database;
  }

  /**
   * Puts an occasion's work of all watched portals of a group in the queue. The same occasion
   * twice, of one node or of several, gives each portal its work once.
   *
   * @param timetable the group
   * @param kind what is due
   * @param occasion the planned moment
   * @return how many portals were added
   */
  public int enqueue(Timetable timetable, WorkKind kind, Instant occasion) {
    Timetable.Rule rule = timetable.rules().get(kind);
    Duration spread = rule == null ? Duration.ZERO : rule.spread();
    return enqueue(timetable, kind, occasion.toString(), occasion, spread);
  }

  /** As {@link #enqueue(Timetable, WorkKind, Instant)}, under another name of the occasion. */
  public int enqueue(
      Timetable timetable, WorkKind kind, String slot, Instant occasion, Duration spread) {
    return database.within(jdbc -> {
      List<Integer> portals =
          jdbc.sql(
                  """
                  select id from portal
                  where watched and schedule_group = :group
                    and valid_from <= :day and (valid_to is null or valid_to > :day)
                  order by id
                  """)
              .param("group", timetable.group())
              .param("day", occasion.atZone(Timetable.VIETNAM).toLocalDate())
              .query(Integer.class)
              .list();
      Integer[] ids = portals.toArray(Integer[]::new);
      Timestamp[] dues =
          portals.stream()
              .map(id -> Timestamp.from(timetable.due(id, occasion, spread)))
              .toArray(Timestamp[]::new);
      return jdbc.sql(
              """
              insert into work (portal_id, kind, slot, due_at, ip_group)
              select p.id, :kind, :slot, d.due, p.shared_ip_group
              from unnest(:ids::integer[], :dues::timestamptz[]) as d (id, due)
              join portal p on p.id = d.id
              on conflict (portal_id, kind, slot) do nothing
              """)
          .param("kind", kind.code())
          .param("slot", slot)
          .param("ids", ids)
          .param("dues", dues)
          .update();
    });
  }

  /**
   * Puts one portal's work in the queue at once, before what is planned.
   *
   * @param slot names the request; the same request twice is one
   * @return the number of the work, also when it was there already
   */
  public long request(int portal, WorkKind kind, String slot, String requestedBy) {
    return database.within(jdbc -> {
      jdbc.sql(
              """
              insert into work (portal_id, kind, slot, priority, due_at, ip_group, requested_by)
              select id, :kind, :slot, 1, now(), shared_ip_group, :by from portal where id = :portal
              on conflict (portal_id, kind, slot) do nothing
              """)
          .param("kind", kind.code())
          .param("slot", slot)
          .param("by", requestedBy)
          .param("portal", portal)
          .update();
      return jdbc.sql(
              "select id from work where portal_id = :portal and kind = :kind and slot = :slot")
          .param("portal", portal)
          .param("kind", kind.code())
          .param("slot", slot)
          .query(Long.class)
          .single();
    });
  }

  /**
   * Takes the most urgent work that is due, or that a lost node left behind.
   *
   * @param node who takes it
   * @param kinds what the node can do
   * @param lease how long it is held without renewal
   * @return the work, or empty when there is none
   */
  public Optional<Work> claim(UUID node, Set<WorkKind> kinds, Duration lease) {
    String[] codes = kinds.stream().map(WorkKind::code).sorted().toArray(String[]::new);
    for (int i = 0; i < TRIES; i++) {
      try {
        return database.within(jdbc -> claim(jdbc, node, codes, lease));
      } catch (DuplicateKeyException lostTheRace) {
        // another node took work of the same portal or address in this moment: look again
      }
    }
    return Optional.empty();
  }

  private static Optional<Work> claim(JdbcClient jdbc, UUID node, String[] kinds, Duration lease) {
    return jdbc.sql(
            """
            update work set state = 'running', owner = :node, fence = nextval('fence'),
              attempt = attempt + 1, lease_until = now() + make_interval(secs => :lease),
              started_at = coalesce(started_at, now())
            where id = (
              select w.id from work w
              where w.kind = any (:kinds)
                and (w.state = 'queued' and w.due_at <= now()
                  or w.state = 'running' and w.lease_until < now())
                and not exists (
                  select 1 from work o where o.state = 'running' and o.id <> w.id
                    and (o.portal_id = w.portal_id and o.kind = w.kind or o.ip_group = w.ip_group))
              order by w.state desc, w.priority, w.due_at, w.id
              limit 1 for update skip locked)
            returning id, portal_id, kind, slot, attempt, fence, checkpoint::text
            """)
        .param("node", node)
        .param("kinds", kinds)
        .param("lease", seconds(lease))
        .query((row, n) ->
            new Work(
                row.getLong("id"),
                row.getInt("portal_id"),
                WorkKind.of(row.getString("kind")).orElseThrow(),
                row.getString("slot"),
                row.getInt("attempt"),
                row.getLong("fence"),
                row.getString("checkpoint")))
        .optional();
  }

  /**
   * Notes at which address a claimed portal answers, so that no other work goes there meanwhile.
   * Work of a group that the registry names is left as it is: the group holds already.
   *
   * @param later how long the work waits when the address is taken, at least until it is free
   * @return false when other work is under way there, or the work is no longer held; it is then
   *     back in the queue, and the attempt does not count
   */
  public boolean address(Work work, String address, Duration later) {
    try {
      return database
              .jdbc()
              .sql("update work set ip_group = coalesce(ip_group, :address) where " + HELD)
              .param("address", address)
              .params(held(work))
              .update()
          == 1;
    } catch (DuplicateKeyException taken) {
      database
          .jdbc()
          .sql(
              "update work set state = 'queued', owner = null, lease_until = null,"
                  + " ip_group = :address, attempt = attempt - 1,"
                  + " due_at = now() + make_interval(secs => :later) where "
                  + HELD)
          .param("address", address)
          .param("later", seconds(later))
          .params(held(work))
          .update();
      return false;
    }
  }

  /**
   * Renews leases.
   *
   * @return the numbers of those that are still held; what is missing was taken over or cancelled
   *     and must be dropped at once
   */
  public Set<Long> renew(Collection<Work> works, Duration lease) {
    if (works.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        database
            .jdbc()
            .sql(
                """
                update work w set lease_until = now() + make_interval(secs => :lease)
                from unnest(:ids::bigint[], :fences::bigint[]) as h (id, fence)
                where w.id = h.id and w.fence = h.fence and w.state = 'running'
                returning w.id
                """)
            .param("lease", seconds(lease))
            .param("ids", works.stream().map(Work::id).toArray(Long[]::new))
            .param("fences", works.stream().map(Work::fence).toArray(Long[]::new))
            .query(Long.class)
            .list());
  }

  /**
   * Which of these are still held, without renewing them.
   *
   * @return their numbers; what is missing was taken over or cancelled
   */
  public Set<Long> held(Collection<Work> works) {
    if (works.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        database
            .jdbc()
            .sql(
                """
                select w.id from work w
                join unnest(:ids::bigint[], :fences::bigint[]) as h (id, fence)
                  on w.id = h.id and w.fence = h.fence
                where w.state = 'running'
                """)
            .param("ids", works.stream().map(Work::id).toArray(Long[]::new))
            .param("fences", works.stream().map(Work::fence).toArray(Long[]::new))
            .query(Long.class)
            .list());
  }

  /** Notes where work stands; false when it is no longer held. */
  public boolean checkpoint(Work work, String json) {
    return database
            .jdbc()
            .sql("update work set checkpoint = :json::jsonb where " + HELD)
            .param("json", json)
            .params(held(work))
            .update()
        == 1;
  }

  /**
   * Ends work.
   *
   * @param failure why it failed, null when it is done
   * @return false when it was no longer held; nothing has changed then
   */
  public boolean finish(Work work, @Nullable String failure) {
    return database
            .jdbc()
            .sql(
                "update work set state = :state, reason = :reason, lease_until = null,"
                    + " ended_at = now() where "
                    + HELD)
            .param("state", failure == null ? "done" : "failed")
            .param("reason", failure)
            .params(held(work))
            .update()
        == 1;
  }

  /** Puts held work back in the queue, to be taken again later by any node. */
  public boolean putBack(Work work, Duration later) {
    return database
            .jdbc()
            .sql(
                "update work set state = 'queued', owner = null, lease_until = null,"
                    + " due_at = now() + make_interval(secs => :later),"
                    + " ip_group = (select shared_ip_group from portal where id = portal_id)"
                    + " where "
                    + HELD)
            .param("later", seconds(later))
            .params(held(work))
            .update()
        == 1;
  }

  /** Cancels work that waits or is under way; false when it had ended. */
  public boolean cancel(long id) {
    return database
            .jdbc()
            .sql(
                """
                update work set state = 'cancelled', lease_until = null, ended_at = now()
                where id = :id and state in ('queued', 'running')
                """)
            .param("id", id)
            .update()
        == 1;
  }

  /**
   * Gives work that waits another place in the queue.
   *
   * @param priority from 0, the most urgent, to 9
   * @return false when it does not wait any more
   */
  public boolean prioritise(long id, int priority) {
    return database
            .jdbc()
            .sql("update work set priority = :priority where id = :id and state = 'queued'")
            .param("priority", priority)
            .param("id", id)
            .update()
        == 1;
  }

  /**
   * Puts work that failed or was cancelled back in the queue, from its beginning and before what is
   * planned.
   *
   * @return false when it has not ended so
   */
  public boolean again(long id, String requestedBy) {
    return database
            .jdbc()
            .sql(
                """
                update work set state = 'queued', attempt = 0, owner = null, priority = 1,
                  due_at = now(), started_at = null, ended_at = null, reason = null,
                  checkpoint = null, requested_by = :by,
                  ip_group = (select shared_ip_group from portal where id = portal_id)
                where id = :id and state in ('failed', 'cancelled')
                """)
            .param("by", requestedBy)
            .param("id", id)
            .update()
        == 1;
  }

  /**
   * How many pieces of work are in each state: {@code queued}, {@code overdue}, {@code running}.
   */
  public Map<String, Long> counts() {
    return database
        .jdbc()
        .sql(
            """
            select case when state = 'queued' and due_at < now() then 'overdue' else state end as s,
              count(*) as n
            from work where state in ('queued', 'running') group by 1
            """)
        .query((row, n) -> Map.entry(row.getString("s"), row.getLong("n")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static final String HELD = "id = :id and fence = :fence and state = 'running'";

  private static Map<String, Long> held(Work work) {
    return Map.of("id", work.id(), "fence", work.fence());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  /** For tests and displays: the numbers of a portal's work, newest first. */
  List<Long> of(int portal) {
    return new ArrayList<>(
        database
            .jdbc()
            .sql("select id from work where portal_id = :portal order by id desc")
            .param("portal", portal)
            .query(Long.class)
            .list());
  }
}
