package vn.portalaudit.web.agency;

import java.math.BigDecimal;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.report.Vietnamese;

/**
 * What was concluded of a criterion, with the kind of badge that shows it. For templates.
 *
 * @param kind ok, warn, bad, info or none
 */
public record Verdict(String code, String kind, String name) {
  static Verdict of(Outcome outcome) {
    String kind =
        switch (outcome) {
          case PASSED -> "ok";
          case PARTIAL -> "warn";
          case FAILED -> "bad";
          case CANT_TELL -> "info";
          case INAPPLICABLE, UNTESTED -> "none";
        };
    return new Verdict(
        outcome.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), kind, outcome.label());
  }

  /** Points beside their maximum. */
  static String points(BigDecimal points, BigDecimal most) {
    return Vietnamese.number(points) + " / " + Vietnamese.number(most);
  }
}
