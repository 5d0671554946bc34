package vn.portalaudit.net.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import vn.portalaudit.net.Guard;

/** Dials what the guard has judged, and no other address. Safe for several threads. */
final class GuardedDialer implements Dialer {
  private static final int MOST_ADDRESSES = 2;

  private final Guard guard;

  GuardedDialer(Guard guard) {
    this.guard = guard;
  }

  @Override
  public Socket dial(String host, int port, Duration timeout) throws IOException {
    IOException last = new SocketTimeoutException(host);
    try {
      for (InetSocketAddress address :
          guard.dial(host, port).addresses().stream().limit(MOST_ADDRESSES).toList()) {
        Socket socket = new Socket(java.net.Proxy.NO_PROXY);
        try {
          socket.connect(address, Math.toIntExact(timeout.toMillis()));
          return socket;
        } catch (IOException e) {
          socket.close();
          last = e;
        }
      }
    } catch (Guard.Refused refused) {
      throw new NotDialled(refused.reason());
    }
    throw last;
  }
}
