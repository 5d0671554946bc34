package vn.portalaudit.web.access;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.AccountStore.Account;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.SignInStore;
import vn.portalaudit.store.SignInStore.LinkKind;

/**
 * Sends links for forgotten passwords. Accounts are looked up after the answer was given, so that
 * neither its words nor its time tell whether there is one (OWASP ASVS 6.3.8). The address of the
 * link comes from the settings, never from the request. Safe for threads.
 */
@Component
final class PasswordReset implements DisposableBean {
  /** How long a link works. */
  static final Duration VALID = Duration.ofMinutes(30);

  private static final Logger LOG = LoggerFactory.getLogger(PasswordReset.class);
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final int MOST_AN_HOUR = 3;
  private static final int MOST_WAITING = 100;

  private static final String ENGLISH =
      """
      Dear %s,

      Somebody asked to reset the password of the account “%s” of Portal Monitor.

      If it was you, open this link within 30 minutes; it works only once:
      %s/dat-mat-khau/%s

      If it was not you, ignore this letter: the old password still works. If you get many such
      letters, tell the administrator of the system.
      """;

  private static final String VIETNAMESE =
      """
      Chào %s,

      Có người yêu cầu đặt lại mật khẩu của tài khoản «%s» ở Giám sát Cổng.

      Nếu là bạn, hãy mở liên kết này trong 30 phút; liên kết chỉ dùng được một lần:
      %s/dat-mat-khau/%s

      Nếu không phải bạn, hãy bỏ qua thư này: mật khẩu cũ vẫn dùng được. Nếu nhận nhiều thư
      như vậy, hãy báo quản trị viên của hệ thống.
      """;

  private final AccountStore accounts;
  private final SignInStore door;
  private final ActionLog log;
  private final @Nullable Letters letters;
  private final @Nullable String address;
  private final ThreadPoolExecutor sending =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofVirtual().name("password-reset").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  PasswordReset(
      AccountStore accounts,
      SignInStore door,
      ActionLog log,
      Settings settings,
      ObjectProvider<Letters> letters) {
    this.accounts = accounts;
    this.door = door;
    this.log = log;
    this.letters = letters.getIfAvailable();
    this.address = settings.access().publicUrl();
  }

  /** Whether links can be sent: there is a mail server, and the address of this one is known. */
  boolean offered() {
    return letters != null && address != null;
  }

  /** Sends a link to the account of a login, if there is one with an address for mail. */
  void asked(String login, String from) {
    sending.execute(() -> {
      try {
        send(login, from);
      } catch (RuntimeException e) {
        LOG.warn("a link for a forgotten password could not be sent", e);
      }
    });
  }

  private void send(String login, String from) {
    Optional<Account> account = accounts.named(login).filter(a -> a.disabledAt() == null);
    String to = account.map(Account::email).orElse(null);
    if (letters == null || account.isEmpty() || to == null) {
      return;
    }
    Account known = account.get();
    if (door.made(LinkKind.RESET, known.id(), AN_HOUR) >= MOST_AN_HOUR) {
      return;
    }
    String token = door.link(LinkKind.RESET, known.id(), VALID);
    String failed = letter(letters, to, known, token);
    log.add(
        new Actor(null, known.login(), from, null),
        "password.asked",
        "account:" + known.login(),
        null,
        failed.isEmpty() ? "đã gửi thư" : "chưa gửi được thư: " + failed);
  }

  /** In the language in which the person reads the pages. */
  private String letter(Letters letters, String to, Account account, String token) {
    boolean english = accounts.language(account.id()).equals("en");
    String text =
        (english ? ENGLISH : VIETNAMESE).formatted(account.name(), account.login(), address, token);
    return letters.send(
        to,
        english ? "Reset your Portal Monitor password" : "Đặt lại mật khẩu Giám sát Cổng",
        text);
  }

  @Override
  public void destroy() {
    sending.shutdownNow();
  }
}
