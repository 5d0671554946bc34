package vn.portalaudit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.portalaudit.schedule.QuietHours;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.schedule.Work;
import vn.portalaudit.schedule.WorkKind;

class WorkStoreTest {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Instant OCCASION = Instant.parse("2026-11-21T13:00:00Z");
  private static final Timetable TIMETABLE =
      new Timetable(
          "mac-dinh",
          Duration.ofMinutes(5),
          Map.of(WorkKind.AUDIT, new Timetable.Rule("0 0 20 ? * SAT", Duration.ZERO)),
          QuietHours.NONE);
  private static final Set<WorkKind> AUDITS = Set.of(WorkKind.AUDIT);

  private final Database database = TestDatabase.fresh();
  private final WorkStore store = new WorkStore(database);
  private final NodeStore nodes = new NodeStore(database);
  private final UUID node = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  @BeforeEach
  void twoNodes() {
    nodes.register(node, "một", List.of());
    nodes.register(other, "hai", List.of());
  }

  private void portals(int count, int perAddress) {
    database
        .jdbc()
        .sql(
            """
            insert into portal (code, title, kind, root_url, shared_ip_group)
            select 'cong-' || i, 'Cổng ' || i, 'so', 'https://cong-' || i || '.example.vn/',
              case when :per > 0 then 'ip-' || (i / :per) end
            from generate_series(1, :count) i
            """)
        .param("count", count)
        .param("per", perAddress)
        .update();
  }

  private Work claimed() {
    return store.claim(node, AUDITS, LEASE).orElseThrow();
  }

  private void leasesRunOut() {
    database
        .jdbc()
        .sql("update work set lease_until = now() - interval '1 second' where state = 'running'")
        .update();
  }

  @Test
  void anOccasionGivesEachPortalItsWorkOnce() {
    portals(100, 0);

    assertThat(store.enqueue(TIMETABLE, WorkKind.AUDIT, OCCASION)).isEqualTo(100);
    assertThat(store.enqueue(TIMETABLE, WorkKind.AUDIT, OCCASION)).isZero();
    assertThat(store.enqueue(TIMETABLE, WorkKind.AUDIT, OCCASION.plusSeconds(604_800)))
        .isEqualTo(100);
  }

  @Test
  void portalsThatAreNotWatchedOrHaveEndedGetNone() {
    portals(3, 0);
    database.jdbc().sql("update portal set watched = false where code = 'cong-1'").update();
    database.jdbc().sql("update portal set valid_to = '2025-07-01' where code = 'cong-2'").update();

    assertThat(store.enqueue(TIMETABLE, WorkKind.AUDIT, OCCASION)).isEqualTo(1);
  }

