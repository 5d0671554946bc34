package vn.portalaudit.net.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.Dialer;

/**
 * One handshake of the platform that trusts everybody and writes down what it is shown. Everything
 * that the platform can speak and that shows a certificate is offered. Safe for several threads.
 */
final class CertificateHandshake {
  private final Dialer dialer;
  private final Handshakes.Settings settings;

  CertificateHandshake(Dialer dialer, Handshakes.Settings settings) {
    this.dialer = dialer;
    this.settings = settings;
  }

  /**
   * What was shown.
   *
   * @param chain as sent; may be there though the handshake failed later
   * @param staple stapled response, Base64 of DER, or null
   * @param failure why it failed, null when it did not
   */
  record Shown(
      List<X509Certificate> chain,
      @Nullable String alpn,
      @Nullable String negotiated,
      @Nullable String suite,
      @Nullable String staple,
      @Nullable Reason failure) {

    static Shown failed(List<X509Certificate> chain, Reason reason) {
      return new Shown(chain, null, null, null, null, reason);
    }
  }

  /**
   * Shakes hands.
   *
   * @param only the one version to offer by its name, or null for all
   */
  Shown shake(String host, int port, @Nullable String only) {
    settings.pause().run();
    Socket raw;
    try {
      raw = dialer.dial(host, port, settings.timeout());
    } catch (IOException e) {
      return Shown.failed(List.of(), Failures.ofDialling(e));
    }
    RecordingTrust trust = new RecordingTrust();
    try (raw;
        Deadline deadline = new Deadline(raw, settings.timeout().multipliedBy(2))) {
      try {
        raw.setSoTimeout((int) settings.timeout().toMillis());
        return shake(raw, host, only, trust);
      } catch (IOException e) {
        return Shown.failed(
            trust.chain(), deadline.passed() ? Reason.READ_TIMEOUT : Failures.ofTalking(e));
      }
    } catch (IOException e) {
      return Shown.failed(trust.chain(), Failures.ofTalking(e));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Shown.failed(trust.chain(), Reason.OWN_FAULT);
    }
  }

  private static Shown shake(Socket raw, String host, @Nullable String only, RecordingTrust trust)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trust}, null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(raw, host, raw.getPort(), true)) {
      socket.setUseClientMode(true);
      socket.setSSLParameters(parameters(socket, host, only));
      socket.startHandshake();
      SSLSession session = socket.getSession();
      String alpn = socket.getApplicationProtocol();
      return new Shown(
          trust.chain(),
          alpn == null || alpn.isEmpty() ? null : alpn,
          session.getProtocol(),
          session.getCipherSuite(),
          staple(session),
          null);
    }
  }

  private static SSLParameters parameters(SSLSocket socket, String host, @Nullable String only) {
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(
        only != null
            ? new String[] {only}
            : Arrays.stream(socket.getSupportedProtocols())
                .filter(protocol -> !protocol.equals("SSLv2Hello"))
                .toArray(String[]::new));
    // an anonymous suite shows no certificate
    parameters.setCipherSuites(
        Arrays.stream(socket.getSupportedCipherSuites())
            .filter(suite -> !suite.contains("_anon_"))
            .toArray(String[]::new));
    parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
    parameters.setServerNames(sni(host));
    return parameters;
  }

  /** The platform refuses names with an underscore, which some hosts have. */
  private static List<SNIServerName> sni(String host) {
    String name = HostNames.serverName(host);
    try {
      return name == null ? List.of() : List.of(new SNIHostName(name));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private static @Nullable String staple(SSLSession session) {
    if (!(session instanceof ExtendedSSLSession extended)) {
      return null;
    }
    List<byte[]> responses = extended.getStatusResponses();
    return responses.isEmpty() || responses.getFirst().length == 0
        ? null
        : Base64.getEncoder().encodeToString(responses.getFirst());
  }
}
