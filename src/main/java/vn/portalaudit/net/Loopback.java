package vn.portalaudit.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/**
 * A listener on this machine's own address, to see whether this machine can connect to anything at
 * all. Safe for several threads.
 */
public final class Loopback implements AutoCloseable {
  private static final int SIGN = 'x';

  private final ServerSocket listener;
  private final Thread serving;

  /**
   * Listens on a free port of the loopback address.
   *
   * @throws IOException when this machine does not let it
   */
  public Loopback() throws IOException {
    this.listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    this.serving = Thread.ofVirtual().name("loopback").start(this::serve);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket caller = listener.accept()) {
        caller.getOutputStream().write(SIGN);
      } catch (IOException e) {
        // the caller is gone, or the listener is closed
      }
    }
  }

  /**
   * Connects and reads one byte.
   *
   * @param within time for it
   * @return whether that worked
   */
  public boolean answers(Duration within) {
    int millis = Math.toIntExact(within.toMillis());
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(
          new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), millis);
      socket.setSoTimeout(millis);
      return socket.getInputStream().read() == SIGN;
    } catch (IOException e) {
      return false;
    }
  }

  /** Answers no more; an accept that was under way has ended when this returns. */
  @Override
  public void close() throws IOException {
    listener.close();
    try {
      serving.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
