package vn.portalaudit.web.operations;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Role;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Rule;
import vn.portalaudit.alert.Severity;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.AgencyNames;
import vn.portalaudit.store.AlertSettings;
import vn.portalaudit.store.AlertStore;
import vn.portalaudit.store.Database;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Refused;
import vn.portalaudit.web.page.Screen;

/** Rules: who hears of what, and when not. */
@Controller
final class RuleController {
  private static final String PATH = AlertController.PATH + "/quy-tac";
  private static final String ONE = PATH + "/{id}";
  private static final int LONGEST_REMINDER = 10_080;
  private static final List<Option> KINDS =
      Option.of(Kind.values(), Kind::code, kind -> Words.upper(kind.label()));
  private static final List<Option> SEVERITIES =
      Option.of(Severity.values(), Severity::code, severity -> Words.upper(severity.label()));

  private final Database database;
  private final AlertSettings settings;
  private final AlertStore alerts;
  private final AgencyNames agencies;
  private final ActionLog log;

  RuleController(
      Database database,
      AlertSettings settings,
      AlertStore alerts,
      AgencyNames agencies,
      ActionLog log) {
    this.database = database;
    this.settings = settings;
    this.alerts = alerts;
    this.agencies = agencies;
    this.log = log;
  }

  private Screen form(String title, String action, boolean fresh) {
    return Screen.of("operations/rule", title)
        .under(AlertController.TITLE, AlertController.PATH)
        .with("action", action)
        .with("fresh", fresh)
        .with("channels", AlertController.options(settings.channels()))
        .with("kinds", KINDS)
        .with("severities", SEVERITIES)
        .with("agencies", agencies.all());
  }

