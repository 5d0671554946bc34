package vn.portalaudit.registry;

import org.jspecify.annotations.Nullable;

/** A row of the registry. Two rows with the same kind and key are two states of the same thing. */
public sealed interface Entry
    permits Agency, AgencyVersion, Succession, Portal, PortalOwner, PortalDomain, Contact {
  /** What a row tells of; in the order in which rows build on each other. */
  enum Kind {
    AGENCY("cơ quan"),
    VERSION("giai đoạn của cơ quan"),
    SUCCESSION("kế thừa"),
    PORTAL("cổng"),
    OWNER("chủ quản"),
    DOMAIN("tên miền"),
    CONTACT("liên hệ");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The Vietnamese word. */
    public String label() {
      return label;
    }
  }

  /** What the row tells of. */
  Kind kind();

  /** What makes the row the same row in the next import. Readable for people. */
  String key();

  /** The days on which the row holds, or null when it tells of a single day. */
  @Nullable Validity holds();
}
