package vn.portalaudit.probe;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.net.tls.CertificateJudgement;
import vn.portalaudit.net.tls.CertificateJudgement.Situation;
import vn.portalaudit.net.tls.Handshakes;
import vn.portalaudit.net.tls.TlsFacts;

/** Whether browsers would accept a portal's certificate, by the recorded handshake. */
final class CertificateStands implements ObservatoryKind.CertificateCheck {
  private static final Set<Situation> REFUSED =
      EnumSet.of(
          Situation.NOT_YET_VALID,
          Situation.EXPIRED,
          Situation.HOSTNAME_MISMATCH,
          Situation.SELF_SIGNED,
          Situation.INCOMPLETE_CHAIN,
          Situation.UNTRUSTED_ROOT,
          Situation.REVOKED,
          Situation.NOT_A_SERVER_CERTIFICATE);

  private final Handshakes handshakes;
  private final CertificateJudgement judgement = new CertificateJudgement(0, List.of());

  CertificateStands(Handshakes handshakes) {
    this.handshakes = handshakes;
  }

  @Override
  public @Nullable Boolean valid(Subject subject) {
    Optional<SecureEndpoint> endpoint = SecureEndpoint.of(subject.survey().root());
    try {
      return endpoint
          .flatMap(e -> judgement.judge(e.facts(subject, handshakes), subject.at()))
          .map(judged -> judged.situations().stream().noneMatch(REFUSED::contains))
          .orElse(null);
    } catch (IllegalArgumentException | Source.Stopped unknown) {
      return null;
    }
  }

  /** The protocol versions that the server accepts; empty when they are unknown. */
  Optional<List<String>> versions(Subject subject) {
    try {
      return SecureEndpoint.of(subject.survey().root())
          .map(e -> e.facts(subject, handshakes))
          .filter(facts -> !facts.accepted().isEmpty())
          .map(facts -> facts.accepted().stream().map(TlsFacts.Version::id).toList());
    } catch (IllegalArgumentException | Source.Stopped unknown) {
      return Optional.empty();
    }
  }
}
