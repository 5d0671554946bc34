package vn.portalaudit.net.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.net.tls.CertificateJudgement.Situation;

/**
 * Judges the certificates that a watch is shown again and again: at length only when a server shows
 * others than last time, and once an hour, for dates pass. Safe for several threads.
 */
public final class ChainWatch {
  private static final Duration STANDS = Duration.ofHours(1);
  private static final int MOST_REMEMBERED = 50_000;

  private final TrustSet trust;
  private final CertificateJudgement judgement;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /**
   * A watch.
   *
   * @param extraAuthority PEM file of authorities to trust beside those of the platform, or null
   * @param nationalRoots beginnings of the names of national root authorities
   * @throws IOException when the file cannot be read; the message is Vietnamese
   */
  public ChainWatch(@Nullable Path extraAuthority, List<String> nationalRoots) throws IOException {
    this.trust = TrustSet.with(extraAuthority);
    this.judgement = new CertificateJudgement(0, nationalRoots);
  }

  /**
   * What is the matter with a chain.
   *
   * @param host the name that was asked for
   * @param chain as sent
   * @param at as of when
   * @return what was found; empty when all is well or nothing was sent
   */
  public Set<Situation> judge(String host, List<X509Certificate> chain, Instant at) {
    if (chain.isEmpty()) {
      return Set.of();
    }
    Known earlier = known.get(host);
    if (earlier != null
        && earlier.chain.equals(chain)
        && !at.isBefore(earlier.at)
        && at.isBefore(earlier.until)) {
      return earlier.situations;
    }
    TlsFacts facts =
        new TlsFacts(
            host,
            443,
            at,
            Map.of(),
            Certificates.encode(chain),
            Certificates.encode(trust.near(chain)),
            null,
            null,
            null,
            null,
            null);
    Set<Situation> found =
        judgement.judge(facts, at).map(CertificateJudgement.Judged::situations).orElse(Set.of());
    if (known.size() >= MOST_REMEMBERED) {
      known.clear();
    }
    known.put(host, new Known(chain, at, at.plus(STANDS), found));
    return found;
  }

  private record Known(
      List<X509Certificate> chain, Instant at, Instant until, Set<Situation> situations) {}
}
