package vn.portalaudit.net.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.domain.Reason;

/**
 * What was seen of a server's TLS, complete enough to be judged again without the network.
 *
 * @param host asked for
 * @param port asked for
 * @param at when
 * @param versions what became of each version, by {@link Version#id}, oldest first
 * @param chain certificates as sent, Base64 of DER, the server's own first; empty without any
 * @param anchors trusted authorities that may have issued one of the chain or stand in it, Base64
 *     of DER
 * @param alpn protocol that the server chose of h2 and http/1.1, null when it chose none
 * @param negotiated version of the certificate handshake, null when it failed
 * @param suite cipher suite of the certificate handshake by its Java name, null when it failed
 * @param staple stapled OCSP response, Base64 of DER, or null
 * @param failure why the certificate handshake failed, null when it did not
 */
public record TlsFacts(
    String host,
    int port,
    Instant at,
    Map<String, Trial> versions,
    List<String> chain,
    List<String> anchors,
    @Nullable String alpn,
    @Nullable String negotiated,
    @Nullable String suite,
    @Nullable String staple,
    @Nullable Reason failure) {
  static final Trial UNTRIED = new Trial(Acceptance.UNKNOWN, null, null);

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  public TlsFacts {
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    chain = List.copyOf(chain);
    anchors = List.copyOf(anchors);
  }

  /** As JSON. */
  public String json() {
    return JSON.writeValueAsString(this);
  }

  /**
   * Reads JSON.
   *
   * @param json what {@link #json} made
   * @return the facts
   * @throws IllegalArgumentException when it is anything else
   */
  public static TlsFacts read(String json) {
    try {
      TlsFacts facts = JSON.readValue(json, TlsFacts.class);
      if (facts == null || facts.host == null || facts.at == null) {
        throw new IllegalArgumentException("no TLS facts");
      }
      return facts;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no TLS facts", e);
    }
  }

  /**
   * The server's own certificate; empty when none was seen.
   *
   * @throws IllegalArgumentException when the record is damaged
   */
  public Optional<X509Certificate> certificate() {
    return chain.stream().findFirst().map(own -> Certificates.decode(List.of(own)).getFirst());
  }

  /** What became of one version; unknown without a reason when it was never tried. */
  public Trial trial(Version version) {
    return versions.getOrDefault(version.id(), UNTRIED);
  }

  /** The versions accepted, oldest first. */
  public List<Version> accepted() {
    return Arrays.stream(Version.values())
        .filter(version -> trial(version).acceptance() == Acceptance.ACCEPTED)
        .toList();
  }

  /** The protocol versions, oldest first. */
  public enum Version {
    SSL_2("SSLv2", 0x0002),
    SSL_3("SSLv3", 0x0300),
    TLS_1_0("TLSv1", 0x0301),
    TLS_1_1("TLSv1.1", 0x0302),
    TLS_1_2("TLSv1.2", 0x0303),
    TLS_1_3("TLSv1.3", 0x0304);

    private final String id;
    private final int code;

    Version(String id, int code) {
      this.id = id;
      this.code = code;
    }

    /** The word in documents, the platform's name. */
    public String id() {
      return id;
    }

    int code() {
      return code;
    }
  }

  /** Whether a version is accepted. Silence is never taken for a refusal. */
  public enum Acceptance {
    ACCEPTED,
    REFUSED,
    UNKNOWN
  }

  /** Of which suites the accepted one is. */
  public enum Offer {
    /** What browsers of today offer with forward secrecy. */
    CURRENT,
    /** What only older clients offer. */
    LEGACY
  }

  /**
   * What became of one version.
   *
   * @param acceptance the answer
   * @param reason why it is unknown; for a refusal only {@link Reason#CONNECT_REFUSED}, when nobody
   *     listens at all
   * @param offer the best offer accepted; null unless accepted, and for SSLv2
   */
  public record Trial(Acceptance acceptance, @Nullable Reason reason, @Nullable Offer offer) {}
}
