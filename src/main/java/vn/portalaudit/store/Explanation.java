package vn.portalaudit.store;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An agency's reason for a finding («comply or explain»). It speaks of what was observed when it
 * was given, and of nothing else.
 *
 * @param observedHash what it explains
 * @param says the agency's words
 * @param byWhom who gave it
 * @param expiresAt when it is void at the latest
 * @param voidSince null while it is current
 * @param voidReason null while it is current
 */
public record Explanation(
    long id,
    int portal,
    String checklist,
    String criterion,
    String observedHash,
    String says,
    String byWhom,
    Instant givenAt,
    Instant expiresAt,
    @Nullable Instant voidSince,
    @Nullable Ended voidReason) {

  /** Why an explanation is void. */
  public enum Ended {
    EXPIRED("het-han", "hết hạn"),
    CHANGED("gia-tri-thay-doi", "giá trị quan sát đã thay đổi"),
    WITHDRAWN("rut-lai", "rút lại");

    private final String code;
    private final String label;

    Ended(String code, String label) {
      this.code = code;
      this.label = label;
    }

    /** Its name in the database. */
    public String code() {
      return code;
    }

    /** The Vietnamese words for reports. */
    public String label() {
      return label;
    }

    static @Nullable Ended of(@Nullable String code) {
      return Arrays.stream(values()).filter(e -> e.code.equals(code)).findFirst().orElse(null);
    }
  }
}
