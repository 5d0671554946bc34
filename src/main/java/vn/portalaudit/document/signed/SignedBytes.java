package vn.portalaudit.document.signed;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;

/**
 * The bytes that a signature covers, all of a revision but its own value. A range with any other
 * gap could hide a change in it, and is refused.
 *
 * @param content what was signed, empty with a problem
 * @param value the signature itself, empty with a problem
 * @param end where the revision ends in the file
 * @param problem what is wrong with the range, empty when nothing is
 */
record SignedBytes(byte[] content, byte[] value, long end, String problem) {
  static SignedBytes of(PDSignature signature, byte[] file) {
    int[] range = signature.getByteRange();
    if (range == null
        || range.length != 4
        || range[0] != 0
        || range[1] <= 0
        || range[2] <= range[1] + 1
        || range[3] < 0
        || (long) range[2] + range[3] > file.length) {
      return wrong("Vùng ký (ByteRange) không hợp lệ.");
    }
    if (file[range[1]] != '<' || file[range[2] - 1] != '>') {
      return wrong("Vùng ký (ByteRange) chừa ra nhiều hơn giá trị chữ ký.");
    }
    byte[] gap = Arrays.copyOfRange(file, range[1] + 1, range[2] - 1);
    byte[] value;
    try {
      value = HexFormat.of().parseHex(new String(gap, java.nio.charset.StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      return wrong("Giá trị chữ ký không hợp lệ.");
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream(range[1] + range[3]);
    content.write(file, 0, range[1]);
    content.write(file, range[2], range[3]);
    return new SignedBytes(content.toByteArray(), value, (long) range[2] + range[3], "");
  }

  private static SignedBytes wrong(String problem) {
    return new SignedBytes(new byte[0], new byte[0], 0, problem);
  }
}
