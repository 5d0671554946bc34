package vn.portalaudit.probe.observatory;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.probe.observatory.Visit.Answer;

/**
 * What a test saw, in the words of the answer; values of cookies are left out, they are secrets.
 */
final class Quotes {
  /** Longest quotation in the evidence. */
  static final int MAX_LENGTH = 200;

  private static final String CUT = "…";

  private Quotes() {}

  /** The words that a test looked at, or null when there are none. */
  static @Nullable String of(Check test, Visit visit) {
    if (test == Check.REDIRECTION) {
      return visit.http() == null ? null : shortened(String.join(" → ", visit.route()));
    }
    Answer answer = visit.main().orElse(null);
    if (answer == null) {
      return null;
    }
    return switch (test) {
      case CONTENT_SECURITY_POLICY -> policy(answer);
      case COOKIES -> cookies(answer.cookies());
      case CROSS_ORIGIN_RESOURCE_SHARING -> field(answer, CrossOriginSharing.NAME);
      case REDIRECTION -> null;
      case REFERRER_POLICY -> referrer(answer);
      case STRICT_TRANSPORT_SECURITY -> field(answer, StrictTransport.NAME);
      case SUBRESOURCE_INTEGRITY -> scripts(answer);
      case X_CONTENT_TYPE_OPTIONS -> field(answer, FieldVerdicts.SNIFFING);
      case X_FRAME_OPTIONS -> framing(answer);
      case CROSS_ORIGIN_RESOURCE_POLICY -> field(answer, FieldVerdicts.RESOURCE);
      case CROSS_ORIGIN_EMBEDDER_POLICY -> field(answer, FieldVerdicts.EMBEDDER);
      case CROSS_ORIGIN_OPENER_POLICY -> field(answer, FieldVerdicts.OPENER);
    };
  }

  /** A field as sent, or null without one. */
  static @Nullable String field(Answer answer, String name) {
    return answer.field(name).map(value -> shortened(name + ": " + value)).orElse(null);
  }

  /** Cookies without their values, or null without any. */
  static @Nullable String cookies(List<String> fields) {
    return fields.isEmpty()
        ? null
        : shortened(fields.stream().map(Quotes::cookie).collect(Collectors.joining(" | ")));
  }

  /** At most 200 characters. */
  static String shortened(String text) {
    String line = FieldText.cut(text, 4 * MAX_LENGTH).replaceAll("\\p{Cntrl}+", " ").strip();
    if (line.length() <= MAX_LENGTH) {
      return line;
    }
    int end = MAX_LENGTH - CUT.length();
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + CUT;
  }

  private static String cookie(String field) {
    String text = FieldText.cut(field, MAX_LENGTH * 4);
    int end = text.indexOf(';');
    int equals = text.indexOf('=');
    String attributes = end < 0 ? "" : text.substring(end);
    boolean valued = equals >= 0 && (end < 0 || equals < end);
    return "Set-Cookie: " + (valued ? text.substring(0, equals + 1) + CUT : CUT) + attributes;
  }

  private static @Nullable String policy(Answer answer) {
    String sent = field(answer, ContentSecurityPolicy.NAME);
    if (sent != null) {
      return sent;
    }
    List<String> written = answer.markup().policies();
    return written.isEmpty()
        ? field(answer, ContentSecurityPolicy.REPORT_ONLY)
        : shortened("<meta http-equiv=\"Content-Security-Policy\"> " + written.getFirst());
  }

  private static @Nullable String referrer(Answer answer) {
    return answer
        .markup()
        .referrerPolicy()
        .map(content -> shortened("<meta name=\"referrer\"> " + content))
        .orElseGet(() -> field(answer, ReferrerPolicy.NAME));
  }

  private static @Nullable String scripts(Answer answer) {
    List<Markup.Script> loaded = answer.markup().loaded();
    return loaded.isEmpty()
        ? null
        : shortened(
            loaded.stream().limit(5).map(Markup.Script::source).collect(Collectors.joining(" | ")));
  }

  private static @Nullable String framing(Answer answer) {
    String field = field(answer, FieldVerdicts.FRAMING);
    return field != null ? field : policy(answer);
  }
}
