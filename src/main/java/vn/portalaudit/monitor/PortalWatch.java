package vn.portalaudit.monitor;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.ProbeResult.State;

/**
 * Decides what is the matter with one portal, look by look. A failure is believed only after
 * further tries; a look that failed while we could not see is no look at all. Pure: the times come
 * in. Not safe for several threads.
 */
final class PortalWatch {
  private static final int MOST_TRIES_KEPT = 8;

  private final int portal;
  private final Confirmation rules;
  private State state;
  private Instant since;
  private @Nullable Reason reason;
  private boolean flapping;
  private @Nullable Instant weakSince;

  private final Deque<Dated> failures = new ArrayDeque<>(4);
  private final List<Try> goods = new ArrayList<>(2);
  private final List<Try> run = new ArrayList<>(4);
  private final Deque<Long> downs = new ArrayDeque<>(2);
  private long changed;
  private boolean told;
  private @Nullable Long announced;

  PortalWatch(int portal, Standing standing, Confirmation rules, Moment now) {
    this.portal = portal;
    this.rules = rules;
    this.state = standing.state();
    this.since = standing.since();
    this.reason = standing.reason();
    this.flapping = standing.flapping();
    this.changed = now.nanos();
    this.weakSince = state == State.DEGRADED ? since : null;
  }

  /**
   * What the machine's surroundings are at a look.
   *
   * @param sick whether we cannot see
   * @param vouched whether it is known that we could see of late
   * @param paused whether maintenance was announced for this time
   * @param hosting whether most portals at the same address are failing
   */
  record Surroundings(boolean sick, boolean vouched, boolean paused, boolean hosting) {
    static final Surroundings CLEAR = new Surroundings(false, true, false, false);
  }

  /**
   * What follows from a look.
   *
   * @param settled whether the open slots have their result; otherwise another try is to follow
   *     after {@link Confirmation#pause}
   * @param state the result when settled
   * @param reason its reason
   */
  record Step(
      boolean settled, State state, @Nullable Reason reason, List<Transition> transitions) {}

  private record Dated(long nanos, Try what) {}

  State state() {
    return state;
  }

  Instant since() {
    return since;
  }

  @Nullable Reason reason() {
    return reason;
  }

  boolean flapping() {
    return flapping;
  }

  int failures() {
    return failures.size();
  }

  int successes() {
    return goods.size();
  }

  /** Whether the last failure was one of the handshake. */
  boolean refusesTls() {
    return !failures.isEmpty() && failures.getLast().what().reason() == Reason.TLS_HANDSHAKE;
  }

  /** Whether it is down or may be. */
  boolean failing() {
    return state == State.DOWN || !failures.isEmpty();
  }

  /** Forgets what awaits confirmation: we could not see. */
  void forgetDoubts() {
    failures.clear();
    goods.clear();
    run.clear();
  }

  Step step(Moment now, Sight sight, Surroundings around) {
    List<Transition> out = new ArrayList<>(0);
    calmDown(now, out);
    if (sight.state() == State.DOWN && around.sick()) {
      forgetDoubts();
      return new Step(true, State.UNKNOWN, Reason.OWN_FAULT, out);
    }
    return switch (sight.state()) {
      case DOWN -> failed(now, sight, around, out);
      case UP, DEGRADED -> answered(now, sight, out);
      case UNKNOWN -> sight.status() > 0 ? answered(now, sight, out) : blind(sight, out);
    };
  }

  private Step blind(Sight sight, List<Transition> out) {
    forgetDoubts();
    return new Step(true, State.UNKNOWN, sight.reason(), out);
  }

  // ---- failing ----

  private Step failed(Moment now, Sight sight, Surroundings around, List<Transition> out) {
    goods.clear();
    run.clear();
    if (state == State.DOWN) {
      reason = sight.reason();
      return new Step(true, State.DOWN, sight.reason(), out);
    }
    if (around.paused()) {
      failures.clear();
      return new Step(true, State.DOWN, sight.reason(), out);
    }
    failures.addLast(new Dated(now.nanos(), sight.asTry()));
    while (now.since(failures.getFirst().nanos()) > rules.within().toNanos()
        || failures.size() > MOST_TRIES_KEPT) {
      failures.removeFirst();
    }
    if (failures.size() < rules.failures() || !around.vouched()) {
      return new Step(false, State.DOWN, sight.reason(), out);
    }
    goDown(now, sight, around, out);
    return new Step(true, State.DOWN, sight.reason(), out);
  }

