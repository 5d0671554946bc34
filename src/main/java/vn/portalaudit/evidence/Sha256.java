package vn.portalaudit.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4) as evidence writes it: 64 lower-case hexadecimal digits. Thread-safe. */
public final class Sha256 {
  private static final HexFormat HEX = HexFormat.of();

  private Sha256() {}

  /** Of some bytes. */
  public static String of(byte[] bytes) {
    return HEX.formatHex(digest().digest(bytes));
  }

  /** Of a text in UTF-8. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  static String ofBoth(byte[] first, byte[] second) {
    MessageDigest digest = digest();
    digest.update(first);
    return HEX.formatHex(digest.digest(second));
  }

  static String hex(MessageDigest digest) {
    return HEX.formatHex(digest.digest());
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
