package vn.portalaudit.store.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's programs and says what they answered. */
final class Commands {
  private static final int LONGEST_ANSWER = 32_768;

  private Commands() {}

  /**
   * What a command said.
   *
   * @param status its exit status; −1 when it did not end in time or could not be run
   * @param says the start of its output and errors
   */
  record Answer(int status, String says) {
    boolean good() {
      return status == 0;
    }
  }

  /**
   * Runs a command to its end, in the root folder and with an environment that holds nothing but a
   * path: variables of PostgreSQL would change what it does.
   */
  static Answer run(List<String> command, Duration longest) {
    Path output = null;
    try {
      output = Files.createTempFile("portal-audit-", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      Map<String, String> environment = builder.environment();
      environment.clear();
      environment.putAll(
          Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C", "TZ", "UTC"));
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return new Answer(-1, "quá " + longest.toSeconds() + " giây chưa xong");
      }
      return new Answer(process.exitValue(), start(output));
    } catch (IOException e) {
      return new Answer(-1, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(-1, "bị ngắt giữa chừng");
    } finally {
      forget(output);
    }
  }

  private static String start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8).strip();
    }
  }

  private static void forget(@org.jspecify.annotations.Nullable Path file) {
    if (file != null) {
      file.toFile().delete();
    }
  }
}
