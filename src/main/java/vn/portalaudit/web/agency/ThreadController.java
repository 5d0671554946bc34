package vn.portalaudit.web.agency;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.Explanation;
import vn.portalaudit.store.ExplanationStore;
import vn.portalaudit.store.FindingStore;
import vn.portalaudit.store.FindingThreads;
import vn.portalaudit.store.FindingThreads.Kind;
import vn.portalaudit.store.FindingThreads.Place;
import vn.portalaudit.store.Listing;
import vn.portalaudit.store.PortalStore.Facts;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Criteria;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.Moments;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Refused;
import vn.portalaudit.web.page.Screen;

/** What an agency explains or objects to, criterion by criterion, and what it is answered. */
@Controller
final class ThreadController {
  private static final String PATH = "/don-vi/cong/{code}/tieu-chi/{checklist}/{criterion}";
  private static final Duration USUAL = Duration.ofDays(183);
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Database database;
  private final AgencyPortals portals;
  private final FindingStore findings;
  private final FindingThreads threads;
  private final ExplanationStore explanations;
  private final Criteria criteria;
  private final RunStore runs;
  private final ActionLog log;
  private final InstantSource clock;

  ThreadController(
      Database database,
      AgencyPortals portals,
      FindingStore findings,
      FindingThreads threads,
      ExplanationStore explanations,
      Criteria criteria,
      RunStore runs,
      ActionLog log,
      InstantSource clock) {
    this.database = database;
    this.portals = portals;
    this.findings = findings;
    this.threads = threads;
    this.explanations = explanations;
    this.criteria = criteria;
    this.runs = runs;
    this.log = log;
    this.clock = clock;
  }

  /** An option of a choice. */
  public record Option(String code, String name) {}

  /**
   * An entry as it is shown.
   *
   * @param state whether an explanation still applies; empty for other entries
   * @param corrected the entry that put this one right; null without one
   */
  public record Line(
      long id,
      String kind,
      String label,
      String who,
      boolean byAgency,
      Instant at,
      String says,
      @Nullable Long corrects,
      @Nullable Long corrected,
      String state) {}

  /** A conclusion while it held. */
  public record Past(
      Instant from, @Nullable Instant to, Verdict verdict, String points, String says) {}

  private record Subject(Facts portal, Place place, FindingStore.Held finding) {}

  private Subject subject(String code, String checklist, String criterion, Person me) {
    Facts portal = portals.portal(code, me);
    FindingStore.Held held =
        NotFound.unless(
            findings.current(portal.id(), clock.instant()).stream()
                .map(FindingStore.Current::finding)
                .filter(f -> f.checklist().equals(checklist) && f.criterion().equals(criterion))
                .findFirst());
    return new Subject(portal, new Place(portal.id(), checklist, criterion), held);
  }

