package vn.portalaudit.web.access;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.access.Role;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.web.page.Form;

/** The fields of an account. */
final class UserForm {
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,98}");
  private static final Pattern MAIL =
      Pattern.compile("[^@\\s<>\"(),;:]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  private UserForm() {}

  /** What was typed, with problems in the form. */
  static AccountStore.Draft draft(Form form, Set<Role> roles, @Nullable Integer agency) {
    String login = form.required("login", "tên đăng nhập", 99).toLowerCase(Locale.ROOT);
    if (!login.isEmpty() && !LOGIN.matcher(login).matches()) {
      form.problem(
          "login",
          "Tên đăng nhập gồm 2–99 chữ cái không dấu, chữ số và . _ @ -; ví dụ nguyen.van.a.");
    }
    String name = form.required("name", "họ và tên", 200);
    String email = form.text("email", 254);
    if (!email.isEmpty() && !MAIL.matcher(email).matches()) {
      form.problem("email", "Địa chỉ thư không đúng; viết như ten@tinh.gov.vn hoặc để trống.");
    }
    return new AccountStore.Draft(login, name, email.isEmpty() ? null : email, roles, agency);
  }

  /** The roles that are ticked. */
  static Set<Role> roles(Form form) {
    Set<String> codes = form.several("roles");
    Set<Role> roles = new LinkedHashSet<>();
    Arrays.stream(Role.values()).filter(role -> codes.contains(role.code())).forEach(roles::add);
    if (roles.isEmpty()) {
      form.problem("roles", "Hãy chọn ít nhất một vai trò.");
    }
    return roles;
  }
}
