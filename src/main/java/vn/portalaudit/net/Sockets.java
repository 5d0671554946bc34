package vn.portalaudit.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.tls.Dialer;

/**
 * Plain connections past the guard, for what is no HTTP client: handshakes and the browser's proxy. Safe for several threads.
 */
public final class Sockets {
  private final Guard guard;

  /** Behind a guard. */
  public Sockets(Guard guard) {
    this.guard = guard;
  }

  /** Connections for handshakes. */
  public Dialer handshakes() {
    return (host, port, timeout) -> {
      try {
        return connect(host, port, timeout);
      } catch (Guard.Refused refused) {
        throw new Dialer.NotDialled(refused.reason());
      }
    };
  }

  /** Connections for the browser. */
  public vn.portalaudit.net.browser.Dialer browser() {
    return (host, port, timeout) -> {
      try {
        return connect(host, port, timeout);
      } catch (Guard.Refused refused) {
        throw new vn.portalaudit.net.browser.Dialer.RefusedException(refused.reason(), host + ":" + port);
      }
    };
  }

  /** Tries the judged addresses one after another, and no other. */
  private Socket connect(String host, int port, Duration timeout) throws IOException {
    IOException last = new SocketTimeoutException(Reason.CONNECT_TIMEOUT.name());
    int tried = 0;
    for (InetSocketAddress address : guard.dial(host, port).addresses()) {
      if (tried++ == 2) {
        break;
      }
      Socket socket = new Socket();
      try {
        socket.connect(address, Math.toIntExact(timeout.toMillis()));
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }
}
