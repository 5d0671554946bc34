package vn.portalaudit.alert;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a webhook's post: {@code sha256=} and HMAC-SHA256 (RFC 2104) in hex over the
 * timestamp, a full stop, and the body as sent. A receiver makes the same from the field {@code
 * X-Portal-Audit-Timestamp} and the bytes it got, compares in constant time, and refuses timestamps
 * more than five minutes away.
 */
public final class Signature {
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /**
   * Makes a signature.
   *
   * @param secret the channel's key
   * @param timestamp seconds since 1970, decimal
   * @param body the body as sent
   */
  public static String of(String secret, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** Whether a signature is right; takes as long when it is not. */
  public static boolean verifies(String secret, String timestamp, byte[] body, String signature) {
    return MessageDigest.isEqual(
        of(secret, timestamp, body).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }
}
