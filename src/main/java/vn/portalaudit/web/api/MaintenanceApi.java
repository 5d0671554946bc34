package vn.portalaudit.web.api;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.access.Scope;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.MaintenanceStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.NotFound;

/** Maintenance that is announced. */
@RestController
final class MaintenanceApi {
  private static final int LONGEST = 2_000;
  private static final Duration FARTHEST = Duration.ofDays(400);

  private final Database database;
  private final MaintenanceStore windows;
  private final ActionLog log;
  private final Reach reach;
  private final InstantSource clock;

  MaintenanceApi(
      Database database,
      MaintenanceStore windows,
      ActionLog log,
      Reach reach,
      InstantSource clock) {
    this.database = database;
    this.windows = windows;
    this.log = log;
    this.reach = reach;
    this.clock = clock;
  }

  /**
   * A window of maintenance.
   *
   * @param portal code of the portal; null for all of a tag, or every one
   * @param tag null with a portal, and for every portal
   * @param until first moment after it
   */
  record Window(
      int id,
      @Nullable String portal,
      @Nullable String tag,
      Instant from,
      Instant until,
      Instant announcedAt,
      String announcedBy,
      String says) {
    static Window of(MaintenanceStore.Window w) {
      return new Window(
          w.id(),
          w.code(),
          w.tag(),
          w.from(),
          w.until(),
          w.announcedAt(),
          w.announcedBy(),
          w.says());
    }
  }

  /** What is announced: of a portal, of a tag, or of every portal where neither is named. */
  @Sent
  record Announcement(
      @Nullable String portal,
      @Nullable String tag,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable String says) {}

  @Operation(
      id = "listMaintenance",
      says = "Bảo trì đang diễn ra và sắp tới. Khóa của một cơ quan phải nêu portal.")
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER, Role.REPORTER, Role.APPROVER, Role.ADMINISTRATOR},
      scope = Scope.READS)
  @GetMapping("/api/v1/maintenance")
  ResponseEntity<Slice.Page<Window>> list(
      @RequestParam(required = false) @Nullable String portal, Slice slice, Person me) {
    return slice.of(
        windows.after(clock.instant(), reach.filter(portal, me)).stream().map(Window::of).toList());
  }

  @Operation(id = "announceMaintenance", says = "Thông báo trước một đợt bảo trì.", status = 201)
  @Allowed(value = Role.OPERATOR, scope = Scope.PAUSES)
  @PostMapping("/api/v1/maintenance")
  ResponseEntity<Window> announce(@RequestBody Announcement given, Person me, Actor actor) {
    Input input = new Input();
    String says = input.text("says", given.says(), LONGEST);
    Instant now = clock.instant();
    Instant from = given.from() == null ? Instant.EPOCH : given.from();
    Instant until = given.until() == null ? Instant.EPOCH : given.until();
    input.check(
        from.isAfter(now) && from.isBefore(now.plus(FARTHEST)),
        "from",
        "Thời điểm ISO 8601 ở tương lai, trong 400 ngày tới.",
        "An ISO 8601 moment in the next 400 days.");
    input.check(
        until.isAfter(from) && until.isBefore(now.plus(FARTHEST)),
        "until",
        "Sau «from», trong 400 ngày tới.",
        "After «from», in the next 400 days.");
    input.check(
        given.portal() == null || given.tag() == null,
        "tag",
        "Chỉ nêu một trong portal và tag.",
        "Name a portal or a tag, not both.");
    String tag = given.tag() == null ? null : input.text("tag", given.tag(), 100);
    input.done();
    Integer portal = given.portal() == null ? null : reach.portal(given.portal(), me).id();
    MaintenanceStore.Window window =
        database.within(jdbc -> {
          MaintenanceStore.Window made =
              windows.announce(
                  new MaintenanceStore.Scope(portal, tag), from, until, says, me.login());
          log.add(actor, "maintenance.announced", "maintenance:" + made.id(), null, says);
          return made;
        });
    return ResponseEntity.created(URI.create("/api/v1/maintenance/" + window.id()))
        .body(Window.of(window));
  }

  @Operation(
      id = "withdrawMaintenance",
      says = "Rút một đợt bảo trì chưa bắt đầu, hoặc kết thúc ngay đợt đang diễn ra.",
      status = 204)
  @Allowed(value = Role.OPERATOR, scope = Scope.PAUSES)
  @DeleteMapping("/api/v1/maintenance/{id}")
  ResponseEntity<Void> withdraw(@PathVariable int id, Actor actor) {
    database.within(jdbc -> {
      NotFound.unless(windows.withdraw(id));
      log.add(actor, "maintenance.withdrawn", "maintenance:" + id, null, null);
      return true;
    });
    return ResponseEntity.noContent().build();
  }
}
