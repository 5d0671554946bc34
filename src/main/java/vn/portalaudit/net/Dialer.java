package vn.portalaudit.net;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/**
 * Opens the connections that the HTTP client does not open itself: those of the browser and of the
 * looks at TLS. Called from many threads at a time.
 */
@FunctionalInterface
public interface Dialer {

  /**
   * Connects to a host.
   *
   * @param host name or address literal without brackets
   * @param port port, 1–65535
   * @param timeout how long connecting may take
   * @return a connected socket; the caller closes it
   * @throws Guard.Refused when it is not dialled, with the reason; nothing was sent
   * @throws IOException when nobody answers
   */
  Socket dial(String host, int port, Duration timeout) throws IOException;

  /** Dials what a guard permits, one address after the other, all within the time. */
  static Dialer guarded(Guard guard) {
    return new GuardedDialer(guard, Integer.MAX_VALUE, true);
  }

  /** Dials what a guard permits, at most two addresses, each with the time for itself. */
  static Dialer patient(Guard guard) {
    return new GuardedDialer(guard, 2, false);
  }
}
