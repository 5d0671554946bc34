package vn.portalaudit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.store.Backup;
import vn.portalaudit.store.Restore;

/**
 * What lies in the folder of data beside the database and belongs to it: the files that agencies
 * attached, and the key of sealed secrets. In a backup they stand below {@code files/}.
 */
record KeptFiles(Path data) {
  private static final String BELOW = "files/";
  private static final String ATTACHED = "minh-chung";
  private static final String KEY = "khoa-ung-dung";

  /** An attached file has its hash for a name. What comes out of a backup goes nowhere else. */
  private static final Pattern KEPT =
      Pattern.compile(KEY + "|" + ATTACHED + "/[0-9a-f]{2}/[0-9a-f]{64}");

  /** The files as they are now; those that are still being written are left out. */
  Map<String, Backup.Content> list() throws IOException {
    Map<String, Backup.Content> files = new LinkedHashMap<>();
    for (String top : List.of(KEY, ATTACHED)) {
      if (Files.exists(data.resolve(top))) {
        try (Stream<Path> all = Files.walk(data.resolve(top))) {
          for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
            String name = data.relativize(file).toString().replace('\\', '/');
            if (KEPT.matcher(name).matches()) {
              files.put(BELOW + name, out -> Files.copy(file, out));
            }
          }
        }
      }
    }
    return files;
  }

  /**
   * Puts a file of a backup back; null when it is none of these.
   *
   * @param entry its name in the backup
   * @param others is told of a file that is there already and is another one; that one stays
   */
  Restore.@Nullable Taker taker(String entry, List<String> others) {
    if (!entry.startsWith(BELOW) || !KEPT.matcher(entry.substring(BELOW.length())).matches()) {
      return null;
    }
    String name = entry.substring(BELOW.length());
    return in -> {
      if (!put(in, data.resolve(name))) {
        others.add("  khác  " + name + " (giữ tệp đang có)");
      }
    };
  }

  private static boolean put(InputStream in, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Path part =
        Files.createTempFile(
            file.getParent(),
            "phan-",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        in.transferTo(out);
      }
      if (Files.exists(file)) {
        return Files.mismatch(part, file) < 0;
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
