package vn.portalaudit.net.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Carries bytes both ways until one side ends, both are silent, or the page's budget is spent. */
final class Tunnel {
  private final Traffic traffic;
  private final Duration idle;
  private volatile long lastByte = System.nanoTime();

  Tunnel(Traffic traffic, Duration idle) {
    this.traffic = traffic;
    this.idle = idle;
  }

  /**
   * Joins two sockets; both are closed at the end.
   *
   * @param in of the client, which may hold bytes read ahead
   */
  void join(Socket client, InputStream in, Socket server) throws IOException {
    traffic.attach(server);
    try (client;
        server) {
      server.setSoTimeout((int) idle.toMillis());
      Thread back = Thread.ofVirtual().name("egress-back").start(() -> carryBack(server, client));
      carry(in, server.getOutputStream());
      server.close();
      client.close();
      back.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      traffic.detach(server);
    }
  }

  private void carryBack(Socket server, Socket client) {
    try (client;
        server) {
      carry(server.getInputStream(), client.getOutputStream());
    } catch (IOException e) {
      // closed with the tunnel
    }
  }

  private void carry(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    while (true) {
      int n;
      try {
        n = in.read(buffer);
      } catch (SocketTimeoutException e) {
        if (System.nanoTime() - lastByte < idle.toNanos()) {
          continue;
        }
        return;
      }
      if (n < 0 || !traffic.spend(n)) {
        return;
      }
      lastByte = System.nanoTime();
      out.write(buffer, 0, n);
    }
  }
}
