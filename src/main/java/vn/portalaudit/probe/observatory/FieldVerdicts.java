package vn.portalaudit.probe.observatory;

import java.util.Map;
import java.util.Optional;
import vn.portalaudit.probe.observatory.Visit.Answer;

/** The fields whose value is one word: sniffing, framing, and the three cross-origin policies. */
final class FieldVerdicts {
  static final String SNIFFING = "X-Content-Type-Options";
  static final String FRAMING = "X-Frame-Options";
  static final String RESOURCE = "Cross-Origin-Resource-Policy";
  static final String EMBEDDER = "Cross-Origin-Embedder-Policy";
  static final String OPENER = "Cross-Origin-Opener-Policy";

  private static final Map<String, Verdict> RESOURCE_WORDS =
      Map.of(
          "same-origin", Verdict.CORP_IMPLEMENTED_WITH_SAME_ORIGIN,
          "same-site", Verdict.CORP_IMPLEMENTED_WITH_SAME_SITE,
          "cross-origin", Verdict.CORP_IMPLEMENTED_WITH_CROSS_ORIGIN);
  private static final Map<String, Verdict> EMBEDDER_WORDS =
      Map.of(
          "require-corp", Verdict.COEP_IMPLEMENTED_WITH_REQUIRE_CORP,
          "credentialless", Verdict.COEP_IMPLEMENTED_WITH_CREDENTIALLESS,
          "unsafe-none", Verdict.COEP_IMPLEMENTED_WITH_UNSAFE_NONE);
  private static final Map<String, Verdict> OPENER_WORDS =
      Map.of(
          "same-origin", Verdict.COOP_IMPLEMENTED_WITH_SAME_ORIGIN,
          "same-origin-allow-popups", Verdict.COOP_IMPLEMENTED_WITH_SAME_ORIGIN_ALLOW_POPUPS,
          "noopener-allow-popups", Verdict.COOP_IMPLEMENTED_WITH_NOOPENER_ALLOW_POPUPS,
          "unsafe-none", Verdict.COOP_IMPLEMENTED_WITH_UNSAFE_NONE);

  private FieldVerdicts() {}

  static Verdict sniffing(Answer answer) {
    return value(answer, SNIFFING)
        .map(value ->
            FieldText.lower(FieldText.cut(value, 256)).equals("nosniff")
                ? Verdict.X_CONTENT_TYPE_OPTIONS_NOSNIFF
                : Verdict.X_CONTENT_TYPE_OPTIONS_HEADER_INVALID)
        .orElse(Verdict.X_CONTENT_TYPE_OPTIONS_NOT_IMPLEMENTED);
  }

  /** The policy's {@code frame-ancestors} takes the place of the field (RFC 7034, CSP3 §6.4.2). */
  static Verdict framing(Answer answer, ContentSecurityPolicy.Reading policy) {
    if (policy.framing()) {
      return Verdict.X_FRAME_OPTIONS_IMPLEMENTED_VIA_CSP;
    }
    Optional<String> value = value(answer, FRAMING);
    if (value.isEmpty()) {
      return Verdict.X_FRAME_OPTIONS_NOT_IMPLEMENTED;
    }
    String word = FieldText.lower(FieldText.cut(value.get(), 1_024));
    if (word.equals("deny") || word.equals("sameorigin")) {
      return Verdict.X_FRAME_OPTIONS_SAMEORIGIN_OR_DENY;
    }
    return word.startsWith("allow-from")
        ? Verdict.X_FRAME_OPTIONS_ALLOW_FROM_ORIGIN
        : Verdict.X_FRAME_OPTIONS_HEADER_INVALID;
  }

  static Verdict resource(Answer answer) {
    return value(answer, RESOURCE)
        .map(value -> FieldText.lower(FieldText.cut(value, 256)))
        .filter(word -> !word.isEmpty())
        .map(word -> RESOURCE_WORDS.getOrDefault(word, Verdict.CORP_HEADER_INVALID))
        .orElse(Verdict.CORP_NOT_IMPLEMENTED);
  }

  static Verdict embedder(Answer answer) {
    return value(answer, EMBEDDER)
        .map(value -> token(value, EMBEDDER_WORDS, Verdict.COEP_HEADER_INVALID))
        .orElse(Verdict.COEP_NOT_IMPLEMENTED);
  }

  static Verdict opener(Answer answer) {
    return value(answer, OPENER)
        .map(value -> token(value, OPENER_WORDS, Verdict.COOP_HEADER_INVALID))
        .orElse(Verdict.COOP_NOT_IMPLEMENTED);
  }

  private static Verdict token(String value, Map<String, Verdict> words, Verdict otherwise) {
    return new StructuredItem(FieldText.trim(FieldText.cut(value, 1_024)))
        .token()
        .map(word -> words.getOrDefault(word, otherwise))
        .orElse(otherwise);
  }

  private static Optional<String> value(Answer answer, String name) {
    return answer.field(name).filter(value -> !value.isEmpty());
  }
}
