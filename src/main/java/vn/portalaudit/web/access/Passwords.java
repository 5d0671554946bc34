package vn.portalaudit.web.access;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import vn.portalaudit.access.Tokens;

/**
 * Passwords are kept as bcrypt of their SHA-256: bcrypt by itself would look at 72 bytes only,
 * which a Vietnamese sentence passes. Safe for threads.
 */
public final class Passwords {
  private static final int STRENGTH = 10;
  private static final BCryptPasswordEncoder BCRYPT = new BCryptPasswordEncoder(STRENGTH);

  /** Compared with where there is no account, so that the answer takes as long. */
  private static final String NOBODY = hash("không có tài khoản nào như vậy");

  private Passwords() {}

  /** What is kept of a password. */
  public static String hash(String password) {
    return java.util.Objects.requireNonNull(BCRYPT.encode(digest(password)));
  }

  /**
   * Whether a password is the one.
   *
   * @param hash null where there is none: the same time, and never
   */
  static boolean matches(String password, @Nullable String hash) {
    boolean same = BCRYPT.matches(digest(password), hash == null ? NOBODY : hash);
    return same && hash != null;
  }

  private static String digest(String password) {
    return Base64.getEncoder().encodeToString(Tokens.hash(password));
  }
}
