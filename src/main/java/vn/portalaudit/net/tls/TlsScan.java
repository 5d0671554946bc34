package vn.portalaudit.net.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.Dialer;
import vn.portalaudit.net.tls.CertificateHandshake.Shown;
import vn.portalaudit.net.tls.TlsFacts.Trial;
import vn.portalaudit.net.tls.TlsFacts.Version;

/** Looks at the TLS of a server over the network, one connection after another. */
final class TlsScan implements Handshakes {
  private static final Set<Reason> WORTH_ANOTHER_TRY =
      EnumSet.of(
          Reason.CONNECT_REFUSED,
          Reason.CONNECT_TIMEOUT,
          Reason.CONNECTION_RESET,
          Reason.READ_TIMEOUT,
          Reason.TLS_HANDSHAKE);

  private final Dialer dialer;
  private final Settings settings;
  private final TrustSet trust;
  private final CertificateHandshake handshake;

  TlsScan(Dialer dialer, Settings settings, TrustSet trust) {
    this.dialer = dialer;
    this.settings = settings;
    this.trust = trust;
    this.handshake = new CertificateHandshake(dialer, settings);
  }

  @Override
  public String scan(String host, int port) {
    Instant at = settings.clock().instant();
    VersionProber prober = new VersionProber(dialer, settings, host, port);
    Map<Version, Trial> trials = new LinkedHashMap<>();
    for (Version version : List.of(Version.values()).reversed()) {
      trials.put(version, prober.probe(version));
    }
    Map<String, Trial> versions = new LinkedHashMap<>();
    for (Version version : Version.values()) {
      versions.put(version.id(), trials.getOrDefault(version, TlsFacts.UNTRIED));
    }
    TlsFacts seen =
        new TlsFacts(host, port, at, versions, List.of(), List.of(), null, null, null, null, null);
    Shown shown = prober.answered() ? shake(seen) : Shown.failed(List.of(), lost(seen));
    return facts(seen, shown, prober.chain()).json();
  }

  /** Shakes hands with all versions, then with the newest accepted one: some servers choke. */
  private Shown shake(TlsFacts seen) {
    Shown shown = handshake.shake(seen.host(), seen.port(), null);
    String newest = newest(seen);
    for (int attempt = 0; attempt < 2 && again(shown); attempt++) {
      shown = handshake.shake(seen.host(), seen.port(), newest);
    }
    return shown;
  }

  private static boolean again(Shown shown) {
    return shown.chain().isEmpty()
        && shown.failure() != null
        && WORTH_ANOTHER_TRY.contains(shown.failure());
  }

  private static @Nullable String newest(TlsFacts seen) {
    List<Version> accepted = seen.accepted();
    return accepted.isEmpty() || accepted.getLast() == Version.SSL_2
        ? null
        : accepted.getLast().id();
  }

  private static Reason lost(TlsFacts seen) {
    Reason reason = seen.trial(Version.TLS_1_3).reason();
    return reason == null ? Reason.TLS_HANDSHAKE : reason;
  }

  private TlsFacts facts(TlsFacts seen, Shown shown, List<byte[]> inClear) {
    List<X509Certificate> chain = shown.chain().isEmpty() ? read(inClear) : shown.chain();
    return new TlsFacts(
        seen.host(),
        seen.port(),
        seen.at(),
        seen.versions(),
        Certificates.encode(chain),
        Certificates.encode(trust.near(chain)),
        shown.alpn(),
        shown.negotiated(),
        shown.suite(),
        shown.staple(),
        shown.failure());
  }

  private static List<X509Certificate> read(List<byte[]> der) {
    try {
      return Certificates.of(der);
    } catch (CertificateException e) {
      return List.of();
    }
  }
}
