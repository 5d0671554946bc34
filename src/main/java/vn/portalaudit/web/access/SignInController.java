package vn.portalaudit.web.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.store.AccountStore.Account;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.Menu;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;

/** Signing in, in one or two steps, and out. */
@Controller
final class SignInController {
  private final SignIn signIn;
  private final Sessions sessions;
  private final Welcome welcome;
  private final Menu menu;
  private final PasswordReset reset;
  private final @Nullable OidcSignIn oidc;

  SignInController(
      SignIn signIn,
      Sessions sessions,
      Welcome welcome,
      Menu menu,
      PasswordReset reset,
      ObjectProvider<OidcSignIn> oidc) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.welcome = welcome;
    this.menu = menu;
    this.reset = reset;
    this.oidc = oidc.getIfAvailable();
  }

  @Allowed(anyone = true)
  @GetMapping("/")
  Screen home(@Nullable Person me) {
    return Screen.to(me == null ? "/dang-nhap" : menu.home(me));
  }

  @Allowed(anyone = true)
  @GetMapping("/dang-nhap")
  Screen ask(@Nullable Person me, Query query, HttpServletRequest request) {
    if (me != null) {
      return Screen.to(welcome.next(query.text("tiep"), me));
    }
    Form form = Form.empty().put("tiep", query.text("tiep"));
    String says = providerProblem(request);
    if (!says.isEmpty()) {
      form.problem("login", says);
    }
    return query.text("cu").isEmpty()
        ? screen(form)
        : screen(form).with("notice", "Trang đăng nhập đã mở quá lâu; hãy nhập lại.");
  }

  /** Told once. */
  private static String providerProblem(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null && session.getAttribute(OidcSignIn.PROBLEM) instanceof String says) {
      session.removeAttribute(OidcSignIn.PROBLEM);
      return says;
    }
    return "";
  }

  private Screen screen(Form form) {
    return Screen.of("access/sign-in", "Đăng nhập")
        .with("form", form)
        .with("provider", oidc == null ? "" : oidc.title())
        .with(
            "start",
            OidcSignIn.PATH
                + "?tiep="
                + URLEncoder.encode(form.value("tiep"), StandardCharsets.UTF_8))
        .with("reset", reset.offered());
  }

  /** Reached only where the provider could not be asked: otherwise it was answered before. */
  @Allowed(anyone = true)
  @GetMapping(OidcSignIn.PATH)
  Screen providerAway() {
    NotFound.unless(oidc != null);
    Form form = Form.empty();
    form.problem(
        "login",
        "Chưa kết nối được hệ thống xác thực. Hãy thử lại sau ít phút, hoặc dùng mật khẩu.");
    return screen(form).status(503);
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
        signIn.password(login, password, Welcome.device(request), request.getRemoteAddr());
    switch (outcome) {
      case SignIn.Outcome.Wrong wrong -> {
        form.problem("login", wrong.says());
        return screen(form).refused(form);
      }
      case SignIn.Outcome.Right right -> {
        return Screen.to(
            welcome.afterPassword(right.account(), form.value("tiep"), request, response));
      }
    }
  }

  @Allowed(anyone = true)
  @GetMapping(Welcome.CODE)
  Screen askCode(HttpServletRequest request) {
    return Welcome.pending(request).isEmpty() ? Screen.to("/dang-nhap") : codeScreen();
  }

  private static Screen codeScreen() {
    return Screen.of("access/second-factor", "Xác thực hai bước");
  }

  @Allowed(anyone = true)
  @PostMapping(Welcome.CODE)
  Screen code(Form form, HttpServletRequest request, HttpServletResponse response) {
    Optional<Welcome.Pending> pending = Welcome.pending(request);
    Optional<Account> account = pending.flatMap(welcome::account);
    if (pending.isEmpty() || account.isEmpty()) {
      form.problem("login", "Đã quá 5 phút. Hãy nhập lại mật khẩu.");
      return screen(form).refused(form);
    }
    SignIn.Outcome outcome =
        signIn.code(account.get(), form.text("code", 40), request.getRemoteAddr());
    if (outcome instanceof SignIn.Outcome.Wrong wrong) {
      form.problem("code", wrong.says());
      return codeScreen().refused(form);
    }
    return Screen.to(welcome.afterCode(account.get(), pending.get(), request, response));
  }

  @Allowed(anyone = true)
  @PostMapping("/dang-xuat")
  Screen out(HttpServletRequest request) {
    String there = oidc == null ? "" : oidc.goodbye(request);
    sessions.end(request);
    return there.isEmpty() || oidc == null
        ? Screen.to("/dang-nhap")
        : Screen.of("access/signed-out", "Đã đăng xuất")
            .with("provider", oidc.title())
            .with("there", there);
  }
}
