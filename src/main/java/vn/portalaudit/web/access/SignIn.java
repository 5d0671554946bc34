package vn.portalaudit.web.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.access.Role;
import vn.portalaudit.access.Tokens;
import vn.portalaudit.access.Totp;
import vn.portalaudit.alert.Tries.Way;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.AccountStore.Account;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.SignInStore;

/**
 * Decides whether somebody is who they say. Failures of an account on an unknown device, of an
 * account on a device that it used before, and of an address are counted apart, so that a stranger
 * who guesses cannot keep the owner out. Safe for threads.
 */
final class SignIn {
  static final Set<Role> NEEDS_SECOND_FACTOR =
      Set.of(Role.OPERATOR, Role.APPRAISER, Role.ADMINISTRATOR);

  /** An office shares one address: it may fail this many times as often as one account. */
  static final int SHARED = 6;

  private final AccountStore accounts;
  private final SignInStore door;
  private final ActionLog log;
  private final Sealed sealed;
  private final TryCount tries;
  private final InstantSource clock;

  SignIn(
      AccountStore accounts,
      SignInStore door,
      ActionLog log,
      Sealed sealed,
      TryCount tries,
      InstantSource clock) {
    this.accounts = accounts;
    this.door = door;
    this.log = log;
    this.sealed = sealed;
    this.tries = tries;
    this.clock = clock;
  }

  /** What a try leads to. */
  sealed interface Outcome {
    /** The password was right. */
    record Right(Account account) implements Outcome {}

    /** It was not; all wrong tries give the same words. */
    record Wrong(String says) implements Outcome {}
  }

  /**
   * Tries a password.
   *
   * @param device secret that the browser keeps since an earlier success; null without one
   */
  Outcome password(String login, String password, @Nullable String device, String address) {
    Instant now = clock.instant();
    Optional<Account> account = accounts.named(login.strip());
    String subject = subject(login, account, device);
    Duration shared = door.blocked("ip:" + address, now);
    if (shared.isPositive()) {
      tries.refused(Way.PASSWORD, address, login, account.isPresent());
      return new Outcome.Wrong(wait(shared));
    }
    SignInStore.Try one = door.tried(subject, now, 1);
    if (one.pause().isPositive()) {
      tries.refused(Way.PASSWORD, address, login, account.isPresent());
      return new Outcome.Wrong(wait(one.pause()));
    }
    boolean right = Passwords.matches(password, account.map(Account::passwordHash).orElse(null));
    if (right && account.isPresent() && account.get().disabledAt() == null) {
      door.succeeded(subject);
      return new Outcome.Right(account.get());
    }
    door.tried("ip:" + address, now, SHARED);
    tries.failed(Way.PASSWORD, address, login, account.isPresent());
    log.add(
        new Actor(null, login.replaceAll("\\s+", " "), address, null),
        "sign-in.failed",
        "",
        null,
        "lần " + one.failures());
    return new Outcome.Wrong("Tên đăng nhập hoặc mật khẩu không đúng.");
  }

  private String subject(String login, Optional<Account> account, @Nullable String device) {
    String name = account.map(Account::login).orElse(login.strip().toLowerCase(Locale.ROOT));
    String bounded = name.substring(0, Math.min(name.length(), 100));
    boolean known = device != null && account.isPresent() && door.knows(account.get().id(), device);
    return (known ? "known:" : "account:") + bounded;
  }

  /** Whether a one-time or recovery code is right; it works once, and failures are counted. */
  Outcome code(Account account, String typed, String address) {
    Instant now = clock.instant();
    String subject = "totp:" + account.id();
    Duration wait = door.tried(subject, now, 1).pause();
    if (wait.isPositive()) {
      tries.refused(Way.CODE, address, account.login(), true);
      return new Outcome.Wrong(wait(wait));
    }
    if (accepted(account, typed, now)) {
      door.succeeded(subject);
      return new Outcome.Right(account);
    }
    tries.failed(Way.CODE, address, account.login(), true);
    log.add(
        new Actor(account.id(), account.login(), address, null),
        "sign-in.code-failed",
        "",
        null,
        null);
    return new Outcome.Wrong("Mã không đúng hoặc đã dùng. Hãy nhập mã đang hiện trong ứng dụng.");
  }

  private boolean accepted(Account account, String typed, Instant now) {
    String code = typed.replaceAll("[\\s]", "").toLowerCase(Locale.ROOT);
    if (code.matches("[0-9]{6}")) {
      byte @Nullable [] secret = account.totpSecret();
      if (secret == null) {
        return false;
      }
      OptionalLong step = Totp.accepted(sealed.open(secret), code, now, account.totpLastStep());
      return step.isPresent() && accounts.useStep(account.id(), step.getAsLong());
    }
    return accounts.useRecovery(account.id(), Tokens.hash(code));
  }

  static String wait(Duration wait) {
    long seconds = wait.toSeconds() + 1;
    String time = seconds < 90 ? seconds + " giây" : (seconds + 59) / 60 + " phút";
    return "Đã thử sai nhiều lần. Hãy chờ " + time + " rồi thử lại.";
  }
}
