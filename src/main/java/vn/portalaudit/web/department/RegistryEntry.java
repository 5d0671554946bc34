package vn.portalaudit.web.department;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.registry.Entry;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.AgencyList;
import vn.portalaudit.store.AgencyNames;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.RegistryStore;
import vn.portalaudit.web.page.Form;

/** Adds rows to the registry from a form, by the rules that hold for imports. Safe for threads. */
@Component
final class RegistryEntry {
  private static final String CODE = "[a-z0-9]+(-[a-z0-9]+)*";

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

  RegistryEntry(
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
  }

  /** The code that is typed; what is none is a problem. */
  static String code(Form form, String what) {
    String code = form.required("code", what, 80);
    if (!code.isEmpty() && (!code.matches(CODE) || code.equals("moi"))) {
      form.problem(
          "code",
          "Mã gồm chữ thường không dấu, chữ số và gạch nối, ví dụ so-noi-vu; không là «moi».");
    }
    return code;
  }

  /** Who types a name instead of a code is told the code. */
  void known(String field, String code, Form form) {
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

  /** Adds what keeps the rules; what breaks one is a problem of its field. */
  void add(Form form, Actor actor, String deed, String subject, Entry... entries) {
    if (form.bad()) {
      return;
    }
    Registry added = Registry.of(List.of(entries));
    database.<@Nullable Void>within(jdbc -> {
      registry
          .add(added, permitPrivate)
          .forEach(wrong ->
              form.problem(FIELDS.getOrDefault(wrong.field(), "code"), sentence(wrong.says())));
      if (!form.bad()) {
        log.add(actor, deed, subject, null, form.value("title"));
      }
      return null;
    });
  }

  private static String sentence(String says) {
    return says.isEmpty() ? says : Character.toUpperCase(says.charAt(0)) + says.substring(1) + ".";
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Vietnamese.ZONE);
  }
}
