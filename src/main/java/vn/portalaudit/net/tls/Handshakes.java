package vn.portalaudit.net.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.net.Dialer;
import vn.portalaudit.net.WeakTls;

/** Looks at the TLS of a server. Implementations are safe for several threads. */
@FunctionalInterface
public interface Handshakes {

  /**
   * Looks at one server. Failures of the network are part of the answer; nothing is thrown for
   * them.
   *
   * @param host name or address literal without brackets
   * @param port port, 1–65535
   * @return {@link TlsFacts} as JSON
   */
  String scan(String host, int port);

  /**
   * Looks over the network.
   *
   * @param dialer opens the connections
   * @param settings limits
   * @return one that connects at each call, one connection after another
   * @throws IOException when the file of an extra authority cannot be read; the message is
   *     Vietnamese
   */
  static Handshakes live(Dialer dialer, Settings settings) throws IOException {
    WeakTls.permit();
    return new TlsScan(dialer, settings, TrustSet.with(settings.extraCa()));
  }

  /**
   * Limits of looking.
   *
   * @param timeout for connecting, and for each answer
   * @param pause is run before each connection, to wait politely; does nothing when no rate is set
   * @param clock stamps what was seen
   * @param extraCa PEM file of authorities to trust beside those of the platform, or null
   */
  record Settings(Duration timeout, Runnable pause, InstantSource clock, @Nullable Path extraCa) {}
}
