package vn.portalaudit.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.tls.CertificateJudgement;
import vn.portalaudit.net.tls.CertificateJudgement.Judged;
import vn.portalaudit.net.tls.Handshakes;
import vn.portalaudit.net.tls.TlsFacts;
import vn.portalaudit.net.tls.TlsFacts.Acceptance;
import vn.portalaudit.net.tls.TlsFacts.Trial;
import vn.portalaudit.net.tls.TlsFacts.Version;

/**
 * Observes which protocol versions a portal's server accepts and what its certificate is like, from
 * recorded handshakes alone. {@code versions} lists what was accepted; the flags tell besides which
 * version could not be settled.
 */
final class TlsKind {
  private static final int DEFAULT_SOON_DAYS = 30;
  private static final int LONGEST_QUOTE = 300;
  private static final Map<Version, String> FLAGS = flags();
  private static final Map<String, FieldType> FIELDS = fields();

  private final Handshakes handshakes;

  private TlsKind(Handshakes handshakes) {
    this.handshakes = handshakes;
  }

  /** Looks by these when nothing is recorded. */
  static Kind kind(Handshakes handshakes) {
    return new PlainKind(
        "tls",
        FIELDS,
        List.of("expires_soon_days", "national_roots"),
        new TlsKind(handshakes)::compile);
  }

  private static Map<String, FieldType> fields() {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    fields.put("versions", FieldType.WORDS);
    fields.put("certificate", FieldType.WORDS);
    fields.put("notAfter", FieldType.DAY);
    fields.put("daysLeft", FieldType.QUANTITY);
    fields.put("alpn", FieldType.WORDS);
    fields.put("keyBits", FieldType.QUANTITY);
    FLAGS.values().forEach(flag -> fields.put(flag, FieldType.FLAG));
    return Collections.unmodifiableMap(fields);
  }

  private Kind.Measurer compile(String id, YamlNode file) {
    int days = file.find("expires_soon_days").map(TlsKind::days).orElse(DEFAULT_SOON_DAYS);
    List<String> roots = file.find("national_roots").map(YamlNode::texts).orElse(List.of());
    CertificateJudgement judgement = new CertificateJudgement(days, roots);
    return subject -> measure(id, judgement, subject);
  }

  private static int days(YamlNode node) {
    int days = node.whole();
    if (days < 0 || days > 3_650) {
      node.problem("phải là số ngày từ 0 đến 3650, không phải " + days);
      return DEFAULT_SOON_DAYS;
    }
    return days;
  }

  private List<Observation> measure(String id, CertificateJudgement judgement, Subject subject) {
    Optional<SecureEndpoint> endpoint = SecureEndpoint.of(subject.survey().root());
    if (endpoint.isEmpty()) {
      return nothing(id, Reason.OWN_FAULT);
    }
    try {
      TlsFacts facts = endpoint.get().facts(subject, handshakes);
      Optional<Judged> judged = judgement.judge(facts, subject.at());
      List<Observation> seen = new ArrayList<>();
      seen.add(versions(id, facts, endpoint.get()));
      seen.addAll(certificate(id, facts, judged, endpoint.get(), subject.at()));
      FLAGS.forEach((version, flag) -> seen.add(accepts(id, facts, endpoint.get(), version, flag)));
      return seen;
    } catch (Source.Stopped stopped) {
      return nothing(id, stopped.reason());
    } catch (IllegalArgumentException damagedRecord) {
      return nothing(id, Reason.OWN_FAULT);
    }
  }

  private static List<Observation> nothing(String id, Reason reason) {
    return new Sheet(id, FIELDS, List.of()).rest(reason);
  }

