package vn.portalaudit.crawl;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an address carries of one visit and not of its page: numbers of sessions, marks of
 * advertising, the layout of portlets. Pure.
 */
final class VisitMarks {
  private static final Pattern SESSION_IN_PATH =
      Pattern.compile(
          "(?i);(?:jsessionid|phpsessid|sid)=[^/;]*|/\\((?:[A-Z]\\([0-9a-z]+\\))+\\)(?=/|$)");
  private static final Pattern SESSION_NAME =
      Pattern.compile("(?i)jsessionid|phpsessid|aspsessionid[a-z]*|cfid|cftoken|zenid|oscsid");
  private static final Pattern VISIT_NAME =
      Pattern.compile(
          "(?i)p_auth|utm_[a-z]+|gclid|fbclid|msclkid|yclid|zarsrc|mc_[ce]id|_ga|_gl|igshid");
  private static final Pattern SESSION_MAYBE =
      Pattern.compile("(?i)sid|sess(?:ion)?(?:_?id)?|token");
  private static final Pattern SESSION_VALUE = Pattern.compile("(?=.*\\d)[0-9A-Za-z._-]{16,}");
  private static final Pattern PORTLET_NOISE =
      Pattern.compile("p_p_col_(?:id|count|pos)=.*|p_p_mode=view|p_p_state=normal|p_p_lifecycle=0");

  private VisitMarks() {}

  /** A path without the number of a session. */
  static String without(String path) {
    String plain = path;
    for (Matcher m = SESSION_IN_PATH.matcher(plain); m.find(); m = SESSION_IN_PATH.matcher(plain)) {
      plain = m.replaceAll("");
    }
    return plain;
  }

  /** Whether a parameter, {@code name=value}, says nothing of the page. */
  static boolean isMark(String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    return isSession(name, value)
        || VISIT_NAME.matcher(name).matches()
        || PORTLET_NOISE.matcher(pair).matches();
  }

  private static boolean isSession(String name, String value) {
    return SESSION_NAME.matcher(name).matches()
        || (SESSION_MAYBE.matcher(name).matches() && SESSION_VALUE.matcher(value).matches());
  }

  /** Whether an address as written carries the number of a visitor's session. */
  static boolean hasSession(String raw) {
    int question = raw.indexOf('?');
    String path = question < 0 ? raw : raw.substring(0, question);
    if (SESSION_IN_PATH.matcher(path).find()) {
      return true;
    }
    for (String pair : (question < 0 ? "" : raw.substring(question + 1)).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0 && isSession(pair.substring(0, equals), pair.substring(equals + 1))) {
        return true;
      }
    }
    return false;
  }
}
