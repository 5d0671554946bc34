package vn.portalaudit.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** The rules of portals, their addresses, owners and hosts. */
final class PortalRules {
  private final Registry registry;
  private final History history;
  private final Findings findings;
  private final Map<String, RootUrl> roots = new HashMap<>();

  PortalRules(Registry registry, History history, Findings findings) {
    this.registry = registry;
    this.history = history;
    this.findings = findings;
  }

  void check(boolean permitPrivate) {
    registry.portals().forEach(portal -> address(portal, permitPrivate));
    sameAddress();
    registry
        .portals()
        .forEach(portal -> {
          owners(history.owners(portal.code()));
          domains(portal, history.domains(portal.code()));
        });
    registry.owners().forEach(this::owner);
    registry.domains().forEach(domain -> domain(domain, permitPrivate));
    sameHost();
  }

  private void address(Portal portal, boolean permitPrivate) {
    RootUrl root = RootUrl.of(portal.rootUrl());
    root.wrong(permitPrivate).ifPresent(says -> findings.error(portal, "rootUrl", says));
    root.doubtful(permitPrivate).ifPresent(says -> findings.warning(portal, "rootUrl", says));
    if (!root.host().isEmpty()) {
      roots.put(portal.code(), root);
    }
  }

  /** Two portals that live at one time have two addresses. */
  private void sameAddress() {
    Map<String, List<Portal>> places = new HashMap<>();
    for (Portal portal : registry.portals()) {
      RootUrl root = roots.get(portal.code());
      if (root != null) {
        places.computeIfAbsent(root.place(), place -> new ArrayList<>()).add(portal);
      }
    }
    places
        .values()
        .forEach(portals ->
            pairs(
                portals,
                Portal::validity,
                (a, b) -> true,
                (a, b) ->
                    findings.error(
                        b,
                        "rootUrl",
                        "địa chỉ trùng với cổng «"
                            + a.code()
                            + "»; một địa chỉ chỉ ghi một cổng, nhiều chủ quản thì ghi ở trang «Chủ"
                            + " quản»")));
  }

  private void owner(PortalOwner owner) {
    Optional<Portal> portal = history.portal(owner.portal());
    Optional<Agency> agency = history.agency(owner.agency());
    if (portal.isEmpty()) {
      findings.error(owner, "portal", unknownPortal(owner.portal()));
    } else if (!portal.get().validity().covers(owner.validity())) {
      findings.error(
          owner,
          "from",
          "ngoài thời gian của cổng (" + Findings.days(portal.get().validity()) + ")");
    }
    if (agency.isEmpty()) {
      findings.error(owner, "agency", AgencyRules.unknown(owner.agency()));
    } else if (!agency.get().validity().covers(owner.validity())) {
      findings.error(
          owner,
          owner.validity().from().isBefore(agency.get().validity().from()) ? "from" : "to",
          "ngoài thời gian hoạt động của cơ quan chủ quản «"
              + owner.agency()
              + "» ("
              + AgencyRules.life(agency.get())
              + "); ghi thời gian chủ quản nằm trong đó, từ ngày kế thừa thì ghi cơ quan kế thừa");
    }
  }

  private void owners(List<PortalOwner> owners) {
    pairs(
        owners,
        PortalOwner::validity,
        (a, b) -> a.agency().equals(b.agency()) || (a.main() && b.main()),
        (a, b) -> {
          if (a.agency().equals(b.agency())) {
            findings.error(b, "from", "trùng thời gian với dòng " + Findings.days(a.validity()));
          } else {
            findings.error(
                b,
                "main",
                "cùng lúc có hai chủ quản chính («"
                    + a.agency()
                    + "» và «"
                    + b.agency()
                    + "»); chỉ một nơi ghi «có»");
          }
        });
  }

