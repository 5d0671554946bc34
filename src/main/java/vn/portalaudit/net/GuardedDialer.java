package vn.portalaudit.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

/**
 * Dials the very addresses that the guard has judged, one after the other until one answers.
 *
 * @param guard judges
 * @param most addresses dialled at most
 * @param together whether all of them share the time
 */
record GuardedDialer(Guard guard, int most, boolean together) implements Dialer {

  @Override
  public Socket dial(String host, int port, Duration timeout) throws IOException {
    long until = System.nanoTime() + timeout.toNanos();
    IOException last = new ConnectException(host);
    List<InetSocketAddress> addresses = guard.dial(host, port).addresses();
    for (InetSocketAddress address : addresses.subList(0, Math.min(most, addresses.size()))) {
      Duration left = together ? Duration.ofNanos(until - System.nanoTime()) : timeout;
      if (left.toMillis() <= 0) {
        throw new SocketTimeoutException(host);
      }
      guard.check(address.getAddress());
      try {
        return connected(address, Math.toIntExact(left.toMillis()));
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private static Socket connected(InetSocketAddress address, int millis) throws IOException {
    Socket socket = new Socket(Proxy.NO_PROXY);
    try {
      socket.connect(address, millis);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
