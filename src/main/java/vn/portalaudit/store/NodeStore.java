package vn.portalaudit.store;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The nodes that are alive, and which shards of the portals each of them watches. A portal belongs
 * to shard {@code id mod 64}. A shard is leased like work is; its fence grows with every change of
 * hands. All times are the database's. Safe for threads.
 */
public final class NodeStore {
  /** Into how many shards the portals fall. */
  public static final int SHARDS = 64;

  private final Database database;

  public NodeStore(Database database) {
    this.database = database;
  }

  /**
   * Tells of a node that starts.
   *
   * @param former earlier lives of this node, known to be over: what they still hold, watch and
   *     work, is given back at once
   */
  public void register(UUID node, String name, Collection<UUID> former) {
    database.<@Nullable Void>within(jdbc -> {
      for (UUID life : former) {
        leave(jdbc, life);
        jdbc.sql("update work set lease_until = now() where state = 'running' and owner = :life")
            .param("life", life)
            .update();
      }
      jdbc.sql("insert into node (id, name) values (:id, :name)")
          .param("id", node)
          .param("name", name)
          .update();
      return null;
    });
  }

  /** A node gives up all that it holds of the watch, and is gone. */
  public void leave(UUID node) {
    database.<@Nullable Void>within(jdbc -> {
      leave(jdbc, node);
      return null;
    });
  }

  private static void leave(JdbcClient jdbc, UUID node) {
    jdbc.sql("update probe_shard set owner = null, lease_until = null where owner = :node")
        .param("node", node)
        .update();
    jdbc.sql("update node set stopped_at = now() where id = :node and stopped_at is null")
        .param("node", node)
        .update();
  }

  /**
   * A sign of life: renews what the node holds, takes its fair share of shards that nobody holds,
   * and gives up what exceeds it.
   *
   * @param lease how long a shard is held, and a node taken to be alive, without the next sign
   * @return the shards now held, with their fences
   */
  public Map<Integer, Long> beat(UUID node, Duration lease) {
    double seconds = lease.toMillis() / 1_000.0;
    return database.within(jdbc -> {
      jdbc.sql("update node set seen_at = now(), clock_at = :clock where id = :node")
          .param("clock", IncidentRows.param(java.time.Instant.now()))
          .param("node", node)
          .update();
      int fair = fairShare(jdbc, seconds);
      // what ran out while we slept is not ours any more, even when nobody has taken it yet
      jdbc.sql(
              """
              update probe_shard set lease_until = now() + make_interval(secs => :lease)
              where owner = :node and lease_until >= now()
              """)
          .param("node", node)
          .param("lease", seconds)
          .update();
      int held =
          jdbc.sql("select count(*) from probe_shard where owner = :node and lease_until >= now()")
              .param("node", node)
              .query(Integer.class)
              .single();
      if (held > fair) {
        jdbc.sql(
                """
                update probe_shard set owner = null, lease_until = null where shard in (
                  select shard from probe_shard where owner = :node order by shard desc limit :n)
                """)
            .param("node", node)
            .param("n", held - fair)
            .update();
      } else if (held < fair) {
        jdbc.sql(
                """
                update probe_shard set owner = :node, fence = nextval('fence'),
                  lease_until = now() + make_interval(secs => :lease)
                where shard in (
                  select shard from probe_shard where owner is null or lease_until < now()
                  order by shard limit :n for update skip locked)
                """)
            .param("node", node)
            .param("lease", seconds)
            .param("n", fair - held)
            .update();
      }
      return jdbc
          .sql("select shard, fence from probe_shard where owner = :node and lease_until >= now()")
          .param("node", node)
          .query((row, n) -> Map.entry(row.getInt("shard"), row.getLong("fence")))
          .list()
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    });
  }

  private static int fairShare(JdbcClient jdbc, double lease) {
    int alive =
        jdbc.sql(
                """
                select count(*) from node
                where stopped_at is null and seen_at > now() - make_interval(secs => :lease)
                """)
            .param("lease", lease)
            .query(Integer.class)
            .single();
    return Math.ceilDiv(SHARDS, Math.max(1, alive));
  }
}
