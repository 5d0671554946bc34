package vn.portalaudit.registry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days on which something holds: from a day on, up to but without another one. So what ends and
 * what follows it bear the same day, as decisions write it («kết thúc hoạt động từ 01/07/2025»).
 *
 * @param from first day
 * @param to first day on which it no longer holds, or null while no end is known
 */
public record Validity(LocalDate from, @Nullable LocalDate to) {
  /** Stands for «since ever»: no agency of this state is older. */
  public static final LocalDate BEGINNING = LocalDate.of(1945, 9, 2);

  /** Every day. */
  public static final Validity ALWAYS = new Validity(BEGINNING, null);

  /**
   * Checks the order of the days.
   *
   * @throws IllegalArgumentException when it ends before it begins, or holds on no day
   */
  public Validity {
    if (to != null && !to.isAfter(from)) {
      throw new IllegalArgumentException("validity without a day: " + from + ".." + to);
    }
  }

  /** From a day on, without a known end. */
  public static Validity since(LocalDate from) {
    return new Validity(from, null);
  }

  /** Whether it holds on a day. */
  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && !endedBy(day);
  }

  /** Whether it holds no longer on a day. */
  public boolean endedBy(LocalDate day) {
    return to != null && !to.isAfter(day);
  }

  /** Whether there is a day on which both hold. */
  public boolean overlaps(Validity other) {
    return !endedBy(other.from) && !other.endedBy(from);
  }

  /** Whether this holds on every day of the other. */
  public boolean covers(Validity other) {
    return !other.from.isBefore(from)
        && (to == null || (other.to != null && !other.to.isAfter(to)));
  }
}
