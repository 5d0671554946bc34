package vn.portalaudit.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.Cause;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.monitor.Transition;
import vn.portalaudit.monitor.Try;

/** Reads what was seen as changes of incidents. Pure; safe for several threads. */
public final class Signs {
  private Signs() {}

  /** A number of days before the end of a certificate at which people are told. */
  private record Notice(int days, Severity severity) {}

  private static final List<Notice> NOTICES =
      List.of(
          new Notice(1, Severity.CRITICAL),
          new Notice(7, Severity.MAJOR),
          new Notice(14, Severity.MINOR),
          new Notice(30, Severity.INFO));

  /** What a confirmed change of the watch means, in the order in which to take it. */
  public static List<Change> of(Transition transition) {
    return switch (transition) {
      case Transition.WentDown t -> List.of(noMoreWeak(t), down(t));
      case Transition.CameUp t -> List.of(up(t));
      case Transition.Degraded t -> List.of(weak(t));
      case Transition.Recovered t ->
          List.of(
              new Change.Ended(
                  Subject.of(t.portal(), Kind.DEGRADED),
                  t.at(),
                  "Cổng hoạt động bình thường trở lại.",
                  List.of(),
                  true));
      case Transition.FlappingBegan t ->
          List.of(
              new Change.Opened(
                  Subject.of(t.portal(), Kind.FLAPPING),
                  t.at(),
                  Severity.MAJOR,
                  Cause.UNKNOWN,
                  "Cổng chập chờn: " + t.times() + " lần không truy cập được trong 30 phút.",
                  List.of(),
                  t.announce()));
      case Transition.FlappingEnded t -> List.of(calm(t));
      case Transition.OwnOutageBegan t ->
          List.of(
              new Change.Opened(
                  Subject.ours(Kind.OWN_OUTAGE),
                  t.at(),
                  Severity.CRITICAL,
                  Cause.OURS,
                  "Hệ thống giám sát không quan sát được các cổng: " + t.why().says() + ".",
                  List.of(Seen.words(t.at(), t.why().says())),
                  true));
      case Transition.OwnOutageEnded t ->
          List.of(
              new Change.Ended(
                  Subject.ours(Kind.OWN_OUTAGE),
                  t.at(),
                  "Hệ thống giám sát quan sát được trở lại.",
                  List.of(),
                  true));
    };
  }

  /** A weakness told before is part of the outage; its end is not told. */
  private static Change noMoreWeak(Transition.WentDown t) {
    return new Change.Ended(
        Subject.of(t.portal(), Kind.DEGRADED),
        t.at(),
        "Cổng không còn truy cập được; theo dõi tiếp ở sự cố mất truy cập.",
        List.of(),
        false);
  }

  private static Change down(Transition.WentDown t) {
    String words =
        (t.flapping() ? "Cổng chập chờn, lại không truy cập được: " : "Cổng không truy cập được: ")
            + t.reason().says()
            + (t.address().isEmpty() ? "." : " (" + t.address() + ").");
    return new Change.Opened(
        Subject.of(t.portal(), Kind.DOWN),
        t.at(),
        t.cause() == Cause.HOSTING ? Severity.CRITICAL : Severity.MAJOR,
        t.cause(),
        words,
        seen(t.tries()),
        t.announce());
  }

  private static Change up(Transition.CameUp t) {
    String words =
        switch (t.state()) {
          case UNKNOWN -> "Máy chủ trả lời lại, nhưng tường lửa chặn hệ thống giám sát.";
          case DEGRADED -> "Cổng truy cập lại được, nhưng hoạt động kém.";
          case UP, DOWN -> "Cổng truy cập lại được.";
        };
    return new Change.Ended(
        Subject.of(t.portal(), Kind.DOWN), t.at(), words, seen(t.tries()), t.announce());
  }

  private static Change weak(Transition.Degraded t) {
    Reason reason = t.reason();
    return new Change.Opened(
        Subject.of(t.portal(), Kind.DEGRADED),
        t.at(),
        Severity.MINOR,
        t.cause(),
        "Cổng dùng được nhưng có vấn đề" + (reason == null ? "." : ": " + reason.says() + "."),
        seen(t.tries()),
        true);
  }

  private static Change calm(Transition.FlappingEnded t) {
    String words =
        t.state() == State.DOWN
            ? "Cổng hết chập chờn nhưng vẫn không truy cập được."
            : "Cổng hết chập chờn, truy cập được ổn định.";
    return new Change.Ended(Subject.of(t.portal(), Kind.FLAPPING), t.at(), words, List.of(), true);
  }

