package vn.portalaudit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;

/**
 * A certificate that a sample portal signed itself and that soon ends, made by the JDK's own tool.
 */
final class SampleCertificate {
  /** Of a key that nobody else has and that is thrown away with the demonstration. */
  static final String PASSWORD = "cong-mau";

  private static final int DAYS = 12;

  private SampleCertificate() {}

  /**
   * Makes one.
   *
   * @param host the name on it
   * @throws IOException when the tool does not make it within a minute
   */
  static KeyStore of(String host) throws IOException {
    Path folder = Files.createTempDirectory("portal-audit-cert");
    Path file = folder.resolve("keys.p12");
    try {
      Process tool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-keystore",
                  file.toString(),
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  PASSWORD,
                  "-alias",
                  "cong",
                  "-keyalg",
                  "EC",
                  "-groupname",
                  "secp256r1",
                  "-dname",
                  "CN=" + host,
                  "-ext",
                  "san=dns:" + host,
                  "-validity",
                  Integer.toString(DAYS))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!tool.waitFor(1, TimeUnit.MINUTES) || tool.exitValue() != 0) {
        tool.destroyForcibly();
        throw new IOException("keytool made no certificate for " + host);
      }
      return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } catch (GeneralSecurityException e) {
      throw new UncheckedIOException(new IOException(e));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
