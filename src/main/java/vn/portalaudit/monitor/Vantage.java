package vn.portalaudit.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.monitor.Transition.Sickness;

/**
 * Whether we can see at all: by hosts that are always there, by this machine itself, by how late
 * probes start, and by how many portals at different addresses fail at once. Where well-known hosts
 * answer, many failures are the portals'. Pure; not safe for several threads.
 */
final class Vantage {
  private final Rules rules;
  private final Map<String, Seen> latest = new HashMap<>();
  private final Deque<Aged> order = new ArrayDeque<>();
  private int failing;

  private boolean canariesDown;
  private @Nullable Long canariesFine;
  private boolean canariesKnown;
  private boolean selfDown;
  private @Nullable Long late;

  private @Nullable Sickness sickness;
  private @Nullable Moment sickSince;
  private @Nullable Moment wellSince;
  private @Nullable Instant outage;

  Vantage(Rules rules) {
    this.rules = rules;
  }

  /**
   * When we are taken to be sick.
   *
   * @param share share of the addresses looked at within {@code window} that fail at once, 0–1
   * @param addresses fewer than this say nothing
   * @param window how long a look counts
   * @param lag a probe that starts later than this after its planned time is not believed
   * @param lagCounts how long one late start casts doubt
   * @param vouches how long well-known hosts seen in order vouch for us
   * @param begins how long it must last to be an outage of ours
   * @param ends how long all must be well for it to end
   */
  record Rules(
      double share,
      int addresses,
      Duration window,
      Duration lag,
      Duration lagCounts,
      Duration vouches,
      Duration begins,
      Duration ends) {
    static final Rules STANDARD =
        new Rules(
            0.5,
            10,
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30));
  }

  private record Seen(long nanos, boolean failed) {}

  private record Aged(String address, Seen seen) {}

  /** Whether failures may be ours now. */
  boolean sick() {
    return sickness != null || outage != null;
  }

  /** Whether well-known hosts were seen of late; also when there are none to look at. */
  boolean vouched(Moment now) {
    Long fine = canariesFine;
    return !canariesKnown || (fine != null && now.since(fine) <= rules.vouches().toNanos());
  }

  /** A look at an address came to its end. */
  List<Transition> saw(Moment now, String address, boolean failed) {
    if (!address.isEmpty()) {
      Seen seen = new Seen(now.nanos(), failed);
      Seen before = latest.put(address, seen);
      failing += (failed ? 1 : 0) - (before != null && before.failed() ? 1 : 0);
      order.addLast(new Aged(address, seen));
    }
    return judge(now);
  }

  /** The well-known hosts were looked at. */
  List<Transition> canaries(Moment now, int down, int asked) {
    if (asked > 0) {
      canariesKnown = true;
      canariesDown = down * 2 > asked;
      if (!canariesDown) {
        canariesFine = now.nanos();
      }
    }
    return judge(now);
  }

  /** This machine looked at itself, this much after it should have. */
  List<Transition> selfCheck(Moment now, boolean answered, long lagNanos) {
    selfDown = !answered;
    return lag(now, lagNanos);
  }

  /** Something started so late. */
  List<Transition> lag(Moment now, long lagNanos) {
    if (lagNanos > rules.lag().toNanos()) {
      late = now.nanos();
    }
    return judge(now);
  }

  private List<Transition> judge(Moment now) {
    forgetOld(now);
    Sickness found = found(now);
    if (found != null) {
      sickness = found;
      wellSince = null;
      Moment since = sickSince;
      if (since == null) {
        sickSince = now;
      } else if (outage == null && now.since(since.nanos()) >= rules.begins().toNanos()) {
        outage = since.wall();
        return List.of(new Transition.OwnOutageBegan(since.wall(), found));
      }
      return List.of();
    }
    sickness = null;
    sickSince = null;
    return well(now);
  }

  private List<Transition> well(Moment now) {
    Instant began = outage;
    if (began == null) {
      return List.of();
    }
    Moment since = wellSince;
    if (since == null) {
      wellSince = now;
      return List.of();
    }
    if (now.since(since.nanos()) < rules.ends().toNanos()) {
      return List.of();
    }
    outage = null;
    wellSince = null;
    List<Transition> ended = new ArrayList<>();
    ended.add(new Transition.OwnOutageEnded(since.wall(), began));
    return ended;
  }

  private @Nullable Sickness found(Moment now) {
    if (selfDown) {
      return Sickness.SELF_CHECK;
    }
    if (canariesDown) {
      return Sickness.CANARIES;
    }
    Long lastLate = late;
    if (lastLate != null && now.since(lastLate) <= rules.lagCounts().toNanos()) {
      return Sickness.LATE;
    }
    boolean many = latest.size() >= rules.addresses() && failing > rules.share() * latest.size();
    return many && !canariesKnown ? Sickness.MANY_AT_ONCE : null;
  }

  private void forgetOld(Moment now) {
    while (!order.isEmpty()
        && now.since(order.getFirst().seen().nanos()) > rules.window().toNanos()) {
      Aged old = order.removeFirst();
      if (latest.remove(old.address(), old.seen()) && old.seen().failed()) {
        failing--;
      }
    }
  }
}
