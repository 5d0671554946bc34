package vn.portalaudit.web.department;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.campaign.sheets.AnnexTemplate;
import vn.portalaudit.index.AnnexTable;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.index.SetScheme;
import vn.portalaudit.sheet.Problem;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.StagedImports;
import vn.portalaudit.store.campaign.AnnexStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Refused;
import vn.portalaudit.web.page.Screen;
import vn.portalaudit.web.page.SetLibrary;
import vn.portalaudit.web.page.TableFile;

/**
 * The rows that texts leave to their annexes: a table is tried, its problems are named by cell and
 * its sums held against the text; then all of it is taken or nothing.
 */
@Controller
final class AnnexController {
  private static final String PATH = "/phu-luc-chi-so";
  private static final String TITLE = "Phụ lục bộ chỉ số";
  private static final String ONE = PATH + "/{set}";
  private static final int SHOWN = 500;

  private final Leading leading;
  private final SetLibrary sets;
  private final StagedImports staged;
  private final Database database;
  private final ActionLog log;

  AnnexController(
      Leading leading, SetLibrary sets, StagedImports staged, Database database, ActionLog log) {
    this.leading = leading;
    this.sets = sets;
    this.staged = staged;
    this.database = database;
    this.log = log;
  }

  /** A set that leaves rows to an annex. */
  public record Line(IndexSet set, long awaiting, AnnexStore.@Nullable Imported newest) {}

  /** A group of a tried table with what it adds up to. */
  public record Part(String title, @Nullable BigDecimal most, int rows) {}

  @Allowed({Role.OPERATOR, Role.LEADER})
  @MenuItem(title = TITLE, group = MenuItem.Group.ASSESSMENT, order = 45)
  @GetMapping(PATH)
  Screen all() {
    List<Line> lines =
        sets.sets().stream()
            .filter(set -> awaiting(set) > 0)
            .map(set ->
                new Line(
                    set,
                    awaiting(set),
                    leading.desk().importedRows(set.id()).stream().findFirst().orElse(null)))
            .toList();
    return Screen.of("department/annexes", TITLE).with("rows", lines);
  }

  private static long awaiting(IndexSet set) {
    return set.groups().stream().filter(IndexSet.Group::awaitsAnnex).count();
  }

  private IndexSet set(String id) {
    return NotFound.unless(sets.find(id).filter(set -> awaiting(set) > 0));
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(ONE)
  Screen show(@PathVariable String set, Person me) {
    return screen(set(set), me);
  }

  private Screen screen(IndexSet set, Person me) {
    return Screen.of("department/annex", "Phụ lục: " + set.title())
        .under(TITLE, PATH)
        .with("set", set)
        .with("changes", me.is(Role.OPERATOR))
        .with("groups", set.groups().stream().filter(IndexSet.Group::awaitsAnnex).toList())
        .with("imports", leading.desk().importedRows(set.id()));
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(ONE + "/mau.xlsx")
  ResponseEntity<byte[]> workbook(@PathVariable String set) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AnnexTemplate.xlsx(SetScheme.of(set(set)), out);
    return TableFile.xlsx(out.toByteArray(), "phu-luc-" + set);
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(ONE + "/mau.csv")
  ResponseEntity<byte[]> csv(@PathVariable String set) {
    return TableFile.csv(AnnexTemplate.csv(SetScheme.of(set(set))), "phu-luc-" + set);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(ONE)
  Screen upload(
      @PathVariable String set,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      Form form,
      Person me)
      throws IOException {
    IndexSet found = set(set);
    if (file == null || file.isEmpty()) {
      form.problem("file", "Hãy chọn một tệp .xlsx hoặc .csv.");
      return screen(found, me).refused(form);
    }
    UUID id = staged.keep(me.id(), file.getOriginalFilename(), "phu-luc", file.getBytes());
    return Screen.to(PATH + "/" + set + "/thu/" + id, "Đã nhận tệp; chưa nhập gì.");
  }

  @Allowed(Role.OPERATOR)
  @GetMapping(ONE + "/thu/{id}")
  Screen tried(@PathVariable String set, @PathVariable String id, Person me) {
    IndexSet found = set(set);
    StagedImports.Staged file = NotFound.unless(staged.find(id, me.id()));
    AnnexTable table = read(found, file);
    Scheme scheme = table.scheme();
    return Screen.of("department/annex-check", "Kiểm tra tệp " + file.name())
        .under("Phụ lục: " + found.title(), PATH + "/" + set)
        .with("set", found)
        .with("id", file.id())
        .with("good", scheme != null)
        .with("problems", scheme == null ? lines(table.problems()) : List.of())
        .with("count", table.lines().size())
        .with("parts", scheme == null ? List.of() : parts(scheme))
        .with("lines", table.lines().stream().limit(SHOWN).toList());
  }

  private static List<String> lines(List<Problem> problems) {
    return problems.stream().map(Problem::line).toList();
  }

  private static List<Part> parts(Scheme scheme) {
    return scheme.groups().stream()
        .map(part ->
            new Part(part.code() + ". " + part.title(), part.maxPoints(), part.items().size()))
        .toList();
  }

  private static AnnexTable read(IndexSet set, StagedImports.Staged file) {
    return AnnexTable.read(file.name(), file.content(), SetScheme.of(set));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(ONE + "/thu/{id}/nhap")
  Screen commit(
      @PathVariable String set, @PathVariable String id, Person me, ActionLog.Actor actor) {
    IndexSet found = set(set);
    StagedImports.Staged file = NotFound.unless(staged.find(id, me.id()));
    AnnexTable table = read(found, file);
    int number =
        database.within(jdbc -> {
          if (!staged.remove(file.id())) {
            throw new Refused("Tệp này đã được nhập.");
          }
          var done =
              leading.desk().importRows(set, found.version(), file.name(), table, Leading.by(me));
          Leading.must(done);
          log.add(actor, "index.rows-imported", "set:" + set, null, file.name());
          return done.value().number();
        });
    return Screen.to(
        PATH + "/" + set, "Đã nhập bảng phụ lục số " + number + "; kỳ mở sau này dùng bảng này.");
  }
}
