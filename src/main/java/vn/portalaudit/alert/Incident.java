package vn.portalaudit.alert;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.monitor.Cause;

/**
 * Something that went wrong, from its first sign to its end.
 *
 * @param id number; 0 before it is kept
 * @param subject what it is about
 * @param cause where the fault lies
 * @param state what people did about it, or that it is over
 * @param severity how bad it is
 * @param startsAt when it began, as far as was seen
 * @param openedAt when it was opened; the last time when it was opened again
 * @param endsAt when it ended; null while it lasts
 * @param closedAt when it was closed, by its end or by hand
 * @param acknowledgedAt when somebody took it up
 * @param acknowledgedBy who did
 * @param mergedInto the incident that it is part of
 * @param seenAt time of the last change that was seen; older ones are known already
 * @param says what happened, a Vietnamese sentence
 * @param evidence what was seen, oldest first
 */
public record Incident(
    long id,
    Subject subject,
    Cause cause,
    State state,
    Severity severity,
    Instant startsAt,
    Instant openedAt,
    @Nullable Instant endsAt,
    @Nullable Instant closedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable String acknowledgedBy,
    @Nullable Long mergedInto,
    Instant seenAt,
    String says,
    List<Seen> evidence) {
  private static final int MOST_EVIDENCE = 40;

  public Incident {
    evidence =
        List.copyOf(
            evidence.size() <= MOST_EVIDENCE
                ? evidence
                : evidence.subList(evidence.size() - MOST_EVIDENCE, evidence.size()));
  }

  /** Where an incident stands. */
  public enum State {
    OPEN("mới"),
    ACKNOWLEDGED("đã tiếp nhận"),
    CLOSED("đã đóng"),
    MERGED("đã gộp");

    private final String label;

    State(String label) {
      this.label = label;
    }

    /** The word in the database. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The Vietnamese words for people. */
    public String label() {
      return label;
    }

    /**
     * The state of a word.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static State of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Whether somebody has still to deal with it. */
    public boolean active() {
      return this == OPEN || this == ACKNOWLEDGED;
    }
  }

  static Incident opened(Change.Opened change, Instant now) {
    return new Incident(
        0,
        change.subject(),
        change.cause(),
        State.OPEN,
        change.severity(),
        change.at(),
        now,
        null,
        null,
        null,
        null,
        null,
        change.at(),
        change.says(),
        change.seen());
  }

  Incident reopened(Instant at, Instant now, List<Seen> more) {
    return new Incident(
        id,
        subject,
        cause,
        State.OPEN,
        severity,
        startsAt,
        now,
        null,
        null,
        null,
        null,
        null,
        at,
        says,
        joined(more));
  }

  Incident ended(Instant at, List<Seen> more, Instant now) {
    Instant end = at.isBefore(startsAt) ? startsAt : at;
    boolean closes = state.active();
    return new Incident(
        id,
        subject,
        cause,
        closes ? State.CLOSED : state,
        severity,
        startsAt,
        openedAt,
        end,
        closes ? now : closedAt,
        acknowledgedAt,
        acknowledgedBy,
        mergedInto,
        at,
        says,
        joined(more));
  }

  Incident worse(Change.Opened change) {
    return new Incident(
        id,
        subject,
        change.cause(),
        state,
        change.severity(),
        startsAt,
        openedAt,
        endsAt,
        closedAt,
        acknowledgedAt,
        acknowledgedBy,
        mergedInto,
        change.at(),
        change.says(),
        joined(change.seen()));
  }

  Incident acknowledged(String by, Instant now) {
    return new Incident(
        id,
        subject,
        cause,
        State.ACKNOWLEDGED,
        severity,
        startsAt,
        openedAt,
        endsAt,
        null,
        now,
        by,
        null,
        seenAt,
        says,
        evidence);
  }

  Incident closed(Instant now) {
    return new Incident(
        id,
        subject,
        cause,
        State.CLOSED,
        severity,
        startsAt,
        openedAt,
        endsAt,
        now,
        acknowledgedAt,
        acknowledgedBy,
        null,
        seenAt,
        says,
        evidence);
  }

  Incident merged(long into) {
    return new Incident(
        id,
        subject,
        cause,
        State.MERGED,
        severity,
        startsAt,
        openedAt,
        endsAt,
        null,
        acknowledgedAt,
        acknowledgedBy,
        into,
        seenAt,
        says,
        evidence);
  }

  private List<Seen> joined(List<Seen> more) {
    return java.util.stream.Stream.concat(evidence.stream(), more.stream()).toList();
  }
}
