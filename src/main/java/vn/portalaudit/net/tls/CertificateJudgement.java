package vn.portalaudit.net.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.net.tls.CertificatePath.End;

/**
 * Says what is the matter with the certificates that a server showed, from the record alone.
 * Immutable, safe for several threads.
 */
public final class CertificateJudgement {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Set<String> FOR_SERVERS =
      Set.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0", "1.3.6.1.4.1.311.10.3.3", "2.16.840.1.113730.4.1");
  private static final int CERTIFICATE_SIGNING = 5;
  private static final int[] HANDSHAKE_USES = {0, 2, 4};

  private final Duration soon;
  private final List<String> nationalRoots;

  /**
   * With the parameters of a probe.
   *
   * @param soonDays a certificate that ends within so many days is one that expires soon
   * @param nationalRoots beginnings of the common names of national root authorities; case and
   *     diacritics do not matter
   */
  public CertificateJudgement(int soonDays, List<String> nationalRoots) {
    this.soon = Duration.ofDays(soonDays);
    this.nationalRoots = nationalRoots.stream().map(CertificateJudgement::folded).toList();
  }

  /** A situation of a certificate. Several can hold at once. */
  public enum Situation {
    NOT_YET_VALID,
    EXPIRED,
    EXPIRES_SOON,
    HOSTNAME_MISMATCH,
    /** Nobody but its owner signed it. */
    SELF_SIGNED,
    /** An issuer below the root was not sent. */
    INCOMPLETE_CHAIN,
    /** The chain ends at a root that browsers do not trust. */
    UNTRUSTED_ROOT,
    /** The chain ends at a national root of Vietnam, which browsers do not trust. */
    NATIONAL_ROOT,
    /** A stapled response says so. */
    REVOKED,
    WEAK_KEY,
    WEAK_SIGNATURE,
    NOT_A_SERVER_CERTIFICATE
  }

  /**
   * What was found.
   *
   * @param situations what is the matter, in the order of {@link Situation}; empty when all is well
   * @param notAfter end of the server's own certificate
   * @param keyBits size of its key, 0 for an unknown algorithm
   * @param subject its subject as RFC 2253 writes it
   * @param issuer its issuer, likewise
   */
  public record Judged(
      Set<Situation> situations, Instant notAfter, int keyBits, String subject, String issuer) {}

  /**
   * Judges.
   *
   * @param facts what was seen
   * @param at as of when
   * @return what was found; empty when no certificate was seen
   * @throws IllegalArgumentException when the record is damaged
   */
  public Optional<Judged> judge(TlsFacts facts, Instant at) {
    if (facts.chain().isEmpty()) {
      return Optional.empty();
    }
    List<X509Certificate> chain = Certificates.decode(facts.chain());
    X509Certificate own = chain.getFirst();
    CertificatePath path = CertificatePath.of(chain, Certificates.decode(facts.anchors()), at);
    Set<Situation> found = EnumSet.noneOf(Situation.class);
    dates(path, at, found);
    if (!HostNames.matches(own, facts.host())) {
      found.add(Situation.HOSTNAME_MISMATCH);
    }
    trust(path, found);
    if (revoked(path, facts.staple(), at)) {
      found.add(Situation.REVOKED);
    }
    strength(path, found);
    if (!forServers(own)) {
      found.add(Situation.NOT_A_SERVER_CERTIFICATE);
    }
    return Optional.of(
        new Judged(
            Collections.unmodifiableSet(found),
            own.getNotAfter().toInstant(),
            Strength.bits(own.getPublicKey()),
            own.getSubjectX500Principal().getName(),
            own.getIssuerX500Principal().getName()));
  }

  private void dates(CertificatePath path, Instant at, Set<Situation> found) {
    for (X509Certificate certificate : path.withoutRoot()) {
      if (at.isBefore(certificate.getNotBefore().toInstant())) {
        found.add(Situation.NOT_YET_VALID);
      }
      if (at.isAfter(certificate.getNotAfter().toInstant())) {
        found.add(Situation.EXPIRED);
      }
    }
    Instant end = path.sent().getFirst().getNotAfter().toInstant();
    if (!at.isAfter(end) && end.isBefore(at.plus(soon))) {
      found.add(Situation.EXPIRES_SOON);
    }
  }

  private void trust(CertificatePath path, Set<Situation> found) {
    boolean national = path.end() != End.TRUSTED && path.end() != End.SELF_SIGNED && national(path);
    if (national) {
      found.add(Situation.NATIONAL_ROOT);
      return;
    }
    switch (path.end()) {
      case TRUSTED -> {}
      case SELF_SIGNED -> found.add(Situation.SELF_SIGNED);
      case UNTRUSTED_ROOT -> found.add(Situation.UNTRUSTED_ROOT);
      case ISSUER_MISSING -> found.add(Situation.INCOMPLETE_CHAIN);
    }
  }

  private boolean national(CertificatePath path) {
    return HostNames.commonName(path.top())
        .map(CertificateJudgement::folded)
        .filter(name -> nationalRoots.stream().anyMatch(name::startsWith))
        .isPresent();
  }

  private static boolean revoked(CertificatePath path, @Nullable String staple, Instant at) {
    if (staple == null) {
      return false;
    }
    byte[] response = Base64.getDecoder().decode(staple);
    return path.issuerOfFirst()
        .filter(issuer -> StapledStatus.revoked(path.sent().getFirst(), issuer, response, at))
        .isPresent();
  }

  private static void strength(CertificatePath path, Set<Situation> found) {
    for (X509Certificate certificate : path.withoutRoot()) {
      if (Strength.weakKey(certificate.getPublicKey())) {
        found.add(Situation.WEAK_KEY);
      }
      if (Strength.weakSignature(certificate)) {
        found.add(Situation.WEAK_SIGNATURE);
      }
    }
  }

  /** By the extended key usage, or for an authority by the plain one (RFC 5280, 4.2.1.3, 12). */
  private static boolean forServers(X509Certificate own) {
    try {
      List<String> purposes = own.getExtendedKeyUsage();
      if (purposes != null && purposes.stream().noneMatch(FOR_SERVERS::contains)) {
        return false;
      }
    } catch (CertificateParsingException e) {
      return false;
    }
    boolean[] uses = own.getKeyUsage();
    if (own.getBasicConstraints() < 0 || uses == null || !uses[CERTIFICATE_SIGNING]) {
      return true;
    }
    for (int use : HANDSHAKE_USES) {
      if (uses[use]) {
        return true;
      }
    }
    return false;
  }

  private static String folded(String name) {
    String bare = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
    return bare.replace('đ', 'd').replace('Đ', 'D').toLowerCase(Locale.ROOT).strip();
  }
}
