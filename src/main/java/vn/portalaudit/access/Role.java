package vn.portalaudit.access;

import java.util.Arrays;
import java.util.Locale;

/** What a person does here. A person may have several roles; each right comes from one of them. */
public enum Role {
  /** Runs the monitoring of the department. */
  OPERATOR("Người vận hành"),
  /** Reads all results of the department. */
  LEADER("Lãnh đạo"),
  /** Fills in the self-assessment of one agency. */
  REPORTER("Cán bộ báo cáo của cơ quan"),
  /** Submits the self-assessment of one agency. */
  APPROVER("Người phê duyệt của cơ quan"),
  /** Accepts or adjusts points. */
  APPRAISER("Thẩm định viên"),
  /** Keeps accounts and settings. */
  ADMINISTRATOR("Quản trị viên");

  private final String title;

  Role(String title) {
    this.title = title;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** Its name in the database and in the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether somebody with this role belongs to one agency and sees that one alone. */
  public boolean ofAgency() {
    return this == REPORTER || this == APPROVER;
  }

  /**
   * The role of a code.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Role of(String code) {
    return Arrays.stream(values())
        .filter(role -> role.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no role " + code));
  }
}
