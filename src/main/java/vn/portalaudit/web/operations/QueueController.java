package vn.portalaudit.web.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.Listing;
import vn.portalaudit.store.WorkList;
import vn.portalaudit.store.WorkList.Item;
import vn.portalaudit.store.WorkList.State;
import vn.portalaudit.store.WorkStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Refused;
import vn.portalaudit.web.page.Screen;

/** The queue: what runs and how far it is, what waits, what failed. */
@Controller
final class QueueController {
  private static final String PATH = "/hang-doi";
  private static final Duration PICTURE = Duration.ofHours(6);
  private static final int MOST_RUNNING = 100;
  private static final int LAST = 9;
  private static final List<Option> KINDS =
      Option.of(WorkKind.values(), WorkKind::code, kind -> Words.upper(says(kind)));
  private static final List<Option> STATES =
      Option.of(State.values(), State::name, state -> Words.upper(state.label())).stream()
          .map(
              option -> new Option(option.code().toLowerCase(java.util.Locale.ROOT), option.name()))
          .toList();
  private static final List<Option> PRIORITIES =
      List.of(
          new Option("0", "gấp"),
          new Option("1", "sớm"),
          new Option("5", "thường"),
          new Option("9", "sau cùng"));

  private final Database database;
  private final WorkList list;
  private final WorkStore queue;
  private final QueueStream stream;
  private final ActionLog log;
  private final InstantSource clock;

  QueueController(
      Database database,
      WorkList list,
      WorkStore queue,
      QueueStream stream,
      ActionLog log,
      InstantSource clock) {
    this.database = database;
    this.list = list;
    this.queue = queue;
    this.stream = stream;
    this.log = log;
    this.clock = clock;
  }

  /** How much there is; kind is that of a tile. */
  public record Counts(long running, long queued, long overdue, String kind) {}

  /** Work with the words for it. */
  public record Row(
      Item item, String kind, String badge, boolean waits, boolean active, String priority) {}

  /** Work under way: what is done of all of it, and how long the rest takes. */
  public record Running(Item item, String kind, String doing, int done, int all, String left) {}

  @Allowed({Role.OPERATOR, Role.LEADER})
  @MenuItem(title = "Hàng đợi", group = MenuItem.Group.MONITORING, order = 70)
  @GetMapping(PATH)
  Screen list(Query query, Person me) {
    Instant now = clock.instant();
    Listing<Item> page =
        list.page(
            new WorkList.Wanted(
                Option.find(
                        State.values(),
                        state -> state.name().toLowerCase(java.util.Locale.ROOT),
                        query.text("trang-thai"))
                    .orElse(null),
                WorkKind.of(query.text("viec")).orElse(null),
                query.text("tim")),
            query.offset(),
            query.size());
    Map<String, Long> counts = queue.counts();
    long overdue = counts.getOrDefault("overdue", 0L);
    WorkerPicture picture =
        WorkerPicture.of(list.spans(now.minus(PICTURE), 500), now.minus(PICTURE), now);
    return running(Screen.of("operations/queue", "Hàng đợi"), me)
        .with("query", query)
        .with(
            "counts",
            new Counts(
                counts.getOrDefault("running", 0L),
                counts.getOrDefault("queued", 0L) + overdue,
                overdue,
                overdue > 0 ? "warn" : ""))
        .with("lanes", picture.lanes())
        .with("marks", picture.marks())
        .with("height", picture.height())
        .with("bottom", picture.bottom())
        .with("states", STATES)
        .with("kinds", KINDS)
        .with("priorities", PRIORITIES)
        .with("rows", page.rows().stream().map(QueueController::row).toList())
        .with("paging", query.paging(page.total()));
  }

  static String says(WorkKind kind) {
    return switch (kind) {
      case AUDIT -> "kiểm tra toàn cổng";
      case TLS -> "xem chứng thư, TLS";
      case HEADERS -> "xem tiêu đề HTTP";
      case DNS -> "xem tên miền";
      case MONTHLY_REPORT -> "tính tháng";
    };
  }

