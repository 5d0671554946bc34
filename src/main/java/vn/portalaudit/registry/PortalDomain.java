package vn.portalaudit.registry;

import java.util.Arrays;
import java.util.Optional;

/**
 * A host under which a portal was found for some time.
 *
 * @param portal code of the portal
 * @param host in lower case, international names in ASCII
 * @param role what the host is to the portal
 * @param validity when
 */
public record PortalDomain(String portal, String host, Role role, Validity validity)
    implements Entry {
  /** What a host is to a portal. */
  public enum Role {
    CHINH("chinh", "Chính"),
    BI_DANH("bi-danh", "Bí danh"),
    CHUYEN_HUONG("chuyen-huong", "Chuyển hướng"),
    LUU_TRU("luu-tru", "Lưu trữ");

    private final String id;
    private final String label;

    Role(String id, String label) {
      this.id = id;
      this.label = label;
    }

    /** The word in the database. */
    public String id() {
      return id;
    }

    /** The word for people. */
    public String label() {
      return label;
    }

    /** Whether the host shows the portal itself. */
    boolean serves() {
      return this == CHINH || this == BI_DANH;
    }

    /** The role of that id, or empty. */
    public static Optional<Role> of(String id) {
      return Arrays.stream(values()).filter(role -> role.id.equals(id)).findFirst();
    }
  }

  /** Gives the host its one spelling. */
  public PortalDomain {
    host = HostName.spelling(host);
  }

  @Override
  public Kind kind() {
    return Kind.DOMAIN;
  }

  @Override
  public String key() {
    return portal + "/" + host + "/" + validity.from();
  }

  @Override
  public Validity holds() {
    return validity;
  }
}
