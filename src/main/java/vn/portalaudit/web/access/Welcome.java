package vn.portalaudit.web.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import vn.portalaudit.access.Person;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.AccountStore.Account;
import vn.portalaudit.store.SignInStore;
import vn.portalaudit.web.page.Menu;

/**
 * What follows once somebody is known, by a password or by a provider: the code that is still
 * awaited, the session, and where the person wanted to go. Safe for threads.
 */
@Component
final class Welcome {
  static final String CODE = "/dang-nhap/ma";
  private static final String DEVICE = "thiet-bi";
  private static final String PENDING = "pending";
  private static final Duration PENDING_VALID = Duration.ofMinutes(5);
  private static final Duration DEVICE_VALID = Duration.ofDays(90);

  private final Sessions sessions;
  private final AccountStore accounts;
  private final SignInStore door;
  private final TryCount tries;
  private final Settings settings;
  private final InstantSource clock;
  private final ObjectProvider<Menu> menu;

  Welcome(
      Sessions sessions,
      AccountStore accounts,
      SignInStore door,
      TryCount tries,
      Settings settings,
      InstantSource clock,
      ObjectProvider<Menu> menu) {
    this.sessions = sessions;
    this.accounts = accounts;
    this.door = door;
    this.tries = tries;
    this.settings = settings;
    this.clock = clock;
    this.menu = menu;
  }

  /**
   * Somebody of whom a code is awaited.
   *
   * @param token of the provider over which they came; empty after a password
   */
  record Pending(int account, int epoch, Instant since, String wanted, String token)
      implements java.io.Serializable {
    private static final long serialVersionUID = 2;
  }

  /** After a password that was right: where to go next. */
  String afterPassword(
      Account account, String wanted, HttpServletRequest request, HttpServletResponse response) {
    return account.totp()
        ? awaitCode(account, wanted, "", request)
        : enter(account, wanted, Sessions.Way.PASSWORD, request, response);
  }

  /**
   * After a provider that named somebody: where to go next.
   *
   * @param strong whether the provider asked for a second factor itself
   * @param token what it said, for signing out there
   */
  String afterProvider(
      Account account,
      boolean strong,
      String token,
      String wanted,
      HttpServletRequest request,
      HttpServletResponse response) {
    return account.totp() && !strong
        ? awaitCode(account, wanted, token, request)
        : enter(account, wanted, new Sessions.Way(strong, token), request, response);
  }

  private String awaitCode(
      Account account, String wanted, String token, HttpServletRequest request) {
    sessions
        .renewed(request)
        .setAttribute(
            PENDING, new Pending(account.id(), account.epoch(), clock.instant(), wanted, token));
    return CODE;
  }

  /** Of whom a code is awaited in this session. */
  static Optional<Pending> pending(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(PENDING) instanceof Pending pending
        ? Optional.of(pending)
        : Optional.empty();
  }

  /** The account of which a code is awaited, for five minutes. */
  Optional<Account> account(Pending pending) {
    return accounts
        .find(pending.account())
        .filter(account ->
            account.epoch() == pending.epoch()
                && account.disabledAt() == null
                && clock.instant().isBefore(pending.since().plus(PENDING_VALID)));
  }

  /** After a code that was right: where to go next. */
  String afterCode(
      Account account, Pending pending, HttpServletRequest request, HttpServletResponse response) {
    return enter(
        account, pending.wanted(), new Sessions.Way(true, pending.token()), request, response);
  }

  private String enter(
      Account account,
      String wanted,
      Sessions.Way way,
      HttpServletRequest request,
      HttpServletResponse response) {
    sessions.begin(account, way, request, response);
    String device = device(request);
    boolean strange = device == null || !door.knows(account.id(), device);
    tries.entered(request.getRemoteAddr(), account.login(), strange);
    if (strange) {
      ResponseCookie cookie =
          ResponseCookie.from(DEVICE, door.remember(account.id()))
              .httpOnly(true)
              .secure(settings.access().encrypted())
              .sameSite("Lax")
              .path("/dang-nhap")
              .maxAge(DEVICE_VALID)
              .build();
      response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
    LanguageController.keep(accounts.language(account.id()), settings, response);
    return next(wanted, account.person());
  }

  /** Only a page of this server: an address that leads away is forgotten. */
  String next(String wanted, Person person) {
    return local(wanted) ? wanted : menu.getObject().home(person);
  }

  /** Whether an address is a page of this server. */
  static boolean local(String wanted) {
    return wanted.matches("/[a-zA-Z0-9][a-zA-Z0-9/_.,%?&=+-]{0,500}");
  }

  /** The secret that the browser keeps since an earlier success. */
  static @Nullable String device(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? null
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(DEVICE))
            .map(Cookie::getValue)
            .findFirst()
            .orElse(null);
  }
}
