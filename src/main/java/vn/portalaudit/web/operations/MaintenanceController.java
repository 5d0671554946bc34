package vn.portalaudit.web.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.Listing;
import vn.portalaudit.store.MaintenanceStore;
import vn.portalaudit.store.MaintenanceStore.Scope;
import vn.portalaudit.store.MaintenanceStore.Window;
import vn.portalaudit.store.RegistryStore;
import vn.portalaudit.store.StoreException;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Refused;
import vn.portalaudit.web.page.Screen;

/** Maintenance that is announced ahead. */
@Controller
final class MaintenanceController {
  private static final String PATH = "/bao-tri";
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final List<Option> SCOPES =
      List.of(
          new Option("cong", "Một cổng"),
          new Option("nhan", "Các cổng có nhãn"),
          new Option("tat-ca", "Mọi cổng"));

  private final Database database;
  private final MaintenanceStore maintenance;
  private final RegistryStore registry;
  private final ActionLog log;
  private final InstantSource clock;

  MaintenanceController(
      Database database,
      MaintenanceStore maintenance,
      RegistryStore registry,
      ActionLog log,
      InstantSource clock) {
    this.database = database;
    this.maintenance = maintenance;
    this.registry = registry;
    this.log = log;
    this.clock = clock;
  }

  /** A window with the words for it. */
  public record Line(Window window, String about, String kind, String state, boolean over) {}

  @Allowed({Role.OPERATOR, Role.LEADER})
  @MenuItem(title = "Bảo trì", group = MenuItem.Group.MONITORING, order = 50)
  @GetMapping(PATH)
  Screen list(Query query, Person me) {
    Instant now = clock.instant();
    Listing<Window> page = maintenance.page(query.offset(), query.size());
    return Screen.of("operations/maintenance", "Bảo trì")
        .with("operator", me.is(Role.OPERATOR))
        .with("rows", page.rows().stream().map(window -> line(window, now)).toList())
        .with("paging", query.paging(page.total()));
  }

  private static Line line(Window window, Instant now) {
    boolean over = !window.until().isAfter(now);
    boolean ahead = window.from().isAfter(now);
    return new Line(
        window,
        about(window.code(), window.tag()),
        over ? "none" : ahead ? "info" : "warn",
        over ? "đã xong" : ahead ? "sắp tới" : "đang bảo trì",
        over);
  }

  private static String about(@Nullable String code, @Nullable String tag) {
    return code != null ? "cổng " + code : tag != null ? "các cổng có nhãn " + tag : "mọi cổng";
  }

  private static Screen form() {
    return Screen.of("operations/maintenance-form", "Báo lịch bảo trì")
        .under("Bảo trì", PATH)
        .with("scopes", SCOPES);
  }

  @Allowed(Role.OPERATOR)
  @GetMapping(PATH + "/moi")
  Screen fresh(Query query) {
    return form().with("form", Form.empty().put("scope", "cong").put("code", query.text("cong")));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/moi")
  Screen announce(Form form, Person me, Actor actor) {
    Scope scope = scope(form);
    Instant from = minute(form, "from", "Hãy nhập lúc bắt đầu.");
    Instant until = minute(form, "until", "Hãy nhập lúc kết thúc.");
    String says = form.required("says", "nội dung bảo trì", 2_000);
    if (!form.bad() && until.isAfter(from.plus(LONGEST))) {
      form.problem("until", "Một lần bảo trì dài nhất 31 ngày; hãy báo thành nhiều lần.");
    }
    if (form.bad()) {
      return form().refused(form);
    }
    try {
      database.within(jdbc -> {
        Window window = maintenance.announce(scope, from, until, says, me.name());
        log.add(
            actor,
            "maintenance.announced",
            "maintenance:" + window.id(),
            null,
            about(window.code(), window.tag()) + "; " + from + "–" + until + "; " + says);
        return true;
      });
    } catch (StoreException e) {
      form.problem("from", e.getMessage() + ".");
      return form().refused(form);
    }
    return Screen.to(PATH, "Đã báo lịch bảo trì.");
  }

  private Scope scope(Form form) {
    return switch (form.text("scope", 10)) {
      case "cong" -> new Scope(portal(form), null);
      case "nhan" -> new Scope(null, form.required("tag", "nhãn", 40));
      case "tat-ca" -> Scope.ALL;
      default -> {
        form.problem("scope", "Hãy chọn những cổng nào được bảo trì.");
        yield Scope.ALL;
      }
    };
  }

  private @Nullable Integer portal(Form form) {
    String code = form.required("code", "mã cổng", 80);
    Integer portal = registry.numbers(List.of(code)).get(code);
    if (portal == null) {
      form.problem("code", "Không có cổng mã này; xem mã ở danh sách cổng.");
    }
    return portal;
  }

  private static Instant minute(Form form, String name, String says) {
    Optional<Instant> minute = Days.minute(form.text(name, 30));
    if (minute.isEmpty()) {
      form.problem(name, says);
    }
    return minute.orElse(Instant.EPOCH);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/{id}/rut")
  Screen withdraw(@PathVariable String id, Actor actor) {
    Window window = NotFound.unless(maintenance.find(Words.small(id)));
    database.within(jdbc -> {
      if (!maintenance.withdraw(window.id())) {
        throw new Refused("Lần bảo trì này đã xong hoặc đã được rút.");
      }
      log.add(
          actor,
          "maintenance.withdrawn",
          "maintenance:" + window.id(),
          about(window.code(), window.tag()) + "; " + window.from() + "–" + window.until(),
          null);
      return true;
    });
    return Screen.to(PATH, "Đã rút lịch bảo trì.");
  }
}
