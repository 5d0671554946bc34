package vn.portalaudit.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** The TLS of a watch: one context, no session kept, every server's certificate taken. */
final class PingTls {
  /** Longer than tickets may live, so that the platform throws them away without work. */
  private static final int NO_TICKETS_SECONDS = 8 * 86_400;

  private static final Set<String> CURRENT =
      Set.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA");

  private final SSLSocketFactory factory;
  private final String[] currentSuites;
  private final String[] allSuites;
  private final String[] oldVersions;

  PingTls() {
    try {
      // AnyTls lifts the platform's ban on old versions before the first context is made
      AnyTls.make();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {AnyTls.TRUST_ALL}, null);
      context.getClientSessionContext().setSessionTimeout(NO_TICKETS_SECONDS);
      context.getClientSessionContext().setSessionCacheSize(1);
      this.factory = context.getSocketFactory();
      SSLParameters known = context.getSupportedSSLParameters();
      this.currentSuites = only(known.getCipherSuites(), CURRENT::contains);
      this.allSuites =
          only(
              known.getCipherSuites(),
              suite ->
                  !suite.contains("_anon_")
                      && !suite.contains("_NULL_")
                      && !suite.startsWith("TLS_AES_")
                      && !suite.startsWith("TLS_CHACHA20_"));
      // a server that chokes on the newest version is spoken to without it
      this.oldVersions =
          only(
              known.getProtocols(),
              version -> version.startsWith("TLSv") && !version.equals("TLSv1.3"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS in this Java", e);
    }
  }

  /** What a server is offered, one after the other. */
  enum Offer {
    /** What browsers offer, with one curve: each costs the key of a share. */
    FIRST,
    /** What browsers offer. */
    CURVES,
    /** All that the platform can speak, up to TLS 1.2. */
    EVERYTHING;

    @Nullable Offer next() {
      return this == EVERYTHING ? null : values()[ordinal() + 1];
    }
  }

  /** A layer over a connected socket; its handshake has not begun. */
  SSLSocket over(Socket socket, String host, Offer offer) throws IOException {
    SSLSocket layer = (SSLSocket) factory.createSocket(socket, host, socket.getPort(), true);
    SSLParameters parameters = new SSLParameters();
    parameters.setServerNames(names(host));
    if (offer == Offer.EVERYTHING) {
      parameters.setCipherSuites(allSuites);
      parameters.setProtocols(oldVersions);
    } else {
      parameters.setCipherSuites(currentSuites);
      parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      if (offer == Offer.FIRST) {
        parameters.setNamedGroups(new String[] {"x25519"});
      }
    }
    layer.setSSLParameters(parameters);
    return layer;
  }

  /** What the handshake showed; its session is forgotten, so that the next one is full again. */
  static Ping.Secured shown(SSLSocket layer, String host, Offer offer) throws IOException {
    SSLSession session = layer.getSession();
    session.invalidate();
    List<X509Certificate> chain = new ArrayList<>(3);
    for (Certificate certificate : session.getPeerCertificates()) {
      if (certificate instanceof X509Certificate x509) {
        chain.add(x509);
      }
    }
    return new Ping.Secured(
        host,
        session.getProtocol(),
        session.getCipherSuite(),
        chain,
        offer == Offer.EVERYTHING);
  }

  /** No name for address literals, nor for hosts that the platform does not take for one. */
  private static List<SNIServerName> names(String host) {
    boolean literal =
        host.indexOf(':') >= 0 || Character.isDigit(host.charAt(host.length() - 1));
    try {
      return literal ? List.of() : List.of(new SNIHostName(host));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private static String[] only(String[] names, Predicate<String> wanted) {
    return Arrays.stream(names).filter(wanted).toArray(String[]::new);
  }
}
