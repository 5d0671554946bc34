package vn.portalaudit.alert;

import java.time.Instant;
import java.util.Locale;

/**
 * Tries at the door of one name from one address.
 *
 * @param way what was tried
 * @param address of the client; empty when there were too many to tell apart
 * @param name the login as it was typed, or a name of the key that opens nothing
 * @param known whether an account has this login
 * @param failed how many led nowhere
 * @param refused of those: how many were not looked at, because they came during a wait
 * @param entered how often somebody got in
 * @param strange of those: how often from a device that the account had not used before
 * @param first minute of the first
 * @param last minute of the last
 */
public record Tries(
    Way way,
    String address,
    String name,
    boolean known,
    int failed,
    int refused,
    int entered,
    int strange,
    Instant first,
    Instant last) {
  /** What can be guessed. */
  public enum Way {
    /** A password. */
    PASSWORD,
    /** A code of the second factor. */
    CODE,
    /** For which login a letter to set a new password is sent. */
    RESET,
    /** A key of another system. */
    KEY;

    /** The word in the database. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The way of a word. */
    public static Way of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
