package vn.portalaudit.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.access.Role;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.AgencyNames;
import vn.portalaudit.store.Database;
import vn.portalaudit.web.access.Passwords;

/**
 * An account of every role, for {@code demo} and for tests alone: their password is known to
 * everybody. Whoever uses them switches the second factor off ({@code Settings.Access}).
 */
public final class DemoAccounts {
  /** The password of them all. */
  public static final String PASSWORD = "cổng mẫu chạy thử";

  private DemoAccounts() {}

  /** An account that can be used. */
  public record Demo(String login, String name, Set<Role> roles, @Nullable String agency) {}

  /**
   * Makes the accounts that are not there yet.
   *
   * @param agencies codes of two agencies for those who report and approve; the roles of an agency
   *     are left out where there is none such
   * @return all of them, for people to read
   */
  public static List<Demo> make(Database database, List<String> agencies) {
    List<Demo> accounts = new ArrayList<>();
    accounts.add(new Demo("vanhanh", "Nguyễn Thị Vận", Set.of(Role.OPERATOR), null));
    accounts.add(new Demo("lanhdao", "Trần Văn Lãnh", Set.of(Role.LEADER), null));
    accounts.add(new Demo("thamdinh", "Lê Thị Thẩm", Set.of(Role.APPRAISER), null));
    accounts.add(new Demo("thamdinh2", "Đỗ Văn Định", Set.of(Role.APPRAISER), null));
    accounts.add(new Demo("quantri", "Phạm Văn Quản", Set.of(Role.ADMINISTRATOR), null));
    for (int i = 0; i < agencies.size(); i++) {
      String number = i == 0 ? "" : Integer.toString(i + 1);
      accounts.add(
          new Demo(
              "baocao" + number,
              "Hoàng Thị Báo " + (i + 1),
              Set.of(Role.REPORTER),
              agencies.get(i)));
      accounts.add(
          new Demo(
              "pheduyet" + number,
              "Vũ Văn Duyệt " + (i + 1),
              Set.of(Role.APPROVER),
              agencies.get(i)));
    }
    AccountStore store = new AccountStore(database);
    AgencyNames names = new AgencyNames(database);
    String hash = Passwords.hash(PASSWORD);
    accounts.removeIf(demo -> demo.agency() != null && names.id(demo.agency()).isEmpty());
    accounts.forEach(demo ->
        store.add(
            new AccountStore.Draft(
                demo.login(),
                demo.name(),
                null,
                demo.roles(),
                demo.agency() == null ? null : names.id(demo.agency()).orElseThrow()),
            hash,
            false));
    return List.copyOf(accounts);
  }
}
