package vn.portalaudit.net.tls;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Certificates as text and back. */
final class Certificates {
  private Certificates() {}

  /** Base64 of DER. */
  static List<String> encode(List<X509Certificate> certificates) {
    List<String> encoded = new ArrayList<>();
    try {
      for (X509Certificate certificate : certificates) {
        encoded.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
      }
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was decoded has its bytes", e);
    }
    return encoded;
  }

  /**
   * The certificates of Base64 of DER.
   *
   * @throws IllegalArgumentException when one is none
   */
  static List<X509Certificate> decode(List<String> encoded) {
    try {
      return of(encoded.stream().map(Base64.getDecoder()::decode).toList());
    } catch (CertificateException e) {
      throw new IllegalArgumentException("no certificate", e);
    }
  }

  /**
   * The certificates of DER.
   *
   * @throws CertificateException when one is none
   */
  static List<X509Certificate> of(List<byte[]> der) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] one : der) {
      certificates.add(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(one)));
    }
    return certificates;
  }
}
