package vn.portalaudit.web.department;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.evidence.Entry;
import vn.portalaudit.evidence.EvidenceReader;
import vn.portalaudit.pipeline.KeptPages;
import vn.portalaudit.store.PortalStore;
import vn.portalaudit.store.PortalStore.Facts;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.KeptPage;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Pictures;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;

/** What the last audit asked of a portal, with hashes; and its pictures. */
@Controller
final class PagesReadController {
  private static final String PATH = "/cong/{code}/trang";
  private static final int MOST_PICTURES = 12;

  private final PortalStore portals;
  private final RunStore runs;

  PagesReadController(PortalStore portals, RunStore runs) {
    this.portals = portals;
    this.runs = runs;
  }

  /** An address that was asked for. */
  public record Line(
      int number,
      String url,
      Standing standing,
      String status,
      long length,
      long ms,
      String sha256) {}

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
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Capture capture = entries.get(i).capture();
      if (entries.get(i).kind() == Entry.Kind.FETCH
          && capture != null
          && capture.url().toLowerCase(Locale.ROOT).contains(wanted)
          && (query.text("loi").isEmpty() || capture.reason() != null)) {
        lines.add(line(i, capture));
      }
    }
    Screen screen =
        PortalTabs.screen("department/portal-pages", portal, "trang")
            .with("query", query)
            .with("rows", lines.stream().skip(query.offset()).limit(query.size()).toList())
            .with("paging", query.paging(lines.size()))
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

  private static Line line(int number, Capture capture) {
    Standing standing =
        capture.reason() == null
            ? new Standing("read", "ok", "Đọc được")
            : new Standing("unread", "warn", capture.reason().says());
    return new Line(
        number,
        capture.url(),
        standing,
        capture.status() == 0 ? "–" : Integer.toString(capture.status()),
        capture.length(),
        capture.timing().totalMs(),
        capture.sha256() == null ? "" : capture.sha256());
  }

  /** One address as it was kept: headers, text, pictures, and whether its hash still holds. */
  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/{run}/{number}")
  Screen page(
      @PathVariable String code, @PathVariable String run, @PathVariable int number, Person me) {
    Facts portal = portal(code, me);
    RunStore.Run of = NotFound.unless(runs.run(run).filter(one -> one.portal() == portal.id()));
    KeptPages pages = NotFound.unless(KeptPages.open(of.folder()));
    List<Entry> entries = pages.entries();
    NotFound.unless(number >= 0 && number < entries.size());
    Entry entry = entries.get(number);
    NotFound.unless(entry.capture() != null);
    return PortalTabs.screen("department/portal-page", portal, "trang")
        .with("page", KeptPage.of(pages, entry, ""))
        .with("pictures", "/cong/" + code + "/anh/")
        .with("query", "");
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
    return Pictures.of(folder, name);
  }
}
