package vn.portalaudit.web.criteria;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.portalaudit.access.Role;
import vn.portalaudit.checklist.Rulebook;
import vn.portalaudit.web.WebServer;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;
import vn.portalaudit.web.page.SetLibrary;

/** The criteria in force: for the department within its frame, for everybody as methodology. */
@Controller
final class CriteriaController {
  static final String INSIDE = "/tieu-chi";
  static final String PUBLIC = "/phuong-phap";
  static final String METHODOLOGY = "Phương pháp đánh giá";

  private final WebServer.Node node;
  private final SetLibrary sets;
  private final PublishedSets published;

  CriteriaController(WebServer.Node node, SetLibrary sets, PublishedSets published) {
    this.node = node;
    this.sets = sets;
    this.published = published;
  }

  @Allowed({Role.OPERATOR, Role.LEADER, Role.APPRAISER, Role.ADMINISTRATOR})
  @MenuItem(title = "Bộ tiêu chí", group = MenuItem.Group.ASSESSMENT, order = 40)
  @GetMapping(INSIDE)
  Screen all() {
    return all("Bộ tiêu chí", INSIDE).with("sets", sets.sets());
  }

  @Allowed({Role.OPERATOR, Role.LEADER, Role.APPRAISER, Role.ADMINISTRATOR})
  @GetMapping(INSIDE + "/{id}")
  Screen one(@PathVariable String id, Query query) {
    return one(id, query, "Bộ tiêu chí", INSIDE).with("compares", true);
  }

  @Allowed(anyone = true)
  @MenuItem(title = METHODOLOGY, group = MenuItem.Group.PUBLIC, order = 30)
  @GetMapping(PUBLIC)
  Screen published() {
    return all(METHODOLOGY, PUBLIC).with("methods", published.all());
  }

  @Allowed(anyone = true)
  @GetMapping(PUBLIC + "/{id}")
  Screen published(@PathVariable String id, Query query) {
    return one(id, query, METHODOLOGY, PUBLIC);
  }

  private Screen all(String title, String path) {
    Rulebook rules = node.rulebook().get();
    return Screen.of("criteria/checklists", title)
        .with("path", path)
        .with("digest", rules.digest())
        .with("unused", path.equals(INSIDE) ? rules.unused().values() : List.of())
        .with("rows", rules.checklists().stream().map(CriteriaViews::summary).toList());
  }

  private Screen one(String id, Query query, String title, String path) {
    Rulebook rules = node.rulebook().get();
    CriteriaViews views = new CriteriaViews(rules);
    CriteriaViews.Book book =
        views.book(NotFound.unless(rules.find(id)), query.text("cach"), query.text("tim"));
    return Screen.of("criteria/checklist", book.summary().title())
        .under(title, path)
        .with("path", path)
        .with("query", query)
        .with("methods", CriteriaViews.METHODS)
        .with("digest", rules.digest())
        .with("unused", path.equals(INSIDE) ? rules.unused().getOrDefault(id, "") : "")
        .with("book", book);
  }
}
