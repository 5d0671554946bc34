package vn.portalaudit.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.portalaudit.monitor.Engine;
import vn.portalaudit.monitor.NoticeRule;
import vn.portalaudit.monitor.Transition;
import vn.portalaudit.net.Guard;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.NodeStore;
import vn.portalaudit.store.ProbeStore;
import vn.portalaudit.store.ProbeUpkeep;
import vn.portalaudit.store.Retention;
import vn.portalaudit.store.WatchedPortals;
import vn.portalaudit.store.WorkStore;

/**
 * One node of the service, running from {@link #start} to {@link #close}. What it begins it ends in
 * the reverse order, within 30 s. Safe for threads.
 */
public final class Agent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
  private static final Duration REFRESH = Duration.ofMinutes(1);
  private static final Duration UPKEEP = Duration.ofMinutes(10);

  private final Database database;
  private final InstantSource clock;
  private final DiskGuard disk;
  private final WorkStore queue;
  private final Watch watch;
  private final AuditWorkers workers;
  private final ProbeUpkeep upkeep;
  private final ProbeStore probes;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private volatile boolean closing;

  /**
   * What the service can do on the network.
   *
   * @param guard judges what may be dialled
   * @param watching how portals are looked at
   * @param auditing makes audits
   * @param workingDays the days on which agencies work, for maintenance announced in time
   * @param clock of the wall
   */
  public record Means(
      Guard guard,
      Engine.Options watching,
      Auditing auditing,
      Predicate<LocalDate> workingDays,
      InstantSource clock) {}

  /** Whether the service is ready, and what is the matter when it is not. */
  public record Health(boolean ready, String says) {}

  /** Figures of this moment, as Prometheus takes them. */
  public record Figures(
      double watched,
      double looksUnderWay,
      double unkept,
      double shed,
      double sick,
      double audits,
      double queued,
      double overdue,
      double diskFree) {}

  private Agent(Database database, Settings settings, Means means, UUID node) throws IOException {
    this.database = database;
    this.clock = means.clock();
    this.disk = new DiskGuard(settings.data(), settings.disk());
    this.queue = new WorkStore(database);
    Retention retention =
        new Retention(settings.retention().rawDays(), settings.retention().hourDays());
    this.probes = new ProbeStore(database, retention);
    this.upkeep =
        new ProbeUpkeep(database, retention, new NoticeRule(NoticeRule.DAYS, means.workingDays()));
    this.watch =
        new Watch(
            means.watching(),
            means.guard(),
            new WatchedPortals(database, settings.timetables()),
            probes,
            clock,
            Agent::told);
    Leases leases =
        new Leases(node, settings.node().lease(), new NodeStore(database), queue, watch::hold);
    this.workers =
        new AuditWorkers(
            node,
            settings,
            queue,
            leases,
            means.auditing(),
            new PortalTargets(database),
            () -> disk.look().room(),
            clock);
    try {
      watch.start();
      running.push(watch);
      leases.start(settings.node().name());
      running.push(leases);
      running.push(Occasions.start(database.dataSource(), queue, settings.timetables(), node));
      workers.start();
      running.push(workers);
      running.push(chores());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts a node.
   *
   * @param database migrated
   * @throws IOException when this machine cannot listen on its loopback address
   */
  public static Agent start(Database database, Settings settings, Means means) throws IOException {
    return new Agent(database, settings, means, UUID.randomUUID());
  }

  private AutoCloseable chores() {
    ScheduledExecutorService chores =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("chores").daemon(true).factory());
    every(chores, REFRESH, watch::refresh);
    every(chores, REFRESH, watch::fill);
    every(
        chores,
        UPKEEP,
        () -> {
          probes.prepare(clock.instant());
          upkeep.run(clock.instant());
        });
    return chores::shutdownNow;
  }

  private static void every(ScheduledExecutorService chores, Duration pause, Runnable chore) {
    chores.scheduleWithFixedDelay(
        () -> {
          try {
            chore.run();
          } catch (RuntimeException e) {
            LOG.warn("a chore failed and is done again later: {}", e.getMessage());
          }
        },
        pause.toMillis(),
        pause.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private static void told(List<Transition> transitions) {
    transitions.forEach(transition -> LOG.info("{}", transition));
  }

  /** Whether the service is ready. */
  public Health health() {
    if (closing) {
      return new Health(false, "đang dừng");
    }
    if (!database.answers()) {
      return new Health(false, "cơ sở dữ liệu không trả lời");
    }
    DiskGuard.Space space = disk.look();
    return space.room()
        ? new Health(true, "đang hoạt động")
        : new Health(true, "đĩa sắp đầy: không nhận việc kiểm tra mới");
  }

  /** Figures of this moment; those of the queue are 0 while the database does not answer. */
  public Figures figures() {
    Engine.Health looks = watch.health();
    Map<String, Long> work = work();
    return new Figures(
        looks.watched(),
        looks.underWay(),
        looks.waiting(),
        looks.shed(),
        looks.sick() ? 1 : 0,
        workers.busy(),
        work.getOrDefault("queued", 0L),
        work.getOrDefault("overdue", 0L),
        disk.look().free());
  }

  private Map<String, Long> work() {
    try {
      return queue.counts();
    } catch (RuntimeException e) {
      return Map.of();
    }
  }

  /** Ends everything: takes no more work, puts back what is under way, keeps what was found. */
  @Override
  public void close() {
    closing = true;
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        LOG.warn("a part did not end in order", e);
      }
    }
  }
}
