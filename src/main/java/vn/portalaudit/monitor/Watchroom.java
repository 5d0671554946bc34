package vn.portalaudit.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;
import vn.portalaudit.monitor.ProbeResult.Path;
import vn.portalaudit.monitor.ProbeResult.State;

/**
 * The rota of one node without threads, sockets and clocks: which portal is to be looked at next,
 * what follows from a look, what is to be kept. Stretches of time go by the clock that never jumps,
 * slots by that of the wall: after a jump back the portals are watched on, but slots that have
 * their result get no other; after a jump forward the slots passed over are for the sink to fill,
 * and get their result after all when the clock comes back to them.
 *
 * <p>Not safe for several threads.
 */
final class Watchroom {
  private final Settings settings;
  private final Vantage vantage;
  private final Outbox outbox;
  private final Map<Integer, Post> posts = new HashMap<>();
  private final Map<String, Lane> lanes = new HashMap<>();
  private final PriorityQueue<Due> dues = new PriorityQueue<>();
  private final Deque<Post> ready = new ArrayDeque<>();
  private boolean wasSick;
  private long shed;

  Watchroom(Settings settings) {
    this.settings = settings;
    this.vantage = new Vantage(settings.vantage());
    this.outbox = new Outbox(settings.room());
  }

  /**
   * How a node watches.
   *
   * @param confirmation how sure one must be
   * @param vantage when we are taken to be sick
   * @param perAddress most looks at one address at a time
   * @param shedAfter a look that could not begin so long after its time does not take place
   * @param room results kept while the sink does not take them
   */
  record Settings(
      Confirmation confirmation,
      Vantage.Rules vantage,
      int perAddress,
      Duration shedAfter,
      int room) {
    static final Settings STANDARD =
        new Settings(
            Confirmation.STANDARD, Vantage.Rules.STANDARD, 2, Duration.ofSeconds(30), 200_000);
  }

  /**
   * One look to be made.
   *
   * @param post the portal
   * @param path how
   */
  record Task(Post post, Path path) {
    Watched watched() {
      return post.watched;
    }
  }

