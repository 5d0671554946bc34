package vn.portalaudit.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Signs;
import vn.portalaudit.alert.Subject;
import vn.portalaudit.store.DatabaseClock;

/**
 * What is the matter with this node itself, so that people hear of it: a disk that fills, a clock
 * that is wrong, browsers that do not start, a database that was away. Of the latter it can tell
 * only when it is back. Called by one thread.
 */
final class SelfWatch {
  private static final Logger LOG = LoggerFactory.getLogger(SelfWatch.class);

  /** Machines that follow a time server differ by less. */
  private static final Duration WRONG = Duration.ofSeconds(5);

  private final String node;
  private final Supplier<DiskGuard.Space> disk;
  private final BooleanSupplier database;
  private final Supplier<String> browsers;
  private final Alarms alarms;
  private final DatabaseClock clock;
  private @Nullable Instant away;
  private @Nullable Boolean right;
  private @Nullable Boolean browsing;
  private @Nullable Boolean room;

  /**
   * @param node name of this node
   * @param database whether the database answers
   * @param browsers why no browser starts; empty when nothing is the matter
   */
  SelfWatch(
      String node,
      Supplier<DiskGuard.Space> disk,
      BooleanSupplier database,
      Supplier<String> browsers,
      Alarms alarms,
      DatabaseClock clock) {
    this.node = node;
    this.disk = disk;
    this.database = database;
    this.browsers = browsers;
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
    clock(clock.ahead(), now);
    browsers(browsers.get(), now);
  }

  private void browsers(String trouble, Instant now) {
    if (browsing != null && browsing == trouble.isEmpty()) {
      return;
    }
    alarms.take(
        List.of(
            trouble.isEmpty()
                ? Signs.over(
                    Signs.browsers(node), now, "Nút «" + node + "» lại khởi động được trình duyệt.")
                : Signs.browsersFail(
                    node,
                    now,
                    "Nút «" + node + "» không khởi động được trình duyệt: " + trouble + ".")));
    browsing = trouble.isEmpty();
  }

  /**
   * What is the matter with a clock, in Vietnamese; null when nothing is.
   *
   * @param ahead of the database's, negative when behind
   */
  static @Nullable String wrong(Duration ahead) {
    if (ahead.abs().compareTo(WRONG) <= 0) {
      return null;
    }
    Duration off = ahead.abs();
    String by =
        off.toHours() > 0
            ? off.toHours() + " giờ " + off.toMinutesPart() + " phút"
            : off.toMinutes() > 0
                ? off.toMinutes() + " phút " + off.toSecondsPart() + " giây"
                : off.toSeconds() + " giây";
    return "đồng hồ máy "
        + (ahead.isNegative() ? "chậm " : "nhanh ")
        + by
        + " so với cơ sở dữ liệu";
  }

  private void clock(Duration ahead, Instant now) {
    String wrong = wrong(ahead);
    if (right != null && right == (wrong == null)) {
      return;
    }
    alarms.take(
        List.of(
            wrong == null
                ? Signs.over(Signs.clock(node), now, "Đồng hồ của nút «" + node + "» đã đúng.")
                : Signs.clockWrong(
                    node,
                    now,
                    "Nút «" + node + "»: " + wrong + "; giờ của cơ sở dữ liệu được dùng.")));
    right = wrong == null;
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
