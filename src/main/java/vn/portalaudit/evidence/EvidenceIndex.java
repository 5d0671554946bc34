package vn.portalaudit.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which evidence there is: a line for each audit's folder. The hash is that of its index of
 * captures, whose lines hold the hashes of all that was gathered; so the whole folder hangs on it.
 */
public final class EvidenceIndex {
  private EvidenceIndex() {}

  /**
   * The evidence of one audit.
   *
   * @param folder name of its folder
   * @param files number of files in it
   * @param bytes their size
   * @param sha256 hash of its index of captures
   */
  public record Entry(String folder, long files, long bytes, String sha256) {}

  /**
   * Lists the evidence.
   *
   * @param audits the folder with a folder for each audit; may be missing
   * @return in order of the names; folders without an index of captures are no evidence
   * @throws IOException when something cannot be read
   */
  public static List<Entry> of(Path audits) throws IOException {
    if (!Files.isDirectory(audits)) {
      return List.of();
    }
    List<Path> folders;
    try (Stream<Path> all = Files.list(audits)) {
      folders = all.filter(Files::isDirectory).sorted().toList();
    }
    List<Entry> entries = new ArrayList<>();
    for (Path folder : folders) {
      entry(folder).ifPresent(entries::add);
    }
    return entries;
  }

  /**
   * The evidence in one folder.
   *
   * @return empty when there is none
   */
  public static Optional<Entry> entry(Path folder) throws IOException {
    Path index = folder.resolve(IndexFile.NAME);
    if (!Files.isRegularFile(index)) {
      return Optional.empty();
    }
    long[] size = new long[2];
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            size[0]++;
            size[1] += attributes.size();
            return FileVisitResult.CONTINUE;
          }
        });
    String name = String.valueOf(folder.getFileName());
    return Optional.of(new Entry(name, size[0], size[1], hash(index)));
  }

  private static String hash(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Sha256.hex(digest);
  }
}
