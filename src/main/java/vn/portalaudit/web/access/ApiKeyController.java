package vn.portalaudit.web.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Role;
import vn.portalaudit.access.Scope;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.AccountStore.Account;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.ApiKeyStore;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.Listing;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;

/** Keys of other systems: made, shown once, ended. */
@Controller
final class ApiKeyController {
  private static final String PATH = "/khoa-api";
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final String TITLE = "Khóa API";
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_LOGIN = 100;
  private static final int STANDARD_DAYS = 365;
  private static final int MOST_DAYS = 1_095;

  private final Database database;
  private final ApiKeyStore keys;
  private final AccountStore accounts;
  private final ActionLog log;
  private final InstantSource clock;

  ApiKeyController(
      Database database,
      ApiKeyStore keys,
      AccountStore accounts,
      ActionLog log,
      InstantSource clock) {
    this.database = database;
    this.keys = keys;
    this.accounts = accounts;
    this.log = log;
    this.clock = clock;
  }

  /**
   * A key of the list.
   *
   * @param state colour of its state
   */
  public record Row(
      int id,
      String prefix,
      String name,
      String owner,
      String scopes,
      LocalDate until,
      @Nullable Instant usedAt,
      String state,
      String says) {}

  @Allowed(Role.ADMINISTRATOR)
  @MenuItem(title = TITLE, group = MenuItem.Group.ADMINISTRATION, order = 60)
  @GetMapping(PATH)
  Screen list(Query query) {
    Listing<Map.Entry<ApiKeyStore.Key, String>> page = keys.page(query.offset(), query.size());
    Instant now = clock.instant();
    return Screen.of("access/api-keys", TITLE)
        .with("query", query)
        .with("rows", page.rows().stream().map(e -> row(e.getKey(), e.getValue(), now)).toList())
        .with("paging", query.paging(page.total()));
  }

  private static Row row(ApiKeyStore.Key key, String owner, Instant now) {
    boolean over = !key.expiresAt().isAfter(now);
    boolean revoked = key.revokedAt() != null;
    return new Row(
        key.id(),
        key.prefix(),
        key.name(),
        owner,
        key.scopes().stream()
            .sorted()
            .map(ApiKeyController::title)
            .collect(Collectors.joining("; ")),
        LocalDate.ofInstant(key.expiresAt(), VIETNAM),
        key.usedAt(),
        revoked ? "bad" : over ? "none" : "ok",
        revoked ? "Đã thu hồi" : over ? "Hết hạn" : "Còn hiệu lực");
  }

  private static String title(String code) {
    return Scope.of(code).map(Scope::title).orElse(code);
  }

  @Allowed(Role.ADMINISTRATOR)
  @GetMapping(PATH + "/moi")
  Screen fresh() {
    Form form = Form.empty().put("days", STANDARD_DAYS);
    form.put("scopes", List.of(Scope.READ.code()));
    return form().with("form", form);
  }

  private static Screen form() {
    return Screen.of("access/api-key-form", "Tạo khóa API")
        .under(TITLE, PATH)
        .with("scopes", Arrays.asList(Scope.values()));
  }

  @Allowed(Role.ADMINISTRATOR)
  @PostMapping(PATH + "/moi")
  Screen add(Form form, Actor actor) {
    String name = form.required("name", "tên hệ thống dùng khóa", LONGEST_NAME);
    String login = form.required("owner", "tên đăng nhập của chủ khóa", LONGEST_LOGIN);
    Integer days = form.whole("days", "số ngày hiệu lực", 1, MOST_DAYS);
    Set<String> scopes = new TreeSet<>(form.several("scopes"));
    if (scopes.isEmpty() || scopes.stream().anyMatch(s -> Scope.of(s).isEmpty())) {
      form.problem("scopes", "Hãy chọn ít nhất một phạm vi.");
    }
    Optional<Account> owner = accounts.named(login).filter(a -> a.disabledAt() == null);
    if (!login.isEmpty() && owner.isEmpty()) {
      form.problem("owner", "Không có tài khoản này đang dùng; xem ở trang Người dùng.");
    }
    if (form.bad() || owner.isEmpty() || days == null) {
      return form().refused(form);
    }
    int account = owner.get().id();
    String key =
        database.within(jdbc -> {
          log.add(
              actor,
              "api-key.made",
              "account:" + login,
              null,
              name + "; " + String.join(" ", scopes) + "; " + days + " ngày");
          return keys.add(account, name, scopes, Duration.ofDays(days));
        });
    return Screen.of("access/api-key-made", "Khóa mới")
        .under(TITLE, PATH)
        .with("key", key)
        .with("name", name);
  }

  @Allowed(Role.ADMINISTRATOR)
  @PostMapping(PATH + "/{id}/thu-hoi")
  Screen revoke(@PathVariable String id, Actor actor) {
    NotFound.unless(id.matches("[0-9]{1,9}"));
    database.within(jdbc -> {
      String prefix = NotFound.unless(keys.revoke(Integer.parseInt(id)));
      log.add(actor, "api-key.revoked", "api-key:" + prefix, null, null);
      return true;
    });
    return Screen.to(PATH, "Đã thu hồi khóa; hệ thống dùng khóa đó bị từ chối ngay.");
  }
}
