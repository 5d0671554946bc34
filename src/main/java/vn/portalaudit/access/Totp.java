package vn.portalaudit.access;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time codes by time (RFC 6238): SHA-1, 30 s, six digits, as every authenticator reads them.
 * Safe for threads.
 */
public final class Totp {
  private static final int STEP_S = 30;
  private static final int SECRET_BYTES = 20;
  private static final int RECOVERY_CODES = 10;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** Without letters and digits that are taken for each other. */
  private static final String PLAIN = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final SecureRandom RANDOM = new SecureRandom();

  private Totp() {}

  /** A new secret. */
  public static byte[] secret() {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return secret;
  }

  /** The code of a moment. */
  public static String code(byte[] secret, Instant at) {
    return code(secret, at.getEpochSecond() / STEP_S);
  }

  private static String code(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0x0f;
      int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
      return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The step of a code that is right now, one step early or late allowed.
   *
   * @param used the last step that was used: a code works once
   * @return the step to remember; empty when the code is wrong or was used
   */
  public static OptionalLong accepted(byte[] secret, String code, Instant now, long used) {
    long step = now.getEpochSecond() / STEP_S;
    for (long tried = step - 1; tried <= step + 1; tried++) {
      if (tried > used
          && java.security.MessageDigest.isEqual(
              code(secret, tried).getBytes(StandardCharsets.US_ASCII),
              code.getBytes(StandardCharsets.UTF_8))) {
        return OptionalLong.of(tried);
      }
    }
    return OptionalLong.empty();
  }

  /** A secret as people type it. */
  public static String base32(byte[] secret) {
    StringBuilder out = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte b : secret) {
      buffer = (buffer << 8) | (b & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        out.append(BASE32.charAt((buffer >> bits) & 31));
      }
    }
    if (bits > 0) {
      out.append(BASE32.charAt((buffer << (5 - bits)) & 31));
    }
    return out.toString();
  }

  /** The address that an authenticator reads from a QR code. */
  public static String address(String issuer, String login, byte[] secret) {
    String label = encoded(issuer) + ":" + encoded(login);
    return "otpauth://totp/"
        + label
        + "?secret="
        + base32(secret)
        + "&issuer="
        + encoded(issuer)
        + "&algorithm=SHA1&digits=6&period="
        + STEP_S;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Codes that each work once where the authenticator is lost: ten of 50 bits. */
  public static List<String> recoveryCodes() {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < RECOVERY_CODES; i++) {
      StringBuilder code = new StringBuilder();
      for (int at = 0; at < 10; at++) {
        code.append(at == 5 ? "-" : "").append(PLAIN.charAt(RANDOM.nextInt(PLAIN.length())));
      }
      codes.add(code.toString());
    }
    return List.copyOf(codes);
  }
}
