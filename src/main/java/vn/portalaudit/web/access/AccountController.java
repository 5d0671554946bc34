package vn.portalaudit.web.access;

import io.nayuki.qrcodegen.QrCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Tokens;
import vn.portalaudit.access.Totp;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.AccountStore.Account;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.Database;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.QrPath;
import vn.portalaudit.web.page.Screen;

/** A person's own account: password, second factor, sessions. */
@Controller
final class AccountController {
  private static final String ISSUER = "Giám sát Cổng";

  private final Database database;
  private final AccountStore accounts;
  private final ActionLog log;
  private final Sessions sessions;
  private final SignIn signIn;
  private final Sealed sealed;
  private final InstantSource clock;

  AccountController(
      Database database,
      AccountStore accounts,
      ActionLog log,
      Sessions sessions,
      SignIn signIn,
      Sealed sealed,
      InstantSource clock) {
    this.database = database;
    this.accounts = accounts;
    this.log = log;
    this.sessions = sessions;
    this.signIn = signIn;
    this.sealed = sealed;
    this.clock = clock;
  }

  private Account account(Person me) {
    return NotFound.unless(accounts.find(me.id()));
  }

  @Allowed(signedIn = true)
  @GetMapping("/tai-khoan")
  Screen own(Person me, HttpServletRequest request) {
    return Screen.of("access/account", "Tài khoản của tôi")
        .with("account", account(me))
        .with("left", accounts.recoveryLeft(me.id()))
        .with("sessions", sessions.of(me.id(), request.getSession(false)));
  }

  @Allowed(signedIn = true)
  @PostMapping("/tai-khoan/phien/{handle}/ket-thuc")
  Screen endSession(@PathVariable String handle, Person me, Actor actor) {
    NotFound.unless(sessions.end(me.id(), handle));
    log.add(actor, "session.ended", "session:" + handle, null, null);
    return Screen.to("/tai-khoan", "Đã kết thúc phiên.");
  }

  @Allowed(signedIn = true)
  @GetMapping(PersonFilter.PASSWORD)
  Screen password(Person me) {
    return passwordScreen(account(me));
  }

  private static Screen passwordScreen(Account account) {
    return Screen.of("access/password", "Đổi mật khẩu")
        .under("Tài khoản của tôi", "/tai-khoan")
        .with("must", account.mustChange());
  }

  @Allowed(signedIn = true)
  @PostMapping(PersonFilter.PASSWORD)
  Screen changePassword(
      Form form, Person me, Actor actor, HttpServletRequest request, HttpServletResponse response) {
    Account account = account(me);
    SignIn.Outcome outcome =
        signIn.password(me.login(), form.secret("old"), null, request.getRemoteAddr());
    if (outcome instanceof SignIn.Outcome.Wrong wrong) {
      form.problem(
          "old", wrong.says().startsWith("Tên") ? "Mật khẩu hiện tại không đúng." : wrong.says());
    } else if (form.secret("old").equals(form.secret("password"))) {
      form.problem("password", "Mật khẩu mới phải khác mật khẩu hiện tại.");
    }
    String hash = NewPassword.hash(form, me.login(), me.name(), account.agencyName());
    if (form.bad() || hash == null) {
      return passwordScreen(account).refused(form);
    }
    database.within(jdbc -> {
      accounts.password(me.id(), hash, false);
      log.add(actor, "password.changed", "account:" + me.login(), null, null);
      return true;
    });
    sessions.again(account(me), request, response);
    return Screen.to("/tai-khoan", "Đã đổi mật khẩu. Mọi phiên khác của bạn đã kết thúc.");
  }

  @Allowed(signedIn = true)
  @GetMapping(PersonFilter.SECOND_FACTOR)
  Screen secondFactor(Person me) {
    Account account = account(me);
    if (account.totp()) {
      return Screen.to("/tai-khoan");
    }
    byte @Nullable [] known = account.totpSecret();
    byte[] secret = known == null ? Totp.secret() : sealed.open(known);
    if (known == null) {
      accounts.secret(me.id(), sealed.seal(secret));
    }
    return enrolment(account, secret);
  }

  private static Screen enrolment(Account account, byte[] secret) {
    QrCode code =
        QrCode.encodeText(Totp.address(ISSUER, account.login(), secret), QrCode.Ecc.MEDIUM);
    return Screen.of("access/enrolment", "Bật xác thực hai bước")
        .under("Tài khoản của tôi", "/tai-khoan")
        .with("qr", QrPath.of(code))
        .with("secret", Totp.base32(secret).replaceAll("(.{4})(?!$)", "$1 "));
  }

  @Allowed(signedIn = true)
  @PostMapping(PersonFilter.SECOND_FACTOR)
  Screen confirm(Form form, Person me, Actor actor) {
    Account account = account(me);
    byte @Nullable [] known = account.totpSecret();
    if (account.totp() || known == null) {
      return Screen.to("/tai-khoan");
    }
    byte[] secret = sealed.open(known);
    OptionalLong step =
        Totp.accepted(
            secret,
            form.text("code", 20).replaceAll("\\s", ""),
            clock.instant(),
            account.totpLastStep());
    if (step.isEmpty() || !accounts.useStep(me.id(), step.getAsLong())) {
      form.problem(
          "code",
          "Mã không đúng. Hãy nhập 6 chữ số đang hiện trong ứng dụng; kiểm tra giờ của điện"
              + " thoại.");
      return enrolment(account, secret).refused(form);
    }
    List<String> codes = Totp.recoveryCodes();
    database.within(jdbc -> {
      accounts.confirmed(me.id(), codes.stream().map(Tokens::hash).toList());
      log.add(actor, "second-factor.on", "account:" + me.login(), null, null);
      return true;
    });
    return Screen.of("access/recovery-codes", "Mã khôi phục")
        .under("Tài khoản của tôi", "/tai-khoan")
        .with("codes", codes);
  }
}
