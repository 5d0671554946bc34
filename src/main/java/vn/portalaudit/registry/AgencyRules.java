package vn.portalaudit.registry;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of agencies, of their names and parents over time, and of their contacts. */
final class AgencyRules {
  private final Registry registry;
  private final History history;
  private final Findings findings;

  AgencyRules(Registry registry, History history, Findings findings) {
    this.registry = registry;
    this.history = history;
    this.findings = findings;
  }

  void check() {
    Duplicates.check(registry, findings);
    registry.agencies().forEach(this::named);
    registry.versions().forEach(this::version);
    registry.contacts().forEach(this::contact);
  }

  /** An agency has one name on every day of its life. */
  private void named(Agency agency) {
    List<AgencyVersion> versions =
        history.versions(agency.code()).stream()
            .sorted(Comparator.comparing(v -> v.validity().from()))
            .toList();
    if (versions.isEmpty()) {
      findings.error(
          agency,
          "name",
          "cơ quan chưa có tên và cấp; điền cột «Tên cơ quan», «Cấp» hoặc thêm dòng ở trang «Lịch sử"
              + " cơ quan»");
      return;
    }
    LocalDate named = agency.validity().from();
    for (int i = 0; i < versions.size(); i++) {
      AgencyVersion version = versions.get(i);
      if (version.validity().from().isAfter(named)) {
        gap(version, named);
      }
      LocalDate to = version.validity().to();
      if (i + 1 < versions.size()) {
        overlap(version, versions.get(i + 1));
      } else if (to != null
          && (agency.validity().to() == null || agency.validity().to().isAfter(to))) {
        gapAfter(agency, version, to);
      }
      named = to == null || to.isBefore(named) ? named : to;
    }
  }

  private void gap(AgencyVersion version, LocalDate since) {
    findings.warning(
        version,
        "from",
        "cơ quan không có tên từ "
            + Findings.day(since)
            + " đến trước "
            + Findings.day(version.validity().from())
            + "; thêm dòng cho giai đoạn ấy ở trang «Lịch sử cơ quan»");
  }

  private void gapAfter(Agency agency, AgencyVersion version, LocalDate to) {
    findings.warning(
        version,
        "to",
        "cơ quan «"
            + agency.code()
            + "» còn hoạt động mà không có tên từ "
            + Findings.day(to)
            + "; thêm dòng cho giai đoạn sau, hoặc ghi ngày hết hiệu lực của cơ quan");
  }

  private void overlap(AgencyVersion version, AgencyVersion next) {
    if (version.validity().overlaps(next.validity())) {
      findings.error(
          next,
          "from",
          "trùng thời gian với giai đoạn «"
              + version.name()
              + "» ("
              + Findings.days(version.validity())
              + "); ghi «Hết hiệu lực từ» của giai đoạn ấy là "
              + Findings.day(next.validity().from()));
    }
  }

  private void version(AgencyVersion version) {
    Optional<Agency> agency = history.agency(version.agency());
    if (agency.isEmpty()) {
      findings.error(version, "agency", unknown(version.agency()));
      return;
    }
    if (!agency.get().validity().covers(version.validity())) {
      findings.error(
          version, "from", "ngoài thời gian hoạt động của cơ quan (" + life(agency.get()) + ")");
    }
    String parent = version.parent();
    if (parent != null) {
      parent(version, parent);
    }
  }

  private void parent(AgencyVersion version, String code) {
    Optional<Agency> parent = history.agency(code);
    if (parent.isEmpty()) {
      findings.error(version, "parent", unknown(code));
    } else if (!parent.get().validity().covers(version.validity())) {
      findings.error(
          version,
          "parent",
          "cơ quan cấp trên «"
              + code
              + "» chỉ hoạt động "
              + life(parent.get())
              + "; tách giai đoạn này ở trang «Lịch sử cơ quan», mỗi giai đoạn một cấp trên");
    } else if (circular(version)) {
      findings.error(
          version,
          "parent",
          "«"
              + version.agency()
              + "» lại là cấp trên của chính mình vào ngày "
              + Findings.day(version.validity().from())
              + "; sửa cột «Mã cơ quan cấp trên»");
    }
  }

  /** A circle closes on the day on which its last piece begins, so each piece is tried then. */
  private boolean circular(AgencyVersion version) {
    Set<String> seen = new HashSet<>();
    String above = version.parent();
    while (above != null && seen.add(above)) {
      if (above.equals(version.agency())) {
        return true;
      }
      above = parentAt(above, version.validity().from());
    }
    return false;
  }

  private @Nullable String parentAt(String agency, LocalDate day) {
    return history.versionAt(agency, day).map(AgencyVersion::parent).orElse(null);
  }

  private void contact(Contact contact) {
    if (history.agency(contact.agency()).isEmpty()) {
      findings.error(contact, "agency", unknown(contact.agency()));
    }
    Contact.Reach reach = contact.reach();
    if (contact.alerts() && reach.email() == null && reach.telegram() == null) {
      findings.error(
          contact,
          "alerts",
          "nhận cảnh báo mà không có thư điện tử hay Telegram; điền một trong hai, hoặc ghi «không»");
    }
  }

  static String unknown(String code) {
    return "không có cơ quan mã «" + code + "»; thêm vào trang «Cơ quan» hoặc sửa mã";
  }

  static String life(Agency agency) {
    return Findings.days(agency.validity());
  }
}
