package vn.portalaudit.web.access;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.AccountStore.Account;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.AgencyNames;
import vn.portalaudit.store.ApiKeyStore;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.Listing;
import vn.portalaudit.store.SignInStore;
import vn.portalaudit.store.SignInStore.LinkKind;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Refused;
import vn.portalaudit.web.page.Screen;

/** Accounts and roles. An administrator makes links; nobody chooses another's password. */
@Controller
final class UserController {
  private static final String PATH = "/nguoi-dung";
  private static final Duration VALID = Duration.ofHours(24);

  private final Database database;
  private final AccountStore accounts;
  private final SignInStore door;
  private final ApiKeyStore keys;
  private final AgencyNames agencies;
  private final ActionLog log;
  private final Settings settings;

  UserController(
      Database database,
      AccountStore accounts,
      SignInStore door,
      ApiKeyStore keys,
      AgencyNames agencies,
      ActionLog log,
      Settings settings) {
    this.database = database;
    this.accounts = accounts;
    this.door = door;
    this.keys = keys;
    this.agencies = agencies;
    this.log = log;
    this.settings = settings;
  }

  @Allowed(Role.ADMINISTRATOR)
  @MenuItem(title = "Người dùng", group = MenuItem.Group.ADMINISTRATION, order = 10)
  @GetMapping(PATH)
  Screen list(Query query) {
    Role role =
        Arrays.stream(Role.values())
            .filter(r -> r.code().equals(query.text("vai-tro")))
            .findFirst()
            .orElse(null);
    Listing<Account> page = accounts.page(query.text("tim"), role, query.offset(), query.size());
    return Screen.of("access/users", "Người dùng và vai trò")
        .with("query", query)
        .with("roles", Role.values())
        .with("rows", page.rows().stream().map(UserController::line).toList())
        .with("paging", query.paging(page.total()));
  }

  /** A row of the list. */
  public record Line(Account account, String roles) {}

  private static Line line(Account account) {
    return new Line(account, titles(account.roles()));
  }

  private static String titles(Set<Role> roles) {
    return roles.stream().sorted().map(Role::title).collect(Collectors.joining(", "));
  }

  @Allowed(Role.ADMINISTRATOR)
  @GetMapping(PATH + "/moi")
  Screen fresh() {
    return form("Thêm người dùng", PATH + "/moi", true);
  }

  private Screen form(String title, String action, boolean fresh) {
    return Screen.of("access/user-form", title)
        .under("Người dùng và vai trò", PATH)
        .with("action", action)
        .with("fresh", fresh)
        .with("roles", Role.values())
        .with("agencies", agencies.all());
  }

  @Allowed(Role.ADMINISTRATOR)
  @PostMapping(PATH + "/moi")
  Screen add(Form form, Actor actor) {
    AccountStore.Draft draft = draft(form);
    if (form.bad()) {
      return form("Thêm người dùng", PATH + "/moi", true).refused(form);
    }
    String token =
        database.within(jdbc ->
            accounts
                .add(draft, null, false)
                .map(id -> {
                  log.add(actor, "account.made", "account:" + draft.login(), null, says(draft));
                  return door.link(LinkKind.INVITE, id, VALID);
                })
                .orElse(""));
    if (token.isEmpty()) {
      form.problem("login", "Tên đăng nhập này đã có; hãy chọn tên khác.");
      return form("Thêm người dùng", PATH + "/moi", true).refused(form);
    }
    return link(draft.login(), token);
  }

  private AccountStore.Draft draft(Form form) {
    Set<Role> roles = UserForm.roles(form);
    Integer agency = agency(form);
    if (agency == null && roles.stream().anyMatch(Role::ofAgency)) {
      form.problem("agency", "Vai trò của cơ quan cần một cơ quan; hãy chọn cơ quan.");
    }
    if (agency != null && !roles.stream().allMatch(Role::ofAgency)) {
      form.problem(
          "agency", "Chỉ vai trò của cơ quan mới gắn với một cơ quan; hãy để trống ô này.");
    }
    return UserForm.draft(form, roles, agency);
  }

  private @Nullable Integer agency(Form form) {
    String code = form.text("agency", 80);
    if (code.isEmpty()) {
      return null;
    }
    Integer id = agencies.id(code).orElse(null);
    if (id == null) {
      form.problem("agency", "Không có cơ quan này; hãy chọn trong danh sách.");
    }
    return id;
  }

  private static String says(AccountStore.Draft draft) {
    return draft.name() + "; " + titles(draft.roles());
  }

  private Screen link(String login, String token) {
    String base =
        settings.access().publicUrl() != null
            ? settings.access().publicUrl()
            : ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    return Screen.of("access/link", "Liên kết đặt mật khẩu")
        .under("Người dùng và vai trò", PATH)
        .with("login", login)
        .with("link", base + "/dat-mat-khau/" + token)
        .with("revoked", "");
  }

  @Allowed(Role.ADMINISTRATOR)
  @GetMapping(PATH + "/{login}")
  Screen edit(@PathVariable String login) {
    Account account = NotFound.unless(accounts.named(login));
    Form form =
        Form.empty()
            .put("login", account.login())
            .put("name", account.name())
            .put("email", account.email())
            .put("roles", account.roles().stream().map(Role::code).toList())
            .put("agency", agencies.code(account.agency()))
            .put("version", account.version());
    return screen(account).with("form", form);
  }

