package vn.portalaudit.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a certificate chain would be trusted by Java's authorities and one extra authority.
 * Only tells; connections are kept in either case. Safe for several threads.
 */
final class Trust {
  private static final int MOST_REMEMBERED = 5_000;

  private final @Nullable X509TrustManager extended;
  // a client that speaks TLS would read the authorities once more
  private final HostnameVerifier verifier =
      new OkHttpClient.Builder()
          .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
          .build()
          .hostnameVerifier();
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /**
   * With an extra authority, or null.
   *
   * @throws IllegalArgumentException when the file has no certificate; the message is for people
   */
  Trust(@Nullable Path authority) {
    try {
      this.extended = authority == null ? null : manager(withExtra(Java.AUTHORITIES, authority));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "không đọc được chứng thư gốc «" + authority + "»; cần tệp PEM có BEGIN CERTIFICATE", e);
    }
  }

  /** The authorities, for connections that need a trusted certificate. */
  X509TrustManager authorities() {
    return extended == null ? Java.AUTHORITIES : extended;
  }

  /**
   * Whether the chain of a session leads to an authority and its first certificate is the host's.
   */
  boolean verifies(SSLSession session, String host) {
    try {
      X509Certificate[] chain =
          Arrays.stream(session.getPeerCertificates())
              .filter(X509Certificate.class::isInstance)
              .map(X509Certificate.class::cast)
              .toArray(X509Certificate[]::new);
      Known earlier = known.get(host);
      if (earlier != null && Arrays.equals(earlier.chain, chain)) {
        return earlier.trusted;
      }
      boolean trusted = leadsToAuthority(chain) && verifier.verify(host, session);
      if (known.size() >= MOST_REMEMBERED) {
        known.clear();
      }
      known.put(host, new Known(chain, trusted));
      return trusted;
    } catch (SSLPeerUnverifiedException e) {
      return false;
    }
  }

  private boolean leadsToAuthority(X509Certificate[] chain) {
    try {
      authorities().checkServerTrusted(chain, "UNKNOWN");
      return true;
    } catch (CertificateException | RuntimeException e) {
      // a hostile chain may break the checker in other ways than the declared one
      return false;
    }
  }

  private static X509TrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    for (TrustManager candidate : factory.getTrustManagers()) {
      if (candidate instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("no X.509 trust manager");
  }

  private static KeyStore withExtra(X509TrustManager standard, Path pem)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int count = 0;
    for (X509Certificate authority : standard.getAcceptedIssuers()) {
      store.setCertificateEntry("java-" + count++, authority);
    }
    int javas = count;
    try (InputStream in = Files.newInputStream(pem)) {
      for (Certificate extra : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("extra-" + count++, extra);
      }
    }
    if (count == javas) {
      throw new CertificateException("no certificate in " + pem);
    }
    return store;
  }

  /** Java's authorities, read when the first certificate is judged. */
  private static final class Java {
    static final X509TrustManager AUTHORITIES = read();

    private static X509TrustManager read() {
      try {
        return manager(null);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has authorities", e);
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Known(X509Certificate[] chain, boolean trusted) {}
}
