package vn.portalaudit.access;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a password must be: long, and not one that everybody tries. No rules on kinds of characters
 * and no expiry (NIST SP 800-63B 3.1.1.2, OWASP ASVS 6.2.5 and 6.2.10).
 */
public final class PasswordRules {
  /** The shortest. */
  public static final int SHORTEST = 12;

  /** The longest; hashing costs the server. */
  public static final int LONGEST = 128;

  private static final int FEWEST_DIFFERENT = 5;

  /** Each with the letter that it is read for. */
  private static final String STAND_INS = "@a0o$s1i3e";

  /**
   * Cores of common passwords: what is left without digits and marks must be more than one of them,
   * or the same one again.
   */
  private static final Set<String> COMMON =
      Set.of(
          "password",
          "matkhau",
          "abc",
          "abcd",
          "qwerty",
          "qwertyuiop",
          "admin",
          "administrator",
          "quantri",
          "welcome",
          "iloveyou",
          "letmein",
          "vietnam",
          "hanoi",
          "saigon",
          "giamsatcong",
          "portalaudit",
          "congthongtin",
          "sokhcn",
          "sotttt",
          "ubnd",
          "gov",
          "govvn",
          "user",
          "test",
          "demo",
          "changeme",
          "p",
          "a",
          "anhyeuem",
          "emyeuanh",
          "khongco",
          "passw",
          "asd",
          "asdfghjkl",
          "zxcvbnm",
          "abcdef",
          "abcxyz",
          "root",
          "login",
          "dangnhap",
          "hethong",
          "macdinh",
          "matkhaumoi",
          "secret",
          "master",
          "qwe",
          "qweasd",
          "qweasdzxc",
          "qazwsx",
          "qazwsxedc");

  private PasswordRules() {}

  /**
   * What is wrong with a password.
   *
   * @param context words that it must not consist of: the login, the person's name, the agency
   * @return what to do, or null when it is good
   */
  public static @Nullable String objection(String password, List<String> context) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      return "Mật khẩu cần ít nhất " + SHORTEST + " ký tự; một câu dễ nhớ là tốt nhất.";
    }
    if (length > LONGEST) {
      return "Mật khẩu dài nhất " + LONGEST + " ký tự.";
    }
    if (password.codePoints().distinct().count() < FEWEST_DIFFERENT) {
      return "Mật khẩu lặp lại quá ít ký tự; hãy chọn một câu khác.";
    }
    for (String core : readings(password)) {
      if (core.isEmpty() || COMMON.stream().anyMatch(word -> core.replace(word, "").isEmpty())) {
        return "Mật khẩu này nằm trong danh sách thường bị thử; hãy chọn một câu khác.";
      }
      for (String word : context) {
        String known = letters(folded(word));
        if (known.length() >= 3 && core.replace(known, "").length() < 3) {
          return "Mật khẩu chỉ gồm tên của bạn hoặc cơ quan; hãy chọn một câu khác.";
        }
      }
    }
    return null;
  }

  /** Its letters, and those together with what stands for letters between them. */
  private static List<String> readings(String password) {
    String folded = folded(password);
    String between = folded.replaceAll("^[^a-z]+|[^a-z]+$", "");
    for (int i = 0; i < STAND_INS.length(); i += 2) {
      between = between.replace(STAND_INS.charAt(i), STAND_INS.charAt(i + 1));
    }
    return List.of(letters(folded), letters(between));
  }

  private static String letters(String folded) {
    return folded.replaceAll("[^a-z]", "");
  }

  private static String folded(String text) {
    return Normalizer.normalize(
            text.toLowerCase(Locale.ROOT).replace('đ', 'd'), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "");
  }
}
