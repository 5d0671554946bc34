package vn.portalaudit.probe.observatory;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Strict-Transport-Security (RFC 6797), as the Observatory reads it. */
final class StrictTransport {
  static final String NAME = "Strict-Transport-Security";
  private static final String MAX_AGE = "max-age=";
  private static final Pattern LEADING_NUMBER = Pattern.compile("([+-]?\\d+).*", Pattern.DOTALL);

  private StrictTransport() {}

  /** What the field comes to. */
  static Verdict judge(Visit visit, Rules rules) {
    if (visit.https() == null) {
      return Verdict.HSTS_NOT_IMPLEMENTED_NO_HTTPS;
    }
    if (rules.preload().covers(visit.host())) {
      return Verdict.HSTS_PRELOADED;
    }
    if (visit.badCertificate()) {
      return Verdict.HSTS_INVALID_CERT;
    }
    return visit
        .https()
        .field(NAME)
        .map(value -> judge(value, rules.sixMonths()))
        .orElse(Verdict.HSTS_NOT_IMPLEMENTED);
  }

  private static Verdict judge(String field, BigInteger sixMonths) {
    String value = FieldText.cut(field, 1_024);
    Optional<String> maxAge = maxAge(value);
    if (value.contains(",") || maxAge.isEmpty()) {
      return Verdict.HSTS_HEADER_INVALID;
    }
    // What is no number is not «less than six months» in the reference: it passes.
    Matcher number = LEADING_NUMBER.matcher(FieldText.trim(FieldText.cut(maxAge.get(), 120)));
    return number.matches() && new BigInteger(number.group(1)).compareTo(sixMonths) < 0
        ? Verdict.HSTS_IMPLEMENTED_MAX_AGE_LESS_THAN_SIX_MONTHS
        : Verdict.HSTS_IMPLEMENTED_MAX_AGE_AT_LEAST_SIX_MONTHS;
  }

  /** What stands after the last {@code max-age=}, as sent but in lower case. */
  static Optional<String> maxAge(String value) {
    List<String> ages =
        FieldText.split(value, ';').stream()
            .map(FieldText::lower)
            .filter(directive -> directive.startsWith(MAX_AGE))
            .map(directive -> directive.substring(MAX_AGE.length()))
            .toList();
    return ages.isEmpty() ? Optional.empty() : Optional.of(ages.getLast());
  }

  /** Whether transport is strict for long: what protects cookies without the Secure attribute. */
  static boolean passes(Visit visit, Rules rules) {
    return switch (judge(visit, rules)) {
      case HSTS_IMPLEMENTED_MAX_AGE_AT_LEAST_SIX_MONTHS, HSTS_PRELOADED -> true;
      default -> false;
    };
  }
}
