package vn.portalaudit.web.access;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets that must be read again, encrypted by a key that does not lie in the database (AES-GCM).
 * Safe for threads.
 */
final class Sealed {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();
  private final SecretKeySpec key;

  private Sealed(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * With the key of a file, which only its owner may read; made when it is not there.
   *
   * @throws IOException when it can be neither read nor made, or holds no key
   */
  static Sealed with(Path file) throws IOException {
    if (!Files.exists(file)) {
      make(file);
    }
    byte[] key = Files.readAllBytes(file);
    if (key.length != KEY_BYTES) {
      throw new IOException(
          "«" + file + "» không phải khóa 32 byte; hãy khôi phục đúng tệp khóa của hệ thống");
    }
    return new Sealed(key);
  }

  private static void make(Path file) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, key, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      // another process made it meanwhile: that one holds
    }
  }

  byte[] seal(byte[] secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, secret);
    byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
    return all;
  }

  /**
   * The secret.
   *
   * @throws IllegalStateException when it was sealed by another key
   */
  byte[] open(byte[] all) {
    return run(
        Cipher.DECRYPT_MODE,
        Arrays.copyOf(all, NONCE_BYTES),
        Arrays.copyOfRange(all, NONCE_BYTES, all.length));
  }

  private byte[] run(int mode, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the secret cannot be read with this key", e);
    }
  }
}
