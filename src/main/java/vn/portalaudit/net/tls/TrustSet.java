package vn.portalaudit.net.tls;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** The authorities that are trusted: those of the platform, and those of one file. Immutable. */
final class TrustSet {
  private static final long MAX_BYTES = 2_000_000;

  private final List<X509Certificate> authorities;

  private TrustSet(List<X509Certificate> authorities) {
    this.authorities = List.copyOf(authorities);
  }

  /**
   * Gathers them.
   *
   * @param extra PEM file, or null
   * @throws IOException when a file cannot be read or holds no certificate
   */
  static TrustSet with(@Nullable Path extra) throws IOException {
    List<X509Certificate> all = new ArrayList<>(platform());
    if (extra != null) {
      all.addAll(read(extra));
    }
    return new TrustSet(all);
  }

  /** Those that bear the name of a certificate of the chain or of its issuer. */
  List<X509Certificate> near(List<X509Certificate> chain) {
    Set<X500Principal> names = new HashSet<>();
    for (X509Certificate certificate : chain) {
      names.add(certificate.getSubjectX500Principal());
      names.add(certificate.getIssuerX500Principal());
    }
    return authorities.stream()
        .filter(authority -> names.contains(authority.getSubjectX500Principal()))
        .distinct()
        .toList();
  }

  private static List<X509Certificate> platform() throws IOException {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
          .toList();
    } catch (GeneralSecurityException e) {
      throw new IOException("không đọc được kho chứng thư gốc của Java", e);
    }
  }

  private static List<X509Certificate> read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + ": tệp chứng thư gốc lớn hơn 2 MB");
    }
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> found = new ArrayList<>();
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        found.add((X509Certificate) one);
      }
      if (found.isEmpty()) {
        throw new IOException(file + ": không có chứng thư PEM nào trong tệp");
      }
      return found;
    } catch (CertificateException e) {
      throw new IOException(file + ": không phải chứng thư PEM", e);
    }
  }
}