  private Screen screen(Account account) {
    Settings.Oidc oidc = settings.access().oidc();
    return form(account.name(), PATH + "/" + account.login(), false)
        .with("account", account)
        .with("keys", keys.inForce(account.id()))
        .with("provider", oidc == null ? "" : oidc.title())
        .with("subject", account.subject() == null ? "" : account.subject());
  }

  @Allowed(Role.ADMINISTRATOR)
  @PostMapping(PATH + "/{login}")
  Screen change(@PathVariable String login, Form form, Person me, Actor actor) {
    Account account = NotFound.unless(accounts.named(login));
    form.put("login", account.login());
    AccountStore.Draft draft = draft(form);
    if (account.id() == me.id() && !draft.roles().contains(Role.ADMINISTRATOR)) {
      form.problem("roles", "Bạn không thể tự bỏ vai trò quản trị của mình.");
    }
    Integer version = form.whole("version", "phiên bản", 0, 1_000_000_000);
    if (form.bad() || version == null) {
      return screen(account).refused(form);
    }
    boolean changed =
        database.within(jdbc -> {
          boolean done = accounts.change(account.id(), draft, version);
          if (done) {
            log.add(
                actor,
                "account.changed",
                "account:" + login,
                account.name() + "; " + titles(account.roles()),
                says(draft));
          }
          return done;
        });
    if (!changed) {
      Account now = NotFound.unless(accounts.named(login));
      form.problem(
          "name",
          "Người khác vừa sửa tài khoản này thành: "
              + now.name()
              + "; "
              + titles(now.roles())
              + ". Bấm Lưu lần nữa để ghi giá trị của bạn.");
      form.put("version", now.version());
      return screen(now).with("form", form).status(409);
    }
    return Screen.to(PATH, "Đã lưu tài khoản.");
  }

  @Allowed(Role.ADMINISTRATOR)
  @PostMapping(PATH + "/{login}/lien-ket")
  Screen newLink(@PathVariable String login, Form form, Actor actor) {
    Account account = NotFound.unless(accounts.named(login));
    return form.text("exposed", 1).isEmpty()
        ? link(login, reset(account, actor))
        : database.within(jdbc -> {
          int revoked = accounts.exposed(account.id());
          log.add(
              actor, "account.exposed", "account:" + login, null, "thu hồi khóa API: " + revoked);
          return link(login, reset(account, actor)).with("revoked", Integer.toString(revoked));
        });
  }

  private String reset(Account account, Actor actor) {
    return database.within(jdbc -> {
      log.add(actor, "password.link", "account:" + account.login(), null, null);
      return door.link(LinkKind.RESET, account.id(), VALID);
    });
  }

  /** What the OpenID provider calls this person; empty undoes it. */
  @Allowed(Role.ADMINISTRATOR)
  @PostMapping(PATH + "/{login}/dinh-danh")
  Screen link(@PathVariable String login, Form form, Actor actor) {
    Settings.Oidc oidc = settings.access().oidc();
    Account account = NotFound.unless(accounts.named(login));
    NotFound.unless(oidc != null);
    String subject = form.text("subject", 255);
    boolean linked =
        !form.bad()
            && oidc != null
            && database.within(jdbc -> {
              boolean done =
                  accounts.link(account.id(), oidc.issuer(), subject.isEmpty() ? null : subject);
              if (done) {
                log.add(actor, "account.linked", "account:" + login, account.subject(), subject);
              }
              return done;
            });
    if (!linked) {
      throw new Refused(
          form.bad()
              ? form.problemOf("subject")
              : "Mã định danh này đã gắn với một tài khoản khác; hãy bỏ ở tài khoản đó trước.");
    }
    return Screen.to(
        PATH + "/" + account.login(),
        subject.isEmpty() ? "Đã bỏ mã định danh." : "Đã gắn mã định danh.");
  }

  @Allowed(Role.ADMINISTRATOR)
  @PostMapping(PATH + "/{login}/khoa")
  Screen disable(@PathVariable String login, Form form, Person me, Actor actor) {
    Account account = NotFound.unless(accounts.named(login));
    if (account.id() == me.id()) {
      throw new Refused("Bạn không thể khóa tài khoản của chính mình.");
    }
    boolean open = account.disabledAt() != null;
    database.within(jdbc -> {
      accounts.disabled(account.id(), !open);
      log.add(actor, open ? "account.opened" : "account.closed", "account:" + login, null, null);
      return true;
    });
    return Screen.to(
        PATH + "/" + account.login(),
        open
            ? "Đã mở lại tài khoản; khóa API còn hạn của người này dùng lại được."
            : "Đã khóa tài khoản; mọi phiên và khóa API của người này đã hết tác dụng.");
  }

  @Allowed(Role.ADMINISTRATOR)
  @PostMapping(PATH + "/{login}/bo-xac-thuc")
  Screen dropSecondFactor(@PathVariable String login, Actor actor) {
    Account account = NotFound.unless(accounts.named(login));
    database.within(jdbc -> {
      accounts.secret(account.id(), null);
      log.add(actor, "second-factor.dropped", "account:" + login, null, null);
      return true;
    });
    return Screen.to(
        PATH + "/" + account.login(), "Đã bỏ xác thực hai bước; người này sẽ phải bật lại.");
  }
}
