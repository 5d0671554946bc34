package vn.portalaudit.net.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a stapled OCSP response (RFC 6960, 8446 4.4.2.1) without asking anybody else. */
final class StapledStatus {
  private StapledStatus() {}

  /**
   * Whether the response says, under the issuer's signature and as of a moment, that a certificate
   * is revoked. Whatever cannot be read or is out of date says nothing.
   */
  static boolean revoked(
      X509Certificate certificate, X509Certificate issuer, byte[] response, Instant at) {
    try {
      CertPathValidator validator = CertPathValidator.getInstance("PKIX");
      PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
      checker.setOptions(EnumSet.of(Option.ONLY_END_ENTITY, Option.NO_FALLBACK));
      checker.setOcspResponses(Map.of(certificate, response));
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
      parameters.setRevocationEnabled(false);
      parameters.addCertPathChecker(checker);
      parameters.setDate(Date.from(at));
      CertPath path =
          CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
      validator.validate(path, parameters);
      return false;
    } catch (CertPathValidatorException e) {
      return e.getReason() == BasicReason.REVOKED;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
