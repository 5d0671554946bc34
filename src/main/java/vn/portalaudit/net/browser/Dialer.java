package vn.portalaudit.net.browser;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import vn.portalaudit.domain.Reason;

/**
 * Opens the connections of the browser. The only way out of this package.
 *
 * <p>Implementations resolve the name once, judge every address, and dial the very address they
 * judged; ports are theirs to judge as well. They are called from many threads at a time.
 */
@FunctionalInterface
public interface Dialer {

  /**
   * Connects to a host.
   *
   * @param host name, IPv4 address or IPv6 address without brackets, as the browser wrote it
   * @param port 1 to 65535
   * @param timeout for look-up and connection together
   * @return a connected socket, owned by the caller
   * @throws RefusedException when the address or the port may not be visited, or has none
   * @throws IOException when the host is not found or does not answer
   */
  Socket dial(String host, int port, Duration timeout) throws IOException;

  /** The target is not dialled; nothing was sent to it. */
  final class RefusedException extends IOException {
    private final Reason reason;

    /**
     * For a target.
     *
     * @param reason {@link Reason#ADDRESS_REFUSED} for an address, port or name that may not be
     *     visited; what the look-up said otherwise
     * @param target host and port, for logs
     */
    public RefusedException(Reason reason, String target) {
      super(reason + ": " + target);
      this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
      return reason;
    }
  }
}
