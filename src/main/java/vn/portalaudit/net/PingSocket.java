package vn.portalaudit.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * A socket that gives each read no more time than its clock has left, so that a byte now and then
 * does not stretch a call, below TLS too.
 */
final class PingSocket extends Socket {
  private final PingClock clock;
  private @Nullable InputStream in;

  PingSocket(PingClock clock) throws IOException {
    super(Proxy.NO_PROXY);
    this.clock = clock;
    setTcpNoDelay(true);
  }

  @Override
  public synchronized InputStream getInputStream() throws IOException {
    InputStream bounded = in;
    if (bounded == null) {
      bounded = new Bounded(super.getInputStream());
      in = bounded;
    }
    return bounded;
  }

  private final class Bounded extends FilterInputStream {
    private int set;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int left = clock.remaining();
      if (left < set || left - set > 1_000 || set == 0) {
        setSoTimeout(left);
        set = left;
      }
      return super.read(into, from, length);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
  }
}
