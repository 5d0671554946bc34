package vn.portalaudit.monitor;

import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;

/** Where a fault lies, by the class that people act on. */
public enum Cause {
  DNS("dns", "tên miền hoặc máy chủ DNS"),
  NETWORK("network", "đường truyền hoặc kết nối tới máy chủ"),
  TLS("tls", "bắt tay TLS"),
  SERVER("server", "máy chủ web hoặc ứng dụng"),
  CONTENT("content", "nội dung trang"),
  BLOCKED("blocked", "cổng chặn hệ thống giám sát"),
  CERTIFICATE("certificate", "chứng thư số"),
  /** Several portals at one address fell together. */
  HOSTING("hosting", "hạ tầng dùng chung của nhiều cổng"),
  OURS("ours", "hệ thống giám sát"),
  UNKNOWN("unknown", "chưa rõ");

  private final String code;
  private final String label;

  Cause(String code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The word in the database. */
  public String code() {
    return code;
  }

  /** The Vietnamese words for people. */
  public String label() {
    return label;
  }

  /** The class of a reason. */
  public static Cause of(@Nullable Reason reason) {
    return switch (reason) {
      case null -> UNKNOWN;
      case DNS_NOT_FOUND, DNS_FAILURE -> DNS;
      case CONNECT_REFUSED, CONNECT_TIMEOUT, CONNECTION_RESET -> NETWORK;
      case TLS_HANDSHAKE -> TLS;
      case TLS_CERTIFICATE -> CERTIFICATE;
      case READ_TIMEOUT, TOO_SLOW, HTTP_STATUS, REDIRECT_LOOP, DECOMPRESSION, PARSE -> SERVER;
      case BLOCKED, RATE_LIMITED, LOGIN_WALL, ROBOTS_DENIED -> BLOCKED;
      case REDIRECTED_AWAY, TOO_LARGE, UNSUPPORTED_TYPE, SOFT_404, EMPTY_SITE, NEEDS_JAVASCRIPT ->
          CONTENT;
      case BROWSER_FAILED,
          BUDGET_EXHAUSTED,
          INTERRUPTED,
          TOO_LITTLE_HISTORY,
          ADDRESS_REFUSED,
          OWN_FAULT ->
          OURS;
    };
  }
}
