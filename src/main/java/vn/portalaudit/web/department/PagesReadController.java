package vn.portalaudit.web.department;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.evidence.Entry;
import vn.portalaudit.evidence.EvidenceReader;
import vn.portalaudit.store.PortalStore;
import vn.portalaudit.store.PortalStore.Facts;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;

/** What the last audit asked of a portal, with hashes; and its pictures. */
@Controller
final class PagesReadController {
  private static final String PATH = "/cong/{code}/trang";
  private static final int MOST_PICTURES = 12;
  private static final long LARGEST = 20_000_000;

  private final PortalStore portals;
  private final RunStore runs;

  PagesReadController(PortalStore portals, RunStore runs) {
    this.portals = portals;
    this.runs = runs;
  }

  /** An address that was asked for. */
  public record Line(
      String url, Standing standing, String status, long length, long ms, String sha256) {}

  /** A picture of a page. */
  public record Picture(String name, String url, String href) {}

  private Facts portal(String code, Person me) {
    Facts portal = NotFound.unless(portals.find(code));
    NotFound.unless(me.sees(portal.agency()));
    return portal;
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH)
  Screen list(@PathVariable String code, Query query, Person me) {
    Facts portal = portal(code, me);
    Optional<RunStore.Run> run = runs.newest(portal.id(), 1).stream().findFirst();
    List<Entry> entries = run.map(r -> entries(r.folder())).orElse(List.of());
    String wanted = query.text("tim").toLowerCase(Locale.ROOT);
    List<Capture> captures =
        entries.stream()
            .filter(entry -> entry.kind() == Entry.Kind.FETCH)
            .map(Entry::capture)
            .filter(capture -> capture != null)
            .filter(capture -> capture.url().toLowerCase(Locale.ROOT).contains(wanted))
            .filter(capture -> query.text("loi").isEmpty() || capture.reason() != null)
            .toList();
    Screen screen =
        PortalTabs.screen("department/portal-pages", portal, "trang")
            .with("query", query)
            .with(
                "rows",
                captures.stream()
                    .skip(query.offset())
                    .limit(query.size())
                    .map(PagesReadController::line)
                    .toList())
            .with("paging", query.paging(captures.size()))
            .with("pictures", pictures(portal, entries));
    run.ifPresent(r -> screen.with("run", r));
    return screen;
  }

  private static List<Entry> entries(Path folder) {
    try {
      return EvidenceReader.open(folder).entries();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Line line(Capture capture) {
    Standing standing =
        capture.reason() == null
            ? new Standing("read", "ok", "Đọc được")
            : new Standing("unread", "warn", capture.reason().says());
    return new Line(
        capture.url(),
        standing,
        capture.status() == 0 ? "–" : Integer.toString(capture.status()),
        capture.length(),
        capture.timing().totalMs(),
        capture.sha256() == null ? "" : capture.sha256());
  }

  private static List<Picture> pictures(Facts portal, List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.kind() == Entry.Kind.PICTURE)
        .limit(MOST_PICTURES)
        .map(entry ->
            new Picture(
                entry.name(), entry.target(), "/cong/" + portal.code() + "/anh/" + entry.name()))
        .toList();
  }

  /** A picture that the evidence knows by this name; no other file can be named. */
  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping("/cong/{code}/anh/{name}")
  ResponseEntity<byte[]> picture(@PathVariable String code, @PathVariable String name, Person me)
      throws IOException {
    Facts portal = portal(code, me);
    Path folder = NotFound.unless(runs.newest(portal.id(), 1).stream().findFirst()).folder();
    boolean known =
        entries(folder).stream()
            .anyMatch(e -> e.kind() == Entry.Kind.PICTURE && e.name().equals(name));
    @Nullable Path file =
        name.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,99}")
            ? folder.resolve("screenshots").resolve(name + ".png")
            : null;
    NotFound.unless(
        known && file != null && Files.isRegularFile(file) && Files.size(file) <= LARGEST);
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_PNG)
        .cacheControl(CacheControl.noStore())
        .body(Files.readAllBytes(file));
  }
}
