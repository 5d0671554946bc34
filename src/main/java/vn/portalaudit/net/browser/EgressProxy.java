package vn.portalaudit.net.browser;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.Dialer;
import vn.portalaudit.net.Guard;

/**
 * The HTTP proxy that is Chromium's only way out: plain requests and CONNECT tunnels, each dialled
 * by the {@link Dialer} that judges the address. Names are looked up nowhere else, so that nothing
 * is gained by spelling an address oddly or by answering a second look-up differently.
 *
 * <p>It listens behind a {@link Door}, takes no connection between pages, and never dials its own
 * port. For a browser of this machine the door is 127.0.0.1 alone, and shut for other users of the
 * machine. Chromium cannot present a password to a proxy without somebody answering its dialog; a
 * program of the same user could therefore use the proxy while a page is shown, and would get no
 * further than the page.
 *
 * <p>Only GET, HEAD and OPTIONS pass in plain HTTP. What goes on inside a tunnel cannot be seen;
 * that it is TLS is checked, and {@link Lockdown} keeps pages from submitting anything there.
 *
 * <p>Safe for several threads.
 */
final class EgressProxy implements AutoCloseable {

  /**
   * Bounds.
   *
   * @param headBytes of one request or response head
   * @param connections of the browser at a time
   * @param pageBytes of one page, both directions
   * @param idle longest silence on a connection
   * @param connect longest look-up and connection
   */
  record Limits(int headBytes, int connections, long pageBytes, Duration idle, Duration connect) {
    static final Limits STANDARD =
        new Limits(64 * 1024, 64, 50L << 20, Duration.ofSeconds(30), Duration.ofSeconds(10));
  }

  private final Dialer dialer;
  private final Limits limits;
  private final Door door;
  private final ServerSocket server;
  private volatile @Nullable Traffic traffic;

  /**
   * Starts listening; lets nothing through before {@link #open}.
   *
   * @param dialer opens every outbound connection
   * @param limits bounds
   * @param door where to listen, and whom to let in
   */
  EgressProxy(Dialer dialer, Limits limits, Door door) throws IOException {
    this.dialer = dialer;
    this.limits = limits;
    this.door = door;
    this.server = new ServerSocket();
    server.bind(new InetSocketAddress(door.address(), 0));
    Thread.ofVirtual().name("egress-proxy").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Begins a page: everything of the one before is cut, the budget is whole again. */
  synchronized Traffic open() {
    shut();
    Traffic next = new Traffic(limits.pageBytes(), limits.connections());
    traffic = next;
    return next;
  }

  /** Ends a page: cuts what is open and lets nothing through. */
  synchronized void shut() {
    Traffic last = traffic;
    traffic = null;
    if (last != null) {
      last.cut();
    }
  }

  @Override
  public void close() {
    shut();
    try {
      server.close();
    } catch (IOException e) {
      // nothing is listening any more in any case
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().name("egress").start(() -> serve(client));
      } catch (IOException e) {
        // the server was closed, or this one client is gone already
      }
    }
  }

  private void serve(Socket comer) {
    Traffic page = traffic;
    try (comer) {
      if (page == null || !page.enter()) {
        return;
      }
      page.attach(comer);
      try (Socket client = door.admit(comer)) {
        if (client != null) {
          new ProxyConnection(client, page, limits, this::dial).run();
        }
      } finally {
        page.detach(comer);
        page.leave();
      }
    } catch (IOException e) {
      // one side has gone away; the other is closed with it
    }
  }

  private Socket dial(Target target) throws IOException {
    if (target.host().equals(Switches.NOWHERE)) {
      throw new UnknownHostException(target.host());
    }
    if (target.port() == port()) {
      throw new Guard.Refused(Reason.ADDRESS_REFUSED, target.authority());
    }
    return dialer.dial(target.host(), target.port(), limits.connect());
  }
}
