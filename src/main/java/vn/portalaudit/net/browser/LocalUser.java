package vn.portalaudit.net.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who runs this program, and who stands at the other end of a loopback connection (Linux). */
final class LocalUser {
  private static final Path CONNECTIONS = Path.of("/proc/net/tcp");
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int USER = 7;

  private LocalUser() {}

  static boolean isRoot() {
    return "0".equals(id());
  }

  /**
   * Whether a connection on loopback was opened by another user of this machine. False where the
   * system does not tell.
   *
   * @param accepted an IPv4 connection that was accepted
   */
  static boolean isStranger(Socket accepted) {
    String mine = id();
    String theirs = owner(accepted.getPort(), accepted.getLocalPort());
    return mine != null && theirs != null && !theirs.equals(mine);
  }

  private static @Nullable String id() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return null;
    }
  }

  /** The owner of the socket with these ports, from its row in the kernel's table. */
  private static @Nullable String owner(int port, int peerPort) {
    String local = String.format(Locale.ROOT, ":%04X", port);
    String remote = String.format(Locale.ROOT, ":%04X", peerPort);
    try (BufferedReader rows = Files.newBufferedReader(CONNECTIONS)) {
      for (String row = rows.readLine(); row != null; row = rows.readLine()) {
        String[] cells = row.strip().split(" +");
        if (cells.length > USER && cells[LOCAL].endsWith(local) && cells[REMOTE].endsWith(remote)) {
          return cells[USER];
        }
      }
    } catch (IOException e) {
      return null;
    }
    return null;
  }
}
