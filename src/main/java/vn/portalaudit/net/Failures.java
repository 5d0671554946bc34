package vn.portalaudit.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import vn.portalaudit.domain.Reason;

/** Turns what the network throws into reasons. */
final class Failures {
  private Failures() {}

  /**
   * The reason for an exception.
   *
   * @param thrown what was thrown
   * @param phase what was under way
   */
  static Reason reason(Throwable thrown, Stopwatch.Phase phase) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
        return Reason.TLS_CERTIFICATE;
      }
    }
    return switch (thrown) {
      case Guard.Refused refused -> refused.reason();
      case UnknownHostException unknown -> Resolver.reason(unknown);
      case SocketTimeoutException timeout ->
          phase == Stopwatch.Phase.CONNECT ? Reason.CONNECT_TIMEOUT : Reason.READ_TIMEOUT;
      case ConnectException refused -> connect(refused);
      case NoRouteToHostException none -> Reason.CONNECT_TIMEOUT;
      case SSLException tls ->
          phase == Stopwatch.Phase.TLS ? Reason.TLS_HANDSHAKE : Reason.CONNECTION_RESET;
      case ProtocolException garbled -> garbled(garbled);
      case IOException broken -> Reason.CONNECTION_RESET;
      default -> Reason.OWN_FAULT;
    };
  }

  private static Reason connect(ConnectException e) {
    String words = String.valueOf(e.getMessage());
    return words.contains("timed out") || words.contains("unreachable")
        ? Reason.CONNECT_TIMEOUT
        : Reason.CONNECT_REFUSED;
  }

  /** A body that ends too soon is a broken connection; anything else is not HTTP. */
  private static Reason garbled(ProtocolException e) {
    return String.valueOf(e.getMessage()).contains("unexpected end of stream")
        ? Reason.CONNECTION_RESET
        : Reason.PARSE;
  }
}
