package vn.portalaudit.probe.observatory;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import vn.portalaudit.probe.observatory.CookieJar.Cookie;
import vn.portalaudit.probe.observatory.Visit.Answer;

/** The attributes of cookies; the worst cookie decides. */
final class Cookies {
  private static final List<Verdict> WORST_FIRST =
      List.of(
          Verdict.COOKIES_SESSION_WITHOUT_SECURE_FLAG,
          Verdict.COOKIES_SESSION_WITHOUT_HTTPONLY_FLAG,
          Verdict.COOKIES_ANTICSRF_WITHOUT_SAMESITE_FLAG,
          Verdict.COOKIES_SAMESITE_FLAG_INVALID,
          Verdict.COOKIES_SESSION_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS,
          Verdict.COOKIES_WITHOUT_SECURE_FLAG,
          Verdict.COOKIES_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS);

  private Cookies() {}

  /** What the cookies come to. */
  static Verdict judge(Visit visit, Answer answer, Rules rules) {
    List<Cookie> cookies =
        CookieJar.kept(answer.cookies(), answer.url()).stream()
            .filter(cookie -> !rules.ignoredCookies().contains(cookie.name()))
            .toList();
    if (cookies.isEmpty()) {
      return Verdict.COOKIES_NOT_FOUND;
    }
    boolean strict = StrictTransport.passes(visit, rules);
    Set<Verdict> found = EnumSet.noneOf(Verdict.class);
    if (answer.cookies().stream().anyMatch(Cookies::badSameSite)) {
      found.add(Verdict.COOKIES_SAMESITE_FLAG_INVALID);
    }
    cookies.forEach(cookie -> faults(cookie, strict, rules, found));
    return WORST_FIRST.stream()
        .filter(found::contains)
        .findFirst()
        .orElseGet(() ->
            cookies.stream().allMatch(cookie -> !cookie.sameSite().isEmpty())
                ? Verdict.COOKIES_SECURE_WITH_HTTPONLY_SESSIONS_AND_SAMESITE
                : Verdict.COOKIES_SECURE_WITH_HTTPONLY_SESSIONS);
  }

  private static void faults(Cookie cookie, boolean strict, Rules rules, Set<Verdict> found) {
    String name = cookie.name().toLowerCase(Locale.ROOT);
    boolean session = rules.sessionCookies().stream().anyMatch(name::contains);
    boolean antiCsrf = rules.antiCsrfCookies().stream().anyMatch(name::contains);
    if (!cookie.secure()) {
      found.add(
          strict
              ? Verdict.COOKIES_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS
              : Verdict.COOKIES_WITHOUT_SECURE_FLAG);
      if (cookie.sameSite().equals("none")) {
        found.add(Verdict.COOKIES_SAMESITE_FLAG_INVALID);
      }
      if (session) {
        found.add(
            strict
                ? Verdict.COOKIES_SESSION_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS
                : Verdict.COOKIES_SESSION_WITHOUT_SECURE_FLAG);
      }
    }
    if (antiCsrf && cookie.sameSite().isEmpty()) {
      found.add(Verdict.COOKIES_ANTICSRF_WITHOUT_SAMESITE_FLAG);
    }
    if (session && !cookie.httpOnly()) {
      found.add(Verdict.COOKIES_SESSION_WITHOUT_HTTPONLY_FLAG);
    }
  }

  /** Whether a part named samesite, wherever it stands, has no known value. */
  private static boolean badSameSite(String field) {
    return FieldText.split(FieldText.cut(field, 8_192), ';').stream()
        .map(FieldText::trim)
        .map(part -> FieldText.split(part, '='))
        .filter(parts -> FieldText.lower(parts.getFirst()).equals("samesite"))
        .anyMatch(parts -> parts.size() < 2 || !CookieJar.known(FieldText.lower(parts.get(1))));
  }
}
