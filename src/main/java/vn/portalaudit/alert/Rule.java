package vn.portalaudit.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who hears of what.
 *
 * @param id number
 * @param channel number of the channel
 * @param kinds what it is for; empty: every kind
 * @param least the least severity
 * @param tag only portals with this tag; null for all
 * @param agency only portals of this agency; null for all
 * @param quietFrom begin of the quiet hours in Vietnam's time; null without
 * @param quietTo their end; before the begin when they go over midnight
 * @param criticalPasses whether what is critical is told in quiet hours too
 * @param remindAfter how long until a reminder of what nobody has taken up; null for none
 */
public record Rule(
    int id,
    int channel,
    Set<Kind> kinds,
    Severity least,
    @Nullable String tag,
    @Nullable Integer agency,
    @Nullable LocalTime quietFrom,
    @Nullable LocalTime quietTo,
    boolean criticalPasses,
    @Nullable Duration remindAfter) {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  public Rule {
    kinds = Set.copyOf(kinds);
  }

  /**
   * Whether it is for an incident. What is ours has no portal and concerns every rule without a
   * scope.
   */
  boolean hears(Incident incident, @Nullable PortalFacts portal) {
    boolean scope =
        portal == null
            ? tag == null && agency == null
            : (tag == null || portal.tags().contains(tag))
                && (agency == null || portal.agencies().contains(agency));
    return scope
        && (kinds.isEmpty() || kinds.contains(incident.subject().kind()))
        && incident.severity().atLeast(least);
  }

  /** The end of the quiet hours that hold a message back now; empty when it may go. */
  Optional<Instant> heldUntil(Severity severity, Instant now) {
    LocalTime from = quietFrom;
    LocalTime to = quietTo;
    if (from == null || to == null || (criticalPasses && severity == Severity.CRITICAL)) {
      return Optional.empty();
    }
    ZonedDateTime local = now.atZone(VIETNAM);
    LocalTime time = local.toLocalTime();
    boolean overnight = !from.isBefore(to);
    boolean late = !time.isBefore(from);
    boolean quiet = overnight ? late || time.isBefore(to) : late && time.isBefore(to);
    if (!quiet) {
      return Optional.empty();
    }
    LocalDate day = local.toLocalDate();
    return Optional.of(
        (overnight && late ? day.plusDays(1) : day).atTime(to).atZone(VIETNAM).toInstant());
  }
}
