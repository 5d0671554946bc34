package vn.portalaudit.net.tls;

import java.util.List;

/** What a server says to a hello. */
sealed interface ServerAnswer {

  /**
   * It goes on with the handshake.
   *
   * @param version code of the version that it chose
   * @param suite code of the suite that it chose
   * @param chain certificates that followed in clear, DER, maybe none
   */
  record Hello(int version, int suite, List<byte[]> chain) implements ServerAnswer {
    public Hello {
      chain = List.copyOf(chain);
    }
  }

  /** It refuses by an alert (RFC 8446, 6), or by an error of SSLv2 (then -1). */
  record Alert(int description) implements ServerAnswer {}

  /** It closes the connection without a word. */
  record Closed() implements ServerAnswer {}

  /** It says something that is no TLS. */
  record Foreign() implements ServerAnswer {}

  /** It goes on and on without coming to the point. */
  record Endless() implements ServerAnswer {}
}
