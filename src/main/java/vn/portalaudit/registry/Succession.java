package vn.portalaudit.registry;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One agency takes over from another; several rows with one day make a merger or a split.
 *
 * @param predecessor code of the agency that gives
 * @param successor code of the agency that takes
 * @param how in which way
 * @param on first day of the new state
 * @param basis the decision, or null
 */
public record Succession(
    String predecessor, String successor, How how, LocalDate on, @Nullable String basis)
    implements Entry {
  /** Ways in which one agency takes over from another. */
  public enum How {
    HOP_NHAT("hop-nhat", "Hợp nhất", true),
    SAP_NHAP("sap-nhap", "Sáp nhập", true),
    CHIA_TACH("chia-tach", "Chia tách", false),
    DOI_TEN("doi-ten", "Đổi tên", true),
    GIAI_THE("giai-the", "Giải thể", true),
    CHUYEN_NHIEM_VU("chuyen-nhiem-vu", "Chuyển nhiệm vụ", false);

    private final String id;
    private final String label;
    private final boolean ends;

    How(String id, String label, boolean ends) {
      this.id = id;
      this.label = label;
      this.ends = ends;
    }

    /** The word in the database. */
    public String id() {
      return id;
    }

    /** The word for people. */
    public String label() {
      return label;
    }

    /** Whether the giving agency is no more afterwards. */
    public boolean endsPredecessor() {
      return ends;
    }

    /** The way of that id, or empty. */
    public static Optional<How> of(String id) {
      return Arrays.stream(values()).filter(how -> how.id.equals(id)).findFirst();
    }
  }

  @Override
  public Kind kind() {
    return Kind.SUCCESSION;
  }

  @Override
  public String key() {
    return predecessor + "/" + successor + "/" + on;
  }

  @Override
  public @Nullable Validity holds() {
    return null;
  }
}
