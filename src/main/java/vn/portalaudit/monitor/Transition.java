package vn.portalaudit.monitor;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.ProbeResult.State;

/**
 * A change that was confirmed. Those of portals come in the order in which they happened to the
 * portal. A portal that goes down ends a weakness that was told before; one that comes up weakened
 * is told to be so by a {@link Degraded} of its own.
 */
public sealed interface Transition {
  /** When the change took place, as far as it was seen; not when it was confirmed. */
  Instant at();

  /** A change of one portal. */
  sealed interface OfPortal extends Transition {
    /** Its number. */
    int portal();
  }

  /**
   * Visitors cannot use a portal: all tries failed.
   *
   * @param at when it was first seen
   * @param reason what the last try showed
   * @param cause the class of the fault
   * @param address address and port that were dialled, an empty text when none was
   * @param tries the failed tries, oldest first
   * @param flapping whether the portal is flapping; its ups and downs are told as that
   * @param announce whether people should be told: no more than once in the time of damping
   */
  record WentDown(
      int portal,
      Instant at,
      Reason reason,
      Cause cause,
      String address,
      List<Try> tries,
      boolean flapping,
      boolean announce)
      implements OfPortal {
    public WentDown {
      tries = List.copyOf(tries);
    }
  }

  /**
   * A portal answers again.
   *
   * @param at when it first did
   * @param downSince when it went down
   * @param state what it is now; unknown when a firewall answers in its place
   * @param announce whether people should be told
   */
  record CameUp(
      int portal,
      Instant at,
      Instant downSince,
      State state,
      List<Try> tries,
      boolean flapping,
      boolean announce)
      implements OfPortal {
    public CameUp {
      tries = List.copyOf(tries);
    }
  }

  /** A portal can be used, with something the matter that lasts. */
  record Degraded(int portal, Instant at, @Nullable Reason reason, Cause cause, List<Try> tries)
      implements OfPortal {
    public Degraded {
      tries = List.copyOf(tries);
    }
  }

  /** What was the matter with a portal is no more. */
  record Recovered(int portal, Instant at, Instant degradedSince) implements OfPortal {}

  /**
   * A portal goes up and down («chập chờn»).
   *
   * @param times how often it went down within the time of damping
   * @param announce whether people should be told now
   */
  record FlappingBegan(int portal, Instant at, int times, boolean announce) implements OfPortal {}

  /**
   * A portal has stayed as it is for the time of damping.
   *
   * @param state as what
   */
  record FlappingEnded(int portal, Instant at, State state) implements OfPortal {}

  /**
   * We cannot see: nothing is known about any portal.
   *
   * @param why what shows it
   */
  record OwnOutageBegan(Instant at, Sickness why) implements Transition {}

  /** We can see again. */
  record OwnOutageEnded(Instant at, Instant began) implements Transition {}

  /** By what an outage of our own shows. */
  enum Sickness {
    /** Well-known hosts cannot be reached either. */
    CANARIES("không vào được cả các máy chủ đối chứng"),
    /** Too many portals at different addresses fail at once. */
    MANY_AT_ONCE("quá nhiều cổng ở các địa chỉ khác nhau cùng không vào được"),
    /** Not even this machine answers itself. */
    SELF_CHECK("máy giám sát không tự kết nối được với chính mình"),
    /** Probes start too late to be true. */
    LATE("máy giám sát quá tải, lượt đo bị trễ");

    private final String says;

    Sickness(String says) {
      this.says = says;
    }

    /** A Vietnamese clause. */
    public String says() {
      return says;
    }
  }
}
