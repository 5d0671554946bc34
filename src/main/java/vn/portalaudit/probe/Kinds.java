package vn.portalaudit.probe;

import java.util.ArrayList;
import java.util.List;
import vn.portalaudit.config.WorkingDays;
import vn.portalaudit.net.dns.NameLookups;
import vn.portalaudit.net.tls.Handshakes;

/** The kinds of probes; a test walks the package and fails when one is missing here. */
final class Kinds {
  private Kinds() {}

  static List<Kind> all(Handshakes handshakes, NameLookups lookups, WorkingDays calendar) {
    CertificateStands certificate = new CertificateStands(handshakes);
    List<Kind> kinds = new ArrayList<>();
    kinds.add(new SectionKind());
    kinds.add(PeopleKind.kind());
    kinds.add(ParticularsKind.kind());
    kinds.add(ScheduleKind.kind());
    kinds.add(TitlesKind.kind());
    kinds.add(DocumentsKind.kind(calendar));
    kinds.add(FilesKind.kind());
    kinds.add(ProjectsKind.kind(calendar));
    kinds.add(AnswersKind.kind(calendar));
    kinds.add(DraftsKind.kind());
    kinds.add(ServicesKind.catalogue());
    kinds.add(ServicesKind.link());
    kinds.add(AsksKind.search());
    kinds.add(AsksKind.links());
    kinds.addAll(MarksKinds.all());
    kinds.addAll(HomeKinds.all());
    kinds.addAll(PortalKinds.all(certificate));
    kinds.add(ParentBackKind.kind());
    kinds.add(OutwardLinkKind.kind());
    kinds.add(TlsKind.kind(handshakes));
    kinds.add(UptimeKind.kind(handshakes));
    kinds.add(NameServiceKind.kind(lookups));
    kinds.add(new ObservatoryKind(certificate));
    kinds.add(new HeaderExtrasKind(certificate::versions));
    return kinds;
  }
}
