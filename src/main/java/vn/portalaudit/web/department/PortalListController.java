package vn.portalaudit.web.department;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.PortalList;
import vn.portalaudit.store.PortalStore;
import vn.portalaudit.store.SavedViews;
import vn.portalaudit.store.WorkStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.Heartbeat;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Refused;
import vn.portalaudit.web.page.Screen;
import vn.portalaudit.web.page.Sparkline;

/** The list of portals, and what is done to several of them at once. */
@Controller
final class PortalListController {
  private static final String PATH = "/cong";
  private static final String LIST = "cong";
  private static final int DAYS = 30;
  private static final int MOST_AT_ONCE = 100;
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final List<Choice> CHOSEN_STATES =
      Arrays.stream(State.values())
          .map(Standing::of)
          .map(state -> new Choice(state.code(), state.name()))
          .toList();

  private final Database database;
  private final PortalList list;
  private final PortalStore portals;
  private final SavedViews views;
  private final WorkStore work;
  private final ActionLog log;
  private final InstantSource clock;
  private volatile @Nullable Choices choices;

  PortalListController(
      Database database,
      PortalList list,
      PortalStore portals,
      SavedViews views,
      WorkStore work,
      ActionLog log,
      InstantSource clock) {
    this.database = database;
    this.list = list;
    this.portals = portals;
    this.views = views;
    this.work = work;
    this.log = log;
    this.clock = clock;
  }

  /** A row. */
  public record Line(
      PortalList.Row row,
      Standing standing,
      @Nullable Standing certificate,
      Heartbeat heartbeat,
      Sparkline scores,
      String points,
      String reason) {}

  /** What can be chosen in the filters of tags and ranking groups, as it was at a time. */
  private record Choices(Instant at, List<Choice> tags, List<Choice> groups) {}

  @Allowed({Role.OPERATOR, Role.LEADER})
  @MenuItem(title = "Danh sách cổng", group = MenuItem.Group.MONITORING, order = 20)
  @GetMapping(PATH)
  Screen show(Query query, Person me) {
    Instant now = clock.instant();
    PortalList.Page page =
        list.page(
            wanted(query),
            query.order(PortalList.Order.class, PortalList.Order.TITLE),
            LocalDate.ofInstant(now, VIETNAM),
            query.offset(),
            query.size());
    Map<Integer, List<Double>> scores =
        portals.scores(page.rows().stream().map(PortalList.Row::id).toList());
    Choices known = choices(now);
    return Screen.of("department/portals", "Danh sách cổng")
        .with("query", query)
        .with("rows", page.rows().stream().map(row -> line(row, scores, now)).toList())
        .with("paging", query.paging(page.total()))
        .with("states", CHOSEN_STATES)
        .with("tags", known.tags)
        .with("groups", known.groups)
        .with("views", views.of(me.id(), LIST))
        .with("operator", me.is(Role.OPERATOR));
  }

  private static PortalList.Wanted wanted(Query query) {
    Set<State> states =
        Arrays.stream(State.values())
            .filter(state -> Standing.of(state).code().equals(query.text("trang-thai")))
            .collect(Collectors.toSet());
    return new PortalList.Wanted(
        states, query.textOrNull("nhan"), query.textOrNull("nhom"), query.textOrNull("tim"));
  }

  /** Read from all portals at most twice a minute; and anew after tags were changed here. */
  private Choices choices(Instant now) {
    Choices known = choices;
    if (known == null || Duration.between(known.at, now).abs().compareTo(FRESH) > 0) {
      known = new Choices(now, choices(portals.tags()), choices(portals.groups()));
      choices = known;
    }
    return known;
  }

  private static List<Choice> choices(Collection<String> words) {
    return words.stream().map(word -> new Choice(word, word)).toList();
  }

  private static Line line(PortalList.Row row, Map<Integer, List<Double>> scores, Instant now) {
    return new Line(
        row,
        Standing.of(row.state(), row.watched()),
        Standing.certificate(row.certificateEnds(), now),
        Heartbeat.of(row.spark(), DAYS),
        Sparkline.of(scores.getOrDefault(row.id(), List.of()), "Điểm các lần kiểm tra"),
        Standing.points(row.points(), row.maxPoints()),
        row.reason() == null ? "" : row.reason().says());
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/nhieu")
  Screen several(Form form, Actor actor) {
    Map<String, Integer> ids = portals.ids(form.several("cong"));
    String back = PATH + query(form);
    if (ids.isEmpty()) {
      return Screen.to(back, "Chưa chọn cổng nào: hãy đánh dấu các cổng rồi chọn thao tác.");
    }
    if (ids.size() > MOST_AT_ONCE) {
      throw new Refused("Mỗi lần nhiều nhất " + MOST_AT_ONCE + " cổng.");
    }
    String done = database.within(jdbc -> act(form, ids, actor));
    choices = null;
    return Screen.to(back, done);
  }

  private String act(Form form, Map<String, Integer> ids, Actor actor) {
    String codes = ids.keySet().stream().sorted().collect(Collectors.joining(", "));
    String tag = form.text("nhan", 40).strip();
    String deed = form.value("thao-tac");
    int changed =
        switch (deed) {
          case "tam-dung" -> portals.watch(ids.values(), false);
          case "theo-doi" -> portals.watch(ids.values(), true);
          case "kiem-tra" -> audit(ids.values(), actor);
          case "gan-nhan", "bo-nhan" -> {
            if (tag.isEmpty() || form.bad()) {
              throw new Refused("Hãy nhập nhãn, dài nhất 40 ký tự, rồi gửi lại.");
            }
            yield portals.tag(ids.values(), tag, deed.equals("gan-nhan"));
          }
          default -> throw new Refused("Không có thao tác này; hãy chọn trong danh sách.");
        };
    log.add(actor, "portals." + deed, "portal:" + codes, null, tag.isEmpty() ? null : tag);
    return "Đã thực hiện với " + changed + " cổng.";
  }

  /** The same portal asked for twice within a minute is asked for once. */
  private int audit(Collection<Integer> ids, Actor actor) {
    long minute = clock.instant().getEpochSecond() / 60;
    ids.forEach(id -> work.request(id, WorkKind.AUDIT, "yeu-cau-" + minute, actor.login()));
    return ids.size();
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @PostMapping(PATH + "/che-do-xem")
  Screen keepView(Form form, Person me) {
    String name = form.required("ten", "tên chế độ xem", 60);
    if (form.bad()) {
      return Screen.to(PATH + query(form), "Chưa lưu: tên chế độ xem có 1–60 ký tự.");
    }
    boolean shared = form.ticked("chung") && me.is(Role.OPERATOR);
    String query = query(form);
    views.keep(me.id(), LIST, name, query.isEmpty() ? "" : query.substring(1), shared);
    return Screen.to(PATH + query, "Đã lưu chế độ xem.");
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @PostMapping(PATH + "/che-do-xem/{id}/xoa")
  Screen forgetView(@PathVariable int id, Person me) {
    NotFound.unless(views.forget(me.id(), id));
    return Screen.to(PATH, "Đã xóa chế độ xem.");
  }

  /** The list's own filters, when they are nothing but letters of an encoded query. */
  private static String query(Form form) {
    String query = form.value("loc");
    return query.matches("[A-Za-z0-9%&=+._*-]{1,900}") ? "?" + query : "";
  }
}
