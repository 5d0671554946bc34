package vn.portalaudit.monitor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.portalaudit.net.Guard;
import vn.portalaudit.net.Loopback;
import vn.portalaudit.net.Ping;
import vn.portalaudit.net.tls.ChainWatch;
import vn.portalaudit.net.tls.Dialer;
import vn.portalaudit.net.tls.Handshakes;

/**
 * Watches portals on one node: one timer, looks on virtual threads, at most so many at a time and
 * two at one address. What is found goes to a sink in batches by a thread of its own, so that a
 * slow sink delays no look. Portals come and go while it runs.
 *
 * <p>Safe for several threads.
 */
public final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final Duration SELF_CHECK_EVERY = Duration.ofSeconds(1);
  private static final Duration SELF_CHECK_WITHIN = Duration.ofSeconds(5);
  private static final Duration LONGEST_NAP = Duration.ofSeconds(1);
  private static final Duration BATCH_EVERY = Duration.ofMillis(500);
  private static final Duration AFTER_FAILED_KEEPING = Duration.ofSeconds(1);
  private static final int BATCH = 1_000;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final Options options;
  private final Looking looking;
  private final Sink sink;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Watchroom room;
  private final Loopback loopback;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ReentrantLock keeping = new ReentrantLock();
  private final LooksUnderWay looks = new LooksUnderWay();
  private final AtomicInteger selfChecks = new AtomicInteger();
  private final AtomicInteger canaryRounds = new AtomicInteger();
  private Sink.@Nullable Batch unkept;
  private volatile boolean closed;
  private @Nullable Thread timer;
  private @Nullable Thread keeper;

  /**
   * How a node watches.
   *
   * @param atOnce most looks under way at a time
   * @param handshakesPerCore most handshakes under way at a time, by processor
   * @param canaries addresses of well-known pages that tell whether we can see; none to go by the
   *     share of failing portals alone
   * @param canariesEvery time between two looks at them
   * @param slow a page that takes longer degrades its portal
   * @param limits bounds of one look
   * @param userAgent name and contact
   * @param authority PEM file of an extra authority to trust, or null
   * @param nationalRoots beginnings of the names of national root authorities
   */
  public record Options(
      int atOnce,
      int handshakesPerCore,
      List<String> canaries,
      Duration canariesEvery,
      Duration slow,
      Ping.Limits limits,
      String userAgent,
      @Nullable Path authority,
      List<String> nationalRoots) {
    public Options {
      canaries = List.copyOf(canaries);
      nationalRoots = List.copyOf(nationalRoots);
    }

    /** The defaults, under a name. */
    public static Options standard(String userAgent) {
      return new Options(
          300,
          32,
          List.of(),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Ping.Limits.STANDARD,
          userAgent,
          null,
          List.of());
    }

    /** The same with these well-known pages. */
    public Options canaries(List<String> urls) {
      return new Options(
          atOnce, handshakesPerCore, urls, canariesEvery, slow, limits, userAgent, authority,
          nationalRoots);
    }

    /** The same with other bounds of one look. */
    public Options limits(Ping.Limits other) {
      return new Options(
          atOnce, handshakesPerCore, canaries, canariesEvery, slow, other, userAgent, authority,
          nationalRoots);
    }

    /** The same with an extra authority and national roots. */
    public Options trusting(@Nullable Path pem, List<String> roots) {
      return new Options(
          atOnce, handshakesPerCore, canaries, canariesEvery, slow, limits, userAgent, pem, roots);
    }
  }

  /**
   * How the node is doing.
   *
   * @param watched portals watched
   * @param underWay looks under way
   * @param shed looks that could not begin in time, since the start
   * @param waiting results and transitions that the sink has not taken
   * @param sick whether failures are taken for our own
   */
  public record Health(int watched, int underWay, long shed, int waiting, boolean sick) {}

  /**
   * An engine over the network; it does nothing before {@link #start}.
   *
   * @param options how
   * @param guard judges what may be dialled
   * @param clock of the wall
   * @param sink takes what is found
   * @throws IOException when the file of the authority cannot be read, or this machine cannot
   *     listen on its loopback address
   */
  public Engine(Options options, Guard guard, InstantSource clock, Sink sink) throws IOException {
    this(options, overNetwork(options, guard, clock), clock, System::nanoTime, sink);
  }

  Engine(
      Options options, Looking looking, InstantSource clock, LongSupplier nanos, Sink sink)
      throws IOException {
    this.options = options;
    this.looking = looking;
    this.nanos = nanos;
    this.sink = sink;
    this.clock = clock;
    this.room = new Watchroom(Watchroom.Settings.STANDARD);
    this.loopback = new Loopback();
  }

  private static Looking overNetwork(Options options, Guard guard, InstantSource clock)
      throws IOException {
    int handshakes = options.handshakesPerCore() * Runtime.getRuntime().availableProcessors();
    return new Look(
        new Ping(guard, options.limits(), options.userAgent(), handshakes),
        new ChainWatch(options.authority(), options.nationalRoots()),
        Handshakes.live(
            Dialer.guarded(guard),
            new Handshakes.Settings(
                options.limits().tls(), () -> {}, clock, options.authority())),
        options.slow(),
        clock);
  }

  // ---- from outside ----

  /** Begins to watch. */
  public void start() {
    timer = Thread.ofPlatform().name("monitor-timer").start(this::time);
    keeper = Thread.ofPlatform().name("monitor-sink").start(this::keep);
  }

  /**
   * Watches portals from their next slots on; one that is watched already is taken anew.
   *
   * @param portals with how each stands
   */
  public void watch(Map<Watched, Standing> portals) {
    lock.lock();
    try {
      Moment now = now();
      portals.forEach((watched, standing) -> room.add(watched, standing, now));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Watches portals no more. Looks under way come to nothing. */
  public void forget(Collection<Integer> portals) {
    lock.lock();
    try {
      portals.forEach(room::remove);
    } finally {
      lock.unlock();
    }
  }

  /** How it is doing. */
  public Health health() {
    lock.lock();
    try {
      return new Health(
          room.size(), looks.count(), room.shed(), room.waitingResults(), room.sick());
    } finally {
      lock.unlock();
    }
  }

  /** Stops looking, and gives the sink what is left, once. */
  @Override
  public void close() throws IOException {
    closed = true;
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    join(timer);
    looks.interrupt();
    join(keeper);
    flush();
    loopback.close();
  }

  private static void join(@Nullable Thread thread) {
    try {
      if (thread != null && !thread.join(STOP_WITHIN)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Moment now() {
    return new Moment(nanos.getAsLong(), clock.instant());
  }

  // ---- the timer ----

  private void time() {
    long self = nanos.getAsLong();
    long canaries = self;
    lock.lock();
    try {
      while (!closed) {
        Moment now = now();
        if (now.since(self) >= 0) {
          selfCheck(self);
          self = Math.max(self, now.nanos()) + SELF_CHECK_EVERY.toNanos();
        }
        if (!options.canaries().isEmpty() && now.since(canaries) >= 0) {
          askCanaries();
          canaries = now.nanos() + options.canariesEvery().toNanos();
        }
        dispatch(now);
        long wait = Math.min(room.nextDue(now.nanos()), self) - nanos.getAsLong();
        boolean full = looks.count() >= options.atOnce();
        nap(full ? LONGEST_NAP.toNanos() : Math.min(wait, LONGEST_NAP.toNanos()));
      }
    } finally {
      lock.unlock();
    }
  }

  private void nap(long duration) {
    if (duration <= 0) {
      return;
    }
    try {
      long left = changed.awaitNanos(duration);
      LOG.trace("woke {} ns early", left);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private void dispatch(Moment now) {
    while (looks.count() < options.atOnce()) {
      Watchroom.Task task = room.take(now);
      if (task == null) {
        return;
      }
      looks.start(() -> carryOut(task));
    }
  }

  private void carryOut(Watchroom.Task task) {
    Sight sight;
    try {
      sight = looking.look(task.watched(), task.path());
    } catch (RuntimeException | Error e) {
      LOG.warn("looking at portal {} failed", task.watched().portal(), e);
      sight = Sight.ours(clock.instant());
    }
    lock.lock();
    try {
      room.report(task, sight, now());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  // ---- how we are ----

  /** On a virtual thread, as looks are: what delays them delays it. */
  private void selfCheck(long planned) {
    if (selfChecks.get() > 0) {
      // the last one is not back yet: it will tell how late it was
      return;
    }
    selfChecks.incrementAndGet();
    Thread.ofVirtual().start(() -> {
      boolean answered = loopback.answers(SELF_CHECK_WITHIN);
      lock.lock();
      try {
        Moment now = now();
        room.selfCheck(now, answered, now.since(planned));
      } finally {
        lock.unlock();
        selfChecks.decrementAndGet();
      }
    });
  }

  private void askCanaries() {
    if (canaryRounds.get() > 0) {
      return;
    }
    List<String> urls = options.canaries();
    canaryRounds.set(urls.size());
    AtomicInteger down = new AtomicInteger();
    for (int i = 0; i < urls.size(); i++) {
      Watched canary =
          new Watched(
              -1 - i, urls.get(i), Duration.ofHours(1), Watched.Expected.ANYTHING, List.of());
      Thread.ofVirtual().start(() -> {
        boolean fell = true;
        try {
          Sight sight = looking.look(canary, ProbeResult.Path.FIRST);
          fell = sight.state() == ProbeResult.State.DOWN;
        } finally {
          if (fell) {
            down.incrementAndGet();
          }
          if (canaryRounds.decrementAndGet() == 0) {
            canariesSeen(down.get(), urls.size());
          }
        }
      });
    }
  }

  private void canariesSeen(int down, int asked) {
    lock.lock();
    try {
      room.canaries(now(), down, asked);
    } finally {
      lock.unlock();
    }
  }

  // ---- the sink ----

  private void keep() {
    while (!closed) {
      boolean kept = flush();
      try {
        TimeUnit.NANOSECONDS.sleep((kept ? BATCH_EVERY : AFTER_FAILED_KEEPING).toNanos());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Gives the sink all that is there; what it does not keep is given again first. */
  private boolean flush() {
    keeping.lock();
    try {
      while (true) {
        Sink.Batch batch = unkept == null ? drain() : unkept;
        if (batch.isEmpty()) {
          return true;
        }
        unkept = batch;
        sink.keep(batch);
        unkept = null;
      }
    } catch (Exception e) {
      LOG.warn("results could not be kept, they are given again: {}", e.toString());
      return false;
    } finally {
      keeping.unlock();
    }
  }

  private Sink.Batch drain() {
    lock.lock();
    try {
      return room.drain(BATCH);
    } finally {
      lock.unlock();
    }
  }
}
