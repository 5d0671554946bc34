package vn.portalaudit.web.operations;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.portalaudit.access.Role;
import vn.portalaudit.agent.Agent;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.alert.Guessing;
import vn.portalaudit.alert.Tries;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.DoorTries;
import vn.portalaudit.store.SystemState;
import vn.portalaudit.web.WebServer;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.Screen;

/** How the program itself is: database, disk, queue, nodes, clock, backup, own connectivity. */
@Controller
final class SystemController {
  private static final String DOOR = "Đăng nhập và khóa API";
  private static final Duration LATE = Duration.ofMinutes(15);
  private static final Duration BACKUP_OLD = Duration.ofDays(2);
  private static final Duration SKEW = Duration.ofSeconds(5);
  private static final Duration PROBES_LATE = Duration.ofMinutes(15);

  private final WebServer.Node node;
  private final Settings settings;
  private final SystemState state;
  private final DoorTries tries;

  SystemController(WebServer.Node node, Settings settings, SystemState state, DoorTries tries) {
    this.node = node;
    this.settings = settings;
    this.state = state;
    this.tries = tries;
  }

  /** A part of the program; todo is empty when all is well. */
  public record Part(String name, String kind, String state, String figures, String todo) {}

  /** A node with the words for it. */
  public record Line(
      SystemState.Node row, String kind, String state, String clock, String clockKind) {}

  @Allowed({Role.OPERATOR, Role.LEADER, Role.ADMINISTRATOR})
  @MenuItem(title = "Sức khỏe hệ thống", group = MenuItem.Group.ADMINISTRATION, order = 40)
  @GetMapping("/suc-khoe")
  Screen show() {
    Agent.Health health = node.health().get();
    SystemState.Figures figures = state.figures();
    List<Part> parts = new ArrayList<>();
    parts.add(database(figures));
    parts.add(disk());
    parts.add(queue(figures));
    parts.add(probes(figures));
    parts.add(connectivity());
    parts.add(door(figures.now()));
    parts.add(messages(figures));
    parts.add(backup(figures.now()));
    parts.add(version());
    return Screen.of("operations/health", "Sức khỏe hệ thống")
        .with("ready", health.ready())
        .with("says", health.says())
        .with("parts", parts)
        .with("nodes", state.nodes().stream().map(n -> line(n, figures.now())).toList());
  }

  private static Part database(SystemState.Figures figures) {
    return new Part(
        "Cơ sở dữ liệu",
        "ok",
        "có trả lời",
        "PostgreSQL "
            + figures.server()
            + ", lược đồ "
            + figures.schema()
            + ", "
            + Vietnamese.bytes(figures.bytes()),
        "");
  }

  private Part disk() {
    try {
      FileStore store = Files.getFileStore(settings.data());
      long free = store.getUsableSpace();
      long all = Math.max(1, store.getTotalSpace());
      boolean room = free >= settings.disk().minFree() && free >= settings.disk().minShare() * all;
      return new Part(
          "Đĩa",
          room ? "ok" : "bad",
          room ? "còn chỗ" : "sắp đầy",
          "còn " + Vietnamese.bytes(free) + " trong " + Vietnamese.bytes(all),
          room ? "" : "Thêm đĩa hoặc chuyển bớt minh chứng cũ; việc kiểm tra mới đang dừng.");
    } catch (IOException e) {
      return new Part(
          "Đĩa", "bad", "không đọc được", "–", "Kiểm tra thư mục dữ liệu và quyền của nó.");
    }
  }

  private static Part queue(SystemState.Figures figures) {
    Instant oldest = figures.oldestOverdue();
    Duration late = oldest == null ? Duration.ZERO : Duration.between(oldest, figures.now());
    boolean slow = late.compareTo(LATE) > 0;
    return new Part(
        "Hàng đợi",
        slow ? "warn" : "ok",
        slow ? "chậm" : "kịp",
        "chạy "
            + figures.running()
            + ", chờ "
            + figures.queued()
            + (oldest == null ? "" : ", trễ nhất " + Words.lasts(late)),
        slow ? "Xem hàng đợi; thêm nút hoặc số lượt kiểm tra cùng lúc (node.audits)." : "");
  }

