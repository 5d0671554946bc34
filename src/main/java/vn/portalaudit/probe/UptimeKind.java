package vn.portalaudit.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;
import vn.portalaudit.net.tls.CertificateJudgement;
import vn.portalaudit.net.tls.CertificateJudgement.Situation;
import vn.portalaudit.net.tls.Handshakes;
import vn.portalaudit.net.tls.TlsFacts;
import vn.portalaudit.net.tls.TlsFacts.Acceptance;
import vn.portalaudit.net.tls.TlsFacts.Offer;
import vn.portalaudit.net.tls.TlsFacts.Trial;
import vn.portalaudit.net.tls.TlsFacts.Version;

/**
 * Observes whether a portal's home page can be had: UP; DEGRADED when it answers, but with a
 * certificate that browsers refuse, with nothing but outdated TLS, or too slowly; DOWN when the
 * portal's side fails; UNKNOWN when the fault may lie elsewhere. What weakens is the file's matter.
 */
final class UptimeKind {
  private static final Set<Integer> DENIALS = Set.of(401, 403, 429);

  private static final Map<String, FieldType> FIELDS = fields();

  private final Handshakes handshakes;

  private UptimeKind(Handshakes handshakes) {
    this.handshakes = handshakes;
  }

  /** Looks by these when nothing is recorded. */
  static Kind kind(Handshakes handshakes) {
    return new PlainKind(
        "uptime",
        FIELDS,
        List.of("sound_versions", "certificate_faults"),
        new UptimeKind(handshakes)::compile);
  }

  private enum State {
    UP,
    DEGRADED,
    DOWN,
    UNKNOWN
  }

  private record Verdict(State state, @Nullable Reason reason) {}

  private record Weakness(List<String> soundVersions, List<String> certificateFaults) {}

  private static Map<String, FieldType> fields() {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    fields.put("state", FieldType.TEXT);
    fields.put("reason", FieldType.TEXT);
    times(Timing.NONE).keySet().forEach(field -> fields.put(field, FieldType.QUANTITY));
    fields.put("availability", FieldType.QUANTITY);
    return Collections.unmodifiableMap(fields);
  }

  private Kind.Measurer compile(String id, YamlNode file) {
    String[] versions = Arrays.stream(Version.values()).map(Version::id).toArray(String[]::new);
    String[] situations = Arrays.stream(Situation.values()).map(Enum::name).toArray(String[]::new);
    Weakness weakness =
        new Weakness(
            words(file.get("sound_versions"), versions),
            words(file.get("certificate_faults"), situations));
    return subject -> measure(id, weakness, subject);
  }

  private static List<String> words(YamlNode list, String... allowed) {
    return list.items().stream().map(item -> item.oneOf(allowed)).toList();
  }

  private List<Observation> measure(String id, Weakness weakness, Subject subject) {
    Optional<Capture> home =
        subject.survey().captures().stream()
            .filter(capture -> capture.purpose() == Capture.Purpose.HOME)
            .findFirst();
    List<Evidence> evidence = home.map(capture -> capture.evidence(null)).stream().toList();
    Verdict verdict =
        home.map(capture -> verdict(capture, weakness, subject))
            .orElseGet(() -> new Verdict(State.UNKNOWN, unasked(subject)));
    Reason untimed = home.map(Capture::reason).orElse(null);
    String reason = verdict.reason() == null ? "" : verdict.reason().name();
    List<Observation> seen = new ArrayList<>();
    seen.add(Observation.of(id, "state", Datum.of(verdict.state().name()), evidence));
    seen.add(Observation.of(id, "reason", Datum.of(reason), evidence));
    times(home.map(Capture::timing).orElse(Timing.NONE))
        .forEach((field, millis) -> seen.add(time(id, field, millis, untimed, evidence)));
    // how often it was up over a period is for many looks to say, not for one
    seen.add(Observation.unobserved(id, "availability", Reason.TOO_LITTLE_HISTORY, evidence));
    return seen;
  }

  private static Reason unasked(Subject subject) {
    return Objects.requireNonNullElse(subject.survey().stopped(), Reason.OWN_FAULT);
  }

  private static Map<String, Long> times(Timing timing) {
    Map<String, Long> times = new LinkedHashMap<>();
    times.put("dnsMs", timing.dnsMs());
    times.put("connectMs", timing.connectMs());
    times.put("tlsMs", timing.tlsMs());
    times.put("firstByteMs", timing.firstByteMs());
    times.put("totalMs", timing.totalMs());
    return times;
  }

