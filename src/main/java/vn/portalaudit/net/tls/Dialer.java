package vn.portalaudit.net.tls;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.Guard;

/** Opens every connection of this package; the guard of the program stands behind it. */
@FunctionalInterface
public interface Dialer {

  /**
   * Connects.
   *
   * @param host name or address literal without brackets
   * @param port port, 1–65535
   * @param timeout how long connecting may take
   * @return a connected socket; the caller closes it
   * @throws NotDialled when the one who dials knows the reason
   * @throws IOException when the name is unknown, nobody listens or time is out
   */
  Socket dial(String host, int port, Duration timeout) throws IOException;

  /** Dials past a guard. */
  static Dialer guarded(Guard guard) {
    return new GuardedDialer(guard);
  }

  /** A connection that was not made, for a known reason. */
  final class NotDialled extends IOException {
    private final Reason reason;

    /** For one reason. */
    public NotDialled(Reason reason) {
      super(reason.name());
      this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
      return reason;
    }
  }
}
