package vn.portalaudit.web.operations;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Role;
import vn.portalaudit.alert.Channel;
import vn.portalaudit.alert.Delivery;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.AlertSettings;
import vn.portalaudit.store.AlertSettings.Way;
import vn.portalaudit.store.AlertStore;
import vn.portalaudit.store.Database;
import vn.portalaudit.web.WebServer;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Screen;

/** Channels: ways to reach people. What is secret of them is taken and never shown. */
@Controller
final class ChannelController {
  private static final String PATH = AlertController.PATH + "/kenh";
  private static final String ONE = PATH + "/{id}";
  private static final int MOST_ADDRESSES = 20;
  private static final Pattern MAIL = Pattern.compile("[^\\s@,;<>]{1,64}@[^\\s@,;<>]{1,255}");
  private static final Pattern CHAT = Pattern.compile("-?[0-9]{1,20}|@[A-Za-z0-9_]{5,64}");
  private static final Pattern ROBOT = Pattern.compile("[A-Za-z0-9:_-]{10,200}");
  private static final List<Option> KINDS =
      Option.of(Channel.Kind.values(), Channel.Kind::code, ChannelController::kind);

  private final Database database;
  private final AlertSettings settings;
  private final AlertStore alerts;
  private final ActionLog log;
  private final WebServer.Node node;

  ChannelController(
      Database database,
      AlertSettings settings,
      AlertStore alerts,
      ActionLog log,
      WebServer.Node node) {
    this.database = database;
    this.settings = settings;
    this.alerts = alerts;
    this.log = log;
    this.node = node;
  }

  static String kind(Channel.Kind kind) {
    return switch (kind) {
      case EMAIL -> "Thư điện tử";
      case WEBHOOK -> "Webhook (Zalo qua cầu nối)";
      case TELEGRAM -> "Telegram";
    };
  }

  private Screen form(String title, String action, @Nullable Way way) {
    Screen screen =
        Screen.of("operations/channel", title)
            .under(AlertController.TITLE, AlertController.PATH)
            .with("action", action)
            .with("kinds", KINDS);
    return way == null ? screen : screen.with("way", way);
  }