  @Allowed({Role.REPORTER, Role.APPROVER, Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH)
  Screen thread(
      @PathVariable String code,
      @PathVariable String checklist,
      @PathVariable String criterion,
      Person me) {
    return screen(subject(code, checklist, criterion, me), me);
  }

  private Screen screen(Subject subject, Person me) {
    Place place = subject.place;
    FindingStore.Held finding = subject.finding;
    List<Line> lines = lines(place);
    List<Kind> kinds = kinds(me, lines);
    String base = AgencyPortals.base(subject.portal);
    return AgencyPortals.screen("agency/thread", title(subject), subject.portal, "", me)
        .under("Báo cáo kiểm tra", base + "/bao-cao")
        .with("path", base + "/tieu-chi/" + place.checklist() + "/" + place.criterion())
        .with("back", base + "/bao-cao#c-" + place.checklist() + "-" + place.criterion())
        .with("finding", finding)
        .with("verdict", Verdict.of(finding.outcome()))
        .with("points", Verdict.points(finding.points(), finding.maxPoints()))
        .with("clause", clause(place, finding))
        .with("entries", lines)
        .with("kinds", kinds.stream().map(k -> new Option(k.code(), k.label())).toList())
        .with("dated", kinds.contains(Kind.EXPLANATION))
        .with("help", help(me))
        .with(
            "corrigible",
            lines.stream()
                .filter(line -> line.byAgency == !me.central() && line.corrected == null)
                .map(line -> new Option(Long.toString(line.id), "#" + line.id + " · " + line.label))
                .toList())
        .with("past", past(place));
  }

  private String clause(Place place, FindingStore.Held finding) {
    return runs.cards(finding.lastRun()).stream()
        .filter(card -> card.checklist().equals(place.checklist()))
        .map(card -> criteria.clause(place.checklist(), card.version(), place.criterion()))
        .findFirst()
        .orElse("");
  }

  private static String help(Person me) {
    return me.central()
        ? "Chấp nhận hoặc không chấp nhận sẽ kết thúc phản đối đang mở."
        : "Giải trình: thừa nhận kết luận và nêu lý do. Phản đối: cho rằng kết luận sai.";
  }

  private String title(Subject subject) {
    Optional<Finding> finding =
        portals.report(subject.portal).stream()
            .flatMap(report -> report.scorecards().stream())
            .filter(card -> card.checklist().equals(subject.place.checklist()))
            .flatMap(card -> card.findings().stream())
            .filter(one -> one.criterionId().equals(subject.place.criterion()))
            .findFirst();
    return finding.map(one -> one.code() + " " + one.title()).orElse(subject.place.criterion());
  }

  private List<Line> lines(Place place) {
    List<FindingThreads.Entry> entries = threads.thread(place);
    List<Explanation> given =
        explanations.history(place.portal(), place.checklist(), place.criterion());
    Instant now = clock.instant();
    List<Line> lines = new ArrayList<>();
    for (FindingThreads.Entry entry : entries) {
      Long corrected =
          entries.stream()
              .filter(other -> Long.valueOf(entry.id()).equals(other.corrects()))
              .map(FindingThreads.Entry::id)
              .reduce((a, b) -> b)
              .orElse(null);
      String state =
          given.stream()
              .filter(one -> Long.valueOf(one.id()).equals(entry.explanation()))
              .map(one -> state(one, now))
              .findFirst()
              .orElse("");
      lines.add(
          new Line(
              entry.id(),
              badge(entry.kind()),
              entry.kind().label(),
              entry.byWhom(),
              entry.byAgency(),
              entry.at(),
              entry.says(),
              entry.corrects(),
              corrected,
              state));
    }
    return lines;
  }

  private static String badge(Kind kind) {
    return switch (kind) {
      case EXPLANATION, REPLY, CORRECTION -> "info";
      case OBJECTION -> "warn";
      case GRANTED -> "ok";
      case REJECTED -> "bad";
    };
  }

  private static String state(Explanation given, Instant now) {
    Explanation.Ended ended = given.voidReason();
    Instant since = given.voidSince();
    if (ended != null && since != null) {
      return "Hết hiệu lực từ " + Vietnamese.minute(since) + ": " + ended.label() + ".";
    }
    return given.expiresAt().isAfter(now)
        ? "Có hiệu lực đến " + Vietnamese.minute(given.expiresAt()) + "."
        : "Hết hạn từ " + Vietnamese.minute(given.expiresAt()) + ".";
  }

  private List<Past> past(Place place) {
    return findings.history(place.portal(), place.checklist(), place.criterion()).stream()
        .limit(20)
        .map(held ->
            new Past(
                held.firstSeen(),
                held.endedAt(),
                Verdict.of(held.outcome()),
                Verdict.points(held.points(), held.maxPoints()),
                held.says()))
        .toList();
  }

  /** What somebody may write here now. */
  private static List<Kind> kinds(Person me, List<Line> lines) {
    if (me.is(Role.REPORTER, Role.APPROVER)) {
      List<Kind> kinds = new ArrayList<>(List.of(Kind.EXPLANATION, Kind.OBJECTION));
      if (lines.stream().anyMatch(line -> line.byAgency && line.corrected == null)) {
        kinds.add(Kind.CORRECTION);
      }
      return kinds;
    }
    if (!me.is(Role.OPERATOR)) {
      return List.of();
    }
    boolean objected = false;
    for (Line line : lines) {
      if (line.label.equals(Kind.OBJECTION.label())) {
        objected = true;
      } else if (line.label.equals(Kind.GRANTED.label())
          || line.label.equals(Kind.REJECTED.label())) {
        objected = false;
      }
    }
    List<Kind> kinds = new ArrayList<>(List.of(Kind.REPLY));
    if (objected) {
      kinds.addAll(List.of(Kind.GRANTED, Kind.REJECTED));
    }
    if (lines.stream().anyMatch(line -> !line.byAgency && line.corrected == null)) {
      kinds.add(Kind.CORRECTION);
    }
    return kinds;
  }

  @Allowed({Role.REPORTER, Role.APPROVER, Role.OPERATOR})
  @PostMapping(PATH)
  Screen say(
      @PathVariable String code,
      @PathVariable String checklist,
      @PathVariable String criterion,
      Form form,
      Person me,
      Actor actor) {
    Subject subject = subject(code, checklist, criterion, me);
    Screen screen = screen(subject, me);
    List<Kind> may = kinds(me, lines(subject.place));
    @Nullable Kind kind = Kind.of(form.value("kind")).filter(may::contains).orElse(null);
    if (kind == null) {
      form.problem("kind", "Hãy chọn một loại trong danh sách.");
    }
    String says = form.required("says", "nội dung", FindingThreads.LONGEST);
    Long corrects = kind == Kind.CORRECTION ? corrects(form, subject.place, me) : null;
    Instant until = kind == Kind.EXPLANATION ? until(form) : null;
    if (form.bad() || kind == null) {
      return screen.refused(form);
    }
    if (kind.ofAgency() && !form.value("seen").equals(subject.finding.observedHash())) {
      throw new Refused(
          "Kết luận của tiêu chí này vừa thay đổi sau một lần kiểm tra mới. Hãy mở lại trang, đọc"
              + " kết luận mới rồi gửi; nội dung đã viết vẫn còn trong trang trước.");
    }
    return kept(subject, kind, says, corrects, until, me, actor);
  }

  private Screen kept(
      Subject subject,
      Kind kind,
      String says,
      @Nullable Long corrects,
      @Nullable Instant until,
      Person me,
      Actor actor) {
    Place place = subject.place;
    Instant now = clock.instant();
    database.within(jdbc -> {
      Long explanation = null;
      if (until != null) {
        explanation =
            explanations
                .give(
                    new ExplanationStore.Giving(
                        place.portal(),
                        place.checklist(),
                        place.criterion(),
                        subject.finding.observedHash(),
                        says,
                        me.name(),
                        now,
                        until))
                .orElseThrow(() ->
                    new Refused(
                        subject.finding.outcome() == Outcome.PASSED
                            ? "Tiêu chí này đã đạt, không có gì phải giải trình."
                            : "Tiêu chí này không có kết luận nào để giải trình lúc này."))
                .id();
      }
      threads.add(
          new FindingThreads.Draft(
              place,
              kind,
              says,
              corrects,
              explanation,
              subject.finding.observedHash(),
              !me.central(),
              me.name(),
              now));
      log.add(
          actor,
          "finding." + kind.code(),
          "portal:" + subject.portal.code() + "/" + place.checklist() + "/" + place.criterion(),
          null,
          says);
      return true;
    });
    return Screen.to(
        AgencyPortals.base(subject.portal)
            + "/tieu-chi/"
            + place.checklist()
            + "/"
            + place.criterion(),
        "Đã gửi.");
  }

  private @Nullable Long corrects(Form form, Place place, Person me) {
    String typed = form.value("corrects");
    Optional<Long> own =
        threads.thread(place).stream()
            .filter(entry -> entry.byAgency() == !me.central())
            .map(FindingThreads.Entry::id)
            .filter(id -> Long.toString(id).equals(typed))
            .findFirst();
    if (own.isEmpty()) {
      form.problem("corrects", "Hãy chọn mục cần đính chính.");
    }
    return own.orElse(null);
  }

  private @Nullable Instant until(Form form) {
    Instant now = clock.instant();
    String typed = form.text("until", 20);
    if (typed.isEmpty()) {
      return now.plus(USUAL);
    }
    Optional<Instant> end =
        Moments.day(typed).map(day -> day.plusDays(1).atStartOfDay(Vietnamese.ZONE).toInstant());
    if (end.isPresent() && end.get().isAfter(now) && end.get().isBefore(now.plus(LONGEST))) {
      return end.get();
    }
    form.problem("until", "Hãy nhập ngày dạng 31/12/2026, từ hôm nay và trong vòng một năm.");
    return null;
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @MenuItem(title = "Phản đối của cơ quan", group = MenuItem.Group.MONITORING, order = 60)
  @GetMapping("/phan-doi")
  Screen open(Query query) {
    Listing<FindingThreads.Open> page = threads.open(query.offset(), query.size());
    return Screen.of("agency/objections", "Phản đối đang chờ trả lời")
        .with("query", query)
        .with("rows", page.rows().stream().map(this::waiting).toList())
        .with("paging", query.paging(page.total()));
  }

  /** An objection that waits, with the title of what it is about. */
  public record Waiting(FindingThreads.Open open, String title) {}

  private Waiting waiting(FindingThreads.Open open) {
    Place place = open.entry().place();
    return new Waiting(open, criteria.title(place.checklist(), place.criterion()));
  }
}
