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
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.AccountStore.Account;
import vn.portalaudit.store.SignInStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.Menu;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;

/** Signing in, in one or two steps, and out. */
@Controller
final class SignInController {
  private static final String DEVICE = "thiet-bi";
  private static final String PENDING = "pending";
  private static final Duration PENDING_VALID = Duration.ofMinutes(5);
  private static final Duration DEVICE_VALID = Duration.ofDays(90);

  private final SignIn signIn;
  private final Sessions sessions;
  private final AccountStore accounts;
  private final SignInStore door;
  private final Settings settings;
  private final InstantSource clock;
  private final Menu menu;
  private final PasswordReset reset;

  SignInController(
      SignIn signIn,
      Sessions sessions,
      AccountStore accounts,
      SignInStore door,
      Settings settings,
      InstantSource clock,
      Menu menu,
      PasswordReset reset) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.accounts = accounts;
    this.door = door;
    this.settings = settings;
    this.clock = clock;
    this.menu = menu;
    this.reset = reset;
  }

  /** Somebody whose password was right and whose code is awaited. */
  record Pending(int account, int epoch, Instant since, String wanted)
      implements java.io.Serializable {
    private static final long serialVersionUID = 1;
  }

  @Allowed(anyone = true)
  @GetMapping("/")
  Screen home(@Nullable Person me) {
    return Screen.to(me == null ? "/dang-nhap" : menu.home(me));
  }

  @Allowed(anyone = true)
  @GetMapping("/dang-nhap")
  Screen ask(@Nullable Person me, Query query) {
    return me != null
        ? Screen.to(next(query.text("tiep"), me))
        : screen(Form.empty().put("tiep", query.text("tiep")))
            .with(
                "notice",
                query.text("cu").isEmpty() ? "" : "Trang đăng nhập đã mở quá lâu; hãy nhập lại.");
  }

  private Screen screen(Form form) {
    return Screen.of("access/sign-in", "Đăng nhập")
        .with("form", form)
        .with("reset", reset.offered());
  }

  @Allowed(anyone = true)
  @PostMapping("/dang-nhap")
  Screen tried(Form form, HttpServletRequest request, HttpServletResponse response) {
    String login = form.required("login", "tên đăng nhập", 100);
    String password = form.secret("password");
    if (password.isEmpty()) {
      form.problem("password", "Hãy nhập mật khẩu.");
    }
    if (form.bad()) {
      return screen(form).refused(form);
    }
    SignIn.Outcome outcome =
        signIn.password(login, password, device(request), request.getRemoteAddr());
    switch (outcome) {
      case SignIn.Outcome.Wrong wrong -> {
        form.problem("login", wrong.says());
        return screen(form).refused(form);
      }
      case SignIn.Outcome.Right right -> {
        Account account = right.account();
        if (!account.totp()) {
          return welcome(account, form.value("tiep"), request, response);
        }
        HttpSession session = sessions.renewed(request);
        session.setAttribute(
            PENDING,
            new Pending(account.id(), account.epoch(), clock.instant(), form.value("tiep")));
        return Screen.to("/dang-nhap/ma");
      }
    }
  }

  @Allowed(anyone = true)
  @GetMapping("/dang-nhap/ma")
  Screen askCode(HttpServletRequest request) {
    return pending(request) == null
        ? Screen.to("/dang-nhap")
        : Screen.of("access/second-factor", "Xác thực hai bước");
  }

  private static @Nullable Pending pending(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(PENDING) instanceof Pending pending
        ? pending
        : null;
  }

  @Allowed(anyone = true)
  @PostMapping("/dang-nhap/ma")
  Screen code(Form form, HttpServletRequest request, HttpServletResponse response) {
    Pending pending = pending(request);
    Optional<Account> account =
        pending == null
            ? Optional.empty()
            : accounts.find(pending.account()).filter(a -> valid(pending, a));
    if (pending == null || account.isEmpty()) {
      form.problem("login", "Đã quá 5 phút. Hãy nhập lại mật khẩu.");
      return screen(form).refused(form);
    }
    SignIn.Outcome outcome =
        signIn.code(account.get(), form.text("code", 40), request.getRemoteAddr());
    if (outcome instanceof SignIn.Outcome.Wrong wrong) {
      form.problem("code", wrong.says());
      return Screen.of("access/second-factor", "Xác thực hai bước").refused(form);
    }
    return welcome(account.get(), pending.wanted(), request, response);
  }

  private boolean valid(Pending pending, Account account) {
    return account.epoch() == pending.epoch()
        && account.disabledAt() == null
        && clock.instant().isBefore(pending.since().plus(PENDING_VALID));
  }

  private Screen welcome(
      Account account, String wanted, HttpServletRequest request, HttpServletResponse response) {
    sessions.begin(account, request, response);
    if (device(request) == null || !door.knows(account.id(), String.valueOf(device(request)))) {
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
    return Screen.to(next(wanted, account.person()));
  }

  @Allowed(anyone = true)
  @PostMapping("/dang-xuat")
  Screen out(HttpServletRequest request) {
    sessions.end(request);
    return Screen.to("/dang-nhap");
  }

  /** Only a page of this server: an address that leads away is forgotten. */
  private String next(String wanted, Person person) {
    return local(wanted) ? wanted : menu.home(person);
  }

  /** Whether an address is a page of this server. */
  static boolean local(String wanted) {
    return wanted.matches("/[a-zA-Z0-9][a-zA-Z0-9/_.,%?&=+-]{0,500}");
  }

  private static @Nullable String device(HttpServletRequest request) {
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