  private record Due(long nanos, Post post, boolean retry) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return Long.compare(nanos - other.nanos, 0);
    }
  }

  // ---- who is watched ----

  /** Watches a portal from its next slot on, in the place of what was known of it before. */
  void add(Watched watched, Standing standing, Moment now) {
    remove(watched.portal());
    Lane lane = lane(Lane.ofUrl(watched.url()));
    lane.join(watched.portal());
    PortalWatch watch = new PortalWatch(watched.portal(), standing, settings.confirmation(), now);
    Post post = new Post(watched, standing, watch, lane);
    posts.put(watched.portal(), post);
    lane.mark(watched.portal(), watch.failing());
    schedule(post, post.grid.index(now.wall()) + 1, now);
  }

  /** Watches a portal no more; what is under way comes to nothing. */
  void remove(int portal) {
    Post post = posts.remove(portal);
    if (post != null) {
      post.gone = true;
      post.lane.leave(portal);
      drop(post.lane);
    }
  }

  int size() {
    return posts.size();
  }

  /** Looks that did not take place because they could not begin in time. */
  long shed() {
    return shed;
  }

  boolean sick() {
    return vantage.sick();
  }

  // ---- what is to be done ----

  /** When {@link #take} may next give something; {@link Long#MAX_VALUE} after now when never. */
  long nextDue(long nowNanos) {
    if (!ready.isEmpty()) {
      return nowNanos;
    }
    Due first = dues.peek();
    return first == null ? nowNanos + Duration.ofDays(1).toNanos() : first.nanos();
  }

  /** A look to be made now, or null. Every task is to be given back by {@link #report}. */
  @Nullable Task take(Moment now) {
    for (Post post = ready.pollFirst(); post != null; post = ready.pollFirst()) {
      if (!post.gone && now.since(post.begun) <= settings.shedAfter().toNanos()) {
        return new Task(post, post.path());
      }
      leave(post.lane);
      if (!post.gone) {
        shed(post, now);
      }
    }
    for (Due due = dues.peek(); due != null && now.since(due.nanos()) >= 0; due = dues.peek()) {
      dues.poll();
      Post post = due.post();
      if (!post.gone && (due.retry() ? retry(due, now) : slot(due, now))) {
        return new Task(post, post.path());
      }
    }
    return null;
  }

  private boolean retry(Due due, Moment now) {
    Post post = due.post();
    if (post.retryAt != due.nanos() || post.busy) {
      return false;
    }
    return begin(post, now);
  }

  private boolean slot(Due due, Moment now) {
    Post post = due.post();
    Grid grid = post.grid;
    long late = now.since(due.nanos());
    long tolerance = Math.min(grid.intervalMs() / 10, 1_000);
    long index = grid.index(now.wall().plusMillis(tolerance));
    schedule(post, index + 1, now);
    outbox.add(vantage.lag(now, late));
    if (post.isNew(index)) {
      post.open(grid.start(index), millis(late), outbox, now.wall());
    }
    if (post.busy) {
      return false;
    }
    if (late > settings.shedAfter().toNanos()) {
      shed(post, now);
      return false;
    }
    return begin(post, now);
  }

  private void schedule(Post post, long index, Moment now) {
    long waitMs = Duration.between(now.wall(), post.grid.start(index)).toMillis();
    long most = post.grid.intervalMs() * 11 / 10;
    dues.add(new Due(now.nanos() + Math.clamp(waitMs, 1, most) * 1_000_000, post, false));
  }

  private boolean begin(Post post, Moment now) {
    post.busy = true;
    post.begun = now.nanos();
    post.retryAt = 0;
    if (post.lane.busy >= settings.perAddress()) {
      post.lane.waiting.addLast(post);
      return false;
    }
    post.lane.busy++;
    return true;
  }

  private void shed(Post post, Moment now) {
    shed++;
    post.busy = false;
    apply(post, Sight.ours(now.wall()), now);
  }

  private static int millis(long nanos) {
    return Math.clamp(nanos / 1_000_000, 0, Integer.MAX_VALUE);
  }

  // ---- what was seen ----

  /** A task is done. */
  void report(Task task, Sight sight, Moment now) {
    Post post = task.post();
    Lane lane = post.lane;
    lane.heard(post.portal(), sight.state() != State.DOWN || sight.status() > 0);
    boolean cutOff = unreachable(sight, lane);
    List<Post> alike = new ArrayList<>(0);
    if (cutOff) {
      lane.waiting.removeIf(other -> sight.address().equals(other.address) && alike.add(other));
    }
    leave(lane);
    seen(post, sight, now);
    // who could not connect there has seen it for all who were waiting to: at two at a time a
    // dead address with hundreds of portals would otherwise be known only after hours
    Sight shared =
        new Sight(
            sight.at(),
            sight.state(),
            sight.reason(),
            0,
            Timing.NONE,
            null,
            sight.path(),
            sight.address());
    for (Post other : alike) {
      seen(other, shared, now);
    }
  }

  private static boolean unreachable(Sight sight, Lane lane) {
    boolean unconnected =
        sight.reason() == Reason.CONNECT_REFUSED || sight.reason() == Reason.CONNECT_TIMEOUT;
    boolean mute = sight.state() == State.DOWN && sight.status() == 0 && lane.silent();
    return (unconnected || mute) && !sight.address().isEmpty();
  }

  private void seen(Post post, Sight sight, Moment now) {
    post.busy = false;
    if (post.gone) {
      return;
    }
    move(post, sight.address());
    boolean failed = sight.state() == State.DOWN;
    outbox.add(vantage.saw(now, post.lane.key, failed));
    if (failed) {
      post.lane.mark(post.portal(), true);
    }
    apply(post, sight, now);
  }

  private void apply(Post post, Sight sight, Moment now) {
    forgetDoubtsWhenSick();
    PortalWatch.Step step =
        post.watch.step(
            now,
            sight,
            new PortalWatch.Surroundings(
                vantage.sick(),
                vantage.vouched(now),
                post.watched.pausedAt(sight.at()),
                post.lane.falling()));
    post.note(sight);
    if (step.settled()) {
      post.settle(sight, step, outbox);
    } else {
      long at = Math.max(now.nanos() + 1, after(sight, now));
      post.retryAt = at;
      dues.add(new Due(at, post, true));
    }
    post.lane.mark(post.portal(), post.watch.failing());
    outbox.add(step.transitions());
    if (step.settled() || !step.transitions().isEmpty()) {
      outbox.stands(post.portal(), post.standing());
    }
  }

  /** The pause counts from the start of the last try. */
  private long after(Sight sight, Moment now) {
    long took = Math.clamp(Duration.between(sight.at(), now.wall()).toNanos(), 0, 30_000_000_000L);
    return now.nanos() - took + settings.confirmation().pause().toNanos();
  }

  private void leave(Lane lane) {
    lane.busy--;
    Post next = lane.waiting.pollFirst();
    if (next != null) {
      lane.busy++;
      ready.addLast(next);
    }
    drop(lane);
  }

  private void move(Post post, String address) {
    if (address.isEmpty() || address.equals(post.address)) {
      return;
    }
    post.address = address;
    Lane lane = lane(Lane.ofAddress(address));
    if (lane != post.lane) {
      post.lane.leave(post.portal());
      drop(post.lane);
      post.lane = lane;
      lane.join(post.portal());
    }
  }

  private Lane lane(String key) {
    return lanes.computeIfAbsent(key, Lane::new);
  }

  private void drop(Lane lane) {
    if (lane.unused()) {
      lanes.remove(lane.key, lane);
    }
  }

  // ---- how we are ----

  void selfCheck(Moment now, boolean answered, long lagNanos) {
    outbox.add(vantage.selfCheck(now, answered, lagNanos));
    forgetDoubtsWhenSick();
  }

  void canaries(Moment now, int down, int asked) {
    outbox.add(vantage.canaries(now, down, asked));
    forgetDoubtsWhenSick();
  }

  private void forgetDoubtsWhenSick() {
    boolean sick = vantage.sick();
    if (sick && !wasSick) {
      posts.values().forEach(post -> post.watch.forgetDoubts());
    }
    wasSick = sick;
  }

  // ---- what is to be kept ----

  int waitingResults() {
    return outbox.size();
  }

  Sink.Batch drain(int most) {
    return outbox.take(most);
  }

  /** The slot that a portal was last given, for tests. */
  @Nullable Instant lastSlot(int portal) {
    Post post = posts.get(portal);
    return post == null ? null : post.standing().slot();
  }
}
