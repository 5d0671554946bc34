package vn.portalaudit.pipeline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import vn.portalaudit.report.ReportFiles;

/**
 * The files of checklists and probes, whole: what names rules, and what an audit keeps beside its
 * evidence, so that it is judged again by what judged it, whatever became of the files since.
 * Immutable, safe for several threads.
 */
public final class RuleFiles {
  /** Name of the file that an audit keeps. */
  public static final String KEPT = "rules.zip";

  // what lies in folders below checklists judges no portal
  private static final Map<String, Integer> FOLDERS = Map.of("checklists", 1, "probes", 2);
  private static final Pattern NAME =
      Pattern.compile("(checklists|probes(/[\\w-]+)?)/[\\w.-]+\\.yml");
  private static final int MOST_BYTES = 20_000_000;
  private static final long ANY_TIME = 1_577_836_800_000L;

  private final SortedMap<String, byte[]> files;
  private final String digest;

  private RuleFiles(SortedMap<String, byte[]> files) {
    this.files = files;
    this.digest = digest(files);
  }

  /**
   * Reads those of a home folder.
   *
   * @param home the folder with {@code probes/} and {@code checklists/}
   * @throws IOException when one cannot be read
   */
  public static RuleFiles read(Path home) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Map.Entry<String, Integer> folder : FOLDERS.entrySet()) {
      try (Stream<Path> found = Files.walk(home.resolve(folder.getKey()), folder.getValue())) {
        for (Path file : found.filter(f -> f.toString().endsWith(".yml")).toList()) {
          files.put(home.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    }
    return new RuleFiles(files);
  }

  /**
   * Reads those that an audit kept.
   *
   * @param folder folder of the audit
   * @return empty when it kept none
   * @throws IOException when they cannot be read; the message is for people
   */
  public static Optional<RuleFiles> kept(Path folder) throws IOException {
    Path file = folder.resolve(KEPT);
    SortedMap<String, byte[]> files = new TreeMap<>();
    int left = MOST_BYTES;
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readNBytes(left + 1);
        left -= content.length;
        if (left < 0 || !NAME.matcher(entry.getName()).matches()) {
          throw new IOException("không phải bộ quy tắc mà một lần kiểm tra giữ lại");
        }
        files.put(entry.getName(), content);
      }
      if (files.isEmpty()) {
        throw new IOException("tệp hỏng");
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IOException(
          file
              + ": không đọc được bộ quy tắc của lần kiểm tra ("
              + e.getMessage()
              + "); lấy lại tệp từ bản sao lưu, hoặc xóa tệp để dùng bộ quy tắc đang có",
          e);
    }
    return Optional.of(new RuleFiles(files));
  }

  /** {@code sha256:…} over their names and contents. */
  public String digest() {
    return digest;
  }

  /** The text of a checklist; empty when there is no such file. */
  public Optional<String> checklist(String id) {
    return Optional.ofNullable(files.get(path(id)))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** The same with another text for a checklist. */
  public RuleFiles with(String id, String text) {
    SortedMap<String, byte[]> others = new TreeMap<>(files);
    others.put(path(id), text.getBytes(StandardCharsets.UTF_8));
    return new RuleFiles(others);
  }

  private static String path(String id) {
    return "checklists/" + id + ".yml";
  }

  /**
   * Keeps them in the folder of an audit; the same files give the same bytes.
   *
   * @throws IOException when the folder cannot be written
   */
  public void keep(Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTime(ANY_TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
      }
    }
    ReportFiles.save(folder.resolve(KEPT), bytes.toByteArray());
  }

  /** Lays them down as they lay in their home. */
  void unpack(Path home) throws IOException {
    for (String folder : FOLDERS.keySet()) {
      Files.createDirectories(home.resolve(folder));
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = home.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  private static String digest(SortedMap<String, byte[]> files) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        sha.update(file.getKey().getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        sha.update(file.getValue());
        sha.update((byte) 0);
      }
      return "sha256:" + HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
