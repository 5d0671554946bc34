package vn.portalaudit.web.criteria;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.config.ConfigException;
import vn.portalaudit.store.StagedImports;
import vn.portalaudit.web.criteria.Difference.Change;
import vn.portalaudit.web.criteria.Outline.Aspect;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;

/** Two versions of a checklist or an index set side by side. */
@Controller
final class ComparisonController {
  private static final String CHECKLIST = CriteriaController.INSIDE + "/{id}/so-sanh";
  private static final String SET = SetController.PATH + "/{id}/so-sanh";
  private static final int MOST_BYTES = 2_000_000;

  private final ChecklistShelf checklists;
  private final SetShelf sets;
  private final StagedImports staged;

  ComparisonController(ChecklistShelf checklists, SetShelf sets, StagedImports staged) {
    this.checklists = checklists;
    this.sets = sets;
    this.staged = staged;
  }

  /** A version, or a kind of change with how many there are. */
  public record Option(String code, String name) {}

  @Allowed({Role.OPERATOR, Role.LEADER, Role.APPRAISER, Role.ADMINISTRATOR})
  @GetMapping(CHECKLIST)
  Screen checklist(@PathVariable String id, Query query, Person me) {
    return compared(checklists, CriteriaController.INSIDE, id, query, me);
  }

  @Allowed({Role.OPERATOR, Role.LEADER, Role.APPRAISER, Role.ADMINISTRATOR})
  @GetMapping(SET)
  Screen set(@PathVariable String id, Query query, Person me) {
    return compared(sets, SetController.PATH, id, query, me);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(CHECKLIST)
  Screen sendChecklist(
      @PathVariable String id,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      Form form,
      Query query,
      Person me)
      throws IOException {
    return sent(checklists, CriteriaController.INSIDE, id, file, form, query, me);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(SET)
  Screen sendSet(
      @PathVariable String id,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      Form form,
      Query query,
      Person me)
      throws IOException {
    return sent(sets, SetController.PATH, id, file, form, query, me);
  }

  private Screen sent(
      Shelf shelf,
      String path,
      String id,
      @Nullable MultipartFile file,
      Form form,
      Query query,
      Person me)
      throws IOException {
    Screen screen = screen(shelf, path, id, query, me);
    if (file == null || file.isEmpty() || file.getSize() > MOST_BYTES) {
      form.problem("file", "Hãy chọn một tệp .yml, không quá 2 MB.");
      return screen.refused(form);
    }
    UUID kept = staged.keep(me.id(), file.getOriginalFilename(), "ban-khac.yml", file.getBytes());
    return Screen.to(path + "/" + id + "/so-sanh?tu=dang-dung&den=tep:" + kept);
  }

  private static Screen screen(Shelf shelf, String path, String id, Query query, Person me) {
    String title = shelf.title(id);
    List<Option> options = new ArrayList<>();
    shelf.versions(id).forEach(one -> options.add(new Option(one.code(), one.name())));
    if (query.text("den").startsWith(Shelf.FILE)) {
      options.add(new Option(query.text("den"), "tệp vừa gửi"));
    }
    return Screen.of("criteria/comparison", "So sánh phiên bản: " + title)
        .under("Bộ tiêu chí", CriteriaController.INSIDE)
        .under(title, path + "/" + id)
        .with("path", path + "/" + id)
        .with("query", query)
        .with("sends", me.is(Role.OPERATOR))
        .with("tries", me.is(Role.OPERATOR, Role.LEADER))
        .with("versions", options);
  }

  private static Screen compared(Shelf shelf, String path, String id, Query query, Person me) {
    Screen screen = screen(shelf, path, id, query, me);
    if (query.text("tu").isEmpty() || query.text("den").isEmpty()) {
      return screen;
    }
    try {
      Outline before = shelf.read(id, query.text("tu"), me);
      Outline after = shelf.read(id, query.text("den"), me);
      List<Change> changes = Difference.between(before, after);
      String kind = query.text("loai");
      return screen
          .with("before", before.name())
          .with("after", after.name())
          .with("all", changes.size())
          .with("kinds", kinds(changes))
          .with(
              "changes",
              changes.stream().filter(one -> kind.isEmpty() || one.code().contains(kind)).toList())
          .with("trials", shelf.trials(id, query.text("den")));
    } catch (ConfigException wrong) {
      return screen.with("wrong", wrong.problems());
    }
  }

  /** The kinds of change that there are, with how many. */
  private static List<Option> kinds(List<Change> changes) {
    List<Option> kinds = new ArrayList<>();
    count(kinds, changes, Difference.ADDED, "Thêm");
    count(kinds, changes, Difference.REMOVED, "Bỏ");
    for (Aspect aspect : Aspect.values()) {
      count(kinds, changes, aspect.code(), aspect.label());
    }
    return kinds;
  }

  private static void count(List<Option> kinds, List<Change> changes, String code, String name) {
    long count = changes.stream().filter(one -> one.code().contains(code)).count();
    if (count > 0) {
      kinds.add(new Option(code, name + " (" + count + ")"));
    }
  }
}
