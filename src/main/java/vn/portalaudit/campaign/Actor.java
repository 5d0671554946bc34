package vn.portalaudit.campaign;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who does something.
 *
 * @param who the person's account; the program itself for {@link Role#SYSTEM}
 * @param role in which role
 * @param agency code of the agency that the person works for, or null
 */
public record Actor(String who, Role role, @Nullable String agency) {
  /** In which role somebody acts in a campaign. */
  public enum Role {
    DEPARTMENT("so", "cơ quan chủ trì"),
    AGENCY("co-quan", "cơ quan được đánh giá"),
    APPRAISER("tham-dinh", "thẩm định viên"),
    SYSTEM("he-thong", "hệ thống");

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

    /** The Vietnamese words for people. */
    public String label() {
      return label;
    }
  }

  /** The program itself, as when a deadline passes. */
  public static final Actor SYSTEM = new Actor("he-thong", Role.SYSTEM, null);

  public Actor {
    if (who.isBlank() || who.length() > 200) {
      throw new IllegalArgumentException("an actor needs a name of 1 to 200 characters");
    }
  }

  /** Whether this person works for the agency. */
  public boolean of(String code) {
    return Objects.equals(agency, code);
  }
}