  @Allowed(Role.OPERATOR)
  @GetMapping(PATH + "/moi")
  Screen fresh() {
    if (settings.channels().isEmpty()) {
      throw new Refused("Chưa có kênh nào; hãy thêm kênh trước khi thêm quy tắc.");
    }
    return form("Thêm quy tắc", PATH + "/moi", true)
        .with(
            "form",
            Form.empty()
                .put("least", Severity.MINOR.code())
                .put("critical", "1")
                .put("enabled", "1"));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/moi")
  Screen add(Form form, Actor actor) {
    Rule rule = read(form, 0);
    if (form.bad() || rule == null) {
      return form("Thêm quy tắc", PATH + "/moi", true).refused(form);
    }
    database.within(jdbc -> {
      int id = alerts.add(rule);
      log.add(actor, "rule.made", "rule:" + id, null, says(rule));
      return true;
    });
    return Screen.to(AlertController.PATH, "Đã thêm quy tắc.");
  }

  @Allowed(Role.OPERATOR)
  @GetMapping(ONE)
  Screen edit(@PathVariable String id) {
    AlertSettings.Set set = NotFound.unless(settings.rule(Words.small(id)));
    Rule rule = set.rule();
    Duration remind = rule.remindAfter();
    Form form =
        Form.empty()
            .put("channel", rule.channel())
            .put("kinds", rule.kinds().stream().map(Kind::code).toList())
            .put("least", rule.least().code())
            .put("tag", rule.tag())
            .put("agency", agencies.code(rule.agency()))
            .put("from", rule.quietFrom())
            .put("to", rule.quietTo())
            .put("critical", rule.criticalPasses() ? "1" : null)
            .put("remind", remind == null ? null : remind.toMinutes())
            .put("enabled", set.enabled() ? "1" : null)
            .put("version", set.version());
    return form("Quy tắc của kênh " + set.channel(), PATH + "/" + rule.id(), false)
        .with("form", form);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(ONE)
  Screen change(@PathVariable String id, Form form, Actor actor) {
    AlertSettings.Set set = NotFound.unless(settings.rule(Words.small(id)));
    Rule rule = read(form, set.rule().id());
    Screen screen = form("Quy tắc của kênh " + set.channel(), PATH + "/" + set.rule().id(), false);
    if (form.bad() || rule == null) {
      return screen.refused(form);
    }
    boolean changed =
        database.within(jdbc -> {
          boolean done = settings.change(rule, form.ticked("enabled"), form.text("version", 20));
          if (done) {
            log.add(actor, "rule.changed", "rule:" + rule.id(), says(set.rule()), says(rule));
          }
          return done;
        });
    if (!changed) {
      AlertSettings.Set now = NotFound.unless(settings.rule(rule.id()));
      form.put("version", now.version());
      form.problem(
          "channel",
          "Người khác vừa sửa quy tắc này thành: "
              + says(now.rule())
              + ". Bấm Lưu lần nữa để ghi giá trị của bạn.");
      return screen.with("form", form).status(409);
    }
    return Screen.to(AlertController.PATH, "Đã lưu quy tắc.");
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(ONE + "/xoa")
  Screen remove(@PathVariable String id, Actor actor) {
    Rule rule = NotFound.unless(settings.rule(Words.small(id))).rule();
    database.within(jdbc -> {
      alerts.removeRule(rule.id());
      log.add(actor, "rule.removed", "rule:" + rule.id(), says(rule), null);
      return true;
    });
    return Screen.to(AlertController.PATH, "Đã bỏ quy tắc.");
  }

  private @Nullable Rule read(Form form, int id) {
    int channel = Words.small(form.text("channel", 20));
    if (settings.channel(channel).isEmpty()) {
      form.problem("channel", "Hãy chọn kênh trong danh sách.");
    }
    Severity least =
        Option.find(Severity.values(), Severity::code, form.text("least", 20)).orElse(null);
    if (least == null) {
      form.problem("least", "Hãy chọn mức trong danh sách.");
    }
    Set<Kind> kinds = new LinkedHashSet<>();
    for (String code : form.several("kinds")) {
      Option.find(Kind.values(), Kind::code, code)
          .ifPresentOrElse(
              kinds::add, () -> form.problem("kinds", "Hãy chọn loại sự cố trong danh sách."));
    }
    String tag = form.text("tag", 40);
    LocalTime from = time(form, "from");
    LocalTime to = time(form, "to");
    if (!form.bad() && ((from == null) != (to == null) || (from != null && from.equals(to)))) {
      form.problem("from", "Giờ yên lặng cần cả giờ bắt đầu và giờ kết thúc, khác nhau.");
    }
    Integer remind =
        form.text("remind", 10).isEmpty()
            ? null
            : form.whole("remind", "số phút", 5, LONGEST_REMINDER);
    Integer agency = agency(form);
    return least == null
        ? null
        : new Rule(
            id,
            channel,
            kinds,
            least,
            tag.isEmpty() ? null : tag,
            agency,
            from,
            to,
            form.ticked("critical"),
            remind == null ? null : Duration.ofMinutes(remind));
  }

  private @Nullable Integer agency(Form form) {
    String code = form.text("agency", 80);
    Integer id = code.isEmpty() ? null : agencies.id(code).orElse(null);
    if (!code.isEmpty() && id == null) {
      form.problem("agency", "Không có cơ quan này; hãy chọn trong danh sách.");
    }
    return id;
  }

  private static @Nullable LocalTime time(Form form, String name) {
    String text = form.text(name, 10);
    try {
      return text.isEmpty() ? null : LocalTime.parse(text);
    } catch (DateTimeException e) {
      form.problem(name, "Hãy nhập giờ như 22:00.");
      return null;
    }
  }

  private static String says(Rule rule) {
    Duration remind = rule.remindAfter();
    return "kênh "
        + rule.channel()
        + "; "
        + (rule.kinds().isEmpty()
            ? "mọi loại"
            : rule.kinds().stream().map(Kind::code).sorted().toList())
        + "; từ mức "
        + rule.least().label()
        + (rule.tag() == null ? "" : "; nhãn " + rule.tag())
        + (rule.agency() == null ? "" : "; cơ quan " + rule.agency())
        + (rule.quietFrom() == null ? "" : "; yên lặng " + rule.quietFrom() + "–" + rule.quietTo())
        + (remind == null ? "" : "; nhắc sau " + remind.toMinutes() + " phút");
  }
}
