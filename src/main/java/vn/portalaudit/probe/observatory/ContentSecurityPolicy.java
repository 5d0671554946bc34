package vn.portalaudit.probe.observatory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.portalaudit.probe.observatory.PolicyMerge.Merged;
import vn.portalaudit.probe.observatory.Visit.Answer;

/** Content-Security-Policy of headers and of the document, merged (CSP Level 3). */
final class ContentSecurityPolicy {
  static final String NAME = "Content-Security-Policy";
  static final String REPORT_ONLY = "Content-Security-Policy-Report-Only";

  /** Sources that let in any host. */
  private static final Set<String> BROAD =
      Set.of("ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*");

  /** What is longer is cut: no usual server can send it, only a document can hold it. */
  private static final int MAX_LENGTH = 65_536;

  private static final Set<String> INLINE = Set.of("'unsafe-inline'", "data:");
  private static final Set<String> NOT_IN_META = Set.of("frame-ancestors", "report-uri", "sandbox");
  private static final List<String> NONCES_AND_HASHES =
      List.of("'sha256-", "'sha384-", "'sha512-", "'nonce-");
  private static final List<String> PASSIVE = List.of("img-src", "media-src");

  private ContentSecurityPolicy() {}

  /**
   * What the policy comes to.
   *
   * @param verdict the verdict
   * @param framing whether a policy in force, wherever it stands, names {@code frame-ancestors}
   */
  record Reading(Verdict verdict, boolean framing) {}

  /** The policies in fields or contents; a comma parts policies (CSP3 §2.2). */
  static List<String> policies(List<String> values) {
    List<String> policies = new ArrayList<>();
    int length = 0;
    for (String value : values) {
      if (length < MAX_LENGTH) {
        String text = FieldText.cut(value, MAX_LENGTH);
        length += text.length();
        FieldText.split(text, ',').forEach(policy -> policies.add(FieldText.trim(policy)));
      }
    }
    return policies;
  }

  static Reading read(Visit visit) {
    if (visit.main().isEmpty()) {
      return new Reading(Verdict.CSP_NOT_IMPLEMENTED, false);
    }
    Answer answer = visit.main().get();
    List<String> sent = policies(answer.fields(NAME));
    List<String> written = policies(answer.markup().policies());
    Optional<Merged> merged =
        PolicyMerge.of(Stream.concat(sent.stream(), written.stream()).toList());
    if (merged.isEmpty()) {
      return new Reading(Verdict.CSP_HEADER_INVALID, false);
    }
    if (!inForce(sent, written)) {
      boolean reporting = answer.field(REPORT_ONLY).filter(text -> !text.isEmpty()).isPresent();
      return new Reading(
          reporting
              ? Verdict.CSP_NOT_IMPLEMENTED_BUT_REPORTING_ENABLED
              : Verdict.CSP_NOT_IMPLEMENTED,
          false);
    }
    boolean framing = merged.get().sources().containsKey("frame-ancestors");
    return new Reading(judge(merged.get(), visit.secure()), framing);
  }

  /** Whether anything counts: a document cannot set some directives. */
  private static boolean inForce(List<String> sent, List<String> written) {
    return !PolicyMerge.of(sent).orElse(Merged.EMPTY).sources().isEmpty()
        || PolicyMerge.of(written).orElse(Merged.EMPTY).sources().keySet().stream()
            .anyMatch(directive -> !NOT_IN_META.contains(directive));
  }

  private static Verdict judge(Merged merged, boolean secure) {
    Map<String, Set<String>> directives = new HashMap<>(merged.sources());
    Set<String> objects = effective(directives, "object-src");
    // Where scripts or styles fall back to default-src they share its set: what is taken away from
    // one is taken away from the other, as in the reference.
    Set<String> scripts = effective(directives, "script-src");
    Set<String> styles = effective(directives, "style-src");
    for (Set<String> sources : List.of(scripts, styles)) {
      if (hasNonceOrHash(sources)) {
        sources.remove("'unsafe-inline'");
      }
    }
    if (scripts.contains("'strict-dynamic'")) {
      if (!hasNonceOrHash(scripts)) {
        return Verdict.CSP_HEADER_INVALID;
      }
      scripts.removeIf(
          source ->
              source.equals("'self'")
                  || source.equals("'unsafe-inline'")
                  || BROAD.stream().anyMatch(source::startsWith));
    }
    return new Judgement(directives, objects, scripts, styles, secure).verdict(merged.repeated());
  }

  /** The sets that decide, after what cancels out was taken away. */
  private record Judgement(
      Map<String, Set<String>> directives,
      Set<String> objects,
      Set<String> scripts,
      Set<String> styles,
      boolean secure) {

    Verdict verdict(boolean repeated) {
      if (scripts.stream().anyMatch(ContentSecurityPolicy::broadOrInline)
          || objects.stream().anyMatch(BROAD::contains)) {
        return Verdict.CSP_IMPLEMENTED_WITH_UNSAFE_INLINE;
      }
      if (secure && active().anyMatch(ContentSecurityPolicy::insecure)) {
        return Verdict.CSP_IMPLEMENTED_WITH_INSECURE_SCHEME;
      }
      if (scripts.contains("'unsafe-eval'") || styles.contains("'unsafe-eval'")) {
        return Verdict.CSP_IMPLEMENTED_WITH_UNSAFE_EVAL;
      }
      return repeated ? Verdict.CSP_IMPLEMENTED_BUT_DUPLICATE_DIRECTIVES : accepted();
    }

    private Verdict accepted() {
      if (secure && passive().anyMatch(ContentSecurityPolicy::insecure)) {
        return Verdict.CSP_IMPLEMENTED_WITH_INSECURE_SCHEME_IN_PASSIVE_CONTENT_ONLY;
      }
      if (styles.stream().anyMatch(ContentSecurityPolicy::broadOrInline)) {
        return Verdict.CSP_IMPLEMENTED_WITH_UNSAFE_INLINE_IN_STYLE_SRC_ONLY;
      }
      return Set.of(PolicyMerge.NONE).equals(directives.get("default-src"))
          ? Verdict.CSP_IMPLEMENTED_WITH_NO_UNSAFE_DEFAULT_SRC_NONE
          : Verdict.CSP_IMPLEMENTED_WITH_NO_UNSAFE;
    }

    private Stream<String> active() {
      return Stream.concat(
          directives.entrySet().stream()
              .filter(entry -> !PASSIVE.contains(entry.getKey()))
              .filter(entry -> !entry.getKey().equals("script-src"))
              .flatMap(entry -> entry.getValue().stream()),
          scripts.stream());
    }

    private Stream<String> passive() {
      Set<String> general = directives.getOrDefault("default-src", Set.of());
      return PASSIVE.stream()
          .flatMap(directive -> directives.getOrDefault(directive, general).stream());
    }
  }

  private static Set<String> effective(Map<String, Set<String>> directives, String directive) {
    Set<String> own = directives.get(directive);
    Set<String> general = directives.get("default-src");
    return own != null ? own : general != null ? general : new LinkedHashSet<>(Set.of("*"));
  }

  private static boolean hasNonceOrHash(Set<String> sources) {
    return sources.stream()
        .anyMatch(source -> NONCES_AND_HASHES.stream().anyMatch(source::startsWith));
  }

  private static boolean broadOrInline(String source) {
    return BROAD.contains(source) || INLINE.contains(source);
  }

  private static boolean insecure(String source) {
    return source.startsWith("http:") || source.startsWith("ftp:");
  }
}