  @Allowed(Role.OPERATOR)
  @GetMapping(PATH + "/moi")
  Screen fresh() {
    return form("Thêm kênh", PATH + "/moi", null).with("form", Form.empty().put("enabled", "1"));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/moi")
  Screen add(Form form, Actor actor) {
    Channel channel = read(form, null);
    if (form.bad()) {
      return form("Thêm kênh", PATH + "/moi", null).refused(form);
    }
    int id =
        database.within(jdbc -> {
          int added = alerts.save(channel, form.ticked("enabled"));
          log.add(actor, "channel.made", "channel:" + added, null, says(channel, form));
          return added;
        });
    return Screen.to(PATH + "/" + id, "Đã thêm kênh. Hãy gửi thử.");
  }

  @Allowed(Role.OPERATOR)
  @GetMapping(ONE)
  Screen edit(@PathVariable String id) {
    Way way = way(id);
    return edit(way)
        .with(
            "form",
            Form.empty()
                .put("name", way.name())
                .put("kind", way.kind().code())
                .put("target", way.kind() == Channel.Kind.WEBHOOK ? "" : way.target())
                .put("enabled", way.enabled() ? "1" : null)
                .put("version", way.version()));
  }

  private Way way(String id) {
    return NotFound.unless(settings.channel(Words.small(id)));
  }

  private Screen edit(Way way) {
    return form("Kênh nhận «" + way.name() + "»", PATH + "/" + way.id(), way);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(ONE)
  Screen change(@PathVariable String id, Form form, Actor actor) {
    Way way = way(id);
    Channel was = NotFound.unless(alerts.channel(way.id()));
    Channel channel = read(form, was);
    if (form.bad()) {
      return edit(way).refused(form);
    }
    boolean changed =
        database.within(jdbc -> {
          if (!settings.unchanged(way.id(), form.text("version", 20))) {
            return false;
          }
          alerts.save(channel, form.ticked("enabled"));
          log.add(
              actor,
              "channel.changed",
              "channel:" + way.id(),
              way.name() + "; " + way.kind().code() + (way.enabled() ? "; bật" : "; tắt"),
              says(channel, form));
          return true;
        });
    if (!changed) {
      Way now = way(id);
      form.put("version", now.version());
      form.problem(
          "name",
          "Người khác vừa sửa kênh này thành: "
              + now.name()
              + "; "
              + now.target()
              + (now.enabled() ? "; bật" : "; tắt")
              + ". Bấm Lưu lần nữa để ghi giá trị của bạn.");
      return edit(now).with("form", form).status(409);
    }
    return Screen.to(PATH + "/" + way.id(), "Đã lưu kênh.");
  }

  private static String says(Channel channel, Form form) {
    return channel.name()
        + "; "
        + channel.kind().code()
        + (form.ticked("enabled") ? "; bật" : "; tắt");
  }

  /** The channel that is typed; what is secret stays when nothing is typed for it. */
  private Channel read(Form form, @Nullable Channel was) {
    int id = was == null ? 0 : was.id();
    String name = form.required("name", "tên kênh", 100);
    if (settings.named(name, id)) {
      form.problem("name", "Đã có kênh tên này; hãy chọn tên khác.");
    }
    Channel.Kind kind =
        Option.find(Channel.Kind.values(), Channel.Kind::code, form.text("kind", 20)).orElse(null);
    if (kind == null) {
      form.problem("kind", "Hãy chọn loại kênh.");
      return new Channel(id, name, Channel.Kind.EMAIL, "", null);
    }
    boolean same = was != null && was.kind() == kind;
    String target = form.text("target", 2_000);
    if (target.isEmpty() && same && was != null) {
      target = was.target();
    } else {
      check(form, kind, target);
    }
    String secret = form.secret("secret").strip();
    if (secret.isEmpty()) {
      secret = same && was != null ? Objects.requireNonNullElse(was.secret(), "") : "";
    }
    if (kind == Channel.Kind.TELEGRAM && !ROBOT.matcher(secret).matches()) {
      form.problem("secret", "Hãy nhập mã của robot Telegram, dạng 123456:ABC….");
    } else if (secret.length() > 200) {
      form.problem("secret", "Khóa dài nhất 200 ký tự.");
    }
    return new Channel(
        id, name, kind, target, secret.isEmpty() || kind == Channel.Kind.EMAIL ? null : secret);
  }

  private static void check(Form form, Channel.Kind kind, String target) {
    switch (kind) {
      case EMAIL -> {
        List<String> all = Arrays.stream(target.split(",", -1)).map(String::strip).toList();
        if (all.size() > MOST_ADDRESSES || !all.stream().allMatch(a -> MAIL.matcher(a).matches())) {
          form.problem(
              "target",
              "Hãy nhập địa chỉ thư, nhiều nhất 20 địa chỉ cách nhau bằng dấu phẩy,"
                  + " ví dụ truc@so.example.gov.vn.");
        }
      }
      case WEBHOOK -> {
        if (!isAddress(target)) {
          form.problem("target", "Hãy nhập địa chỉ bắt đầu bằng https://.");
        }
      }
      case TELEGRAM -> {
        if (!CHAT.matcher(target).matches()) {
          form.problem("target", "Hãy nhập mã chat, ví dụ -1001234567890 hoặc @ten_kenh.");
        }
      }
    }
  }

  private static boolean isAddress(String target) {
    try {
      URI address = URI.create(target);
      return target.matches("(?i)https?://.+")
          && address.getHost() != null
          && address.getUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(ONE + "/gui-thu")
  Screen trial(@PathVariable String id, Actor actor) {
    Channel channel = NotFound.unless(alerts.channel(Words.small(id)));
    Delivery delivery = node.trial().apply(channel);
    boolean sent = delivery instanceof Delivery.Sent;
    log.add(actor, "channel.tried", "channel:" + channel.id(), null, delivery.says());
    return Screen.of("operations/trial", sent ? "Đã gửi tin thử" : "Không gửi được tin thử")
        .under(AlertController.TITLE, AlertController.PATH)
        .with("way", way(id))
        .with("sent", sent)
        .with("says", delivery.says());
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(ONE + "/xoa")
  Screen remove(@PathVariable String id, Actor actor) {
    Way way = way(id);
    database.within(jdbc -> {
      settings.removeChannel(way.id());
      log.add(actor, "channel.removed", "channel:" + way.id(), way.name(), null);
      return true;
    });
    return Screen.to(AlertController.PATH, "Đã bỏ kênh cùng các quy tắc và tin của nó.");
  }
}
