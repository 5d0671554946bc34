package vn.portalaudit.net.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * The way from a server's certificate upwards, by names and signatures alone: dates are judged
 * apart, so that an expired certificate does not hide a broken chain. Certificates sent in another
 * order or without use do no harm.
 *
 * @param sent those of the server's chain that lie on the way, its own first
 * @param anchor the trusted authority that issued the last one, if it was not sent itself
 * @param end how it ends
 */
record CertificatePath(
    List<X509Certificate> sent, @Nullable X509Certificate anchor, CertificatePath.End end) {
  private static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";

  /** The object identifier 1.3.6.1.5.5.7.48.2 in DER. */
  private static final String CA_ISSUERS = "06082b06010505073002";

  CertificatePath {
    sent = List.copyOf(sent);
  }

  /** How the way ends. */
  enum End {
    /** At a trusted authority. */
    TRUSTED,
    /** At the server's own certificate, which nobody else signed. */
    SELF_SIGNED,
    /** At a root that nobody trusts, sent or not. */
    UNTRUSTED_ROOT,
    /** At a certificate whose issuer should have been sent. */
    ISSUER_MISSING
  }

  /**
   * Walks.
   *
   * @param chain as sent, not empty
   * @param anchors trusted authorities
   * @param at where two certificates fit, the one valid then is preferred
   */
  static CertificatePath of(
      List<X509Certificate> chain, List<X509Certificate> anchors, Instant at) {
    List<X509Certificate> way = new ArrayList<>();
    way.add(chain.getFirst());
    while (true) {
      X509Certificate last = way.getLast();
      if (anchors.stream().anyMatch(anchor -> same(anchor, last))) {
        return new CertificatePath(way, null, End.TRUSTED);
      }
      if (signed(last, last)) {
        return new CertificatePath(
            way, null, way.size() == 1 ? End.SELF_SIGNED : End.UNTRUSTED_ROOT);
      }
      Optional<X509Certificate> trusted = issuer(last, anchors, at);
      if (trusted.isPresent()) {
        return new CertificatePath(way, trusted.get(), End.TRUSTED);
      }
      List<X509Certificate> others =
          chain.stream().filter(c -> !way.contains(c) && c.getBasicConstraints() >= 0).toList();
      Optional<X509Certificate> next = issuer(last, others, at);
      if (next.isEmpty()) {
        return new CertificatePath(way, null, broken(way, anchors));
      }
      way.add(next.get());
    }
  }

  /** The name of the authority at which it ends. */
  X500Principal top() {
    return sent.getLast().getIssuerX500Principal();
  }

  /** The certificate that issued the server's own, if it is known. */
  Optional<X509Certificate> issuerOfFirst() {
    return sent.size() > 1 ? Optional.of(sent.get(1)) : Optional.ofNullable(anchor);
  }

  /** Those of the way that a browser checks: all but a self-signed root above the first. */
  List<X509Certificate> withoutRoot() {
    return sent.size() > 1 && signed(sent.getLast(), sent.getLast())
        ? sent.subList(0, sent.size() - 1)
        : sent;
  }

  /**
   * An authority of a trusted name but another key is somebody else. Above an intermediate a root
   * may rightly be absent; only the note where to fetch the issuer tells that it is no root.
   */
  private static End broken(List<X509Certificate> way, List<X509Certificate> anchors) {
    X509Certificate last = way.getLast();
    X500Principal name = last.getIssuerX500Principal();
    if (anchors.stream().anyMatch(anchor -> anchor.getSubjectX500Principal().equals(name))) {
      return End.UNTRUSTED_ROOT;
    }
    return way.size() == 1 || namesIssuer(last) ? End.ISSUER_MISSING : End.UNTRUSTED_ROOT;
  }

  private static boolean namesIssuer(X509Certificate certificate) {
    byte[] access = certificate.getExtensionValue(AUTHORITY_INFORMATION_ACCESS);
    return access != null && HexFormat.of().formatHex(access).contains(CA_ISSUERS);
  }

  private static Optional<X509Certificate> issuer(
      X509Certificate certificate, List<X509Certificate> candidates, Instant at) {
    return candidates.stream()
        .filter(candidate -> signed(certificate, candidate))
        .min(Comparator.comparing(candidate -> !validAt(candidate, at)));
  }

  private static boolean validAt(X509Certificate certificate, Instant at) {
    return !at.isBefore(certificate.getNotBefore().toInstant())
        && !at.isAfter(certificate.getNotAfter().toInstant());
  }

  private static boolean same(X509Certificate anchor, X509Certificate certificate) {
    return anchor.getSubjectX500Principal().equals(certificate.getSubjectX500Principal())
        && anchor.getPublicKey().equals(certificate.getPublicKey());
  }

  private static boolean signed(X509Certificate certificate, X509Certificate issuer) {
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
