package vn.portalaudit.web.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.access.PasswordRules;
import vn.portalaudit.web.page.Form;

/** The two fields with a new password. */
final class NewPassword {
  private NewPassword() {}

  /**
   * What is to be kept of the password; null with problems when it will not do.
   *
   * @param context words that it must not consist of
   */
  static @Nullable String hash(Form form, @Nullable String... context) {
    List<String> words = new ArrayList<>();
    for (String word : context) {
      if (word != null) {
        words.add(word);
      }
    }
    String password = form.secret("password");
    String objection = PasswordRules.objection(password, words);
    if (objection != null) {
      form.problem("password", objection);
      return null;
    }
    if (!password.equals(form.secret("again"))) {
      form.problem("again", "Hai lần nhập không giống nhau; hãy nhập lại.");
      return null;
    }
    return Passwords.hash(password);
  }
}
