package vn.portalaudit.web.operations;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Rule;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.AlertSettings;
import vn.portalaudit.store.AlertSettings.Way;
import vn.portalaudit.store.AlertStore;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.Listing;
import vn.portalaudit.store.MessageList;
import vn.portalaudit.store.MessageList.Message;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Refused;
import vn.portalaudit.web.page.Screen;

/** Who is told of what, and what became of each message. */
@Controller
final class AlertController {
  static final String PATH = "/canh-bao";
  static final String TITLE = "Cảnh báo";
  private static final String MESSAGES = PATH + "/tin";

  private final Database database;
  private final AlertSettings settings;
  private final AlertStore alerts;
  private final MessageList messages;
  private final ActionLog log;

  AlertController(
      Database database,
      AlertSettings settings,
      AlertStore alerts,
      MessageList messages,
      ActionLog log) {
    this.database = database;
    this.settings = settings;
    this.alerts = alerts;
    this.messages = messages;
    this.log = log;
  }

  /** A channel with the word for its kind. */
  public record Channel(Way way, String kind) {}

  /** A rule in words. */
  public record Line(
      AlertSettings.Set set, String kinds, String scope, String quiet, String remind) {}

  /** A message with the words for its state. */
  public record Sent(Message message, String kind, String state) {}

  @Allowed({Role.OPERATOR, Role.LEADER})
  @MenuItem(title = TITLE, group = MenuItem.Group.MONITORING, order = 40)
  @GetMapping(PATH)
  Screen list(Person me) {
    return Screen.of("operations/alerts", "Cảnh báo và kênh")
        .with("operator", me.is(Role.OPERATOR))
        .with(
            "channels",
            settings.channels().stream()
                .map(way -> new Channel(way, ChannelController.kind(way.kind())))
                .toList())
        .with("rules", settings.rules().stream().map(AlertController::line).toList());
  }

  private static Line line(AlertSettings.Set set) {
    Rule rule = set.rule();
    Duration remind = rule.remindAfter();
    String scope =
        (rule.tag() == null ? "" : "nhãn " + rule.tag())
            + (rule.tag() == null || set.agency() == null ? "" : ", ")
            + (set.agency() == null ? "" : set.agency());
    return new Line(
        set,
        rule.kinds().isEmpty()
            ? "mọi loại sự cố"
            : rule.kinds().stream().sorted().map(Kind::label).collect(Collectors.joining(", ")),
        scope.isEmpty() ? "mọi cổng" : scope,
        rule.quietFrom() == null
            ? "không"
            : rule.quietFrom()
                + "–"
                + rule.quietTo()
                + (rule.criticalPasses() ? ", trừ tin nghiêm trọng" : ""),
        remind == null ? "không" : "sau " + Words.lasts(remind));
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(MESSAGES)
  Screen messages(Query query) {
    String state = query.text("trang-thai");
    Listing<Message> page =
        messages.page(
            Words.small(query.text("kenh")),
            MessageList.STATES.contains(state) ? state : "",
            query.offset(),
            query.size());
    return Screen.of("operations/messages", "Nhật ký gửi tin")
        .under(TITLE, PATH)
        .with("query", query)
        .with(
            "states",
            MessageList.STATES.stream()
                .map(s -> new Option(s, Words.upper(Words.outbox(s))))
                .toList())
        .with("channels", options(settings.channels()))
        .with("rows", page.rows().stream().map(AlertController::sent).toList())
        .with("paging", query.paging(page.total()));
  }

  static List<Option> options(List<Way> ways) {
    return ways.stream().map(way -> new Option(Integer.toString(way.id()), way.name())).toList();
  }

  private static Sent sent(Message message) {
    return new Sent(message, Words.outboxKind(message.state()), Words.outbox(message.state()));
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(MESSAGES + "/{id}")
  Screen message(@PathVariable String id, Person me) {
    Message message = NotFound.unless(messages.find(Words.number(id)));
    return Screen.of("operations/message", message.subject())
        .under(TITLE, PATH)
        .under("Nhật ký gửi tin", MESSAGES)
        .with("sent", sent(message))
        .with("tries", alerts.deliveries(message.id()))
        .with(
            "again",
            me.is(Role.OPERATOR)
                && (message.state().equals("given-up")
                    || (message.state().equals("waiting") && message.attempts() > 0)));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(MESSAGES + "/{id}/gui-lai")
  Screen again(@PathVariable String id, Actor actor) {
    Message message = NotFound.unless(messages.find(Words.number(id)));
    database.within(jdbc -> {
      if (!messages.again(message.id())) {
        throw new Refused("Tin này đã gửi hoặc đang gửi; không cần gửi lại.");
      }
      log.add(actor, "message.again", "message:" + id, message.state(), "waiting");
      return true;
    });
    return Screen.to(MESSAGES + "/" + message.id(), "Tin được gửi lại trong ít phút.");
  }
}