  private static List<Seen> seen(List<Try> tries) {
    return tries.stream().map(Seen::of).toList();
  }

  /**
   * A certificate that runs out within 30, 14, 7 or 1 days. One certificate is one incident that
   * becomes worse.
   *
   * @param serial its serial number
   * @param notAfter its end
   */
  public static Optional<Change> certificate(
      int portal, String serial, Instant notAfter, Instant now) {
    for (Notice notice : NOTICES) {
      Instant from = notAfter.minus(Duration.ofDays(notice.days));
      if (!now.isBefore(from)) {
        String words =
            now.isAfter(notAfter)
                ? "Chứng thư số của cổng đã hết hạn."
                : "Chứng thư số của cổng còn không quá " + notice.days + " ngày là hết hạn.";
        return Optional.of(
            new Change.Opened(
                new Subject(portal, Kind.CERTIFICATE, serial),
                from,
                notice.severity,
                Cause.CERTIFICATE,
                words,
                List.of(Seen.words(now, "chứng thư số " + serial)),
                true));
      }
    }
    return Optional.empty();
  }

  /** A certificate was replaced. */
  public static Change certificateReplaced(int portal, String serial, Instant at) {
    return new Change.Ended(
        new Subject(portal, Kind.CERTIFICATE, serial),
        at,
        "Cổng đã thay chứng thư số.",
        List.of(),
        true);
  }

  /**
   * The score of an audit is lower than the one before by some points.
   *
   * @param checklist its id
   * @param says a Vietnamese sentence with both scores
   */
  public static Change scoreFallen(
      int portal, String checklist, Instant at, BigDecimal points, String says) {
    Severity severity = points.compareTo(BigDecimal.TEN) >= 0 ? Severity.MAJOR : Severity.MINOR;
    return new Change.Opened(
        new Subject(portal, Kind.SCORE, checklist),
        at,
        severity,
        Cause.CONTENT,
        says,
        List.of(),
        true);
  }

  /**
   * A section that an earlier audit saw is gone.
   *
   * @param probe id of the section
   * @param title its Vietnamese name
   */
  public static Change sectionVanished(int portal, String probe, String title, Instant at) {
    return new Change.Opened(
        new Subject(portal, Kind.SECTION, probe),
        at,
        Severity.MINOR,
        Cause.CONTENT,
        "Không còn thấy «" + title + "» trên cổng.",
        List.of(),
        true);
  }

  /** An audit could not be done for reasons of ours. */
  public static Change auditFailed(int portal, Instant at, String says) {
    return new Change.Opened(
        Subject.of(portal, Kind.AUDIT), at, Severity.INFO, Cause.OURS, says, List.of(), true);
  }

  /** The database of this service does not answer. */
  public static Change databaseAway(Instant at, String says) {
    return ours(Subject.ours(Kind.DATABASE), Severity.CRITICAL, at, says);
  }

  /**
   * A disk of this service fills.
   *
   * @param node name of the node whose disk it is
   */
  public static Change diskFills(String node, Instant at, String says) {
    return ours(disk(node), Severity.MAJOR, at, says);
  }

  /** The disk of a node. */
  public static Subject disk(String node) {
    return new Subject(null, Kind.DISK, node);
  }

  /**
   * The clock of a node of this service is wrong.
   *
   * @param node name of the node whose clock it is
   */
  public static Change clockWrong(String node, Instant at, String says) {
    return ours(clock(node), Severity.MAJOR, at, says);
  }

  /** The clock of a node. */
  public static Subject clock(String node) {
    return new Subject(null, Kind.CLOCK, node);
  }

  /**
   * Browsers cannot be started, so that pages of scripts are not judged.
   *
   * @param node name of the node that lacks them
   */
  public static Change browsersFail(String node, Instant at, String says) {
    return ours(browsers(node), Severity.MAJOR, at, says);
  }

  /** The browsers of a node. */
  public static Subject browsers(String node) {
    return new Subject(null, Kind.GRID, node);
  }

  private static Change ours(Subject subject, Severity severity, Instant at, String says) {
    return new Change.Opened(subject, at, severity, Cause.OURS, says, List.of(), true);
  }

  /** What was the matter with a subject is over. */
  public static Change over(Subject subject, Instant at, String says) {
    return new Change.Ended(subject, at, says, List.of(), true);
  }
}
