package vn.portalaudit.web.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.portalaudit.access.Role;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.Listing;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.Moments;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;

/** What people did. */
@Controller
final class ActionLogController {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private final ActionLog log;

  ActionLogController(ActionLog log) {
    this.log = log;
  }

  @Allowed(Role.ADMINISTRATOR)
  @MenuItem(title = "Nhật ký thao tác", group = MenuItem.Group.ADMINISTRATION, order = 20)
  @GetMapping("/nhat-ky")
  Screen list(Query query) {
    LocalDate from = day(query.text("tu"));
    LocalDate to = day(query.text("den"));
    Listing<ActionLog.Row> page =
        log.page(
            query.text("tim"),
            start(from),
            start(to == null ? null : to.plusDays(1)),
            query.offset(),
            query.size());
    Screen screen =
        Screen.of("access/action-log", "Nhật ký thao tác")
            .with("query", query)
            .with("rows", page.rows())
            .with("paging", query.paging(page.total()))
            .with("checked", !query.text("kiem-tra").isEmpty());
    if (!query.text("kiem-tra").isEmpty()) {
      screen.with("broken", log.broken().map(Object::toString).orElse(""));
    }
    return screen;
  }

  private static @Nullable LocalDate day(String text) {
    return Moments.day(text).orElse(null);
  }

  private static @Nullable Instant start(@Nullable LocalDate day) {
    return day == null ? null : day.atStartOfDay(VIETNAM).toInstant();
  }
}
