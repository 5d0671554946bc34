package vn.portalaudit.web.department;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.MaintenanceStore;
import vn.portalaudit.store.PortalStore;
import vn.portalaudit.store.PortalStore.Draft;
import vn.portalaudit.store.PortalStore.Facts;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Screen;

/** How a portal is watched; two persons may change it at once, and the later sees both values. */
@Controller
final class PortalSettingsController {
  private static final String PATH = "/cong/{code}/cau-hinh";
  private static final int MOST_TAGS = 20;

  private final Database database;
  private final PortalStore portals;
  private final MaintenanceStore maintenance;
  private final InstantSource clock;
  private final ActionLog log;
  private final List<Choice> groups;

  PortalSettingsController(
      Database database,
      PortalStore portals,
      MaintenanceStore maintenance,
      InstantSource clock,
      ActionLog log,
      Settings settings) {
    this.maintenance = maintenance;
    this.clock = clock;
    this.database = database;
    this.portals = portals;
    this.log = log;
    this.groups = Choice.schedules(settings);
  }

  private Facts portal(String code, Person me) {
    Facts portal = NotFound.unless(portals.find(code));
    NotFound.unless(me.sees(portal.agency()));
    return portal;
  }

  private Screen screen(Facts portal, Form form, Person me) {
    return PortalTabs.screen("department/portal-settings", portal, "cau-hinh")
        .with("operator", me.is(Role.OPERATOR))
        .with("groups", groups)
        .with("windows", maintenance.after(clock.instant(), portal.id()))
        .with("form", form);
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH)
  Screen show(@PathVariable String code, Person me) {
    Facts portal = portal(code, me);
    Form form =
        Form.empty()
            .put("title", portal.title())
            .put("group", portal.scheduleGroup())
            .put("contain", portal.mustContain())
            .put("tags", String.join(", ", portal.tags()))
            .put("note", portal.note())
            .put("watched", portal.watched() ? "1" : null)
            .put("version", portal.version());
    return screen(portal, form, me);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH)
  Screen change(@PathVariable String code, Form form, Person me, Actor actor) {
    Facts portal = portal(code, me);
    Draft draft = draft(form);
    if (form.bad()) {
      return screen(portal, form, me).refused(form);
    }
    boolean changed =
        database.within(jdbc -> {
          boolean done = portals.change(portal.id(), draft, form.text("version", 20));
          if (done) {
            log.add(actor, "portal.changed", "portal:" + code, says(draft(portal)), says(draft));
          }
          return done;
        });
    if (!changed) {
      Facts now = portal(code, me);
      form.put("version", now.version());
      form.problem(
          "title",
          "Người khác vừa sửa cổng này thành: "
              + says(draft(now))
              + ". Bấm Lưu lần nữa để ghi giá trị của bạn.");
      return screen(now, form, me).status(409);
    }
    return Screen.to("/cong/" + portal.code() + "/cau-hinh", "Đã lưu cấu hình.");
  }

  private Draft draft(Form form) {
    String title = form.required("title", "tên cổng", 300);
    String group = form.text("group", 80);
    if (groups.stream().noneMatch(g -> g.code().equals(group))) {
      form.problem("group", "Không có nhóm lịch này; hãy chọn trong danh sách.");
    }
    List<String> tags =
        Arrays.stream(form.text("tags", 400).split(","))
            .map(String::strip)
            .filter(tag -> !tag.isEmpty())
            .distinct()
            .toList();
    if (tags.size() > MOST_TAGS || tags.stream().anyMatch(tag -> tag.length() > 40)) {
      form.problem(
          "tags", "Nhiều nhất 20 nhãn, mỗi nhãn dài nhất 40 ký tự, cách nhau bằng dấu phẩy.");
    }
    return new Draft(
        title,
        form.ticked("watched"),
        group,
        orNull(form.text("contain", 200)),
        tags,
        orNull(form.text("note", 2000)));
  }

  private static Draft draft(Facts portal) {
    return new Draft(
        portal.title(),
        portal.watched(),
        portal.scheduleGroup(),
        portal.mustContain(),
        portal.tags(),
        portal.note());
  }

  private static String says(Draft draft) {
    return "tên «"
        + draft.title()
        + "», "
        + (draft.watched() ? "đang theo dõi" : "tạm dừng")
        + ", lịch "
        + draft.scheduleGroup()
        + (draft.mustContain() == null ? "" : ", phải có «" + draft.mustContain() + "»")
        + ", nhãn "
        + (draft.tags().isEmpty() ? "không" : String.join(", ", draft.tags()))
        + (draft.note() == null ? "" : ", ghi chú «" + draft.note() + "»");
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
