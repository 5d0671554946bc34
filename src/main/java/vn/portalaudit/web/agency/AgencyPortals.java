package vn.portalaudit.web.agency;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.portalaudit.access.Person;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.report.MaskedReport;
import vn.portalaudit.store.PortalStore;
import vn.portalaudit.store.PortalStore.Facts;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.RunReports;
import vn.portalaudit.web.page.Screen;

/** The portals that a person of an agency may see, with their newest reports. */
@Component
final class AgencyPortals {
  private static final int LOOKED_BACK = 5;

  private final PortalStore portals;
  private final RunStore runs;
  private final RunReports reports;

  AgencyPortals(PortalStore portals, RunStore runs, RunReports reports) {
    this.portals = portals;
    this.runs = runs;
    this.reports = reports;
  }

  /** A tab, for the macro {@code #tabs}. */
  public record Tab(String title, String href, boolean current) {}

  /** The portal of a code; 404 for one that is not this person's. */
  Facts portal(String code, Person me) {
    Facts portal = NotFound.unless(portals.find(code));
    NotFound.unless(me.sees(portal.agency()));
    return portal;
  }

  /** The portals of a person's agency. */
  List<Facts> of(Person me) {
    Integer agency = me.agency();
    return agency == null ? List.of() : portals.of(agency);
  }

  /** The newest run that observed something, or else the newest. */
  Optional<RunStore.Run> run(Facts portal) {
    List<RunStore.Run> newest = runs.newest(portal.id(), LOOKED_BACK);
    return newest.stream()
        .filter(RunStore.Run::observed)
        .findFirst()
        .or(() -> newest.stream().findFirst());
  }

  /** What that run concluded; what people wrote on the portal is masked, as in all documents. */
  Optional<AuditReport> report(Facts portal) {
    return run(portal).flatMap(run -> reports.of(run.id())).map(MaskedReport::of);
  }

  /** Where a portal's screens are. */
  static String base(Facts portal) {
    return "/don-vi/cong/" + portal.code();
  }

  /** A screen of a portal, with its tabs. */
  static Screen screen(String template, String title, Facts portal, String current, Person me) {
    String base = base(portal);
    Screen screen = Screen.of(template, title);
    if (me.central()) {
      screen.under("Danh sách cổng", "/cong").under(portal.title(), "/cong/" + portal.code());
    }
    return screen
        .with("portal", portal)
        .with("base", base)
        .with(
            "tabs",
            List.of(
                new Tab("Báo cáo kiểm tra", base + "/bao-cao", current.equals("bao-cao")),
                new Tab("Lịch sử và so sánh", base + "/lich-su", current.equals("lich-su")),
                new Tab(
                    "Thời gian hoạt động", "/cong/" + portal.code() + "/bao-cao-thang", false)));
  }
}
