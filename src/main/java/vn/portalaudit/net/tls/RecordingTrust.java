package vn.portalaudit.net.tls;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts everybody and remembers whom: certificates are judged later, from the record. No secret is
 * ever sent over such a connection. For one handshake.
 */
final class RecordingTrust extends X509ExtendedTrustManager {
  private volatile List<X509Certificate> chain = List.of();

  /** The certificates shown, as sent. */
  List<X509Certificate> chain() {
    return chain;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String authType, Socket socket) {
    chain = List.of(shown);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String authType, SSLEngine engine) {
    chain = List.of(shown);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String authType) {
    chain = List.of(shown);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String authType, Socket socket) {
    throw new UnsupportedOperationException("client only");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String authType, SSLEngine engine) {
    throw new UnsupportedOperationException("client only");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String authType) {
    throw new UnsupportedOperationException("client only");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
