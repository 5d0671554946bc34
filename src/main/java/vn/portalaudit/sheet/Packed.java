package vn.portalaudit.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A ZIP file in memory that was unpacked once to know that it is bounded. It is read by the same
 * reader as the workbook library's, so that no second reader finds other parts in it.
 *
 * @param name of the file
 * @param bytes as it lies on the disk
 */
@SuppressWarnings("ArrayRecordComponent")
public record Packed(String name, byte[] bytes) {
  private static final int CHUNK = 65_536;

  /** Takes what is in a part. */
  public interface Reader<T> {
    T read(InputStream in) throws IOException;
  }

  /** Whether it is a ZIP file. */
  public static boolean isZip(byte[] bytes) {
    return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] < 9;
  }

  /** Whether it is an OLE2 file: Excel before 2007, or a workbook with a password. */
  public static boolean isOldExcel(byte[] bytes) {
    return bytes.length > 3
        && (bytes[0] & 0xff) == 0xd0
        && (bytes[1] & 0xff) == 0xcf
        && (bytes[2] & 0xff) == 0x11
        && (bytes[3] & 0xff) == 0xe0;
  }

  /** Opens a file, or tells why not. */
  public static Optional<Packed> open(
      String name, byte[] bytes, Limits limits, ProblemList problems) {
    Packed packed = new Packed(name, bytes);
    try (ZipFile zip = packed.zip()) {
      List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
      if (entries.size() > limits.parts()) {
        problems.file(name, "gói có quá " + limits.parts() + " tệp; chỉ gói các tệp cần nhập");
        return Optional.empty();
      }
      long left = limits.decodedBytes();
      byte[] chunk = new byte[CHUNK];
      for (ZipArchiveEntry entry : entries) {
        try (InputStream in = zip.getInputStream(entry)) {
          for (int n = in.read(chunk); n >= 0 && left >= 0; n = in.read(chunk)) {
            left -= n;
          }
        }
        if (left < 0) {
          problems.file(
              name,
              "bung ra lớn hơn "
                  + limits.decodedBytes() / 1_000_000
                  + " MB; xóa trang và định dạng thừa, hoặc tách nhỏ");
          return Optional.empty();
        }
      }
      return Optional.of(packed);
    } catch (IOException | RuntimeException e) {
      problems.file(name, "tệp hỏng; mở bằng Excel hoặc LibreOffice rồi lưu lại");
      return Optional.empty();
    }
  }

  /** Whether it is a workbook rather than some ZIP file. */
  public boolean isWorkbook() throws IOException {
    try (ZipFile zip = zip()) {
      return zip.getEntry("[Content_Types].xml") != null;
    }
  }

  /** The names of all parts. */
  public List<String> parts() throws IOException {
    try (ZipFile zip = zip()) {
      return Collections.list(zip.getEntries()).stream()
          .filter(entry -> !entry.isDirectory())
          .map(ZipArchiveEntry::getName)
          .toList();
    }
  }

  /** Reads a part; empty when there is none of that name. */
  public <T> Optional<T> read(String part, Reader<T> reader) throws IOException {
    try (ZipFile zip = zip()) {
      ZipArchiveEntry entry = zip.getEntry(part);
      if (entry == null) {
        return Optional.empty();
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return Optional.of(reader.read(in));
      }
    }
  }

  InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  private ZipFile zip() throws IOException {
    return ZipFile.builder().setByteArray(bytes).get();
  }
}
