package vn.portalaudit.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.alert.Change;
import vn.portalaudit.alert.Guessing;
import vn.portalaudit.alert.Incident;
import vn.portalaudit.alert.Tries;
import vn.portalaudit.alert.Wave;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.DoorTries;
import vn.portalaudit.store.IncidentStore;

/**
 * Tells people when somebody guesses passwords, codes or keys: once when it begins, again when
 * somebody got in, and when it is over. What goes on was told, also where a person has closed it
 * meanwhile; what was told is not counted for the next time. Any number of nodes look at one
 * database. Called by one thread.
 */
final class DoorWatch {
  private static final Duration KEPT = Duration.ofDays(1);

  private final Guessing limits;
  private final DoorTries tries;
  private final IncidentStore incidents;
  private final Alarms alarms;
  private final ActionLog log;
  private final InstantSource clock;

  DoorWatch(
      Guessing limits,
      DoorTries tries,
      IncidentStore incidents,
      Alarms alarms,
      ActionLog log,
      InstantSource clock) {
    this.limits = limits;
    this.tries = tries;
    this.incidents = incidents;
    this.alarms = alarms;
    this.log = log;
    this.clock = clock;
  }

  /** Looks once. */
  void look() {
    Instant now = clock.instant();
    Optional<Incident> last = incidents.latest(Wave.SUBJECT);
    boolean lasts = last.isPresent() && last.get().endsAt() == null;
    Instant from = now.minus(limits.window());
    Instant ended = last.map(Incident::endsAt).orElse(null);
    Instant counted = ended != null && ended.isAfter(from) ? ended : from;
    List<Tries> seen = tries.since(counted);
    Optional<Wave> wave = limits.wave(seen);
    if (wave.isPresent() && !lasts) {
      take(wave.get().begins(), "guessing.began", wave.get().says());
    } else if (wave.isPresent()
        && wave.get().severity().compareTo(last.orElseThrow().severity()) < 0) {
      take(wave.get().worsens(now), "guessing.worsened", wave.get().says());
    } else if (lasts && limits.half().wave(seen).isEmpty()) {
      take(Wave.ends(now), "guessing.ended", null);
    }
    tries.forget(now.minus(KEPT));
  }

  private void take(Change change, String action, @Nullable String says) {
    alarms
        .take(List.of(change))
        .forEach(
            incident -> log.add(Actor.PROGRAM, action, "incident:" + incident.id(), null, says));
  }
}
