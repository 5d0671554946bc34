package vn.portalaudit.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Under which numbers nodes have run on a folder of data, as far as they may still hold something.
 * A program that holds the folder knows that they are over, however they ended, and need not wait
 * until their leases run out. Used by one thread.
 */
final class Lives {
  private static final Logger LOG = LoggerFactory.getLogger(Lives.class);

  private final Path file;

  Lives(Path data) {
    this.file = data.resolve("node");
  }

  /**
   * Notes a life that begins.
   *
   * @return those before it
   * @throws UncheckedIOException when the folder cannot be written
   */
  List<UUID> begin(UUID node) {
    List<UUID> former = read();
    List<UUID> all = new ArrayList<>(former);
    all.add(node);
    write(all);
    return former;
  }

  /** Forgets all lives but one: the others hold nothing any more. */
  void only(UUID node) {
    write(List.of(node));
  }

  private List<UUID> read() {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(UUID::fromString).toList()
          : List.of();
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} does not read; what an earlier node held is free when its lease ends", file, e);
      return List.of();
    }
  }

  private void write(List<UUID> lives) {
    Path part = file.resolveSibling("node.part");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          part, lives.stream().map(UUID::toString).collect(Collectors.joining("\n", "", "\n")));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
