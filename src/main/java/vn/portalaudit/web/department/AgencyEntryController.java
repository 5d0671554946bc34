package vn.portalaudit.web.department;

import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Role;
import vn.portalaudit.registry.Agency;
import vn.portalaudit.registry.AgencyVersion;
import vn.portalaudit.registry.AgencyVersion.Level;
import vn.portalaudit.registry.Validity;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.AgencyList;
import vn.portalaudit.store.AgencyNames;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;

/** Adds one agency to the registry; suggests agencies for a field that takes one. */
@Controller
final class AgencyEntryController {
  private static final String PATH = AgencyController.PATH + "/moi";
  private static final int MOST = 12;

  private final RegistryEntry entry;
  private final AgencyNames names;
  private final AgencyList agencies;

  AgencyEntryController(RegistryEntry entry, AgencyNames names, AgencyList agencies) {
    this.entry = entry;
    this.names = names;
    this.agencies = agencies;
  }

  /** Agencies for a field that takes one, as it is typed. */
  @Allowed(Role.OPERATOR)
  @GetMapping(AgencyController.PATH + "/goi-y")
  Screen suggestions(Query query) {
    String typed = Objects.requireNonNullElse(query.textOrNull("agency"), query.text("parent"));
    return Screen.of("department/agency-suggestions", "Gợi ý cơ quan")
        .with(
            "options",
            typed.isEmpty()
                ? List.of()
                : agencies.page(typed, null, entry.today(), 0, MOST).rows());
  }

  @Allowed(Role.OPERATOR)
  @GetMapping(PATH)
  Screen agency() {
    return agency(Form.empty());
  }

  private Screen agency(Form form) {
    return Screen.of("department/agency-new", "Thêm cơ quan")
        .under("Danh sách cơ quan", AgencyController.PATH)
        .with("form", form)
        .with("levels", AgencyController.LEVELS);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH)
  Screen addAgency(Form form, Actor actor) {
    String code = RegistryEntry.code(form, "mã cơ quan");
    String parent = form.text("parent", 80);
    String group = form.text("group", 80);
    Level level = Level.of(form.value("level")).orElse(Level.KHAC);
    if (Level.of(form.value("level")).isEmpty()) {
      form.problem("level", "Hãy chọn cấp trong danh sách.");
    }
    if (names.id(code).isPresent()) {
      form.problem("code", "Mã này đã là của một cơ quan khác; hãy chọn mã khác.");
    }
    entry.known("parent", parent, form);
    Validity since = Validity.since(entry.today());
    entry.add(
        form,
        actor,
        "agency.added",
        "agency:" + code,
        new Agency(code, since, List.of(), null),
        new AgencyVersion(
            code,
            since,
            form.required("title", "tên cơ quan", 300),
            level,
            parent.isEmpty() ? null : parent,
            group.isEmpty() ? null : group));
    return form.bad()
        ? agency(form).refused(form)
        : Screen.to(AgencyController.PATH + "/" + code, "Đã thêm cơ quan.");
  }
}
