package vn.portalaudit.net.tls;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.Guard;

/** Names failures of connections. */
final class Failures {
  private Failures() {}

  /** Why connecting failed. */
  static Reason ofDialling(Throwable failure) {
    return switch (failure) {
      case Guard.Refused known -> known.reason();
      case UnknownHostException ignored -> Reason.DNS_NOT_FOUND;
      case SocketTimeoutException ignored -> Reason.CONNECT_TIMEOUT;
      case NoRouteToHostException ignored -> Reason.CONNECT_TIMEOUT;
      case ConnectException refused -> ofConnect(refused);
      case SocketException ignored -> Reason.CONNECTION_RESET;
      default -> Reason.OWN_FAULT;
    };
  }

  /** Why a conversation failed after connecting; the innermost known cause decides. */
  static Reason ofTalking(Throwable failure) {
    Reason found = Reason.TLS_HANDSHAKE;
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 10; depth++, cause = cause.getCause()) {
      Reason named = named(cause);
      found = named == null ? found : named;
    }
    return found;
  }

  private static @Nullable Reason named(Throwable cause) {
    return switch (cause) {
      case SocketTimeoutException ignored -> Reason.READ_TIMEOUT;
      case SocketException ignored -> Reason.CONNECTION_RESET;
      case EOFException ignored -> Reason.CONNECTION_RESET;
      case CertificateException ignored -> Reason.TLS_CERTIFICATE;
      case SSLException ignored -> Reason.TLS_HANDSHAKE;
      default -> null;
    };
  }

  private static Reason ofConnect(ConnectException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("timed out") || message.contains("unreachable")
        ? Reason.CONNECT_TIMEOUT
        : Reason.CONNECT_REFUSED;
  }
}
