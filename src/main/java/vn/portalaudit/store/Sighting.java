package vn.portalaudit.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Reason;

/**
 * What one run saw of one criterion, as far as intervals care. A finding goes on for as long as the
 * hash and the maximum stay the same. The hash covers the outcome, the reason, the points, and of
 * what was settled the observed values beside their conditions, so that a changed count, share,
 * label, day or threshold ends the finding. It leaves out
 *
 * <ul>
 *   <li>values that change by the mere passing of time (days since the last item, days left of a
 *       certificate) and measurements that differ each time (milliseconds, bytes, length of a text
 *       with counters in it, availability): of these only that they decided counts, and by the
 *       outcome and the points on which side of the threshold they were;
 *   <li>times of day and session ids within texts;
 *   <li>the order of the values, and how they are spaced;
 *   <li>the sentence: it says the same, or shows one of the values above;
 *   <li>of what could not be told, everything but the reason.
 * </ul>
 *
 * @param points with at most 4 decimals, as in result documents
 * @param says the sentence for people
 * @param hash of what was concluded of what was observed
 */
record Sighting(
    Key key,
    Outcome outcome,
    @Nullable Reason reason,
    BigDecimal points,
    BigDecimal maxPoints,
    String says,
    String hash) {
  private static final int DECIMALS = 4;
  private static final int HASH = 32;

  /** Fields whose value differs from run to run though nobody changed the portal. */
  private static final Set<String> RESTLESS =
      Set.of("ageDays", "daysLeft", "longestGapDays", "textLength", "availability");

  private static final String NEED = " (cần ";
  private static final Pattern RESTLESS_PARTS =
      Pattern.compile(
          "\\b\\d{1,2}[:h]\\d{2}(?::\\d{2})?\\b"
              + "|(?i:jsessionid|phpsessid|sessionid|sid|nonce|token)=[\\w.%-]*");

  /** Which criterion of which checklist. */
  record Key(String checklist, String criterion) {}

  /** What a run concluded of a criterion. */
  static Sighting of(String checklist, Finding finding) {
    return of(
        new Key(checklist, finding.criterionId()),
        new Conclusion(finding.outcome(), finding.reason(), finding.points(), finding.maxPoints()),
        finding.says(),
        finding.observed());
  }

  /** The settled part of a finding. */
  record Conclusion(
      Outcome outcome, @Nullable Reason reason, BigDecimal points, BigDecimal maxPoints) {}

  static Sighting of(Key key, Conclusion conclusion, String says, List<String> observed) {
    BigDecimal points = plain(conclusion.points());
    StringBuilder text = new StringBuilder(200);
    text.append(conclusion.outcome()).append('\n').append(conclusion.reason()).append('\n');
    text.append(points.toPlainString());
    if (settled(conclusion.outcome())) {
      observed.stream()
          .map(Sighting::steady)
          .distinct()
          .sorted()
          .forEach(line -> text.append('\n').append(line));
    }
    return new Sighting(
        key,
        conclusion.outcome(),
        conclusion.reason(),
        points,
        plain(conclusion.maxPoints()),
        PlainText.of(says),
        hash(text.toString()));
  }

  /** Whether something was concluded, so that it is known until something else is. */
  static boolean settled(Outcome outcome) {
    return outcome.decided() || outcome == Outcome.INAPPLICABLE;
  }

  boolean settled() {
    return settled(outcome);
  }

  /** Whether the finding goes on. */
  boolean continues(Sighting earlier) {
    return hash.equals(earlier.hash) && maxPoints.compareTo(earlier.maxPoints) == 0;
  }

  /** Whether the conclusion is the same, whatever was observed. */
  boolean concludesAs(Sighting earlier) {
    return outcome == earlier.outcome
        && points.compareTo(earlier.points) == 0
        && maxPoints.compareTo(earlier.maxPoints) == 0;
  }

  private static String steady(String line) {
    String text = PlainText.of(line);
    int equals = text.indexOf(" = ");
    boolean unknown = equals > 0 && text.startsWith(" = chưa rõ", equals);
    if (equals > 0 && !unknown && restless(text.substring(0, equals))) {
      int need = text.lastIndexOf(NEED);
      return text.substring(0, equals) + (need < equals ? "" : text.substring(need));
    }
    return RESTLESS_PARTS.matcher(text).replaceAll("").replaceAll("\\s+", " ").strip();
  }

  private static boolean restless(String key) {
    String field = key.substring(key.lastIndexOf('.') + 1);
    return RESTLESS.contains(field) || field.endsWith("Ms") || field.endsWith("Bytes");
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal exact = value.setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
