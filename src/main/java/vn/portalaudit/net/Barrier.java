package vn.portalaudit.net;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Header;

/** Tells the pages of firewalls and challenges from pages of the portal. */
final class Barrier {
  private static final int LOOKED_AT = 65_536;
  private static final int LONGEST_CHALLENGE = 32_768;

  /** Words that only the page of a firewall or a challenge has, whatever its status. */
  private static final List<String> SURE =
      List.of(
          "<title>just a moment...</title>",
          "_cf_chl_opt",
          "cf-browser-verification",
          "<title>attention required! | cloudflare</title>",
          "<title>ddos-guard</title>",
          "the requested url was rejected. please consult with your administrator",
          "<title>request rejected</title>",
          "window[\"bobcmn\"]",
          "request unsuccessful. incapsula incident id",
          "_incapsula_resource?",
          "fortiguard intrusion prevention",
          "<title>web page blocked",
          "sucuri website firewall - access denied",
          "sucuri_cloudproxy_js",
          "awswafcookiedomainlist",
          "this request was blocked by the security rules",
          "document.cookie=\"d1n=",
          "<title>cloudrity",
          "slowaes.decrypt(",
          "checking your browser before accessing",
          "<title>bot verification</title>",
          "<title>human verification</title>");

  /** Words that mean a firewall when the status is an error too. */
  private static final List<String> LIKELY =
      List.of(
          "access denied",
          "request blocked",
          "web application firewall",
          "modsecurity",
          "mod_security",
          "not acceptable!",
          "attack id",
          "support id",
          "incident id",
          "event id",
          "errors.edgesuite.net",
          "captcha",
          "security check",
          "your ip",
          "has been blocked",
          "you have been blocked",
          "tường lửa",
          "truy cập bị từ chối",
          "truy cập của bạn bị chặn",
          "bị chặn bởi",
          "hành vi truy cập bất thường");

  /** Fields, as {@code name: start of value}, that firewalls set on an answer of their own. */
  private static final List<String> FIELDS =
      List.of(
          "cf-mitigated: challenge",
          "cf-mitigated: block",
          "x-amzn-waf-action: ",
          "x-sucuri-block: ",
          "x-waf-event-info: ");

  /** Servers that put their name only on answers of their own making. */
  private static final List<String> SERVERS =
      List.of("server: akamaighost", "server: bigip", "server: big-ip", "server: fortiweb");

  private Barrier() {}

  /**
   * Whether an answer comes from a firewall or a challenge.
   *
   * @param exchange the answer
   * @param body its decoded body
   */
  static boolean stands(Exchange exchange, byte[] body) {
    return stands(exchange.status(), exchange.headers(), body);
  }

  /**
   * Whether an answer comes from a firewall or a challenge.
   *
   * @param status its status
   * @param headers its fields
   * @param body its decoded body
   */
  static boolean stands(int status, List<Header> headers, byte[] body) {
    boolean refused = status == 403 || status == 406 || status == 503;
    if (has(headers, FIELDS) || (status == 403 && has(headers, SERVERS))) {
      return true;
    }
    boolean page = Decoding.html(headers);
    if (!refused && (status >= 400 || !page || body.length > LONGEST_CHALLENGE)) {
      return false;
    }
    String text =
        new String(body, 0, Math.min(body.length, LOOKED_AT), StandardCharsets.UTF_8)
            .toLowerCase(Locale.ROOT);
    return SURE.stream().anyMatch(text::contains)
        || (refused && LIKELY.stream().anyMatch(text::contains));
  }

  private static boolean has(List<Header> headers, List<String> starts) {
    return headers.stream()
        .map(h -> (h.name() + ": " + h.value()).toLowerCase(Locale.ROOT))
        .anyMatch(field -> starts.stream().anyMatch(field::startsWith));
  }
}
