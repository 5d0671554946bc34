package vn.portalaudit.web.department;

import java.util.ArrayList;
import java.util.List;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Result;
import vn.portalaudit.report.Vietnamese;

/** What the last audit saw of certificates, names and headers. */
final class NetworkViews {
  private NetworkViews() {}

  /** A probe with its fields. */
  public record Group(String title, List<Field> fields) {}

  /** A field; unobserved ones say why. */
  public record Field(String name, String value, boolean unobserved) {}

  private record Probe(String id, String title) {}

  private static final List<Probe> PROBES =
      List.of(
          new Probe("tls", "TLS và chứng thư số"),
          new Probe("ipv6-dnssec", "Tên miền: IPv6, DNSSEC"),
          new Probe("uptime", "Kết nối lúc kiểm tra"),
          new Probe("http-observatory", "Tiêu đề bảo mật"));

  static List<Group> of(AuditReport report) {
    List<Group> groups = new ArrayList<>();
    for (Probe probe : PROBES) {
      List<Field> fields =
          report.observations().stream()
              .filter(observation -> observation.probe().equals(probe.id))
              .map(NetworkViews::field)
              .toList();
      if (!fields.isEmpty()) {
        groups.add(new Group(probe.title, fields));
      }
    }
    return groups;
  }

  private static Field field(Observation observation) {
    return switch (observation.result()) {
      case Result.Value(Datum datum) ->
          new Field(observation.field(), Vietnamese.datum(observation.field(), datum), false);
      case Result.Unobserved(var reason) -> new Field(observation.field(), reason.says(), true);
    };
  }
}