  private static Part probes(SystemState.Figures figures) {
    Instant last = figures.lastProbe();
    if (last == null) {
      return new Part("Đo hoạt động", "none", "chưa đo", "chưa có kết quả nào", "");
    }
    boolean late = last.plus(PROBES_LATE).isBefore(figures.now());
    return new Part(
        "Đo hoạt động",
        late ? "bad" : "ok",
        late ? "đã ngừng" : "đang đo",
        "kết quả mới nhất " + Vietnamese.minute(last),
        late ? "Không nút nào đang đo; kiểm tra dịch vụ trên các nút." : "");
  }

  private Part connectivity() {
    boolean sick = node.figures().get().sick() > 0;
    return new Part(
        "Kết nối của hệ thống",
        sick ? "bad" : "ok",
        sick ? "mất kết nối" : "thông",
        settings.canaries().isEmpty()
            ? "chưa khai máy đối chứng (canaries)"
            : "máy đối chứng: " + String.join(", ", settings.canaries()),
        sick ? "Lỗi ở phía hệ thống, không tính cho cổng; kiểm tra đường truyền của máy chủ." : "");
  }

  private Part door(Instant now) {
    Guessing limits = settings.access().guessing();
    List<Tries> seen = tries.since(now.minus(limits.window()));
    return limits
        .wave(seen)
        .map(wave ->
            new Part(
                DOOR,
                "bad",
                "đang bị dò",
                wave.addresses().isEmpty()
                    ? wave.says()
                    : wave.says() + "; nhiều nhất từ " + String.join(", ", wave.addresses()),
                "Hỏi chủ các tài khoản; ai bị lộ thì tạo liên kết đặt mật khẩu có đánh dấu «Nghi bị"
                    + " lộ». Chặn địa chỉ lạ ở tường lửa."))
        .orElseGet(() ->
            new Part(
                DOOR,
                "ok",
                "bình thường",
                "thử sai "
                    + seen.stream().mapToInt(Tries::failed).sum()
                    + " lần trong "
                    + Words.lasts(limits.window()),
                ""));
  }

  private static Part messages(SystemState.Figures figures) {
    boolean lost = figures.givenUp() > 0;
    return new Part(
        "Gửi tin",
        lost ? "warn" : "ok",
        lost ? "có tin không gửi được" : "bình thường",
        "chờ " + figures.messages() + ", bỏ trong 24 giờ " + figures.givenUp(),
        lost ? "Xem nhật ký gửi tin, gửi thử kênh rồi gửi lại." : "");
  }

  private Part backup(Instant now) {
    return state
        .lastBackup()
        .map(made -> {
          boolean old = made.at().plus(BACKUP_OLD).isBefore(now);
          return new Part(
              "Sao lưu",
              old ? "warn" : "ok",
              old ? "đã cũ" : "mới",
              Vietnamese.minute(made.at())
                  + ", "
                  + made.file()
                  + ", "
                  + Vietnamese.bytes(made.bytes()),
              old ? "Chạy lệnh backup, nên hằng ngày." : "");
        })
        .orElseGet(() ->
            new Part(
                "Sao lưu",
                "warn",
                "chưa biết lần nào",
                "–",
                "Chạy lệnh backup, nên hằng ngày, và thử phục hồi ở máy khác."));
  }

  private static Part version() {
    String version = WebServer.class.getPackage().getImplementationVersion();
    return new Part(
        "Phiên bản",
        "info",
        "đang chạy",
        "portal-audit "
            + Objects.requireNonNullElse(version, "(bản đang phát triển)")
            + ", Java "
            + Runtime.version().feature(),
        "");
  }

  private Line line(SystemState.Node row, Instant now) {
    Duration lease = settings.node().lease();
    boolean stopped = row.stoppedAt() != null;
    boolean lost = !stopped && row.seenAt().plus(lease).isBefore(now);
    Duration skew = row.skew();
    boolean off = skew != null && skew.abs().compareTo(SKEW) > 0;
    return new Line(
        row,
        stopped ? "none" : lost ? "bad" : "ok",
        stopped ? "đã dừng" : lost ? "mất liên lạc" : "đang chạy",
        skew == null ? "" : Vietnamese.number(Math.round(skew.toMillis() / 1_000.0)) + " giây",
        off ? "bad" : "ok");
  }
}
