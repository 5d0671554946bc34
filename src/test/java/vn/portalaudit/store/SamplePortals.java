package vn.portalaudit.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.ProbeResult;
import vn.portalaudit.monitor.ProbeResult.State;

/** Portals and results for tests of what the watch leaves behind. */
final class SamplePortals {
  private SamplePortals() {}

  /** Portals numbered from 1. */
  static void add(Database database, String... titles) {
    JdbcClient jdbc = database.jdbc();
    for (int i = 0; i < titles.length; i++) {
      jdbc.sql("insert into portal (code, title, kind, root_url) values (?, ?, 'so', ?)")
          .param("cong-" + (i + 1))
          .param(titles[i])
          .param("https://cong" + (i + 1) + ".example/")
          .update();
    }
  }

  /** The tokens of all shards, held by this test. */
  static Map<Integer, Long> leases(Database database) {
    database.jdbc().sql("update probe_shard set fence = nextval('fence')").update();
    Map<Integer, Long> leases = new HashMap<>();
    database
        .jdbc()
        .sql("select shard, fence from probe_shard")
        .query(row -> {
          leases.put(row.getInt(1), row.getLong(2));
        });
    return leases;
  }

  static ProbeResult result(int portal, Instant slot, State state, @Nullable Integer totalMs) {
    return new ProbeResult(
        portal,
        slot,
        slot.plusMillis(7),
        state,
        state == State.UP ? null : Reason.CONNECT_TIMEOUT,
        state.good() ? 200 : 0,
        7,
        1,
        2,
        3,
        4,
        totalMs,
        null,
        ProbeResult.Path.FIRST);
  }

  /** Results at one interval from a time on: a state for each letter. */
  static List<ProbeResult> results(int portal, Instant from, int everySeconds, String states) {
    List<ProbeResult> results = new ArrayList<>();
    for (int i = 0; i < states.length(); i++) {
      Instant slot = from.plusSeconds((long) everySeconds * i);
      results.add(result(portal, slot, State.of(states.charAt(i)), 100 + i));
    }
    return results;
  }

  static int count(Database database, String table) {
    return database.jdbc().sql("select count(*) from " + table).query(Integer.class).single();
  }
}