  @Test
  void workIsClaimedOnceUntilItsLeaseRunsOut() {
    portals(1, 0);
    store.enqueue(TIMETABLE, WorkKind.AUDIT, OCCASION);

    Work first = claimed();
    assertThat(store.claim(other, AUDITS, LEASE)).isEmpty();
    leasesRunOut();
    Work second = store.claim(other, AUDITS, LEASE).orElseThrow();

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.fence()).isGreaterThan(first.fence());
  }

  @Test
  void whoSleptThroughTheLeaseWritesNothingMore() {
    portals(1, 0);
    store.enqueue(TIMETABLE, WorkKind.AUDIT, OCCASION);
    Work asleep = claimed();
    leasesRunOut();
    Work awake = store.claim(other, AUDITS, LEASE).orElseThrow();

    assertThat(store.renew(List.of(asleep), LEASE)).isEmpty();
    assertThat(store.checkpoint(asleep, "{\"pages\": 999}")).isFalse();
    assertThat(store.finish(asleep, null)).isFalse();
    assertThat(store.putBack(asleep, Duration.ZERO)).isFalse();
    assertThat(store.checkpoint(awake, "{\"pages\": 100}")).isTrue();
    assertThat(store.finish(awake, null)).isTrue();
  }

  @Test
  void theNextHolderSeesTheCheckpoint() {
    portals(1, 0);
    store.enqueue(TIMETABLE, WorkKind.AUDIT, OCCASION);
    store.checkpoint(claimed(), "{\"pages\": 200}");
    leasesRunOut();

    assertThat(store.claim(other, AUDITS, LEASE).orElseThrow().checkpoint()).contains("200");
  }

  @Test
  void onePortalIsNeverWorkedOnTwiceAtOnce() {
    portals(1, 0);
    store.enqueue(TIMETABLE, WorkKind.AUDIT, OCCASION);
    store.request(1, WorkKind.AUDIT, "yeu-cau-1", "so-tttt");

    claimed();

    assertThat(store.claim(other, AUDITS, LEASE)).isEmpty();
  }

  @Test
  void requestsComeBeforeWhatIsPlannedAndCountOnce() {
    portals(2, 0);
    store.enqueue(TIMETABLE, WorkKind.AUDIT, OCCASION);

    long id = store.request(2, WorkKind.AUDIT, "yeu-cau-1", "so-tttt");

    assertThat(store.request(2, WorkKind.AUDIT, "yeu-cau-1", "so-tttt")).isEqualTo(id);
    assertThat(claimed().id()).isEqualTo(id);
  }

  @Test
  void oneAddressIsWorkedOnByOneNodeAtATime() {
    portals(4, 100);
    store.enqueue(TIMETABLE, WorkKind.AUDIT, OCCASION);
    Work first = claimed();

    assertThat(store.claim(other, AUDITS, LEASE)).isEmpty();
    store.finish(first, null);

    assertThat(store.claim(other, AUDITS, LEASE)).isPresent();
  }

  @Test
  void anAddressThatShowsOnlyWhenAskedIsRespectedToo() {
    portals(2, 0);
    store.enqueue(TIMETABLE, WorkKind.AUDIT, OCCASION);
    Work first = claimed();
    Work second = store.claim(other, AUDITS, LEASE).orElseThrow();

    assertThat(store.address(first, "203.0.113.7", Duration.ofMinutes(1))).isTrue();
    assertThat(store.address(second, "203.0.113.7", Duration.ofMinutes(1))).isFalse();

    assertThat(store.renew(List.of(first, second), LEASE)).containsExactly(first.id());
    assertThat(store.counts()).containsEntry("queued", 1L);
  }

  @Test
  void cancelledWorkIsDroppedByItsHolder() {
    portals(1, 0);
    store.enqueue(TIMETABLE, WorkKind.AUDIT, OCCASION);
    Work work = claimed();

    assertThat(store.cancel(work.id())).isTrue();

    assertThat(store.renew(List.of(work), LEASE)).isEmpty();
    assertThat(store.finish(work, null)).isFalse();
    assertThat(store.claim(other, AUDITS, LEASE)).isEmpty();
  }

  @Test
  void manyNodesShareTheWorkWithoutLossOrDoubling() throws Exception {
    portals(300, 3);
    store.enqueue(TIMETABLE, WorkKind.AUDIT, OCCASION);
    Set<String> atWork = ConcurrentHashMap.newKeySet();
    ConcurrentLinkedQueue<String> clashes = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Long> done = new ConcurrentLinkedQueue<>();
    CountDownLatch all = new CountDownLatch(300);
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < 6; i++) {
        UUID worker = UUID.randomUUID();
        nodes.register(worker, "nút " + i, List.of());
        threads.submit(() -> {
          while (all.getCount() > 0) {
            Optional<Work> work = store.claim(worker, AUDITS, LEASE);
            if (work.isEmpty()) {
              Thread.onSpinWait();
              continue;
            }
            String address = "ip-" + work.get().portal() / 3;
            if (!atWork.add(address)) {
              clashes.add(address);
            }
            atWork.remove(address);
            store.finish(work.get(), null);
            done.add(work.get().id());
            all.countDown();
          }
          return null;
        });
      }
      assertThat(all.await(120, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(clashes).isEmpty();
    assertThat(done).hasSize(300).doesNotHaveDuplicates();
  }

  @Test
  void nodesShareTheWatchAndTakeOverFromTheLost() {
    nodes.leave(other);
    assertThat(nodes.beat(node, LEASE)).hasSize(64);

    database
        .jdbc()
        .sql("update node set stopped_at = null where id = :id")
        .param("id", other)
        .update();
    assertThat(nodes.beat(node, LEASE)).hasSize(32);
    Map<Integer, Long> half = nodes.beat(other, LEASE);
    assertThat(half).hasSize(32);
    List<Integer> both = new ArrayList<>(half.keySet());
    both.retainAll(nodes.beat(node, LEASE).keySet());
    assertThat(both).isEmpty();

    database
        .jdbc()
        .sql("update probe_shard set lease_until = now() - interval '1 second' where owner = :id")
        .param("id", other)
        .update();
    database
        .jdbc()
        .sql("update node set seen_at = now() - interval '1 hour' where id = :id")
        .param("id", other)
        .update();
    Map<Integer, Long> whole = nodes.beat(node, LEASE);

    assertThat(whole).hasSize(64);
    half.forEach((shard, fence) -> assertThat(whole.get(shard)).isGreaterThan(fence));
  }

  @Test
  void whatAFormerLifeHeldIsFreeAtOnceAndItsFenceIsBroken() {
    portals(1, 0);
    nodes.leave(other);
    store.request(1, WorkKind.AUDIT, "một", "thử");
    assertThat(nodes.beat(node, LEASE)).hasSize(64);
    Work before = claimed();
    UUID again = UUID.randomUUID();

    nodes.register(again, "một", List.of(node));

    assertThat(nodes.beat(again, LEASE)).hasSize(64);
    Work after = store.claim(again, AUDITS, LEASE).orElseThrow();
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.attempt()).isEqualTo(before.attempt() + 1);
    assertThat(store.finish(before, null)).isFalse();
    assertThat(store.finish(after, null)).isTrue();
  }

  @Test
  void aNodeThatLeavesGivesItsShardsAtOnce() {
    assertThat(nodes.beat(node, LEASE)).hasSize(32);
    nodes.leave(node);

    assertThat(nodes.beat(other, LEASE)).hasSize(64);
  }
}
