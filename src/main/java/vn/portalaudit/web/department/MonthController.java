package vn.portalaudit.web.department;

import java.io.IOException;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.PaperTexts;
import vn.portalaudit.store.PortalStore;
import vn.portalaudit.store.PortalStore.Facts;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;
import vn.portalaudit.web.paper.MonthPapers;
import vn.portalaudit.web.paper.PaperFiles;
import vn.portalaudit.web.paper.PaperKind;
import vn.portalaudit.web.paper.PaperPreview;
import vn.portalaudit.web.paper.Words;

/** How much of a month the portals could be used: all of them, or one. */
@Controller
final class MonthController {
  private static final String PATH = "/bao-cao-thang";
  private static final String TITLE = "Báo cáo tháng";
  private static final String MONTH = "thang";
  private static final PaperKind KIND = PaperKind.MONTH;

  private final MonthPapers papers;
  private final PaperFiles files;
  private final PortalStore portals;
  private final Database database;
  private final ActionLog log;

  MonthController(
      MonthPapers papers, PaperFiles files, PortalStore portals, Database database, ActionLog log) {
    this.papers = papers;
    this.files = files;
    this.portals = portals;
    this.database = database;
    this.log = log;
  }

  private YearMonth month(Query query) {
    return NotFound.unless(papers.month(query.text(MONTH)));
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @MenuItem(title = TITLE, group = MenuItem.Group.MONITORING, order = 55)
  @GetMapping(PATH)
  Screen all(Query query, Person me) {
    Form form = Form.empty().put("seen", papers.written().kept().version());
    KIND.fields()
        .forEach(field -> form.put(field.name(), papers.written().words().text(field.name())));
    return screen(query, me).with("form", form);
  }

  private Screen screen(Query query, Person me) {
    YearMonth month = month(query);
    return Screen.of("department/month", TITLE)
        .with("query", query)
        .with("month", month.toString())
        .with("choices", papers.choices())
        .with("kindOf", KIND)
        .with("written", papers.written().kept())
        .with("changes", me.is(Role.OPERATOR))
        .with("at", PATH)
        .with("preview", PaperPreview.of(papers.all(month)));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH)
  Screen save(Query query, Form form, Person me, ActionLog.Actor actor) {
    Map<String, String> typed = Words.typed(KIND, form);
    Integer seen = form.whole("seen", "phiên bản", 0, 1_000_000);
    if (!form.bad() && seen != null) {
      Optional<PaperTexts.Kept> saved =
          database.within(jdbc -> {
            Optional<PaperTexts.Kept> kept = papers.save(typed, seen, me.login());
            if (kept.isPresent()) {
              log.add(actor, "paper.written", "month", null, KIND.title());
            }
            return kept;
          });
      if (saved.isPresent()) {
        return Screen.to(PATH, "Đã lưu đầu văn bản của các báo cáo tháng.");
      }
      form.problem(
          "seen", "«" + papers.written().kept().who() + "» vừa lưu; hãy xem lại rồi lưu lần nữa.");
      form.put("seen", papers.written().kept().version());
    }
    return screen(query, me).refused(form);
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/{month}/tep/{format}")
  ResponseEntity<byte[]> file(@PathVariable String month, @PathVariable String format, Query query)
      throws IOException, InterruptedException {
    YearMonth of = NotFound.unless(papers.month(month));
    return files.file(papers.all(of), KIND.id() + "-" + of, format, query.text("bang"));
  }

  @Allowed({Role.OPERATOR, Role.LEADER, Role.REPORTER, Role.APPROVER})
  @GetMapping("/cong/{code}" + PATH)
  Screen portal(@PathVariable String code, Query query, Person me) {
    Facts portal = portal(code, me);
    YearMonth month = month(query);
    Screen screen =
        me.central()
            ? PortalTabs.screen("department/month-portal", portal, "bao-cao-thang")
            : Screen.of("department/month-portal", portal.title())
                .under(portal.title(), "/don-vi/cong/" + code + "/bao-cao");
    return screen
        .with("portal", portal)
        .with("query", query)
        .with("month", month.toString())
        .with("choices", papers.choices())
        .with("at", "/cong/" + code + PATH)
        .with("preview", PaperPreview.of(papers.of(portal, month)));
  }

  private Facts portal(String code, Person me) {
    Facts portal = NotFound.unless(portals.find(code));
    NotFound.unless(me.sees(portal.agency()));
    return portal;
  }

  @Allowed({Role.OPERATOR, Role.LEADER, Role.REPORTER, Role.APPROVER})
  @GetMapping("/cong/{code}" + PATH + "/{month}/tep/{format}")
  ResponseEntity<byte[]> file(
      @PathVariable String code,
      @PathVariable String month,
      @PathVariable String format,
      Query query,
      Person me)
      throws IOException, InterruptedException {
    Facts portal = portal(code, me);
    YearMonth of = NotFound.unless(papers.month(month));
    return files.file(
        papers.of(portal, of), KIND.id() + "-" + code + "-" + of, format, query.text("bang"));
  }
}