  private void domains(Portal portal, List<PortalDomain> domains) {
    pairs(
        domains,
        PortalDomain::validity,
        (a, b) -> a.host().equals(b.host()) || (main(a) && main(b)),
        (a, b) -> {
          if (a.host().equals(b.host())) {
            findings.error(b, "from", "trùng thời gian với dòng " + Findings.days(a.validity()));
          } else {
            findings.error(
                b,
                "role",
                "cùng lúc có hai tên miền chính («"
                    + a.host()
                    + "» và «"
                    + b.host()
                    + "»); một nơi ghi «Bí danh» hoặc «Chuyển hướng»");
          }
        });
    RootUrl root = roots.get(portal.code());
    boolean listed =
        root == null
            || domains.isEmpty()
            || domains.stream().anyMatch(domain -> domain.host().equals(root.host()));
    if (!listed) {
      findings.warning(
          portal,
          "rootUrl",
          "máy chủ của địa chỉ không có ở trang «Tên miền»; thêm dòng cho nó hoặc sửa địa chỉ");
    }
  }

  private static boolean main(PortalDomain domain) {
    return domain.role() == PortalDomain.Role.CHINH;
  }

  private void domain(PortalDomain domain, boolean permitPrivate) {
    Optional<Portal> portal = history.portal(domain.portal());
    if (portal.isEmpty()) {
      findings.error(domain, "portal", unknownPortal(domain.portal()));
    } else if (domain.role().serves() && !portal.get().validity().covers(domain.validity())) {
      findings.error(
          domain,
          "from",
          "ngoài thời gian của cổng ("
              + Findings.days(portal.get().validity())
              + "); tên miền còn lại sau khi cổng ngừng thì ghi «Chuyển hướng» hoặc «Lưu trữ»");
    }
    HostName.wrong(domain.host(), permitPrivate)
        .ifPresent(says -> findings.error(domain, "host", says));
  }

  /** A host belongs to one portal at a time, unless portals share it by their paths. */
  private void sameHost() {
    Map<String, List<PortalDomain>> hosts = new HashMap<>();
    registry
        .domains()
        .forEach(
            domain -> hosts.computeIfAbsent(domain.host(), host -> new ArrayList<>()).add(domain));
    for (List<PortalDomain> domains : hosts.values()) {
      List<PortalDomain> whole = domains.stream().filter(domain -> !byPath(domain)).toList();
      pairs(whole, PortalDomain::validity, (a, b) -> !a.portal().equals(b.portal()), this::taken);
      List<PortalDomain> parts = domains.stream().filter(this::byPath).toList();
      for (PortalDomain domain : whole) {
        parts.stream()
            .filter(part -> !part.portal().equals(domain.portal()))
            .filter(part -> part.validity().overlaps(domain.validity()))
            .findFirst()
            .ifPresent(part -> taken(part, domain));
      }
    }
  }

  private void taken(PortalDomain a, PortalDomain b) {
    findings.error(
        b,
        "host",
        "tên miền đang thuộc cổng «"
            + a.portal()
            + "» ("
            + Findings.days(a.validity())
            + "); ghi ngày hết hiệu lực ở dòng ấy, hoặc sửa tên miền");
  }

  /** Whether the portal lives on the host itself: several may, each on its own path. */
  private boolean byPath(PortalDomain domain) {
    RootUrl root = roots.get(domain.portal());
    return root != null && root.host().equals(domain.host());
  }

  /** Finds rows that hold at one time and clash; one finding a row at most. */
  private static <E> void pairs(
      List<E> rows,
      Function<E, Validity> validity,
      BiPredicate<E, E> clash,
      BiConsumer<E, E> found) {
    List<E> open = new ArrayList<>();
    List<E> inOrder =
        rows.stream().sorted(Comparator.comparing(row -> validity.apply(row).from())).toList();
    for (E row : inOrder) {
      open.removeIf(other -> validity.apply(other).endedBy(validity.apply(row).from()));
      // a thousand equal rows are not told as half a million pairs
      open.stream()
          .filter(other -> clash.test(other, row))
          .findFirst()
          .ifPresent(other -> found.accept(other, row));
      open.add(row);
    }
  }

  private static String unknownPortal(String code) {
    return "không có cổng mã «" + code + "»; thêm vào trang «Cổng» hoặc sửa mã";
  }
}
