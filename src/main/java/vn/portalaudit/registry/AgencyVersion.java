package vn.portalaudit.registry;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agency was called and where it stood for some time.
 *
 * @param agency its code
 * @param validity when
 * @param name full name, at most 300 characters
 * @param level its level
 * @param parent code of the agency above it, or null
 * @param rankingGroup with whom it is ranked, or null
 */
public record AgencyVersion(
    String agency,
    Validity validity,
    String name,
    Level level,
    @Nullable String parent,
    @Nullable String rankingGroup)
    implements Entry {
  /** Levels of agencies; the level of districts was abolished on 01/07/2025. */
  public enum Level {
    BO("bo", "Bộ"),
    DON_VI_BO("don-vi-bo", "Đơn vị thuộc bộ"),
    TINH("tinh", "Tỉnh"),
    SO("so", "Sở"),
    HUYEN("huyen", "Huyện"),
    XA("xa", "Xã"),
    KHAC("khac", "Khác");

    private final String id;
    private final String label;

    Level(String id, String label) {
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

    /** The level of that id, or empty. */
    public static Optional<Level> of(String id) {
      return Arrays.stream(values()).filter(level -> level.id.equals(id)).findFirst();
    }
  }

  @Override
  public Kind kind() {
    return Kind.VERSION;
  }

  @Override
  public String key() {
    return agency + "/" + validity.from();
  }

  @Override
  public Validity holds() {
    return validity;
  }
}
