package vn.portalaudit.web.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.alert.Deed;
import vn.portalaudit.alert.Incident;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Life;
import vn.portalaudit.alert.Severity;
import vn.portalaudit.monitor.Cause;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.IncidentList;
import vn.portalaudit.store.IncidentList.Row;
import vn.portalaudit.store.IncidentStore;
import vn.portalaudit.store.Listing;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Refused;
import vn.portalaudit.web.page.Screen;

/** Incidents: what happened, why, who was told, and who does what about it. */
@Controller
final class IncidentController {
  private static final String PATH = "/su-co";
  private static final String ONE = PATH + "/{id}";
  private static final int LONGEST = 2_000;
  private static final int MOST_OTHERS = 50;
  private static final int MOST_TOLD = 200;
  private static final List<Option> STATES =
      List.of(
          new Option("open", "Mới"),
          new Option("acknowledged", "Đã tiếp nhận"),
          new Option("closed", "Đã đóng"),
          new Option("merged", "Đã gộp"),
          new Option("tat-ca", "Tất cả"));

  private final Database database;
  private final IncidentStore incidents;
  private final IncidentList list;
  private final ActionLog log;
  private final InstantSource clock;

  IncidentController(
      Database database,
      IncidentStore incidents,
      IncidentList list,
      ActionLog log,
      InstantSource clock) {
    this.database = database;
    this.incidents = incidents;
    this.list = list;
    this.log = log;
    this.clock = clock;
  }

  /** An incident with the words for it. */
  public record Line(
      Row row,
      Incident incident,
      String kind,
      String stateKind,
      String severityKind,
      String lasts) {}

  /** An entry of the log. */
  public record Entry(Instant at, String by, String what, String says) {}

  /** A message about it. */
  public record Told(IncidentList.Told message, String kind, String state) {}

  @Allowed({Role.OPERATOR, Role.LEADER})
  @MenuItem(title = "Sự cố", group = MenuItem.Group.MONITORING, order = 30)
  @GetMapping(PATH)
  Screen list(Query query) {
    String state = query.text("trang-thai");
    Listing<Row> page =
        list.page(
            new IncidentList.Wanted(
                Option.find(Incident.State.values(), Incident.State::code, state).orElse(null),
                state.equals("tat-ca"),
                Option.find(Kind.values(), Kind::code, query.text("loai")).orElse(null),
                Option.find(Cause.values(), Cause::code, query.text("nguyen-nhan")).orElse(null),
                Option.find(Severity.values(), Severity::code, query.text("muc")).orElse(null),
                query.text("tim"),
                Days.start(query.text("tu")),
                Days.end(query.text("den"))),
            query.offset(),
            query.size());
    return Screen.of("operations/incidents", "Sự cố")
        .with("query", query)
        .with("states", STATES)
        .with("kinds", Option.of(Kind.values(), Kind::code, k -> Words.upper(k.label())))
        .with("causes", Option.of(Cause.values(), Cause::code, c -> Words.upper(c.label())))
        .with(
            "severities", Option.of(Severity.values(), Severity::code, s -> Words.upper(s.label())))
        .with("rows", page.rows().stream().map(this::line).toList())
        .with("paging", query.paging(page.total()));
  }

