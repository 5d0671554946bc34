package vn.portalaudit.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Starts a server that does not run. The port of the last time is used again where it is free;
 * whether a port is free, only the server's own attempt tells without a race.
 */
final class Launch {
  private static final int TRIES = 20;
  // Below the range from which systems give ports to outgoing connections.
  private static final int LOWEST_PORT = 20_000;
  private static final int HIGHEST_PORT = 32_000;
  private static final List<String> PORT_TAKEN =
      List.of("could not bind", "could not create any TCP/IP sockets");

  // Children of a server that was killed notice it by themselves within moments.
  private static final String LEFT_OVER = "pre-existing shared memory block";
  private static final Pattern CAUSE =
      Pattern.compile("FATAL|PANIC|invalid value|unrecognized|syntax error");
  private static final long PAUSE_MS = 500;

  private final Path home;
  private final Cluster cluster;

  Launch(Path home, Cluster cluster) {
    this.home = home;
    this.cluster = cluster;
  }

  /** Starts the server; gives its port. */
  int start(Map<String, String> settings) throws IOException {
    RandomGenerator random = RandomGenerator.getDefault();
    IntSupplier other = () -> random.nextInt(LOWEST_PORT, HIGHEST_PORT);
    return start(remembered().orElseGet(other), other, settings);
  }

  /** Starts the server at the port that connections know; waits until that is free. */
  void again(int port, Map<String, String> settings) throws IOException {
    start(
        port,
        () -> {
          Access.pause(PAUSE_MS);
          return port;
        },
        settings);
  }

  private int start(int first, IntSupplier other, Map<String, String> settings) throws IOException {
    forgetStranger();
    int port = first;
    String says = "";
    for (int i = 0; i < TRIES; i++) {
      says = cluster.start(port, settings);
      if (says.isEmpty()) {
        Files.writeString(home.resolve("port"), port + "\n");
        return port;
      }
      if (says.contains(LEFT_OVER)) {
        Access.pause(PAUSE_MS);
      } else if (PORT_TAKEN.stream().anyMatch(says::contains)) {
        port = other.getAsInt();
      } else {
        break;
      }
    }
    throw new EmbeddedPostgresException(
        "Không khởi động được cơ sở dữ liệu nhúng trong "
            + home
            + ": "
            + gist(says)
            + "; xem "
            + cluster.log());
  }

  /**
   * Removes a stale {@code postmaster.pid} whose number is by now another program's: PostgreSQL
   * would take that program for a server. One whose process is gone it handles itself.
   */
  private void forgetStranger() throws IOException {
    Path data = Cluster.data(home);
    if (Postmaster.read(data).filter(found -> found.lives() && !found.serves(data)).isPresent()) {
      Files.deleteIfExists(Postmaster.file(data));
    }
  }

  private OptionalInt remembered() {
    try {
      int port = Integer.parseInt(Files.readString(home.resolve("port")).strip());
      return port > 0 && port < 65_536 ? OptionalInt.of(port) : OptionalInt.empty();
    } catch (IOException | NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  /** The line that tells why: the first that is not a mere message. */
  private static String gist(String log) {
    List<String> lines = log.lines().toList();
    return lines.stream()
        .filter(line -> CAUSE.matcher(line).find())
        .findFirst()
        .or(() -> lines.reversed().stream().findFirst())
        .orElse("không có lời giải thích");
  }
}
