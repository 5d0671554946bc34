package vn.portalaudit.net.browser;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.portalaudit.domain.Reason;

/** What Chromium's network errors mean to us (net/base/net_error_list.h). */
final class NetError {
  /** The first key that is contained wins. */
  private static final Map<String, Reason> REASONS = new LinkedHashMap<>();

  static {
    REASONS.put("ERR_TOO_MANY_REDIRECTS", Reason.REDIRECT_LOOP);
    REASONS.put("ERR_CONTENT_DECODING", Reason.DECOMPRESSION);
    REASONS.put("ERR_CERT", Reason.TLS_CERTIFICATE);
    REASONS.put("ERR_SSL", Reason.TLS_HANDSHAKE);
    REASONS.put("ERR_NAME", Reason.DNS_NOT_FOUND);
    REASONS.put("ERR_TIMED_OUT", Reason.READ_TIMEOUT);
    REASONS.put("ERR_CONNECTION_TIMED_OUT", Reason.CONNECT_TIMEOUT);
    REASONS.put("ERR_CONNECTION_REFUSED", Reason.CONNECT_REFUSED);
    REASONS.put("ERR_HTTP_RESPONSE_CODE", Reason.HTTP_STATUS);
    REASONS.put("HTTP ERROR", Reason.HTTP_STATUS);
    REASONS.put("ERR_ABORTED", Reason.UNSUPPORTED_TYPE);
    REASONS.put("ERR_DISALLOWED_URL_SCHEME", Reason.ADDRESS_REFUSED);
    REASONS.put("ERR_UNKNOWN_URL_SCHEME", Reason.ADDRESS_REFUSED);
    REASONS.put("ERR_UNSAFE", Reason.ADDRESS_REFUSED);
    REASONS.put("ERR_BLOCKED", Reason.ADDRESS_REFUSED);
    REASONS.put("ERR_INVALID_URL", Reason.ADDRESS_REFUSED);
    REASONS.put("ERR_INVALID", Reason.PARSE);
    REASONS.put("ERR_PROXY", Reason.BROWSER_FAILED);
  }

  private NetError() {}

  /** The reason for an error as Chromium writes it, e.g. {@code net::ERR_EMPTY_RESPONSE}. */
  static Reason reason(String error) {
    return REASONS.entrySet().stream()
        .filter(known -> error.contains(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Reason.CONNECTION_RESET);
  }
}
