package vn.portalaudit.net.tls;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Closes a socket when a whole conversation takes too long: a time-out of each read does not stop a
 * server that sends a byte now and then.
 */
final class Deadline implements AutoCloseable {
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean passed;

  Deadline(Socket socket, Duration within) {
    Thread.ofVirtual().start(() -> watch(socket, within));
  }

  private void watch(Socket socket, Duration within) {
    try {
      if (!done.await(within.toMillis(), TimeUnit.MILLISECONDS)) {
        passed = true;
        socket.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // it is closed as far as it can be
    }
  }

  /** Whether it was this that closed the socket. */
  boolean passed() {
    return passed;
  }

  @Override
  public void close() {
    done.countDown();
  }
}
