package vn.portalaudit.web.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.registry.Change;
import vn.portalaudit.registry.Entry;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.registry.sheets.Imported;
import vn.portalaudit.registry.sheets.RegistryFile;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.RegistryStore;
import vn.portalaudit.store.StagedImports;
import vn.portalaudit.store.StagedImports.Staged;
import vn.portalaudit.store.StoreException;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.Moments;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Refused;
import vn.portalaudit.web.page.Screen;

/**
 * The registry in and out: a file is tried, its problems are named by cell, then all or nothing.
 */
@Controller
final class ImportController {
  private static final String PATH = "/nhap-danh-ba";
  private static final String ONE = PATH + "/{id}";
  private static final int SHOWN = 100;

  private final Database database;
  private final RegistryStore registry;
  private final StagedImports staged;
  private final ActionLog log;
  private final boolean permitPrivate;

  ImportController(
      Database database,
      RegistryStore registry,
      StagedImports staged,
      ActionLog log,
      Settings settings) {
    this.database = database;
    this.registry = registry;
    this.staged = staged;
    this.log = log;
    this.permitPrivate = settings.node().allowPrivate();
  }

  /** How many rows of a kind are added, changed, and given an end. */
  public record Total(String kind, long added, long changed, long ended) {}

  /** What is done to a row. */
  public record Line(String what, String kind, String key) {}

  @Allowed(Role.OPERATOR)
  @MenuItem(title = "Nhập danh bạ", group = MenuItem.Group.MONITORING, order = 60)
  @GetMapping(PATH)
  Screen start() {
    return Screen.of("operations/import", "Nhập danh bạ cơ quan và cổng");
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH)
  Screen upload(
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      Form form,
      Person me)
      throws IOException {
    if (file == null || file.isEmpty()) {
      form.problem("file", "Hãy chọn một tệp .xlsx, .csv hoặc .zip.");
      return start().refused(form);
    }
    UUID id = staged.keep(me.id(), file.getOriginalFilename(), "danh-ba", file.getBytes());
    return Screen.to(PATH + "/" + id, "Đã nhận tệp; chưa nhập gì.");
  }

  private Imported read(Staged file, Registry current) throws IOException {
    Path folder = Files.createTempDirectory("portal-audit-import");
    Path copy = folder.resolve(file.name());
    try {
      Files.write(copy, file.content());
      return RegistryFile.read(copy, current, permitPrivate);
    } finally {
      Files.deleteIfExists(copy);
      Files.delete(folder);
    }
  }

  @Allowed(Role.OPERATOR)
  @GetMapping(ONE)
  Screen tried(@PathVariable String id, Person me) throws IOException {
    Staged file = NotFound.unless(staged.find(id, me.id()));
    Registry current = registry.read();
    Imported imported = read(file, current);
    List<Change> changes =
        imported.problems().isEmpty() ? current.changes(imported.registry()) : List.of();
    return Screen.of("operations/import-check", "Kiểm tra tệp " + file.name())
        .under("Nhập danh bạ", PATH)
        .with("id", file.id())
        .with("rows", imported.rows())
        .with("problems", imported.problems())
        .with("warnings", imported.warnings())
        .with("totals", totals(changes))
        .with("changes", changes.size())
        .with("shown", changes.stream().limit(SHOWN).map(ImportController::line).toList());
  }

  private static List<Total> totals(List<Change> changes) {
    Map<Entry.Kind, Map<Change.What, Long>> counted =
        changes.stream()
            .collect(
                Collectors.groupingBy(
                    change -> change.after().kind(),
                    () -> new EnumMap<>(Entry.Kind.class),
                    Collectors.groupingBy(Change::what, Collectors.counting())));
    return Arrays.stream(Entry.Kind.values())
        .filter(counted::containsKey)
        .map(kind -> {
          Map<Change.What, Long> of = counted.getOrDefault(kind, Map.of());
          return new Total(
              Words.upper(kind.label()),
              of.getOrDefault(Change.What.ADDED, 0L),
              of.getOrDefault(Change.What.CHANGED, 0L),
              of.getOrDefault(Change.What.ENDED, 0L));
        })
        .toList();
  }

  private static Line line(Change change) {
    return new Line(change.what().label(), change.after().kind().label(), change.after().key());
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(ONE + "/nhap")
  Screen commit(@PathVariable String id, Person me, Actor actor) throws IOException {
    Staged file = NotFound.unless(staged.find(id, me.id()));
    Imported imported = read(file, registry.read());
    if (!imported.problems().isEmpty()) {
      return Screen.to(PATH + "/" + file.id(), "Chưa nhập: tệp còn lỗi.");
    }
    List<Change> done = new ArrayList<>();
    try {
      database.within(jdbc -> {
        if (!staged.remove(file.id())) {
          throw new Refused("Tệp này đã được nhập.");
        }
        done.addAll(registry.apply(imported.registry(), permitPrivate));
        log.add(actor, "registry.imported", "registry:" + file.name(), null, told(done));
        return true;
      });
    } catch (StoreException e) {
      throw new Refused(e.getMessage() + ". Hãy xuất danh bạ mới và sửa lại tệp.");
    }
    return Screen.to(PATH, "Đã nhập danh bạ: " + told(done) + ".");
  }

  private static String told(List<Change> changes) {
    Map<Change.What, Long> counts =
        changes.stream()
            .collect(
                Collectors.groupingBy(
                    Change::what, () -> new EnumMap<>(Change.What.class), Collectors.counting()));
    return counts.isEmpty()
        ? "không đổi gì"
        : counts.entrySet().stream()
            .map(count -> count.getKey().label() + " " + count.getValue())
            .collect(Collectors.joining(", "));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(ONE + "/bo")
  Screen drop(@PathVariable String id, Person me) {
    staged.remove(NotFound.unless(staged.find(id, me.id())).id());
    return Screen.to(PATH, "Đã bỏ tệp; danh bạ không đổi.");
  }

  @Allowed(Role.OPERATOR)
  @GetMapping(PATH + "/mau.xlsx")
  ResponseEntity<byte[]> template() throws IOException {
    return file("danh-ba-mau.xlsx", Registry.EMPTY);
  }

  @Allowed(Role.OPERATOR)
  @GetMapping(PATH + "/mau.zip")
  ResponseEntity<byte[]> templates() throws IOException {
    return file("danh-ba-mau.zip", Registry.EMPTY);
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/xuat.xlsx")
  ResponseEntity<byte[]> workbook(Query query) throws IOException {
    return file("danh-ba.xlsx", asked(query));
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/xuat.zip")
  ResponseEntity<byte[]> archive(Query query) throws IOException {
    return file("danh-ba.zip", asked(query));
  }

  /** As of a day, or with all its history where no day is asked for. */
  private Registry asked(Query query) {
    return Moments.day(query.text("ngay")).map(registry::readAsOf).orElseGet(registry::read);
  }

  private static ResponseEntity<byte[]> file(String name, Registry content) throws IOException {
    Path folder = Files.createTempDirectory("portal-audit-export");
    Path file = folder.resolve(name);
    try {
      RegistryFile.write(content, file);
      return ResponseEntity.ok()
          .header(
              HttpHeaders.CONTENT_DISPOSITION,
              ContentDisposition.attachment().filename(name).build().toString())
          .contentType(
              name.endsWith(".zip")
                  ? MediaType.parseMediaType("application/zip")
                  : MediaType.parseMediaType(
                      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
          .body(Files.readAllBytes(file));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
