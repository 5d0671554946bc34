package vn.portalaudit.access;

import java.util.Arrays;
import java.util.Optional;

/** What a key of another system may do, within what its owner may. */
public enum Scope {
  /** Reads. */
  READ(Scope.READS, "Đọc dữ liệu"),
  /** Takes incidents up and writes notes. */
  INCIDENTS(Scope.INCIDENT, "Tiếp nhận và ghi chú sự cố"),
  /** Announces maintenance and withdraws it. */
  MAINTENANCE(Scope.PAUSES, "Thông báo và rút lịch bảo trì"),
  /** Asks for audits. */
  AUDITS(Scope.AUDIT, "Yêu cầu kiểm tra"),
  /** Feeds figures that a third body provides. */
  FIGURES(Scope.FIGURE, "Nạp số liệu do bên thứ ba cung cấp"),
  /** Tries channels out. */
  CHANNELS(Scope.CHANNEL, "Gửi thử kênh thông báo");

  /** The code of {@link #READ}. */
  public static final String READS = "read";

  /** The code of {@link #INCIDENTS}. */
  public static final String INCIDENT = "incidents";

  /** The code of {@link #MAINTENANCE}. */
  public static final String PAUSES = "maintenance";

  /** The code of {@link #AUDITS}. */
  public static final String AUDIT = "audits";

  /** The code of {@link #FIGURES}. */
  public static final String FIGURE = "figures";

  /** The code of {@link #CHANNELS}. */
  public static final String CHANNEL = "channels";

  private final String code;
  private final String title;

  Scope(String code, String title) {
    this.code = code;
    this.title = title;
  }

  /** Its name in the database and in the API. */
  public String code() {
    return code;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** The scope of a code. */
  public static Optional<Scope> of(String code) {
    return Arrays.stream(values()).filter(scope -> scope.code.equals(code)).findFirst();
  }
}