  private Line line(Row row) {
    Incident incident = row.incident();
    Instant end = incident.endsAt() == null ? clock.instant() : incident.endsAt();
    return new Line(
        row,
        incident,
        Words.upper(incident.subject().kind().label()),
        switch (incident.state()) {
          case OPEN -> "bad";
          case ACKNOWLEDGED -> "warn";
          case CLOSED -> "ok";
          case MERGED -> "none";
        },
        switch (incident.severity()) {
          case CRITICAL -> "bad";
          case MAJOR -> "warn";
          case MINOR -> "info";
          case INFO -> "none";
        },
        Words.lasts(Duration.between(incident.startsAt(), end)));
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(ONE)
  Screen show(@PathVariable String id, Person me) {
    return screen(row(id), me);
  }

  private Row row(String id) {
    return NotFound.unless(list.find(Words.number(id)));
  }

  private Screen screen(Row row, Person me) {
    Incident incident = row.incident();
    Line line = line(row);
    boolean operator = me.is(Role.OPERATOR);
    return Screen.of("operations/incident", line.kind() + ": " + name(row))
        .under("Sự cố", PATH)
        .with("line", line)
        .with("incident", incident)
        .with("operator", operator)
        .with("active", incident.state().active())
        .with(
            "entries",
            incidents.log(incident.id()).stream()
                .map(e -> new Entry(e.at(), e.by(), says(e.what()), e.says()))
                .toList())
        .with(
            "told",
            list.told(incident.id(), MOST_TOLD).stream().map(IncidentController::told).toList())
        .with(
            "others",
            operator && incident.state().active()
                ? list.others(incident, MOST_OTHERS).stream()
                    .map(IncidentController::other)
                    .toList()
                : List.of());
  }

  private static String name(Row row) {
    return row.title() == null ? "hệ thống giám sát" : row.title();
  }

  private static Option other(Row row) {
    Incident incident = row.incident();
    return new Option(
        Long.toString(incident.id()),
        "Số " + incident.id() + " – " + name(row) + ": " + incident.subject().kind().label());
  }

  private static Told told(IncidentList.Told message) {
    return new Told(message, Words.outboxKind(message.state()), Words.outbox(message.state()));
  }

  private static String says(Life.Event event) {
    return switch (event) {
      case OPENED -> "Mở";
      case ACKNOWLEDGED -> "Tiếp nhận";
      case NOTE -> "Ghi chú";
      case MERGED -> "Gộp";
      case SEVERITY -> "Nặng thêm";
      case ENDED -> "Hết";
      case CLOSED -> "Đóng";
      case REOPENED -> "Mở lại";
    };
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(ONE + "/tiep-nhan")
  Screen acknowledge(@PathVariable String id, Form form, Person me, Actor actor) {
    return act(
        row(id),
        new Deed.Acknowledge(me.name()),
        "acknowledged",
        null,
        actor,
        "Đã tiếp nhận sự cố.");
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(ONE + "/ghi-chu")
  Screen note(@PathVariable String id, Form form, Person me, Actor actor) {
    Row row = row(id);
    String text = form.required("note", "ghi chú", LONGEST);
    return form.bad()
        ? screen(row, me).refused(form)
        : act(row, new Deed.Note(me.name(), text), "noted", text, actor, "Đã ghi chú.");
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(ONE + "/dong")
  Screen close(@PathVariable String id, Form form, Person me, Actor actor) {
    Row row = row(id);
    String text = form.required("reason", "lý do đóng", LONGEST);
    return form.bad()
        ? screen(row, me).refused(form)
        : act(row, new Deed.Close(me.name(), text), "closed", text, actor, "Đã đóng sự cố.");
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(ONE + "/mo-lai")
  Screen reopen(@PathVariable String id, Form form, Person me, Actor actor) {
    Row row = row(id);
    String text = form.required("again", "lý do mở lại", LONGEST);
    return form.bad()
        ? screen(row, me).refused(form)
        : act(row, new Deed.Reopen(me.name(), text), "reopened", text, actor, "Đã mở lại sự cố.");
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(ONE + "/gop")
  Screen merge(@PathVariable String id, Form form, Person me, Actor actor) {
    Row row = row(id);
    String into = form.required("into", "sự cố để gộp vào", 20);
    if (!form.bad() && Words.number(into) == 0) {
      form.problem("into", "Hãy chọn một sự cố đang mở trong danh sách.");
    }
    return form.bad()
        ? screen(row, me).refused(form)
        : act(
            row,
            new Deed.Merge(me.name(), Words.number(into)),
            "merged",
            into,
            actor,
            "Đã gộp sự cố.");
  }

  private Screen act(
      Row row, Deed deed, String action, @Nullable String after, Actor actor, String notice) {
    long id = row.incident().id();
    try {
      database.within(jdbc -> {
        Life.Outcome outcome = NotFound.unless(incidents.act(id, deed));
        if (outcome instanceof Life.Outcome.Refused refused) {
          throw new Refused(refused.says());
        }
        log.add(
            actor,
            "incident." + action,
            "incident:" + id,
            row.incident().state().label(),
            Objects.requireNonNullElse(after, ""));
        return true;
      });
    } catch (DataAccessException e) {
      if (deed instanceof Deed.Reopen) {
        throw new Refused("Đã có một sự cố khác đang mở về cùng một việc; hãy xử lý ở sự cố đó.");
      }
      throw e;
    }
    return Screen.to(PATH + "/" + id, notice);
  }
}