  private static Observation time(
      String id, String field, long millis, @Nullable Reason untimed, List<Evidence> evidence) {
    return millis >= 0
        ? Observation.of(id, field, Datum.of(millis), evidence)
        : Observation.unobserved(
            id, field, Objects.requireNonNullElse(untimed, Reason.OWN_FAULT), evidence);
  }

  private Verdict verdict(Capture home, Weakness weakness, Subject subject) {
    Reason reason = home.reason();
    if (reason == null) {
      return home.status() >= 500
          ? new Verdict(State.DOWN, Reason.HTTP_STATUS)
          : answered(home, weakness, subject);
    }
    return switch (reason) {
      case DNS_NOT_FOUND, CONNECT_REFUSED, CONNECT_TIMEOUT, READ_TIMEOUT ->
          new Verdict(State.DOWN, reason);
      case HTTP_STATUS -> status(home.status());
      case TLS_HANDSHAKE -> handshake(subject);
      case TLS_CERTIFICATE, TOO_SLOW -> new Verdict(State.DEGRADED, reason);
      case DNS_FAILURE,
          CONNECTION_RESET,
          BLOCKED,
          RATE_LIMITED,
          LOGIN_WALL,
          ROBOTS_DENIED,
          REDIRECT_LOOP,
          REDIRECTED_AWAY,
          TOO_LARGE,
          DECOMPRESSION,
          UNSUPPORTED_TYPE,
          PARSE,
          SOFT_404,
          EMPTY_SITE,
          NEEDS_JAVASCRIPT,
          BROWSER_FAILED,
          BUDGET_EXHAUSTED,
          INTERRUPTED,
          TOO_LITTLE_HISTORY,
          ADDRESS_REFUSED,
          OWN_FAULT ->
          new Verdict(State.UNKNOWN, reason);
    };
  }

  private static Verdict status(int status) {
    if (status >= 500) {
      return new Verdict(State.DOWN, Reason.HTTP_STATUS);
    }
    return new Verdict(
        State.UNKNOWN, DENIALS.contains(status) ? Reason.BLOCKED : Reason.HTTP_STATUS);
  }

  /** The platform may refuse what a visitor's browser, or an older one, accepts. */
  private Verdict handshake(Subject subject) {
    try {
      boolean speaks = !facts(subject).map(TlsFacts::accepted).orElse(List.of()).isEmpty();
      return new Verdict(speaks ? State.DEGRADED : State.DOWN, Reason.TLS_HANDSHAKE);
    } catch (Source.Stopped | IllegalArgumentException e) {
      return new Verdict(State.UNKNOWN, ours(e));
    }
  }

  private Verdict answered(Capture home, Weakness weakness, Subject subject) {
    if (!home.finalUrl().toLowerCase(Locale.ROOT).startsWith("https:")) {
      return new Verdict(State.UP, null);
    }
    try {
      Optional<TlsFacts> facts = facts(subject);
      if (facts.isPresent() && badCertificate(facts.get(), weakness, subject)) {
        return new Verdict(State.DEGRADED, Reason.TLS_CERTIFICATE);
      }
      return facts.isPresent() && onlyWeak(facts.get(), weakness)
          ? new Verdict(State.DEGRADED, Reason.TLS_HANDSHAKE)
          : new Verdict(State.UP, null);
    } catch (Source.Stopped | IllegalArgumentException e) {
      return new Verdict(State.UNKNOWN, ours(e));
    }
  }

  private static Reason ours(RuntimeException e) {
    return e instanceof Source.Stopped stopped ? stopped.reason() : Reason.OWN_FAULT;
  }

  private Optional<TlsFacts> facts(Subject subject) {
    return SecureEndpoint.of(subject.survey().root())
        .map(endpoint -> endpoint.facts(subject, handshakes));
  }

  private static boolean badCertificate(TlsFacts facts, Weakness weakness, Subject subject) {
    return new CertificateJudgement(0, List.of())
        .judge(facts, subject.at())
        .filter(judged ->
            judged.situations().stream()
                .map(Enum::name)
                .anyMatch(weakness.certificateFaults()::contains))
        .isPresent();
  }

  /** Only when something is accepted and every sound version is settled as not soundly offered. */
  private static boolean onlyWeak(TlsFacts facts, Weakness weakness) {
    return !facts.accepted().isEmpty()
        && Arrays.stream(Version.values())
            .filter(version -> weakness.soundVersions().contains(version.id()))
            .map(facts::trial)
            .allMatch(UptimeKind::notSound);
  }

  private static boolean notSound(Trial trial) {
    return trial.acceptance() == Acceptance.REFUSED
        || (trial.acceptance() == Acceptance.ACCEPTED && trial.offer() == Offer.LEGACY);
  }
}
