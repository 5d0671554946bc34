package vn.portalaudit.net.browser;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.Guard;

/**
 * One connection of the browser to the proxy. A plain request is answered and the connection
 * closed, which leaves no room for one message to be taken for two.
 */
final class ProxyConnection {
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS");
  private static final int TLS_HANDSHAKE = 0x16;

  private final Socket client;
  private final Traffic traffic;
  private final EgressProxy.Limits limits;
  private final Way way;

  /** Opens the way to a target. */
  interface Way {
    Socket dial(Target target) throws IOException;
  }

  ProxyConnection(Socket client, Traffic traffic, EgressProxy.Limits limits, Way way) {
    this.client = client;
    this.traffic = traffic;
    this.limits = limits;
    this.way = way;
  }

  void run() throws IOException {
    client.setSoTimeout((int) limits.idle().toMillis());
    InputStream in = new BufferedInputStream(client.getInputStream());
    Head head;
    try {
      head = Head.read(in, limits.headBytes());
    } catch (Head.BadHeadException e) {
      answer("431 Request Header Fields Too Large");
      return;
    }
    String[] words = head.first().split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      answer("400 Bad Request");
    } else if (words[0].equals("CONNECT")) {
      tunnel(words[1], in);
    } else if (!METHODS.contains(words[0])) {
      answer("405 Method Not Allowed", "Allow: GET, HEAD, OPTIONS\r\n");
    } else if (hasBody(head)) {
      answer("400 Bad Request");
    } else {
      plain(words[0], words[1], head);
    }
  }

  private static boolean hasBody(Head head) {
    return !head.values("Transfer-Encoding").isEmpty()
        || head.values("Content-Length").stream().anyMatch(length -> !length.equals("0"));
  }

  private void tunnel(String authority, InputStream in) throws IOException {
    Optional<Target> target = Target.tunnel(authority);
    if (target.isEmpty()) {
      answer("400 Bad Request");
      return;
    }
    try (Socket server = dialled(target.get())) {
      client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      in.mark(1);
      if (in.read() == TLS_HANDSHAKE) {
        in.reset();
        new Tunnel(traffic, limits.idle()).join(client, in, server);
      }
    } catch (UnreachableException e) {
      answer(e.status);
    }
  }

  private void plain(String method, String uri, Head head) throws IOException {
    Optional<Target> target = Target.absolute(uri);
    if (target.isEmpty()) {
      answer("403 Forbidden");
      return;
    }
    try (Socket server = dialled(target.get())) {
      traffic.attach(server);
      try {
        exchange(method, target.get(), head, server);
      } finally {
        traffic.detach(server);
      }
    } catch (UnreachableException e) {
      answer(e.status);
    }
  }

  private void exchange(String method, Target target, Head head, Socket server) throws IOException {
    server.setSoTimeout((int) limits.idle().toMillis());
    Head request =
        head.forwarded(
            method + " " + target.path() + " HTTP/1.1",
            List.of(new Header("Host", target.authority())),
            Set.of("host", "content-length"));
    server.getOutputStream().write(request.bytes());
    InputStream in = new BufferedInputStream(server.getInputStream());
    Head response;
    try {
      response = finalHead(in);
    } catch (Head.BadHeadException e) {
      answer("502 Bad Gateway");
      return;
    }
    OutputStream out = client.getOutputStream();
    out.write(response.forwarded(response.first(), List.of(), Set.of()).bytes());
    copy(in, out, bodyLength(method, response));
  }

  /** The response itself, past interim ones (RFC 9110 §15.2). */
  private Head finalHead(InputStream in) throws IOException {
    for (int interim = 0; interim < 10; interim++) {
      Head head = Head.read(in, limits.headBytes());
      if (!head.first().matches("HTTP/1\\.[01] [2-5][0-9][0-9]( .*)?")) {
        if (head.first().matches("HTTP/1\\.[01] 10[0-9]( .*)?")) {
          continue;
        }
        throw new Head.BadHeadException("status line");
      }
      if (head.first().startsWith("407", 9)) {
        throw new Head.BadHeadException("an origin that poses as a proxy");
      }
      return head;
    }
    throw new Head.BadHeadException("too many interim responses");
  }

  /** Bytes of the body where the head tells, so that a server that stays is not waited for. */
  private static long bodyLength(String method, Head response) {
    int status = Integer.parseInt(response.first().substring(9, 12));
    if (method.equals("HEAD") || status == 204 || status == 304) {
      return 0;
    }
    List<String> lengths = response.values("Content-Length");
    boolean known =
        lengths.size() == 1
            && lengths.getFirst().matches("[0-9]{1,15}")
            && response.values("Transfer-Encoding").isEmpty();
    return known ? Long.parseLong(lengths.getFirst()) : Long.MAX_VALUE;
  }

  private void copy(InputStream in, OutputStream out, long length) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    long left = length;
    while (left > 0) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0 || !traffic.spend(n)) {
        return;
      }
      out.write(buffer, 0, n);
      left -= n;
    }
  }

  private Socket dialled(Target target) throws UnreachableException {
    if (traffic.overspent()) {
      throw new UnreachableException("503 Service Unavailable");
    }
    try {
      return way.dial(target);
    } catch (IOException e) {
      Reason reason = reason(e);
      traffic.failed(target.host(), target.port(), reason);
      throw new UnreachableException(
          reason == Reason.ADDRESS_REFUSED ? "403 Forbidden" : "502 Bad Gateway");
    }
  }

  private static Reason reason(IOException e) {
    if (e instanceof Guard.Refused refused) {
      return refused.reason();
    } else if (e instanceof UnknownHostException) {
      return Reason.DNS_NOT_FOUND;
    } else if (e instanceof SocketTimeoutException || e instanceof NoRouteToHostException) {
      return Reason.CONNECT_TIMEOUT;
    }
    return e instanceof ConnectException ? Reason.CONNECT_REFUSED : Reason.CONNECTION_RESET;
  }

  private void answer(String status) throws IOException {
    answer(status, "");
  }

  private void answer(String status, String fields) throws IOException {
    String head =
        "HTTP/1.1 " + status + "\r\n" + fields + "Content-Length: 0\r\nConnection: close\r\n\r\n";
    client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    client.shutdownOutput();
    client.setSoTimeout(1_000);
    // what was not read would make the close a reset, which can overtake the answer
    client.getInputStream().skipNBytes(limits.headBytes());
  }

  /** The target cannot be had; the browser is told so by a status. */
  private static final class UnreachableException extends IOException {
    private final String status;

    UnreachableException(String status) {
      super(status);
      this.status = status;
    }
  }
}
