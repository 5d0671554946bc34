package vn.portalaudit.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.domain.AuditReport;

/**
 * Writes the files of a run. Each appears whole or not at all, and only its owner may read it,
 * because quotes can hold what a person wrote. Safe for several threads that write into different
 * folders.
 */
public final class ReportFiles {
  /** Name of the result document. */
  public static final String RESULT = "result.json";

  /** Name of the page for people. */
  public static final String PAGE = "report.html";

  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private final HtmlReport html;

  /**
   * With the templates of a folder.
   *
   * @param reports the folder {@code reports/} of the program
   */
  public ReportFiles(Path reports) {
    html = new HtmlReport(new Templates(reports));
  }

  /** Where the files were written. */
  public record Written(Path result, Path page) {}

  /**
   * Writes the result document and the page, and makes the folder when it is missing.
   *
   * @param report the run
   * @param checklists its checklists, for the clauses behind the findings; one that is missing
   *     leaves its findings without clauses
   * @param folder where to
   * @return the files
   * @throws IOException when a file cannot be written; earlier files are then left as they were
   */
  public Written write(AuditReport report, List<Checklist> checklists, Path folder)
      throws IOException {
    String result = ResultDocument.write(report);
    String page = html.render(report, checklists);
    Written written = new Written(folder.resolve(RESULT), folder.resolve(PAGE));
    save(written.result(), result);
    save(written.page(), page);
    return written;
  }

  /**
   * Writes a text into a file, whole or not at all, readable by its owner alone.
   *
   * @param file where to; missing folders are made
   * @param text the text, written in UTF-8
   * @throws IOException when it cannot be written
   */
  public static void save(Path file, String text) throws IOException {
    save(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes bytes into a file, whole or not at all, readable by its owner alone.
   *
   * @param file where to; missing folders are made
   * @param content the bytes
   * @throws IOException when it cannot be written
   */
  public static void save(Path file, byte[] content) throws IOException {
    whole(file, half -> Files.write(half, content));
  }

  /** Writes a text. */
  public interface Text {
    /** Writes it. */
    void write(Writer out) throws IOException;
  }

  /** As {@link #save(Path, String)}, piece by piece, for a text too long for memory. */
  public static void save(Path file, Text text) throws IOException {
    whole(
        file,
        half -> {
          try (Writer out = Files.newBufferedWriter(half)) {
            text.write(out);
          }
        });
  }

  /** Fills a file that takes its name only when it is whole. */
  private interface Filling {
    void fill(Path half) throws IOException;
  }

  private static void whole(Path file, Filling filling) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException(file + ": không phải tên tệp");
    }
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, owner(posix, OWNER_FOLDER));
    }
    Path half = Files.createTempFile(folder, ".", ".tmp", owner(posix, OWNER_FILE));
    try {
      filling.fill(half);
      Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  private static FileAttribute<?>[] owner(boolean posix, Set<PosixFilePermission> permissions) {
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
