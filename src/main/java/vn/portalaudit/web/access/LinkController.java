package vn.portalaudit.web.access;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Role;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.AccountStore.Account;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.SignInStore;
import vn.portalaudit.store.SignInStore.LinkKind;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Refused;
import vn.portalaudit.web.page.Screen;

/** Links that work once: the first account of all, a first password, a forgotten one. */
@Controller
final class LinkController {
  private final Database database;
  private final SignInStore door;
  private final AccountStore accounts;
  private final ActionLog log;

  LinkController(Database database, SignInStore door, AccountStore accounts, ActionLog log) {
    this.database = database;
    this.door = door;
    this.accounts = accounts;
    this.log = log;
  }

  @Allowed(anyone = true)
  @GetMapping("/thiet-lap/{token}")
  Screen setUp(@PathVariable String token) {
    NotFound.unless(open(token, LinkKind.SETUP).isPresent() && !accounts.any());
    return setUpScreen(token);
  }

  private static Screen setUpScreen(String token) {
    return Screen.of("access/set-up", "Thiết lập tài khoản đầu tiên").with("token", token);
  }

  @Allowed(anyone = true)
  @PostMapping("/thiet-lap/{token}")
  Screen makeFirst(@PathVariable String token, Form form, Actor visitor) {
    NotFound.unless(open(token, LinkKind.SETUP).isPresent() && !accounts.any());
    AccountStore.Draft draft =
        UserForm.draft(form, Set.of(Role.OPERATOR, Role.ADMINISTRATOR), null);
    String hash = NewPassword.hash(form, draft.login(), draft.name());
    if (form.bad() || hash == null) {
      return setUpScreen(token).refused(form);
    }
    boolean made =
        database.within(jdbc -> {
          if (!door.use(token)) {
            return false;
          }
          if (accounts.add(draft, hash, false).isEmpty()) {
            throw new Refused("Tên đăng nhập này đã có; hãy chọn tên khác.");
          }
          log.add(
              new Actor(null, draft.login(), visitor.address(), visitor.session()),
              "account.made",
              "account:" + draft.login(),
              null,
              "tài khoản đầu tiên");
          return true;
        });
    NotFound.unless(made);
    return Screen.to("/dang-nhap", "Đã tạo tài khoản. Hãy đăng nhập.");
  }

  @Allowed(anyone = true)
  @GetMapping("/dat-mat-khau/{token}")
  Screen choose(@PathVariable String token) {
    Account account = NotFound.unless(account(token));
    return chooseScreen(token, account);
  }

  private static Screen chooseScreen(String token, Account account) {
    return Screen.of("access/choose-password", "Đặt mật khẩu")
        .with("token", token)
        .with("login", account.login());
  }

  @Allowed(anyone = true)
  @PostMapping("/dat-mat-khau/{token}")
  Screen chosen(@PathVariable String token, Form form, Actor visitor) {
    Account account = NotFound.unless(account(token));
    String hash = NewPassword.hash(form, account.login(), account.name(), account.agencyName());
    if (hash == null) {
      return chooseScreen(token, account).refused(form);
    }
    boolean set =
        database.within(jdbc -> {
          if (!door.use(token)) {
            return false;
          }
          accounts.password(account.id(), hash, false);
          log.add(
              new Actor(account.id(), account.login(), visitor.address(), visitor.session()),
              "password.set",
              "account:" + account.login(),
              null,
              "bằng liên kết một lần");
          return true;
        });
    NotFound.unless(set);
    door.succeeded("account:" + account.login());
    return Screen.to("/dang-nhap", "Đã đặt mật khẩu. Hãy đăng nhập.");
  }

  private Optional<Account> account(String token) {
    Optional<SignInStore.Link> link = bounded(token).flatMap(door::open);
    @Nullable Integer id = link.map(SignInStore.Link::account).orElse(null);
    return id == null
        ? Optional.empty()
        : accounts.find(id).filter(account -> account.disabledAt() == null);
  }

  private Optional<SignInStore.Link> open(String token, LinkKind kind) {
    return bounded(token).flatMap(door::open).filter(link -> link.kind() == kind);
  }

  private static Optional<String> bounded(String token) {
    return token.length() <= 100 ? Optional.of(token) : Optional.empty();
  }
}
