package vn.portalaudit.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What agencies may attach: told by the first bytes and the ending together. */
class EvidenceFileTest {
  private static final String PNG = "\u0089PNG\r\n\u001a\n";

  private static byte[] bytes(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          bao-cao.pdf,       `%PDF-1.7 …`
          anh.JPG,           `\u00ff\u00d8\u00ff\u00e0`
          bang.xlsx,         `PK\u0003\u0004`
          """)
  void whatItIsByNameAndContentIsTaken(String name, String content) {
    assertThat(EvidenceFile.check(name, bytes(content)).granted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          trang.html,        `<script>alert(1)</script>`
          hinh.svg,          `<svg onload='alert(1)'/>`
          trang.xhtml,       `<html/>`
          chay.exe,          `MZ`
          chay.pdf,          `MZ`
          anh.png,           `<svg onload='alert(1)'/>`
          anh.png,           `GIF89a/*<script>*/`
          bao-cao.pdf.html,  `%PDF-1.7`
          bao-cao.pdf.svg,   `%PDF-1.7`
          bang.xlsm,         `PK\u0003\u0004`
          cu.xls,            `\u00d0\u00cf\u0011\u00e0`
          ky-tu.pdf,         ` %PDF-1.7`
          khong-duoi,        `%PDF-1.7`
          .pdf.,             `%PDF-1.7`
          """)
  void whatABrowserOrAnOfficeWouldRunIsRefused(String name, String content) {
    Ruling<?> ruling = EvidenceFile.check(name, bytes(content));

    assertThat(ruling.granted()).isFalse();
    assertThat(ruling.says()).contains("«");
  }

  @Test
  void nothingAndTooMuchAreRefusedWithTheLimit() {
    byte[] large = Arrays.copyOf(bytes("%PDF-"), EvidenceFile.MOST_BYTES + 1);

    assertThat(EvidenceFile.check("a.pdf", new byte[0]).says()).contains("rỗng");
    assertThat(EvidenceFile.check("a.pdf", large).says()).contains("20 MB");
    assertThat(EvidenceFile.check("a.pdf", Arrays.copyOf(large, EvidenceFile.MOST_BYTES)).granted())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          `../../etc/passwd.png`,                passwd.png
          `C:\\Windows\\..\\a.png`,              a.png
          `a\u202Egnp.png`,                      agnp.png
          `a\r\nSet-Cookie: x.png`,              aSet-Cookie x.png
          `"a"<b>|*?.png`,                       ab.png
          `\u0000a.png`,                         a.png
          """)
  void aNameIsNoPathNoHeaderAndNoTrick(String name, String kept) {
    assertThat(EvidenceFile.check(name, bytes(PNG)).value().name()).isEqualTo(kept);
  }

  @Test
  void aLongNameKeepsItsEnding() {
    String name = EvidenceFile.check("à".repeat(5000) + ".png", bytes(PNG)).value().name();

    assertThat(name).endsWith("à.png").hasSizeLessThanOrEqualTo(150);
  }
}
