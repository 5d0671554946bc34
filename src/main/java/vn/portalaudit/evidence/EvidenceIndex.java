package vn.portalaudit.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitOption;
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
  private static final int DEEP = 2;

  private EvidenceIndex() {}

  /**
   * The evidence of one audit.
   *
   * @param folder its folder, from that of all audits on, with {@code /} between names
   * @param files number of files in it
   * @param bytes their size
   * @param sha256 hash of its index of captures
   */
  public record Entry(String folder, long files, long bytes, String sha256) {}

  /**
   * Lists the evidence.
   *
   * @param audits the folder with a folder for each audit, or for each portal with one for each
   *     audit; may be missing
   * @return in order of the names; folders without an index of captures are no evidence
   * @throws IOException when something cannot be read
   */
  public static List<Entry> of(Path audits) throws IOException {
    if (!Files.isDirectory(audits)) {
      return List.of();
    }
    List<Path> folders;
    try (Stream<Path> all = Files.walk(audits, DEEP, FileVisitOption.FOLLOW_LINKS)) {
      folders = all.filter(Files::isDirectory).sorted().toList();
    }
    List<Entry> entries = new ArrayList<>();
    for (Path folder : folders) {
      String name = audits.relativize(folder).toString().replace('\\', '/');
      entry(audits, name).ifPresent(entries::add);
    }
    return entries;
  }

  /**
   * The evidence in one folder.
   *
   * @param audits the folder of all audits
   * @param name of the folder, as in {@link Entry#folder}
   * @return empty when there is none
   */
  public static Optional<Entry> entry(Path audits, String name) throws IOException {
    Path folder = audits.resolve(name).normalize();
    if (!folder.startsWith(audits.normalize())) {
      return Optional.empty();
    }
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
