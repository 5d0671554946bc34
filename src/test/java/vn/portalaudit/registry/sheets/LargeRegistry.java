package vn.portalaudit.registry.sheets;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.registry.Agency;
import vn.portalaudit.registry.AgencyVersion;
import vn.portalaudit.registry.AgencyVersion.Level;
import vn.portalaudit.registry.Contact;
import vn.portalaudit.registry.Entry;
import vn.portalaudit.registry.Portal;
import vn.portalaudit.registry.PortalDomain;
import vn.portalaudit.registry.PortalOwner;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.registry.Validity;

/** A registry of a size that the whole country has. */
public final class LargeRegistry {
  private static final LocalDate MERGER = LocalDate.of(2025, 7, 1);

  private LargeRegistry() {}

  /** A sound registry of that many portals, an agency each, every third with a change of owner. */
  public static Registry of(int portals) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Agency("tinh", Validity.ALWAYS, List.of(), null));
    entries.add(new AgencyVersion("tinh", Validity.ALWAYS, "Tỉnh Mẫu", Level.TINH, null, "tinh"));
    for (int i = 0; i < portals; i++) {
      String agency = "co-quan-" + i;
      String code = "cong-" + i;
      String host = "cong" + i + ".mau.gov.vn";
      entries.add(new Agency(agency, Validity.ALWAYS, List.of("nhan-" + i % 7), null));
      entries.add(
          new AgencyVersion(
              agency, Validity.ALWAYS, "Ủy ban nhân dân xã số " + i, Level.XA, "tinh", "xa"));
      entries.add(
          new Portal(
              code,
              "Cổng thông tin điện tử xã số " + i,
              PortalKind.XA,
              "https://" + host + "/",
              true,
              Portal.DEFAULT_SCHEDULE,
              "xã số " + i,
              new Portal.Hosting("VNPT", "Liferay", "nhom-" + i % 50),
              List.of("xa"),
              Validity.ALWAYS,
              "Ghi chú số " + i));
      entries.add(new PortalDomain(code, host, PortalDomain.Role.CHINH, Validity.ALWAYS));
      if (i % 3 == 0) {
        entries.add(new PortalOwner(code, "tinh", new Validity(Validity.BEGINNING, MERGER), true));
        entries.add(new PortalOwner(code, agency, Validity.since(MERGER), true));
      } else {
        entries.add(new PortalOwner(code, agency, Validity.ALWAYS, true));
      }
      entries.add(
          new Contact(
              agency,
              "Nguyễn Văn " + i,
              "Văn thư",
              new Contact.Reach("vt" + i + "@mau.gov.vn", "0222 3822 000", null),
              false,
              null));
    }
    return Registry.of(entries);
  }
}
