package vn.portalaudit.web.department;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.portalaudit.access.Role;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.registry.Portal;
import vn.portalaudit.registry.PortalOwner;
import vn.portalaudit.registry.Validity;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.RegistryStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.Screen;

/** Adds one portal to the registry. */
@Controller
final class PortalEntryController {
  private static final String PATH = "/cong/moi";
  private static final List<Choice> KINDS =
      Arrays.stream(PortalKind.values()).map(one -> new Choice(one.id(), one.label())).toList();

  private final RegistryEntry entry;
  private final RegistryStore registry;
  private final List<Choice> groups;

  PortalEntryController(RegistryEntry entry, RegistryStore registry, Settings settings) {
    this.entry = entry;
    this.registry = registry;
    this.groups = Choice.schedules(settings);
  }

  @Allowed(Role.OPERATOR)
  @GetMapping(PATH)
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
  @PostMapping(PATH)
  Screen addPortal(Form form, Actor actor) {
    String code = RegistryEntry.code(form, "mã cổng");
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
    entry.known("agency", agency, form);
    Validity since = Validity.since(entry.today());
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
    entry.add(
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
}