  private void goDown(Moment now, Sight sight, Surroundings around, List<Transition> out) {
    List<Try> tries = failures.stream().map(Dated::what).toList();
    Reason why = sight.reason() == null ? Reason.OWN_FAULT : sight.reason();
    Instant at = tries.getFirst().at();
    enter(now, State.DOWN, at, why);
    weakSince = null;
    failures.clear();
    downs.addLast(now.nanos());
    while (now.since(downs.getFirst()) > rules.damping().toNanos()) {
      downs.removeFirst();
    }
    boolean begins = !flapping && downs.size() > 1;
    flapping = flapping || begins;
    boolean announce = announced == null || now.since(announced) >= rules.damping().toNanos();
    if (announce) {
      announced = now.nanos();
    }
    told = announce;
    if (begins) {
      out.add(new Transition.FlappingBegan(portal, at, downs.size(), announce));
    }
    Cause cause = around.hosting() ? Cause.HOSTING : Cause.of(why);
    out.add(
        new Transition.WentDown(
            portal, at, why, cause, sight.address(), tries, flapping, announce && !begins));
  }

  // ---- answering ----

  private Step answered(Moment now, Sight sight, List<Transition> out) {
    failures.clear();
    if (state == State.DOWN) {
      goods.add(sight.asTry());
      if (goods.size() < rules.successes()) {
        return new Step(false, sight.state(), sight.reason(), out);
      }
      comeUp(now, sight, out);
    } else {
      steady(now, sight, out);
    }
    return new Step(true, sight.state(), sight.reason(), out);
  }

  private void comeUp(Moment now, Sight sight, List<Transition> out) {
    Instant downSince = since;
    Instant at = goods.getFirst().at();
    out.add(
        new Transition.CameUp(
            portal, at, downSince, sight.state(), goods, flapping, told && !flapping));
    if (sight.state() == State.DEGRADED) {
      weakSince = at;
      out.add(
          new Transition.Degraded(portal, at, sight.reason(), Cause.of(sight.reason()), goods));
    }
    enter(now, sight.state(), at, sight.reason());
    goods.clear();
  }

  /** Weak or sound, or kept out, is believed when several looks in a row say so. */
  private void steady(Moment now, Sight sight, List<Transition> out) {
    if (sight.state() == state) {
      run.clear();
      reason = sight.reason();
      return;
    }
    if (!run.isEmpty() && run.getLast().state() != sight.state()) {
      run.clear();
    }
    run.add(sight.asTry());
    boolean first = state == State.UNKNOWN && sight.state() == State.UP;
    if (run.size() < rules.steady() && !first) {
      return;
    }
    Instant at = run.getFirst().at();
    Instant weak = weakSince;
    if (sight.state() == State.DEGRADED && weak == null) {
      weakSince = at;
      out.add(new Transition.Degraded(portal, at, sight.reason(), Cause.of(sight.reason()), run));
    } else if (sight.state() == State.UP && weak != null) {
      weakSince = null;
      out.add(new Transition.Recovered(portal, at, weak));
    }
    enter(now, sight.state(), at, sight.reason());
    run.clear();
  }

  private void enter(Moment now, State next, Instant at, @Nullable Reason why) {
    boolean acrossDown = state == State.DOWN || next == State.DOWN;
    state = next;
    since = at;
    reason = why;
    if (acrossDown) {
      changed = now.nanos();
    }
  }

  private void calmDown(Moment now, List<Transition> out) {
    if (flapping && now.since(changed) >= rules.damping().toNanos()) {
      flapping = false;
      downs.clear();
      out.add(new Transition.FlappingEnded(portal, now.wall(), state));
    }
  }
}
