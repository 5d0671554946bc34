package vn.portalaudit.store;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file of a backup: a ZIP with the rows of each table as PostgreSQL's COPY writes them, what was
 * attached, and last a manifest with the count and hash of everything; the comment of the ZIP is the
 * manifest's own hash.
 */
final class BackupFile {
  static final int FORMAT = 1;
  private static final String MANIFEST = "manifest.json";
  private static final int LARGEST_MANIFEST = 64 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private BackupFile() {}

  /**
   * What a file must hold.
   *
   * @param format version of the format
   * @param madeAt when, ISO 8601
   * @param schema version of the schema
   * @param tables each table and partition with rows of its own
   * @param sequences where they stand
   * @param attached what else is in it
   */
  record Manifest(
      int format,
      String madeAt,
      String schema,
      List<Table> tables,
      List<Sequence> sequences,
      List<Part> attached) {}

  /** The rows of a table. */
  record Table(String name, List<String> columns, long rows, Part part) {}

  /** Where a sequence stands. */
  record Sequence(String name, long value, boolean called) {}

  /** An entry of the file. */
  record Part(String entry, long bytes, String sha256) {}

  /** Writes an entry. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes a file that appears whole or not at all, and that its owner alone can read. */
  static final class Writer implements AutoCloseable {
    private final Path file;
    private final Path unfinished;
    private final FileChannel channel;
    private final ZipOutputStream zip;
    private boolean finished;

    Writer(Path file) throws IOException {
      this.file = file.toAbsolutePath();
      this.unfinished = this.file.resolveSibling(this.file.getFileName() + ".part");
      if (Files.exists(this.file)) {
        throw new StoreException("Tệp " + file + " đã có; hãy chọn tên khác");
      }
      Files.deleteIfExists(unfinished);
      this.channel =
          FileChannel.open(
              unfinished,
              EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      this.zip =
          new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
    }

    Part add(String entry, Content content) throws IOException {
      zip.putNextEntry(new ZipEntry(entry));
      MessageDigest digest = sha256();
      Counting counting = new Counting(new DigestOutputStream(zip, digest));
      content.writeTo(counting);
      counting.flush();
      zip.closeEntry();
      return new Part(entry, counting.count, HexFormat.of().formatHex(digest.digest()));
    }

    void finish(Manifest manifest) throws IOException {
      zip.setComment(add(MANIFEST, out -> out.write(JSON.writeValueAsBytes(manifest))).sha256());
      zip.finish();
      zip.flush();
      channel.force(true);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      finished = true;
    }

    @Override
    public void close() throws IOException {
      try (channel) {
        if (!finished) {
          Files.deleteIfExists(unfinished);
        }
      }
    }
  }

  private static final class Counting extends FilterOutputStream {
    private long count;

    Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      count += length;
    }
  }

  /**
   * Opens a file and compares every byte of it with its manifest.
   *
   * @throws StoreException when it is damaged, or no backup, or of a later format
   */
  static Reader open(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new StoreException("Không đọc được tệp sao lưu " + file);
    }
    ZipFile zip = null;
    boolean good = false;
    try {
      zip = new ZipFile(file.toFile());
      Reader reader = new Reader(zip, manifest(zip));
      reader.check();
      good = true;
      return reader;
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      throw new StoreException(
          "Tệp sao lưu " + file + " hỏng hoặc không phải của portal-audit: " + e.getMessage(), e);
    } finally {
      if (!good && zip != null) {
        zip.close();
      }
    }
  }

  private static Manifest manifest(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(MANIFEST);
    if (entry == null) {
      throw new IOException("không có " + MANIFEST);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(LARGEST_MANIFEST);
      if (!HexFormat.of().formatHex(sha256().digest(bytes)).equals(zip.getComment())) {
        throw new IOException("nội dung " + MANIFEST + " không đúng mã băm");
      }
      Manifest manifest = JSON.readValue(bytes, Manifest.class);
      if (manifest.format() != FORMAT) {
        throw new IOException("dạng tệp " + manifest.format() + " chương trình này không đọc được");
      }
      return manifest;
    }
  }

  /** A file whose content was found to be as its manifest says. */
  static final class Reader implements AutoCloseable {
    private final ZipFile zip;
    private final Manifest manifest;

    private Reader(ZipFile zip, Manifest manifest) {
      this.zip = zip;
      this.manifest = manifest;
    }

    Manifest manifest() {
      return manifest;
    }

    InputStream read(Part part) throws IOException {
      ZipEntry entry = zip.getEntry(part.entry());
      if (entry == null) {
        throw new IOException("thiếu " + part.entry());
      }
      return zip.getInputStream(entry);
    }

    private void check() throws IOException {
      Set<String> expected = new HashSet<>(Set.of(MANIFEST));
      for (Table table : manifest.tables()) {
        check(table.part(), expected);
      }
      for (Part part : manifest.attached()) {
        check(part, expected);
      }
      if (zip.size() != expected.size()) {
        throw new IOException("có tệp lạ bên trong");
      }
    }

    private void check(Part part, Set<String> expected) throws IOException {
      if (!expected.add(part.entry())) {
        throw new IOException(part.entry() + " được ghi hai lần");
      }
      MessageDigest digest = sha256();
      long bytes;
      try (InputStream in = new DigestInputStream(read(part), digest)) {
        bytes = in.transferTo(OutputStream.nullOutputStream());
      }
      String hash = HexFormat.of().formatHex(digest.digest());
      if (bytes != part.bytes() || !hash.equals(part.sha256())) {
        throw new IOException("nội dung " + part.entry() + " không đúng mã băm");
      }
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
