package vn.portalaudit.registry;

import java.time.LocalDate;
import java.util.List;

/** The rules of mergers, splits and transfers, and of what they leave behind. */
final class SuccessionRules {
  private final Registry registry;
  private final History history;
  private final Findings findings;

  SuccessionRules(Registry registry, History history, Findings findings) {
    this.registry = registry;
    this.history = history;
    this.findings = findings;
  }

  void check() {
    registry.successions().forEach(this::succession);
    registry.agencies().forEach(this::ended);
    registry.portals().forEach(this::orphan);
  }

  private void succession(Succession step) {
    if (step.predecessor().equals(step.successor())) {
      findings.error(
          step,
          "successor",
          "cơ quan không kế thừa chính mình; nếu chỉ đổi tên thì thêm dòng ở trang «Lịch sử cơ"
              + " quan»");
      return;
    }
    history
        .agency(step.predecessor())
        .ifPresentOrElse(
            agency -> predecessor(step, agency),
            () -> findings.error(step, "predecessor", AgencyRules.unknown(step.predecessor())));
    history
        .agency(step.successor())
        .ifPresentOrElse(
            agency -> successor(step, agency),
            () -> findings.error(step, "successor", AgencyRules.unknown(step.successor())));
    boolean mutual =
        history.successions(step.successor()).stream()
            .anyMatch(
                back -> back.successor().equals(step.predecessor()) && back.on().equals(step.on()));
    if (mutual) {
      findings.error(step, "successor", "hai cơ quan kế thừa lẫn nhau trong cùng một ngày; bỏ một");
    }
  }

  private void predecessor(Succession step, Agency agency) {
    LocalDate to = agency.validity().to();
    if (!agency.validity().contains(step.on().minusDays(1))) {
      findings.error(
          step,
          "on",
          "ngày trước đó cơ quan «"
              + agency.code()
              + "» không hoạt động ("
              + AgencyRules.life(agency)
              + "); sửa ngày kế thừa hoặc thời gian của cơ quan");
    } else if (step.how().endsPredecessor() && (to == null || to.isAfter(step.on()))) {
      findings.warning(
          step,
          "predecessor",
          "sau khi "
              + step.how().label().toLowerCase(java.util.Locale.ROOT)
              + ", cơ quan «"
              + agency.code()
              + "» vẫn ghi là còn hoạt động; ghi «Hết hiệu lực từ» là "
              + Findings.day(step.on()));
    }
  }

  private void successor(Succession step, Agency agency) {
    if (!agency.validity().contains(step.on())) {
      findings.error(
          step,
          "on",
          "ngày ấy cơ quan «"
              + agency.code()
              + "» không hoạt động ("
              + AgencyRules.life(agency)
              + "); sửa ngày kế thừa hoặc thời gian của cơ quan");
    }
  }

  private void ended(Agency agency) {
    if (agency.validity().to() != null && history.successions(agency.code()).isEmpty()) {
      findings.warning(
          agency,
          "to",
          "cơ quan hết hiệu lực mà chưa ghi cơ quan kế thừa; thêm dòng ở trang «Kế thừa»");
    }
  }

  /** A portal that goes on being watched after its owners are gone needs a new owner. */
  private void orphan(Portal portal) {
    List<PortalOwner> owners = history.owners(portal.code());
    boolean goesOn = portal.watched() && portal.validity().to() == null;
    if (goesOn && owners.isEmpty()) {
      findings.warning(
          portal, "agency", "cổng chưa có cơ quan chủ quản; thêm dòng ở trang «Chủ quản»");
    } else if (goesOn && owners.stream().allMatch(owner -> owner.validity().to() != null)) {
      PortalOwner last = last(owners);
      LocalDate to = last.validity().to();
      List<String> heirs = to == null ? List.of() : history.heirs(last.agency(), to);
      findings.warning(
          portal,
          "watched",
          "cơ quan chủ quản «"
              + last.agency()
              + "» thôi chủ quản từ "
              + (to == null ? "" : Findings.day(to))
              + " mà cổng vẫn được theo dõi; thêm chủ quản mới ở trang «Chủ quản»"
              + (heirs.isEmpty() ? "" : " (cơ quan kế thừa: " + String.join(", ", heirs) + ")")
              + ", hoặc ghi «Theo dõi» là «không»");
    }
  }

  private static PortalOwner last(List<PortalOwner> owners) {
    PortalOwner last = owners.getFirst();
    for (PortalOwner owner : owners) {
      LocalDate to = owner.validity().to();
      LocalDate latest = last.validity().to();
      if (latest != null && (to == null || to.isAfter(latest))) {
        last = owner;
      }
    }
    return last;
  }
}
