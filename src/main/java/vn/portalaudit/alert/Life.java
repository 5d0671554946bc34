package vn.portalaudit.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.alert.Incident.State;

/** The life of an incident: what may follow on what. Pure; safe for several threads. */
public final class Life {
  /** What comes back within this time after its end is the same incident. */
  public static final Duration REOPENS_WITHIN = Duration.ofMinutes(30);

  /** By whom things happen that nobody did. */
  public static final String SYSTEM = "hệ thống";

  private static final int LONGEST_TEXT = 4_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

  private Life() {}

  /** An entry of an incident's log. */
  public enum Event {
    OPENED,
    ACKNOWLEDGED,
    NOTE,
    MERGED,
    /** It became worse. */
    SEVERITY,
    ENDED,
    CLOSED,
    REOPENED;

    /** The word in the database. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The event of a word. */
    public static Event of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * A step of an incident's life.
   *
   * @param after the incident after it
   * @param event what happened
   * @param by who did it
   * @param says words about it, perhaps empty
   * @param tell whether people are told
   */
  public record Step(Incident after, Event event, String by, String says, boolean tell) {}

  /** What becomes of a person's deed. */
  public sealed interface Outcome {
    /** It was done. */
    record Done(Step step) implements Outcome {}

    /**
     * It cannot be done as things stand.
     *
     * @param says why, a Vietnamese sentence
     * @param incident how the incident stands
     */
    record Refused(String says, Incident incident) implements Outcome {}
  }

  /**
   * What a change does.
   *
   * @param latest the last incident of the subject, or null
   * @param change what was seen
   * @param now the time of day
   * @return the step; empty when it is known already
   */
  public static Optional<Step> take(@Nullable Incident latest, Change change, Instant now) {
    if (latest != null && !latest.subject().equals(change.subject())) {
      throw new IllegalArgumentException("an incident of another subject");
    }
    return switch (change) {
      case Change.Opened opened -> open(latest, opened, now);
      case Change.Ended ended -> end(latest, ended, now);
    };
  }

  private static Optional<Step> open(@Nullable Incident latest, Change.Opened change, Instant now) {
    if (latest == null) {
      return opened(change, now);
    }
    if (!change.at().isAfter(latest.seenAt())) {
      return Optional.empty();
    }
    if (latest.state().active()) {
      boolean worse = change.severity().compareTo(latest.severity()) < 0;
      return worse
          ? step(latest.worse(change), Event.SEVERITY, change.says(), change.tell())
          : Optional.empty();
    }
    Instant end = latest.endsAt();
    boolean soon =
        latest.state() == State.CLOSED
            && end != null
            && Duration.between(end, change.at()).compareTo(REOPENS_WITHIN) <= 0;
    return soon
        ? step(
            latest.reopened(change.at(), now, change.seen()),
            Event.REOPENED,
            change.says(),
            change.tell())
        : opened(change, now);
  }

  private static Optional<Step> opened(Change.Opened change, Instant now) {
    return step(Incident.opened(change, now), Event.OPENED, change.says(), change.tell());
  }

  private static Optional<Step> end(@Nullable Incident latest, Change.Ended change, Instant now) {
    if (latest == null || latest.endsAt() != null || change.at().isBefore(latest.seenAt())) {
      return Optional.empty();
    }
    boolean tell = change.tell() && latest.state().active();
    return step(latest.ended(change.at(), change.seen(), now), Event.ENDED, change.says(), tell);
  }

  private static Optional<Step> step(Incident after, Event event, String says, boolean tell) {
    return Optional.of(new Step(after, event, SYSTEM, says, tell));
  }

  /**
   * What a person's deed does.
   *
   * @param incident how it stands now
   * @param target for {@link Deed.Merge}: how the other incident stands; null when there is none
   */
  public static Outcome act(Incident incident, Deed deed, @Nullable Incident target, Instant now) {
    return switch (deed) {
      case Deed.Acknowledge d -> acknowledge(incident, d, now);
      case Deed.Note d ->
          d.text().isBlank()
              ? new Outcome.Refused("Ghi chú còn trống.", incident)
              : done(incident, Event.NOTE, d.by(), d.text());
      case Deed.Merge d -> merge(incident, d, target);
      case Deed.Close d ->
          incident.state().active()
              ? done(incident.closed(now), Event.CLOSED, d.by(), d.text())
              : refused(incident);
      case Deed.Reopen d ->
          incident.state().active()
              ? refused(incident)
              : done(
                  incident.reopened(incident.seenAt(), now, List.of()),
                  Event.REOPENED,
                  d.by(),
                  d.text());
    };
  }

  private static Outcome acknowledge(Incident incident, Deed.Acknowledge deed, Instant now) {
    return incident.state() == State.OPEN
        ? done(incident.acknowledged(deed.by(), now), Event.ACKNOWLEDGED, deed.by(), "")
        : refused(incident);
  }

  private static Outcome merge(Incident incident, Deed.Merge deed, @Nullable Incident target) {
    if (!incident.state().active()) {
      return refused(incident);
    }
    if (target == null || target.id() == incident.id() || !target.state().active()) {
      return new Outcome.Refused(
          "Chỉ gộp được vào một sự cố khác đang mở; số " + deed.into() + " không phải.", incident);
    }
    return done(
        incident.merged(deed.into()), Event.MERGED, deed.by(), "Gộp vào sự cố số " + deed.into());
  }

  private static Outcome done(Incident after, Event event, String by, String says) {
    String text = says.length() <= LONGEST_TEXT ? says : says.substring(0, LONGEST_TEXT);
    return new Outcome.Done(new Step(after, event, by, text.strip(), false));
  }

  private static Outcome refused(Incident incident) {
    Instant acknowledgedAt = incident.acknowledgedAt();
    Instant closedAt = incident.closedAt();
    String says =
        switch (incident.state()) {
          case OPEN -> "Sự cố đang mở.";
          case ACKNOWLEDGED ->
              "Sự cố đã được "
                  + incident.acknowledgedBy()
                  + " tiếp nhận lúc "
                  + (acknowledgedAt == null ? "" : TIME.format(acknowledgedAt))
                  + ".";
          case CLOSED ->
              "Sự cố đã đóng" + (closedAt == null ? "" : " lúc " + TIME.format(closedAt)) + ".";
          case MERGED -> "Sự cố đã gộp vào sự cố số " + incident.mergedInto() + ".";
        };
    return new Outcome.Refused(says, incident);
  }
}
