package vn.portalaudit.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.portalaudit.alert.Carrier;
import vn.portalaudit.alert.Courier;
import vn.portalaudit.alert.Herald;
import vn.portalaudit.monitor.Engine;
import vn.portalaudit.monitor.NoticeRule;
import vn.portalaudit.net.Guard;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.AlertStore;
import vn.portalaudit.store.AvailabilityStore;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.DatabaseClock;
import vn.portalaudit.store.DoorTries;
import vn.portalaudit.store.ExplanationStore;
import vn.portalaudit.store.IncidentStore;
import vn.portalaudit.store.LookStore;
import vn.portalaudit.store.NodeStore;
import vn.portalaudit.store.ProbeStore;
import vn.portalaudit.store.ProbeUpkeep;
import vn.portalaudit.store.Retention;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.store.WatchedPortals;
import vn.portalaudit.store.WorkStore;

/**
 * One node of the service, running from {@link #start} to {@link #close}. What it begins it ends in
 * the reverse order, within 30 s. Safe for threads.
 */
public final class Agent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
  private static final Duration REFRESH = Duration.ofMinutes(1);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);
  private static final Duration LEAST = Duration.ofMillis(200);
  private static final Duration UPKEEP = Duration.ofMinutes(10);
  private static final Duration TELLING = Duration.ofSeconds(5);
  private static final Duration SELF = Duration.ofSeconds(15);
  private static final Duration CLOCK = Duration.ofSeconds(5);
  private static final Duration REVIVAL = Duration.ofSeconds(1);
  private static final int LOOKS_AT_ONCE = 2;

  private final Database database;
  private final DatabaseClock clock;
  private final Supplier<String> browserTrouble;
  private final Supplier<String> remark;
  private final DiskGuard disk;
  private final WorkStore queue;
  private final Watch watch;
  private final Alarms alarms;
  private final WorkLoop audits;
  private final WorkLoop looks;
  private final WorkLoop figures;
  private final SelfWatch self;
  private final DoorWatch door;
  private final ProbeUpkeep upkeep;
  private final ProbeStore probes;
  private final ExplanationStore explanations;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private volatile boolean closing;

  /**
   * What the service can do on the network.
   *
   * @param guard judges what may be dialled
   * @param watching how portals are looked at
   * @param auditing makes audits and looks
   * @param workingDays the days on which agencies work, for maintenance announced in time
   * @param herald writes messages
   * @param carrier delivers them
   * @param browserTrouble why no browser can be started; empty when nothing is the matter
   * @param clock the one that all nodes share
   */
  public record Means(
      Guard guard,
      Engine.Options watching,
      Auditing auditing,
      Predicate<LocalDate> workingDays,
      Herald herald,
      Carrier carrier,
      Supplier<String> browserTrouble,
      DatabaseClock clock) {}

  /** Whether the service is ready, and what is the matter when it is not. */
  public record Health(boolean ready, String says) {}

  /** Figures of this moment, as Prometheus takes them. */
  public record Figures(
      double watched,
      double looksUnderWay,
      double unkept,
      double spooled,
      double shed,
      double sick,
      double audits,
      double queued,
      double overdue,
      double diskFree) {}

  private Agent(Database database, Settings settings, Means means, UUID node) throws IOException {
    this.database = database;
    this.clock = means.clock();
    this.browserTrouble = means.browserTrouble();
    this.remark = means.auditing()::remark;
    this.disk = new DiskGuard(settings.data(), settings.disk());
    this.queue = new WorkStore(database);
    Retention retention =
        new Retention(settings.retention().rawDays(), settings.retention().hourDays());
    this.probes = new ProbeStore(database, retention);
    this.upkeep =
        new ProbeUpkeep(database, retention, new NoticeRule(NoticeRule.DAYS, means.workingDays()));
    this.explanations = new ExplanationStore(database);
    IncidentStore incidents = new IncidentStore(database);
    AlertStore messages = new AlertStore(database);
    this.alarms =
        new Alarms(
            incidents,
            messages,
            means.herald(),
            new Courier(messages, means.carrier(), new Random()));
    String name = settings.node().name();
    this.self =
        new SelfWatch(name, disk::look, database::answers, means.browserTrouble(), alarms, clock);
    this.door =
        new DoorWatch(
            settings.access().guessing(),
            new DoorTries(database),
            incidents,
            alarms,
            new ActionLog(database),
            clock);
    this.watch =
        new Watch(
            means.watching(),
            means.guard(),
            new WatchedPortals(database, settings.timetables()),
            probes,
            clock,
            alarms::take,
            new Spool(
                settings.data().resolve("spool").resolve(name.replaceAll("[^\\w.-]", "_")),
                Spool.BOUND));
    Leases leases =
        new Leases(
            node,
            settings.node().lease(),
            new NodeStore(database),
            queue,
            watch::hold,
            watch::lostTouch);
    WorkLoop.Means work =
        new WorkLoop.Means(
            node,
            settings.node().lease(),
            queue,
            leases,
            new PortalTargets(database),
            new Neighbours(means.guard(), settings.node().rate() != null),
            () -> disk.look().room());
    AvailabilityStore availability = new AvailabilityStore(database);
    AuditNews news =
        new AuditNews(new RunStore(database), incidents, alarms, means.auditing()::title);
    this.audits =
        new WorkLoop(
            work, new AuditJob(settings, queue, means.auditing(), availability, news, clock));
    this.looks =
        new WorkLoop(
            work,
            new LookJob(
                queue, means.auditing(), new LookStore(database), incidents, alarms, clock));
    this.figures = new WorkLoop(work, new FiguresJob(queue, availability, settings.campaigns()));
    begin(settings, leases, node);
  }

  private void begin(Settings settings, Leases leases, UUID node) {
    try {
      running.push(alarms);
      running.push(revival());
      clock.read();
      watch.start();
      running.push(watch);
      Lives lives = new Lives(settings.data());
      leases.start(settings.node().name(), lives.begin(node));
      lives.only(node);
      running.push(leases);
      running.push(
          Occasions.start(
              database.dataSource(),
              queue,
              new Occasions.Plan(settings.timetables(), settings.campaigns()),
              node));
      audits.start("audit", settings.node().audits());
      looks.start("look", settings.node().audits() > 0 ? LOOKS_AT_ONCE : 0);
      figures.start("figures", 1);
      running.push(this::endWork);
      running.push(chores());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** All loops at the same time: each waits for what is under way. */
  private void endWork() throws InterruptedException {
    List<Thread> others =
        Stream.of(looks, figures).map(loop -> Thread.ofVirtual().start(loop::close)).toList();
    audits.close();
    for (Thread other : others) {
      other.join();
    }
  }

  /**
   * Starts a node. No other may run on the folder of data: what an earlier one there still holds is
   * given back at once.
   *
   * @param database migrated
   * @throws IOException when this machine cannot listen on its loopback address
   */
  public static Agent start(Database database, Settings settings, Means means) throws IOException {
    return new Agent(database, settings, means, UUID.randomUUID());
  }

  private AutoCloseable chores() {
    ScheduledExecutorService chores =
        Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("chores-", 0).daemon(true).factory());
    every(chores, CLOCK, clock::read);
    every(chores, REFRESH, watch::refresh);
    every(chores, REFRESH, watch::fill);
    every(
        chores,
        // a service that is restarted often is kept up all the same
        TELLING,
        UPKEEP,
        () -> {
          probes.prepare(clock.instant());
          upkeep.run(clock.instant());
          explanations.expire(clock.instant());
        });
    every(chores, TELLING, alarms::tell);
    every(chores, TELLING, alarms::send);
    every(chores, SELF, self::look);
    every(chores, TELLING, door::look);
    return chores::shutdownNow;
  }

  /** On a thread of its own: the chores wait for a database that is away. */
  private AutoCloseable revival() {
    ScheduledExecutorService revival =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("database").daemon(true).factory());
    every(
        revival,
        REVIVAL,
        () -> {
          if (database.revive()) {
            LOG.warn("the private database had ended and was started again");
          }
        });
    return revival::shutdown;
  }

  private static void every(ScheduledExecutorService chores, Duration pause, Runnable chore) {
    every(chores, pause, pause, chore);
  }

  private static void every(
      ScheduledExecutorService chores, Duration first, Duration pause, Runnable chore) {
    chores.scheduleWithFixedDelay(
        () -> {
          try {
            chore.run();
          } catch (RuntimeException e) {
            LOG.warn("a chore failed and is done again later: {}", e.getMessage());
          }
        },
        first.toMillis(),
        pause.toMillis(),
        TimeUnit.MILLISECONDS);
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
    String wrong = SelfWatch.wrong(clock.ahead());
    return new Health(
        true,
        (space.room() ? "đang hoạt động" : "đĩa sắp đầy: không nhận việc kiểm tra mới")
            + (wrong == null ? "" : "; " + wrong)
            + (browserTrouble.get().isEmpty() ? "" : "; không khởi động được trình duyệt")
            + (remark.get().isEmpty() ? "" : "; " + remark.get()));
  }

  /** Figures of this moment; those of the queue are 0 while the database does not answer. */
  public Figures figures() {
    Engine.Health looking = watch.health();
    Map<String, Long> work = work();
    return new Figures(
        looking.watched(),
        looking.underWay(),
        looking.waiting(),
        watch.spooled(),
        looking.shed(),
        looking.sick() ? 1 : 0,
        audits.busy(),
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

  /**
   * Ends everything: takes no more work, puts back what is under way, keeps what was found. The
   * parts share one time; who hangs, in the network or the database, holds up nobody beyond it.
   */
  @Override
  public void close() {
    closing = true;
    long end = System.nanoTime() + ENDS_WITHIN.toNanos();
    boolean interrupted = false;
    while (!running.isEmpty()) {
      AutoCloseable part = running.pop();
      Thread ending = Thread.ofVirtual().name("end").start(() -> end(part));
      Duration left = Duration.ofNanos(end - System.nanoTime());
      try {
        if (!ending.join(left.compareTo(LEAST) < 0 ? LEAST : left)) {
          LOG.warn("a part did not end in time and is left behind");
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.warn("a part did not end in order", e);
    }
  }
}
