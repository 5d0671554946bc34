package vn.portalaudit.probe;

/**
 * The ways of measuring that need more than pages; made where the network is, recorded and replayed by the source.
 *
 * <p>Implementations are safe for several threads.
 */
public interface Measures {

  /** A handshake with a host's TLS port, as JSON. */
  String handshake(String host, int port);

  /** What the name service says of a host, as JSON. */
  String names(String host);

  /** Measures nothing: for reading files and judging records. */
  Measures NONE =
      new Measures() {
        @Override
        public String handshake(String host, int port) {
          return "{\"failure\":\"INTERRUPTED\"}";
        }

        @Override
        public String names(String host) {
          return "{\"failure\":\"INTERRUPTED\"}";
        }
      };
}
