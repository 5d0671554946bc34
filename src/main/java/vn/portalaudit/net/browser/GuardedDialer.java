package vn.portalaudit.net.browser;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import vn.portalaudit.net.Guard;

/** Dials the very addresses that the guard has judged, one after the other until one answers. */
final class GuardedDialer implements Dialer {
  private final Guard guard;

  GuardedDialer(Guard guard) {
    this.guard = guard;
  }

  @Override
  public Socket dial(String host, int port, Duration timeout) throws IOException {
    long until = System.nanoTime() + timeout.toNanos();
    try {
      IOException last = new ConnectException(host);
      for (InetSocketAddress address : guard.dial(host, port).addresses()) {
        int left = (int) Duration.ofNanos(until - System.nanoTime()).toMillis();
        if (left <= 0) {
          throw new SocketTimeoutException(host);
        }
        guard.check(address.getAddress());
        try {
          return connected(address, left);
        } catch (IOException e) {
          last = e;
        }
      }
      throw last;
    } catch (Guard.Refused e) {
      throw new RefusedException(e.reason(), host + ":" + port);
    }
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
