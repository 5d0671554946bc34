package vn.portalaudit.schedule;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * When the portals of a group are due.
 *
 * @param group name of the group
 * @param probeEvery interval of uptime probes, one minute or more
 * @param rules occasion of each kind of work; a kind without one is never due by itself
 * @param quiet hours in which no audit begins; uptime is watched all the time
 */
public record Timetable(
    String group, Duration probeEvery, Map<WorkKind, Rule> rules, QuietHours quiet) {
  /** The hours of all schedules. */
  public static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  /** The group of portals that name none. */
  public static final String DEFAULT_GROUP = "mac-dinh";

  /** The shortest interval of uptime probes. */
  public static final Duration SHORTEST = Duration.ofMinutes(1);

  public Timetable {
    rules = Map.copyOf(rules);
  }

  /**
   * When one kind of work falls due.
   *
   * @param cron an expression of Quartz, by Việt Nam's clocks
   * @param spread the window after each occasion over which the portals are spread
   */
  public record Rule(String cron, Duration spread) {
    /**
     * The occasion that a moment belongs to: the last planned one that is not after it.
     *
     * @throws IllegalStateException when the expression cannot be read, or plans nothing in the
     *     four years before
     */
    public Instant plannedAt(Instant moment) {
      try {
        CronExpression expression = new CronExpression(cron);
        expression.setTimeZone(TimeZone.getTimeZone(VIETNAM));
        for (Duration back : LOOK_BACK) {
          Date planned = null;
          Date next = expression.getNextValidTimeAfter(Date.from(moment.minus(back)));
          while (next != null && !next.toInstant().isAfter(moment)) {
            planned = next;
            next = expression.getNextValidTimeAfter(next);
          }
          if (planned != null) {
            return planned.toInstant();
          }
        }
      } catch (ParseException e) {
        throw new IllegalStateException("cron " + cron, e);
      }
      throw new IllegalStateException("nothing planned before " + moment + " by " + cron);
    }
  }

  private static final List<Duration> LOOK_BACK =
      List.of(
          Duration.ofHours(1),
          Duration.ofDays(1),
          Duration.ofDays(8),
          Duration.ofDays(32),
          Duration.ofDays(1_465));

  /**
   * When a portal is due on an occasion: always at the same place of the window, so that no burst
   * arises and a portal's audits are evenly apart.
   *
   * @param portal number of the portal
   * @param occasion the planned moment of the group
   * @param spread the window
   */
  public Instant due(int portal, Instant occasion, Duration spread) {
    return quiet.after(occasion.plusMillis(place(portal, spread.toMillis())));
  }

  /** A portal's fixed place in a window of so many milliseconds. */
  static long place(int portal, long window) {
    if (window <= 0) {
      return 0;
    }
    // consecutive numbers fall far apart: the golden ratio's multiples fill a circle evenly
    return Math.unsignedMultiplyHigh(portal * 0x9E3779B97F4A7C15L, window);
  }
}
