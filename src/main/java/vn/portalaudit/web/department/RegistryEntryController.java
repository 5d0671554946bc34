package vn.portalaudit.web.department;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.portalaudit.access.Role;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.registry.Agency;
import vn.portalaudit.registry.AgencyVersion;
import vn.portalaudit.registry.AgencyVersion.Level;
import vn.portalaudit.registry.Entry;
import vn.portalaudit.registry.Portal;
import vn.portalaudit.registry.PortalOwner;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.registry.Validity;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.AgencyList;
import vn.portalaudit.store.AgencyNames;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.RegistryStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;

/** Adds one portal or one agency to the registry, by the rules that hold for imports. */
@Controller
final class RegistryEntryController {
  private static final String PORTAL = "/cong/moi";
  private static final String AGENCY = AgencyController.PATH + "/moi";
  private static final int MOST = 12;
  private static final String CODE = "[a-z0-9]+(-[a-z0-9]+)*";
  private static final List<Choice> KINDS =
      Arrays.stream(PortalKind.values()).map(one -> new Choice(one.id(), one.label())).toList();
  private static final List<Choice> LEVELS =
      Arrays.stream(Level.values()).map(one -> new Choice(one.id(), one.label())).toList();

  /** The fields of the forms by those of the registry. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "rootUrl",
          "address",
          "title",
          "title",
          "agency",
          "agency",
          "parent",
          "parent",
          "name",
          "title",
          "level",
          "level",
          "ownerKind",
          "kind",
          "code",
          "code");

  private final Database database;
  private final RegistryStore registry;
  private final AgencyNames names;
  private final AgencyList agencies;
  private final ActionLog log;
  private final InstantSource clock;
  private final boolean permitPrivate;
  private final List<Choice> groups;

  RegistryEntryController(
      Database database,
      RegistryStore registry,
      AgencyNames names,
      AgencyList agencies,
      ActionLog log,
      InstantSource clock,
      Settings settings) {
    this.database = database;
    this.registry = registry;
    this.names = names;
    this.agencies = agencies;
    this.log = log;
    this.clock = clock;
    this.permitPrivate = settings.node().allowPrivate();
    this.groups = Choice.schedules(settings);
  }

  @Allowed(Role.OPERATOR)
  @GetMapping(PORTAL)
  Screen portal(@RequestParam(name = "co-quan", required = false) @Nullable String agency) {
    return portal(Form.empty().put("agency", agency).put("watched", "1"));
  }

  private Screen portal(Form form) {
    return Screen.of("department/portal-new", "Thêm cổng")
        .under("Danh sách cổng", "/cong")
        .with("form", form)
        .with("kinds", KINDS)
        .with("groups", groups);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PORTAL)
  Screen addPortal(Form form, Actor actor) {
    String code = code(form, "mã cổng");
    String agency = form.required("agency", "mã cơ quan", 80);
    PortalKind kind = PortalKind.of(form.value("kind")).orElse(PortalKind.SO);
    if (PortalKind.of(form.value("kind")).isEmpty()) {
      form.problem("kind", "Hãy chọn loại cổng trong danh sách.");
    }
    String group = form.value("group");
    if (groups.stream().noneMatch(one -> one.code().equals(group))) {
      form.problem("group", "Không có nhóm lịch này; hãy chọn trong danh sách.");
    }
    if (!registry.numbers(List.of(code)).isEmpty()) {
      form.problem("code", "Mã này đã là của một cổng khác; hãy chọn mã khác.");
    }
    known("agency", agency, form);
    Validity since = Validity.since(today());
    Portal portal =
        new Portal(
            code,
            form.required("title", "tên cổng", 300),
            kind,
            form.required("address", "địa chỉ trang chủ", 2000),
            form.ticked("watched"),
            group,
            null,
            Portal.Hosting.UNKNOWN,
            List.of(),
            since,
            null);
    add(
        form,
        actor,
        "portal.added",
        "portal:" + code,
        portal,
        new PortalOwner(code, agency, since, true));
    return form.bad()
        ? portal(form).refused(form)
        : Screen.to("/cong/" + code, "Đã thêm cổng; lượt đo đầu tiên có trong ít phút.");
  }

  /** Agencies for a field that takes one, as it is typed. */
  @Allowed(Role.OPERATOR)
  @GetMapping(AgencyController.PATH + "/goi-y")
  Screen suggestions(Query query) {
    String typed = Objects.requireNonNullElse(query.textOrNull("agency"), query.text("parent"));
    return Screen.of("department/agency-suggestions", "Gợi ý cơ quan")
        .with(
            "options",
            typed.isEmpty() ? List.of() : agencies.page(typed, null, today(), 0, MOST).rows());
  }

  @Allowed(Role.OPERATOR)
  @GetMapping(AGENCY)
  Screen agency() {
    return agency(Form.empty());
  }

  private Screen agency(Form form) {
    return Screen.of("department/agency-new", "Thêm cơ quan")
        .under("Danh sách cơ quan", AgencyController.PATH)
        .with("form", form)
        .with("levels", LEVELS);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(AGENCY)
  Screen addAgency(Form form, Actor actor) {
    String code = code(form, "mã cơ quan");
    String parent = form.text("parent", 80);
    String group = form.text("group", 80);
    Level level = Level.of(form.value("level")).orElse(Level.KHAC);
    if (Level.of(form.value("level")).isEmpty()) {
      form.problem("level", "Hãy chọn cấp trong danh sách.");
    }
    if (names.id(code).isPresent()) {
      form.problem("code", "Mã này đã là của một cơ quan khác; hãy chọn mã khác.");
    }
    known("parent", parent, form);
    Validity since = Validity.since(today());
    add(
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

  /** Who types a name instead of a code is told the code. */
  private void known(String field, String code, Form form) {
    if (!code.isEmpty() && names.id(code).isEmpty()) {
      String meant =
          agencies.page(code, null, today(), 0, 3).rows().stream()
              .map(one -> one.code() + " (" + one.name() + ")")
              .collect(Collectors.joining(", "));
      form.problem(
          field,
          meant.isEmpty()
              ? "Không có cơ quan nào như vậy; hãy nhập mã của cơ quan trong danh bạ, hoặc thêm cơ"
                  + " quan trước."
              : "Hãy nhập mã của cơ quan. Có phải: " + meant + "?");
    }
  }

  private static String code(Form form, String what) {
    String code = form.required("code", what, 80);
    if (!code.isEmpty() && (!code.matches(CODE) || code.equals("moi"))) {
      form.problem(
          "code",
          "Mã gồm chữ thường không dấu, chữ số và gạch nối, ví dụ so-noi-vu; không là «moi».");
    }
    return code;
  }

  /** Adds what keeps the rules; what breaks one is a problem of its field. */
  private void add(Form form, Actor actor, String deed, String subject, Entry... entries) {
    if (form.bad()) {
      return;
    }
    Registry added = Registry.of(List.of(entries));
    database.<@Nullable Void>within(jdbc -> {
      registry.read().with(added).check(permitPrivate).stream()
          .filter(wrong -> wrong.error() && added.entries().contains(wrong.entry()))
          .forEach(wrong ->
              form.problem(FIELDS.getOrDefault(wrong.field(), "code"), sentence(wrong.says())));
      if (!form.bad()) {
        registry.apply(added, permitPrivate);
        log.add(actor, deed, subject, null, form.value("title"));
      }
      return null;
    });
  }

  private static String sentence(String says) {
    return says.isEmpty() ? says : Character.toUpperCase(says.charAt(0)) + says.substring(1) + ".";
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Vietnamese.ZONE);
  }
}
