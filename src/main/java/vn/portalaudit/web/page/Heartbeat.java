package vn.portalaudit.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last days as a row of cells, one path for each kind of day; for the macro {@code #heartbeat}.
 *
 * @param says the same in words
 */
public record Heartbeat(
    int width, String up, String degraded, String down, String none, String says) {
  private static final int CELL = 4;
  private static final int ALL = 100;

  /** Below this share of good probes a day counts as a day with an outage. */
  private static final int DOWN = 95;

  /**
   * Of daily percentages of good probes, oldest first.
   *
   * @param days null where nothing was counted
   * @param last how many of the last days are shown
   */
  public static Heartbeat of(List<@Nullable Integer> days, int last) {
    StringBuilder[] paths = {
      new StringBuilder(), new StringBuilder(), new StringBuilder(), new StringBuilder()
    };
    int[] counts = new int[paths.length];
    int first = Math.max(0, days.size() - last);
    int lead = Math.max(0, last - days.size());
    for (int i = 0; i < last; i++) {
      Integer day = i < lead ? null : days.get(first + i - lead);
      int kind = day == null ? 3 : day >= ALL ? 0 : day >= DOWN ? 1 : 2;
      counts[kind]++;
      paths[kind].append('M').append(i * CELL).append(" 0h3v16h-3z");
    }
    String says =
        counts[3] == last
            ? "Chưa có ngày nào được theo dõi"
            : last
                + " ngày: "
                + counts[0]
                + " ngày tốt, "
                + counts[1]
                + " ngày có gián đoạn ngắn, "
                + counts[2]
                + " ngày có sự cố"
                + (counts[3] == 0 ? "" : ", " + counts[3] + " ngày chưa theo dõi");
    return new Heartbeat(
        last * CELL - 1,
        paths[0].toString(),
        paths[1].toString(),
        paths[2].toString(),
        paths[3].toString(),
        says);
  }
}
