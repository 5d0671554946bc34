package vn.portalaudit.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Reason;

/**
 * What a run found otherwise than the runs before it. Points are compared only where they are
 * settled on both sides and can come to the same maximum: neither what could not be told nor a
 * change of the rules makes a score fall. A run that observed nothing changes nothing.
 *
 * @param run the run
 * @param before the last run before it that observed something; null for the first
 * @param better criteria with more points than when they were last settled
 * @param worse criteria with fewer
 * @param undecided criteria that the run before settled and this one did not
 * @param decided criteria that this run settled and the run before did not
 * @param vanished probes whose {@code found} was true when it was last observed, and is false now
 * @param groups groups whose points changed
 * @param failure why the audit failed, when that is this program's own doing; null otherwise
 */
public record Changes(
    String run,
    @Nullable String before,
    List<Change> better,
    List<Change> worse,
    List<Change> undecided,
    List<Change> decided,
    List<String> vanished,
    List<GroupChange> groups,
    @Nullable Reason failure) {
  public Changes {
    better = List.copyOf(better);
    worse = List.copyOf(worse);
    undecided = List.copyOf(undecided);
    decided = List.copyOf(decided);
    vanished = List.copyOf(vanished);
    groups = List.copyOf(groups);
  }

  /** A criterion with what was concluded of it before and now. */
  public record Change(
      String checklist,
      String criterion,
      String code,
      String title,
      Outcome outcomeBefore,
      Outcome outcome,
      BigDecimal pointsBefore,
      BigDecimal points) {

    /** A Vietnamese line. */
    public String says() {
      String line = code + " " + title + ": " + outcomeBefore.label() + " → " + outcome.label();
      return outcome.decided() && outcomeBefore.decided()
          ? line + " (" + number(pointsBefore) + " → " + number(points) + " điểm)"
          : line;
    }
  }

  /**
   * The points of a group.
   *
   * @param by how many more; negative when fewer
   */
  public record GroupChange(String checklist, String group, BigDecimal by) {}

  /** What somebody may want to be told at once. */
  public sealed interface Signal {
    /** A score fell, by so many points. */
    record ScoreFallen(String checklist, BigDecimal by) implements Signal {}

    /** A section that was there is gone. */
    record SectionVanished(String probe) implements Signal {}

    /** The audit failed, and the portal could not help it. */
    record AuditFailed(Reason reason) implements Signal {}
  }

  /** Whether everything is as before. */
  public boolean none() {
    return better.isEmpty()
        && worse.isEmpty()
        && undecided.isEmpty()
        && decided.isEmpty()
        && vanished.isEmpty();
  }

  /** By how many points the score by a checklist changed; negative when it fell. */
  public BigDecimal points(String checklist) {
    return groups.stream()
        .filter(group -> group.checklist().equals(checklist))
        .map(GroupChange::by)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * What may be worth an alert.
   *
   * @param fall from how many points on a fallen score is told
   */
  public List<Signal> signals(BigDecimal fall) {
    List<Signal> signals = new ArrayList<>();
    if (failure != null) {
      signals.add(new Signal.AuditFailed(failure));
    }
    groups.stream()
        .map(GroupChange::checklist)
        .distinct()
        .map(checklist -> Map.entry(checklist, points(checklist).negate()))
        .filter(fallen -> fallen.getValue().signum() > 0 && fallen.getValue().compareTo(fall) >= 0)
        .forEach(fallen -> signals.add(new Signal.ScoreFallen(fallen.getKey(), fallen.getValue())));
    vanished.forEach(probe -> signals.add(new Signal.SectionVanished(probe)));
    return signals;
  }

  private static String number(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString().replace('.', ',');
  }
}
