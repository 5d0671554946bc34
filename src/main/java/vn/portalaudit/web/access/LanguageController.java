package vn.portalaudit.web.access;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.portalaudit.access.Person;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;
import vn.portalaudit.web.page.Texts;

/**
 * Switches between Vietnamese and English, for strangers by a cookie, for those with an account in
 * it as well. A link and no form: it changes only how the reader sees pages, and a stranger needs
 * no session for it.
 */
@Controller
final class LanguageController {
  private static final Duration KEPT = Duration.ofDays(365);

  private final AccountStore accounts;
  private final Settings settings;

  LanguageController(AccountStore accounts, Settings settings) {
    this.accounts = accounts;
    this.settings = settings;
  }

  @Allowed(anyone = true)
  @GetMapping("/ngon-ngu/{language}")
  Screen choose(
      @PathVariable String language,
      Query query,
      @Nullable Person me,
      HttpServletResponse response) {
    NotFound.unless(language.equals("vi") || language.equals("en"));
    if (me != null) {
      accounts.language(me.id(), language);
    }
    keep(language, settings, response);
    String back = query.text("ve");
    return Screen.to(Welcome.local(back) ? back : "/");
  }

  /** Keeps the language in the browser. */
  static void keep(String language, Settings settings, HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(Texts.COOKIE, language)
            .httpOnly(true)
            .secure(settings.access().encrypted())
            .sameSite("Lax")
            .path("/")
            .maxAge(KEPT)
            .build()
            .toString());
  }
}
