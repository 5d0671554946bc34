package vn.portalaudit.store.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says of a running server. The file outlives a server that was killed,
 * and its process number may by now be another program's.
 *
 * @param pid the process number
 * @param port the TCP port
 */
record Postmaster(long pid, int port) {
  private static final int PORT_LINE = 3;

  /** What the file of this cluster says; empty where there is none, or only a beginning of one. */
  static Optional<Postmaster> read(Path data) throws IOException {
    try {
      List<String> lines = Files.readAllLines(file(data), StandardCharsets.UTF_8);
      return lines.size() <= PORT_LINE
          ? Optional.empty()
          : Optional.of(
              new Postmaster(
                  Long.parseLong(lines.getFirst().strip()),
                  Integer.parseInt(lines.get(PORT_LINE).strip())));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Path file(Path data) {
    return data.resolve("postmaster.pid");
  }

  /** Whether that process lives and serves this cluster. */
  boolean serves(Path data) {
    return lives() && (startedOn(data) || standsIn(data));
  }

  /** Whether a process of that number lives, whatever it is. */
  boolean lives() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  /** Its command line names the folder; anyone may read that. */
  private boolean startedOn(Path data) {
    try {
      String line = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
      return Arrays.asList(line.split("\0", -1)).contains(data.toString());
    } catch (IOException e) {
      return false;
    }
  }

  /** Its working folder is the cluster's; the system may keep that to itself. */
  private boolean standsIn(Path data) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")).equals(data);
    } catch (IOException e) {
      return false;
    }
  }
}
