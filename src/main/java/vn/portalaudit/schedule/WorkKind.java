package vn.portalaudit.schedule;

import java.util.Arrays;
import java.util.Optional;

/** What may be due for a portal. */
public enum WorkKind {
  AUDIT("audit"),
  TLS("tls"),
  HEADERS("headers"),
  DNS("dns"),
  MONTHLY_REPORT("monthly-report");

  private final String code;

  WorkKind(String code) {
    this.code = code;
  }

  /** Its name in the database and in configuration. */
  public String code() {
    return code;
  }

  /** The kind of that name. */
  public static Optional<WorkKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }
}
