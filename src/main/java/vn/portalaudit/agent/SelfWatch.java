package vn.portalaudit.agent;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Signs;
import vn.portalaudit.alert.Subject;

/**
 * What is the matter with this node itself, so that people hear of it: a disk that fills, a
 * database that was away. Of the latter it can tell only when it is back. Called by one thread.
 */
final class SelfWatch {
  private static final Logger LOG = LoggerFactory.getLogger(SelfWatch.class);

  private final String node;
  private final Supplier<DiskGuard.Space> disk;
  private final BooleanSupplier database;
  private final Alarms alarms;
  private final InstantSource clock;
  private @Nullable Instant away;
  private @Nullable Boolean room;

  /**
   * @param node name of this node
   * @param database whether the database answers
   */
  SelfWatch(
      String node,
      Supplier<DiskGuard.Space> disk,
      BooleanSupplier database,
      Alarms alarms,
      InstantSource clock) {
    this.node = node;
    this.disk = disk;
    this.database = database;
    this.alarms = alarms;
    this.clock = clock;
  }

  /** Looks once. */
  void look() {
    Instant now = clock.instant();
    if (!database.getAsBoolean()) {
      if (away == null) {
        away = now;
        LOG.error("the database does not answer");
      }
      return;
    }
    Instant since = away;
    if (since != null) {
      back(since, now);
      away = null;
    }
    disk(disk.get(), now);
  }

  private void back(Instant since, Instant now) {
    LOG.warn("the database answers again; it was away since {}", since);
    alarms.take(
        List.of(
            Signs.databaseAway(
                since,
                "Nút «"
                    + node
                    + "» không kết nối được cơ sở dữ liệu; kết quả đo được giữ lại"
                    + " trên đĩa."),
            Signs.over(Subject.ours(Kind.DATABASE), now, "Cơ sở dữ liệu đã trả lời trở lại.")));
  }

  private void disk(DiskGuard.Space space, Instant now) {
    if (room != null && room == space.room()) {
      return;
    }
    alarms.take(
        List.of(
            space.room()
                ? Signs.over(Signs.disk(node), now, "Đĩa của nút «" + node + "» đã đủ chỗ.")
                : Signs.diskFills(
                    node,
                    now,
                    "Đĩa của nút «"
                        + node
                        + "» chỉ còn "
                        + (space.free() >> 20)
                        + " MB: không nhận việc kiểm tra mới.")));
    room = space.room();
  }
}
