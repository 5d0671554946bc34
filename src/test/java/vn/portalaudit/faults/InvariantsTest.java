package vn.portalaudit.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.portalaudit.monitor.Grid;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.ProbeStore;
import vn.portalaudit.store.Retention;
import vn.portalaudit.store.TestDatabase;

/** A checker that finds nothing proves nothing: here faults are planted. */
class InvariantsTest {
  private static final Duration EVERY = Duration.ofMinutes(10);

  private final Database database = TestDatabase.fresh();

  /** A portal watched for three hours by nobody: every slot is filled. */
  @BeforeEach
  void watched() {
    sql("insert into portal (code, title, kind, root_url) values ('a', 'A', 'xa', 'http://a/')");
    sql(
        "insert into portal_state (portal_id, watched_from) values (1, now() - interval '3"
            + " hours')");
    sql("update probe_shard set fence = 1");
    ProbeStore store = new ProbeStore(database, Retention.STANDARD);
    while (store.fill(Map.of(1, 1L), Map.of(1, Grid.of(1, EVERY)), Duration.ofMinutes(5)).more()) {
      // an hour at a time
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void sql(String sql) {
    database.jdbc().sql(sql).update();
  }

  private java.util.List<String> broken() throws java.io.IOException {
    return Invariants.broken(database.jdbc(), EVERY.toMillis());
  }

  @Test
  void allHoldsWhereNothingIsWrong() throws Exception {
    assertThat(broken()).isEmpty();
  }

  @Test
  void aSlotThatVanishedIsFound() throws Exception {
    sql(
        "delete from probe_result where slot_at ="
            + " (select slot_at from probe_result order by slot_at offset 3 limit 1)");
    assertThat(broken()).singleElement().asString().startsWith("portal 1: 1").contains(" slots");
  }

  @Test
  void workThatIsDoneWithoutAConclusionIsFound() throws Exception {
    sql(
        "insert into work (portal_id, kind, slot, due_at, state) values (1, 'audit', 'x', now(),"
            + " 'done')");
    assertThat(broken()).containsExactly("work done without a conclusion: 1, first 1");
  }

  @Test
  void halfAConclusionAndMissingEvidenceAreFound() throws Exception {
    sql(
        "insert into audit_run values ('r1', 1, null, 'xa', now(), now(), 'd', 1, 1, 1, true, true,"
            + " '/nowhere', '{}')");
    assertThat(broken())
        .hasSize(2)
        .anyMatch(says -> says.startsWith("run without score or findings"))
        .anyMatch(says -> says.startsWith("run r1: evidence does not read"));
  }

  @Test
  void anHourThatWasCountedWronglyIsFound() throws Exception {
    sql("update probe_result set state = 'U'");
    sql(
        "insert into probe_hour select 1, date_trunc('hour', now() - interval '2 hours'), 5, 0, 0,"
            + " 0 where exists (select 1 from pg_class where relname like 'probe_hour_%')");
    sql("insert into rollup_hour select hour, 6 from probe_hour");
    assertThat(broken()).singleElement().asString().startsWith("hour that a recount does not give");
  }

  @Test
  void workThatHangsIsFoundWhileANodeIsAlive() throws Exception {
    sql("insert into node (id, name) values (gen_random_uuid(), 'a')");
    sql(
        "insert into work (portal_id, kind, slot, due_at, state, lease_until) values (1, 'audit',"
            + " 'x', now(), 'running', now() - interval '2 min')");
    assertThat(broken()).singleElement().asString().startsWith("work that hangs");
  }
}
