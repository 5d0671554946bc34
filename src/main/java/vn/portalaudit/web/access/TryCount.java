package vn.portalaudit.web.access;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.portalaudit.alert.Tries;
import vn.portalaudit.alert.Tries.Way;
import vn.portalaudit.store.DoorTries;

/**
 * Counts tries at the door. Nobody waits for it: counts are kept in memory, a bounded number of
 * them, and written every few seconds by a thread of its own; the agent reads there whether
 * somebody guesses. Safe for threads.
 */
@Component
final class TryCount {
  private static final Logger LOG = LoggerFactory.getLogger(TryCount.class);
  private static final int MOST = 256;
  private static final int LONGEST = 100;
  private static final int EVERY_S = 5;

  private final DoorTries kept;
  private final InstantSource clock;
  private final ConcurrentHashMap<Key, Tries> counts = new ConcurrentHashMap<>();
  private final ScheduledExecutorService writing =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("door-tries").factory());

  private record Key(Instant minute, Way way, String address, String name) {}

  TryCount(DoorTries kept, InstantSource clock) {
    this.kept = kept;
    this.clock = clock;
  }

  @PostConstruct
  void start() {
    var unused = writing.scheduleWithFixedDelay(this::write, EVERY_S, EVERY_S, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    writing.shutdownNow();
    write();
  }

  /**
   * A try that led nowhere.
   *
   * @param name the login as it was typed, or a name of the key
   * @param known whether an account has that login
   */
  void failed(Way way, String address, String name, boolean known) {
    count(way, address, name, known, 1, 0, 0, 0);
  }

  /** A try that was not looked at, because it came during a wait. */
  void refused(Way way, String address, String name, boolean known) {
    count(way, address, name, known, 1, 1, 0, 0);
  }

  /**
   * Somebody got in.
   *
   * @param strange from a device that the account had not used before
   */
  void entered(String address, String login, boolean strange) {
    count(Way.PASSWORD, address, login, true, 0, 0, 1, strange ? 1 : 0);
  }

  private void count(
      Way way,
      String address,
      String name,
      boolean known,
      int failed,
      int refused,
      int entered,
      int strange) {
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    String plain = name.strip().toLowerCase(Locale.ROOT).replace("\0", "");
    String bounded = plain.substring(0, Math.min(plain.length(), LONGEST));
    Key own = new Key(minute, way, address, bounded);
    boolean room = counts.size() < MOST || counts.containsKey(own);
    Key key = room ? own : new Key(minute, way, "", "");
    add(
        key,
        new Tries(
            way,
            key.address(),
            key.name(),
            known && room,
            failed,
            refused,
            entered,
            strange,
            minute,
            minute));
  }

  private void add(Key key, Tries tries) {
    counts.merge(
        key,
        tries,
        (a, b) ->
            new Tries(
                a.way(),
                a.address(),
                a.name(),
                a.known() || b.known(),
                a.failed() + b.failed(),
                a.refused() + b.refused(),
                a.entered() + b.entered(),
                a.strange() + b.strange(),
                a.first(),
                a.last()));
  }

  private synchronized void write() {
    List<Key> keys = new ArrayList<>(counts.keySet());
    List<Tries> taken = new ArrayList<>();
    for (Key key : keys) {
      Tries one = counts.remove(key);
      if (one != null) {
        taken.add(one);
      }
    }
    if (taken.isEmpty()) {
      return;
    }
    try {
      kept.add(taken);
    } catch (RuntimeException e) {
      // the database is away: they are written with the next
      taken.forEach(t -> add(new Key(t.first(), t.way(), t.address(), t.name()), t));
      LOG.warn("tries at the door could not be kept: {}", e.getMessage());
    }
  }
}
