package vn.portalaudit.campaign;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;

/**
 * A file that an agency attaches. Its kind is told by its first bytes, never by its name alone, and
 * both must agree; what a browser would run (HTML, SVG, macros) is not taken.
 */
public final class EvidenceFile {
  /** Most bytes of one file. */
  public static final int MOST_BYTES = 20_000_000;

  private static final int LONGEST_NAME = 150;

  /** A kind of file that is taken. */
  public enum Kind {
    PDF("application/pdf", List.of("pdf"), new byte[] {'%', 'P', 'D', 'F', '-'}),
    PNG("image/png", List.of("png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n'}),
    JPEG("image/jpeg", List.of("jpg", "jpeg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}),
    DOCX(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        List.of("docx"),
        new byte[] {'P', 'K', 3, 4}),
    XLSX(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        List.of("xlsx"),
        new byte[] {'P', 'K', 3, 4}),
    ZIP("application/zip", List.of("zip"), new byte[] {'P', 'K', 3, 4});

    private final String mediaType;
    private final List<String> endings;
    private final byte[] begins;

    Kind(String mediaType, List<String> endings, byte[] begins) {
      this.mediaType = mediaType;
      this.endings = endings;
      this.begins = begins;
    }

    /** Its media type. */
    public String mediaType() {
      return mediaType;
    }
  }

  /** A file that may be kept. */
  public record Checked(String name, Kind kind) {}

  private EvidenceFile() {}

  /**
   * Whether a file is taken.
   *
   * @param name as the person's machine calls it
   * @param content all of it
   */
  public static Ruling<Checked> check(String name, byte[] content) {
    String clean = clean(name);
    if (content.length == 0) {
      return Ruling.refused("Tệp «" + clean + "» rỗng; hãy chọn lại tệp");
    }
    if (content.length > MOST_BYTES) {
      return Ruling.refused(
          "Tệp «" + clean + "» lớn hơn " + MOST_BYTES / 1_000_000 + " MB; hãy nén hoặc tách nhỏ");
    }
    String ending = clean.substring(clean.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
    for (Kind kind : Kind.values()) {
      if (kind.endings.contains(ending)) {
        return begins(content, kind.begins)
            ? Ruling.allowed(new Checked(clean, kind))
            : Ruling.refused(
                "Tệp «" + clean + "» không phải tệp ." + ending + " thật; hãy lưu lại đúng loại");
      }
    }
    return Ruling.refused(
        "Không nhận tệp «" + clean + "»; chỉ nhận pdf, png, jpg, docx, xlsx, zip");
  }

  private static boolean begins(byte[] content, byte[] with) {
    return content.length >= with.length
        && Arrays.equals(content, 0, with.length, with, 0, with.length);
  }

  /** The last part of a path, without what names must not hold. */
  private static String clean(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    StringBuilder kept = new StringBuilder();
    Normalizer.normalize(last, Normalizer.Form.NFC)
        .codePoints()
        .filter(c ->
            !Character.isISOControl(c)
                && Character.getType(c) != Character.FORMAT
                && Character.getType(c) != Character.SURROGATE
                && "\"<>|:*?".indexOf(c) < 0)
        .forEach(kept::appendCodePoint);
    String clean = kept.toString().strip();
    if (clean.isEmpty() || clean.equals(".") || clean.equals("..")) {
      clean = "tep";
    }
    int count = clean.codePointCount(0, clean.length());
    // the ending is at the end, and stays
    return count <= LONGEST_NAME
        ? clean
        : clean.substring(clean.offsetByCodePoints(0, count - LONGEST_NAME));
  }
}
