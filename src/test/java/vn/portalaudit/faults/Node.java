package vn.portalaudit.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One {@code serve} as a process of its own. Not safe for threads. */
final class Node {
  private final List<String> prefix;
  private final Path folder;
  private final Path log;
  private final Path config;
  private final Map<String, String> environment;
  private Process process;

  /**
   * Starts a node.
   *
   * @param folder its data folder
   * @param config its settings
   * @param environment what is added to this process's
   * @param prefix what stands before the command, as {@code faketime} does
   */
  Node(Path folder, Path config, Map<String, String> environment, List<String> prefix)
      throws IOException {
    this.folder = folder;
    this.config = config;
    this.environment = environment;
    this.prefix = prefix;
    this.log = Files.createTempFile(folder.toAbsolutePath().getParent(), "node", ".log");
    this.process = launch();
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Dfile.encoding=UTF-8",
            "-Dportalaudit.home=" + System.getProperty("portalaudit.home", "."),
            "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider",
            "-Dslf4j.internal.verbosity=WARN",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "vn.portalaudit.Main",
            "serve",
            "--data",
            folder.toString(),
            "--config",
            config.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  long pid() {
    return process.pid();
  }

  Path log() {
    return log;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Waits until it says that it runs. */
  void awaitReady(Duration within) throws IOException, InterruptedException {
    await("đang chạy:", within);
  }

  /** Waits until it watches; its web application may come later. */
  void awaitWatch(Duration within) throws IOException, InterruptedException {
    await(" shards with ", within);
  }

  private void await(String word, Duration within) throws IOException, InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    while (!Files.readString(log).contains(word)) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IllegalStateException("node is not ready:\n" + Files.readString(log));
      }
      Thread.sleep(50);
    }
  }

  /** Kills it as {@code kill -9} does, and waits for its end. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Starts it again. */
  void restart() throws IOException {
    Files.writeString(log, "");
    process = launch();
  }

  /** Asks it to stop, as a service manager does; says how long that took. */
  Duration stop() throws InterruptedException {
    long start = System.nanoTime();
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      kill();
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  void signal(String name) throws IOException, InterruptedException {
    signal(name, pid());
  }

  static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor();
  }
}
