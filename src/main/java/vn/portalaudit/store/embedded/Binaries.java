package vn.portalaudit.store.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked from the class path once. */
final class Binaries {
  /** What the archive on the class path holds. */
  static final String VERSION = "18.1";

  private static final int EXECUTABLE = 0111;
  private static final String SIZE = "size";

  private Binaries() {}

  /**
   * The folder with {@code bin}, {@code lib} and {@code share}; unpacked where it is missing. It
   * appears whole or not at all: it is written beside and renamed.
   *
   * @param home where the private database lives
   */
  static Path unpack(Path home) throws IOException {
    Path folder = home.resolve("bin-" + VERSION);
    if (isWhole(folder)) {
      return folder;
    }
    remove(folder);
    Path part = home.resolve(folder.getFileName() + ".part");
    remove(part);
    try (InputStream archive = Binaries.class.getResourceAsStream(resource())) {
      if (archive == null) {
        throw new EmbeddedPostgresException(
            "Không có PostgreSQL nhúng cho máy kiểu "
                + System.getProperty("os.arch")
                + "; hãy khai database.url của một máy chủ PostgreSQL");
      }
      unpack(archive, part);
    }
    Files.writeString(part.resolve(SIZE), Long.toString(size(part)));
    Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    return folder;
  }

  /**
   * Whether every byte is there. Writing a thousand files through to the disk takes many seconds on
   * a busy machine; after a loss of power it is cheaper to see that some are short, and unpack
   * again.
   */
  private static boolean isWhole(Path folder) throws IOException {
    try {
      return Long.parseLong(Files.readString(folder.resolve(SIZE))) == size(folder);
    } catch (NoSuchFileException | NumberFormatException e) {
      return false;
    }
  }

  private static long size(Path folder) throws IOException {
    long size = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        boolean counts = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        size += counts && !file.endsWith(SIZE) ? Files.size(file) : 0;
      }
    }
    return size;
  }

  private static String resource() {
    String machine =
        switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> "none";
        };
    return "/postgres-linux-" + machine + ".txz";
  }

  private static void unpack(InputStream archive, Path into) throws IOException {
    folder(into);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
          throw new IOException("an entry leaves the archive: " + entry.getName());
        }
        if (!target.equals(into) && !entry.getName().contains("/pgxs/")) {
          write(tar, entry, target);
        }
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      folder(target);
      return;
    }
    folder(target.resolveSibling(""));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    try (FileChannel file =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      tar.transferTo(Channels.newOutputStream(file));
    }
    boolean executable = (entry.getMode() & EXECUTABLE) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  /** Folders are made readable whatever the umask is: another user runs what is in them. */
  private static void folder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** Removes a folder that was left half done. */
  static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> found;
    try (Stream<Path> files = Files.walk(folder)) {
      found = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : found) {
      Files.delete(file);
    }
  }
}