  private static Row row(Item item) {
    String badge =
        switch (item.state()) {
          case QUEUED -> "none";
          case RUNNING -> "info";
          case DONE -> "ok";
          case FAILED -> "bad";
          case CANCELLED -> "warn";
        };
    // what lies between takes the name of the next less urgent
    String priority =
        PRIORITIES.stream()
            .map(Option::code)
            .filter(code -> Integer.parseInt(code) >= item.priority())
            .findFirst()
            .orElse("9");
    return new Row(
        item,
        says(item.kind()),
        badge,
        item.state() == State.QUEUED,
        item.state() == State.RUNNING,
        priority);
  }

  private Screen running(Screen screen, Person me) {
    return screen
        .with("operator", me.is(Role.OPERATOR))
        .with(
            "running", list.running(MOST_RUNNING).stream().map(QueueController::running).toList());
  }

  private static Running running(Item item) {
    WorkList.Progress progress = item.progress();
    if (progress == null) {
      return new Running(item, says(item.kind()), "đang bắt đầu", 0, 1, "–");
    }
    Integer eta = progress.etaSeconds();
    int all = progress.pages() + progress.queued();
    return new Running(
        item,
        says(item.kind()),
        progress.phase() + ": " + progress.pages() + " trang, còn " + progress.queued(),
        progress.pages(),
        Math.max(1, all),
        eta == null ? "–" : Words.lasts(Duration.ofSeconds(eta)));
  }

  /** The table of what runs alone, for the page that is open. */
  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/dang-chay")
  Screen running(Person me) {
    return running(Screen.of("operations/queue-running", "Đang chạy").under("Hàng đợi", PATH), me);
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(path = PATH + "/dong", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events() {
    return stream.open();
  }

  private Item item(String id) {
    return NotFound.unless(list.find(Words.number(id)));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/{id}/huy")
  Screen cancel(@PathVariable String id, Actor actor) {
    Item item = item(id);
    database.within(jdbc -> {
      if (!queue.cancel(item.id())) {
        throw new Refused("Việc này đã xong hoặc đã hủy.");
      }
      log.add(actor, "work.cancelled", object(item), item.state().label(), null);
      return true;
    });
    return Screen.to(PATH, "Đã hủy việc; nút đang làm sẽ ngừng trong vài giây.");
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/{id}/chay-lai")
  Screen again(@PathVariable String id, Person me, Actor actor) {
    Item item = item(id);
    database.within(jdbc -> {
      if (item.state() == State.DONE && item.kind() != WorkKind.MONTHLY_REPORT) {
        queue.request(item.portal(), item.kind(), "lam-lai-" + clock.instant(), me.login());
      } else if (!queue.again(item.id(), me.login())) {
        throw new Refused("Chỉ chạy lại được việc đã xong, không xong hoặc đã hủy.");
      }
      log.add(actor, "work.again", object(item), item.state().label(), null);
      return true;
    });
    return Screen.to(PATH, "Việc đã vào lại hàng đợi.");
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/{id}/uu-tien")
  Screen prioritise(@PathVariable String id, Form form, Actor actor) {
    Item item = item(id);
    Integer priority = form.whole("priority", "độ ưu tiên", 0, LAST);
    if (priority == null) {
      throw new Refused("Hãy chọn độ ưu tiên trong danh sách.");
    }
    database.within(jdbc -> {
      if (!queue.prioritise(item.id(), priority)) {
        throw new Refused("Việc này không còn chờ nữa nên không đổi được độ ưu tiên.");
      }
      log.add(actor, "work.priority", object(item), "" + item.priority(), "" + priority);
      return true;
    });
    return Screen.to(PATH, "Đã đổi độ ưu tiên.");
  }

  private static String object(Item item) {
    return "work:" + item.id() + " " + item.kind().code() + " " + item.code();
  }
}
