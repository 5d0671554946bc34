package vn.portalaudit.web.frame;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import vn.portalaudit.access.Person;
import vn.portalaudit.store.NoticeStore;
import vn.portalaudit.web.page.Unseen;

/** Counts what a person has not seen, at most twice a minute for each. Safe for threads. */
@Component
final class Bell implements Unseen {
  static final int MOST = 50;
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final int PERSONS = 10_000;

  private final NoticeStore notices;
  private final InstantSource clock;
  private final Map<Integer, Counted> counts = new ConcurrentHashMap<>();

  Bell(NoticeStore notices, InstantSource clock) {
    this.notices = notices;
    this.clock = clock;
  }

  private record Counted(int unseen, Instant at) {}

  @Override
  public int of(Person person) {
    Instant now = clock.instant();
    Counted known = counts.get(person.id());
    if (known == null || Duration.between(known.at, now).abs().compareTo(FRESH) > 0) {
      int unseen =
          (int) notices.of(person, MOST).stream().filter(NoticeStore.Notice::fresh).count();
      if (counts.size() >= PERSONS) {
        counts.clear();
      }
      known = new Counted(unseen, now);
      counts.put(person.id(), known);
    }
    return known.unseen;
  }

  /** Counts anew when it is asked next. */
  void forget(Person person) {
    counts.remove(person.id());
  }
}