  private static Observation versions(String id, TlsFacts facts, SecureEndpoint endpoint) {
    List<String> accepted = facts.accepted().stream().map(Version::id).toList();
    String quote =
        facts.versions().entrySet().stream()
            .map(trial -> trial.getKey() + " " + trial.getValue().acceptance())
            .collect(Collectors.joining(", "));
    List<Evidence> evidence = List.of(endpoint.evidence(facts, quote));
    Optional<Reason> unknown = unknown(facts);
    return accepted.isEmpty() && unknown.isPresent()
        ? Observation.unobserved(id, "versions", unknown.get(), evidence)
        : Observation.of(id, "versions", Datum.of(accepted), evidence);
  }

  private static Optional<Reason> unknown(TlsFacts facts) {
    return List.of(Version.values()).reversed().stream()
        .map(facts::trial)
        .filter(trial -> trial.acceptance() == Acceptance.UNKNOWN)
        .map(trial -> Objects.requireNonNullElse(trial.reason(), Reason.OWN_FAULT))
        .findFirst();
  }

  private static Observation accepts(
      String id, TlsFacts facts, SecureEndpoint endpoint, Version version, String field) {
    Trial trial = facts.trial(version);
    List<Evidence> evidence =
        List.of(endpoint.evidence(facts, version.id() + " " + trial.acceptance()));
    return switch (trial.acceptance()) {
      case ACCEPTED -> Observation.of(id, field, Datum.of(true), evidence);
      case REFUSED -> Observation.of(id, field, Datum.of(false), evidence);
      case UNKNOWN ->
          Observation.unobserved(
              id, field, Objects.requireNonNullElse(trial.reason(), Reason.OWN_FAULT), evidence);
    };
  }

  private static List<Observation> certificate(
      String id, TlsFacts facts, Optional<Judged> judged, SecureEndpoint endpoint, Instant at) {
    Reason failure = Objects.requireNonNullElse(facts.failure(), Reason.TLS_HANDSHAKE);
    List<Evidence> evidence =
        List.of(endpoint.evidence(facts, judged.map(TlsKind::quote).orElse("")));
    Map<String, Optional<Datum>> data = new LinkedHashMap<>();
    data.put(
        "certificate", judged.map(j -> Datum.of(j.situations().stream().map(Enum::name).toList())));
    data.put(
        "notAfter", judged.map(j -> Datum.of(j.notAfter().atZone(Subject.VIETNAM).toLocalDate())));
    data.put("daysLeft", judged.map(j -> Datum.of(daysLeft(at, j.notAfter()))));
    data.put(
        "alpn",
        facts.failure() == null
            ? Optional.of(Datum.of(facts.alpn() == null ? List.of() : List.of(facts.alpn())))
            : Optional.empty());
    data.put("keyBits", judged.filter(j -> j.keyBits() > 0).map(j -> Datum.of(j.keyBits())));
    return data.entrySet().stream()
        .map(entry ->
            entry
                .getValue()
                .map(datum -> Observation.of(id, entry.getKey(), datum, evidence))
                .orElseGet(() -> Observation.unobserved(id, entry.getKey(), failure, evidence)))
        .toList();
  }

  /** Whole days, rounded down: a certificate that ended an hour ago has -1. */
  private static long daysLeft(Instant at, Instant end) {
    return Math.floorDiv(Duration.between(at, end).toSeconds(), Duration.ofDays(1).toSeconds());
  }

  private static String quote(Judged judged) {
    String quote = judged.subject() + " ← " + judged.issuer();
    return quote.length() <= LONGEST_QUOTE ? quote : quote.substring(0, LONGEST_QUOTE);
  }

  private static Map<Version, String> flags() {
    Map<Version, String> flags = new LinkedHashMap<>();
    flags.put(Version.SSL_2, "acceptsSsl2");
    flags.put(Version.SSL_3, "acceptsSsl3");
    flags.put(Version.TLS_1_0, "acceptsTls10");
    flags.put(Version.TLS_1_1, "acceptsTls11");
    flags.put(Version.TLS_1_2, "acceptsTls12");
    flags.put(Version.TLS_1_3, "acceptsTls13");
    return Collections.unmodifiableMap(flags);
  }
}
