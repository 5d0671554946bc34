package vn.portalaudit.net;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Timing;

/**
 * Takes the times of one exchange. Written by the thread that reads; the phase may be read by
 * another, the times once the reading has ended.
 */
final class Stopwatch extends EventListener {
  /** What is under way. */
  enum Phase {
    CONNECT,
    TLS,
    HEAD,
    BODY
  }

  /** A phase, and since when by {@link System#nanoTime}. */
  record Stage(Phase phase, long since) {}

  private final Runnable changed;
  private final long start = System.nanoTime();
  private volatile Stage stage = new Stage(Phase.CONNECT, start);
  private long connectStart;
  private long connected;
  private long tlsStart;
  private long tlsEnd;
  private long asked;
  private long answered;
  private long ended;

  /** Calls {@code changed} at each new phase. */
  Stopwatch(Runnable changed) {
    this.changed = changed;
  }

  long start() {
    return start;
  }

  Stage stage() {
    return stage;
  }

  void enter(Phase phase) {
    stage = new Stage(phase, System.nanoTime());
    changed.run();
  }

  void end() {
    ended = System.nanoTime();
  }

  /** The phases that happened. */
  Timing timing() {
    return new Timing(
        -1,
        millis(connectStart, connected),
        millis(tlsStart, tlsEnd),
        millis(asked, answered),
        millis(start, ended));
  }

  private static long millis(long from, long to) {
    return from == 0 || to == 0 ? -1 : Math.max(0, (to - from + 500_000) / 1_000_000);
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    connectStart = System.nanoTime();
    connected = 0;
    enter(Phase.CONNECT);
  }

  @Override
  public void secureConnectStart(Call call) {
    tlsStart = System.nanoTime();
    tlsEnd = 0;
    connected = tlsStart;
    enter(Phase.TLS);
  }

  @Override
  public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
    tlsEnd = System.nanoTime();
  }

  @Override
  public void connectEnd(
      Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
    if (connected == 0) {
      connected = System.nanoTime();
    }
  }

  @Override
  public void requestHeadersStart(Call call) {
    asked = System.nanoTime();
    answered = 0;
    enter(Phase.HEAD);
  }

  @Override
  public void responseHeadersStart(Call call) {
    answered = System.nanoTime();
  }
}
