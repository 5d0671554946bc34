package vn.portalaudit.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture.Purpose;
import vn.portalaudit.evidence.Entry;
import vn.portalaudit.evidence.EvidenceReader;

/**
 * Finds the audit of a portal that a new one can build on. Folders of other users do not count, for
 * what lies in them is believed. Stateless; safe for several threads.
 */
public final class EarlierAudits {
  private static final int LOOKED_AT = 5_000;

  private EarlierAudits() {}

  /** A folder with the order that is kept in it. */
  private record Earlier(Path folder, Order order) {}

  /**
   * The newest audit of the same portal beside a folder that was begun earlier and came to its end.
   *
   * @param folder folder of the new audit; need not exist yet
   * @param order what is asked for
   * @return the folder of the earlier one; null when there is none. What cannot be read is passed
   *     over.
   */
  public static @Nullable Path newest(Path folder, Order order) {
    Path here = folder.toAbsolutePath().normalize();
    Path parent = here.getParent();
    String user = ProcessHandle.current().info().user().orElse(null);
    if (parent == null || user == null || !Files.isDirectory(parent)) {
      return null;
    }
    return beside(parent).stream()
        .filter(candidate -> !candidate.equals(here) && isOwned(candidate, user))
        .flatMap(candidate -> read(candidate).stream())
        .filter(earlier -> precedes(earlier.order(), order))
        .sorted(Comparator.comparing((Earlier e) -> e.order().startedAt()).reversed())
        .map(Earlier::folder)
        .filter(EarlierAudits::isComplete)
        .findFirst()
        .orElse(null);
  }

  /** Folders by name, the last first: those that the program names itself begin with the time. */
  private static List<Path> beside(Path parent) {
    try (Stream<Path> folders = Files.list(parent)) {
      return folders.sorted(Comparator.reverseOrder()).limit(LOOKED_AT).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private static boolean isOwned(Path folder, String user) {
    try {
      return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName().equals(user);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static Optional<Earlier> read(Path folder) {
    try {
      return Order.read(folder).map(order -> new Earlier(folder, order));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean precedes(Order earlier, Order order) {
    return earlier.finishedAt() != null
        && earlier.startedAt().isBefore(order.startedAt())
        && oneSpelling(earlier.portal()).equals(oneSpelling(order.portal()));
  }

  private static String oneSpelling(String portal) {
    String address = portal.strip().toLowerCase(Locale.ROOT);
    String whole = address.contains("://") ? address : "https://" + address;
    return whole.endsWith("/") ? whole : whole + "/";
  }

  /** Whether the home page was read and the audit did not stop before its work was done. */
  private static boolean isComplete(Path folder) {
    try {
      EvidenceReader reader = EvidenceReader.open(folder);
      return reader.stopped().isEmpty()
          && reader.entries().stream().anyMatch(EarlierAudits::isHome);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isHome(Entry entry) {
    return entry.capture() != null
        && entry.capture().purpose() == Purpose.HOME
        && entry.capture().ok();
  }
}
