package vn.portalaudit.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.schedule.Work;

/**
 * The folders of a portal's audits: {@code audits/CODE/OCCASION.ATTEMPT}. Each attempt has its own,
 * begun with a copy of what the one before had gathered: a node that was taken for dead may still
 * be writing into the old one.
 */
final class AuditFolder {
  private AuditFolder() {}

  /** The folder of an attempt. */
  static Path of(Path data, String code, Work work) {
    return data.resolve("audits")
        .resolve(code)
        .resolve(work.slot().replaceAll("[^A-Za-z0-9._-]", "_") + "." + work.attempt());
  }

  /**
   * Makes an attempt's folder.
   *
   * @return the folder; it holds what the last attempt left behind
   * @throws IOException when it cannot be made
   */
  static Path prepare(Path data, String code, Work work) throws IOException {
    Path folder = of(data, code, work);
    Files.createDirectories(folder);
    Path earlier = earlier(data, code, work);
    if (earlier != null && isEmpty(folder)) {
      try (Stream<Path> files = Files.list(earlier)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
        }
      }
    }
    return folder;
  }

  private static @Nullable Path earlier(Path data, String code, Work work) {
    for (int attempt = work.attempt() - 1; attempt > 0; attempt--) {
      Path folder =
          of(
              data,
              code,
              new Work(
                  work.id(), work.portal(), work.kind(), work.slot(), attempt, work.fence(), null));
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    return null;
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return List.of().equals(files.limit(1).toList());
    }
  }
}
