package vn.portalaudit.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.portalaudit.document.signed.SignedCopies;
import vn.portalaudit.document.signed.SignedCopy;
import vn.portalaudit.document.signed.SignedCopy.Signed;
import vn.portalaudit.document.signed.SignedCopy.Trust;

/** Our own document, signed in its empty field by certificates made here, then checked. */
class SignedCopiesTest {
  private static final Instant NOW = Instant.parse("2026-02-06T03:00:00Z");

  private static byte[] document;
  private static PaperSigner signer;

  @BeforeAll
  static void prepare() throws Exception {
    Path reports = Path.of(System.getProperty("portalaudit.home", ".")).resolve("reports");
    try (Documents documents = new Documents(reports, null)) {
      document = documents.pdf(SampleForms.plain().selfAssessment());
    }
    signer = PaperSigner.at(NOW);
  }

  private static SignedCopy check(byte[] file) {
    return new SignedCopies(List.of(signer.root()), InstantSource.fixed(NOW)).check(file);
  }

  private static SignedCopy.Signature only(SignedCopy copy) {
    assertThat(copy).isInstanceOf(Signed.class);
    assertThat(((Signed) copy).signatures()).hasSize(1);
    return ((Signed) copy).signatures().getFirst();
  }

  @Test
  void aSignedCopyNamesItsSignerAndHolds() throws Exception {
    byte[] signed = signer.sign(document);
    SignedCopy copy = check(signed);
    SignedCopy.Signature signature = only(copy);

    assertThat(signature.signer()).isEqualTo("Hoàng Văn Đức");
    assertThat(signature.organisation()).isEqualTo("Sở Tài nguyên và Môi trường");
    assertThat(signature.issuer()).isEqualTo("Cơ quan chứng thực mẫu");
    assertThat(signature.field()).isEqualTo("ThuTruong");
    assertThat(signature.claimed()).isEqualTo(NOW.minus(Duration.ofHours(1)));
    assertThat(signature.says()).isEmpty();
    assertThat(signature.intact()).isTrue();
    assertThat(signature.trust()).isEqualTo(Trust.TRUSTED);
    assertThat(((Signed) copy).holds()).isTrue();
    assertThat(SignedCopies.continues(document, signed)).isTrue();
  }

  @Test
  void ourOwnExportIsNotSigned() {
    assertThat(check(document)).isInstanceOf(SignedCopy.Unsigned.class);
  }

  @Test
  void aChangedFigureBreaksTheSignature() throws Exception {
    byte[] signed = signer.sign(document);
    signed[document.length / 2] ^= 1;

    SignedCopy copy = check(signed);
    if (copy instanceof Signed found) {
      assertThat(found.holds()).isFalse();
      assertThat(only(copy).intact()).isFalse();
      assertThat(only(copy).says()).isNotEmpty();
    } else {
      assertThat(copy).isInstanceOf(SignedCopy.Unreadable.class);
    }
    assertThat(SignedCopies.continues(document, signed)).isFalse();
  }

  @Test
  void whatIsAddedAfterSigningIsTold() throws Exception {
    byte[] signed = signer.sign(document);
    ByteArrayOutputStream added = new ByteArrayOutputStream();
    try (PDDocument pdf = Loader.loadPDF(signed)) {
      pdf.getDocumentInformation().setSubject("thêm vào sau");
      pdf.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
      pdf.saveIncremental(added);
    }

    Signed copy = (Signed) check(added.toByteArray());
    assertThat(copy.changedAfter()).isTrue();
    assertThat(copy.signatures().getFirst().intact()).isTrue();
    assertThat(copy.holds()).isFalse();
  }

  @Test
  void aCertificateOfNobodyKnownIsNotTrusted() throws Exception {
    SignedCopy copy = check(signer.selfMade().sign(document));

    assertThat(only(copy).intact()).isTrue();
    assertThat(only(copy).trust()).isEqualTo(Trust.UNKNOWN_AUTHORITY);
    assertThat(((Signed) copy).holds()).isFalse();
  }

  @Test
  void anExpiredCertificateIsTold() throws Exception {
    byte[] signed = signer.sign(document);
    SignedCopy later =
        new SignedCopies(
                List.of(signer.root()), InstantSource.fixed(NOW.plus(Duration.ofDays(800))))
            .check(signed);

    assertThat(only(later).trust()).isEqualTo(Trust.NOT_IN_FORCE);
  }

  @Test
  void anotherCertificateOfTheSameKeyCannotTakeThePlaceOfTheSigners() throws Exception {
    SignedCopy copy = check(signer.unbound().sign(document));

    assertThat(only(copy).intact()).isFalse();
    assertThat(only(copy).says()).anyMatch(said -> said.contains("gắn chứng thư"));
  }

  @Test
  void aGapInTheSignedRangeIsRefused() throws Exception {
    byte[] signed = signer.sign(document);
    String text = new String(signed, StandardCharsets.ISO_8859_1);
    int at = text.lastIndexOf("/ByteRange [") + "/ByteRange [".length();
    String range = text.substring(at, text.indexOf(']', at));
    String[] parts = range.trim().split(" ");
    parts[2] = String.valueOf(Integer.parseInt(parts[2]) + 10);
    parts[3] = String.valueOf(Integer.parseInt(parts[3]) - 10);
    String other = String.join(" ", parts);
    other = other + " ".repeat(range.length() - other.length());
    byte[] changed =
        (text.substring(0, at) + other + text.substring(at + range.length()))
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(only(check(changed)).intact()).isFalse();
    assertThat(only(check(changed)).says()).anyMatch(said -> said.contains("ByteRange"));
  }

  @Test
  void whatIsNoPdfIsSaidPlainly() {
    for (byte[] file :
        List.of(
            new byte[0],
            "MZ not a document".getBytes(StandardCharsets.UTF_8),
            "%PDF-1.7\n1 0 obj <</Type".getBytes(StandardCharsets.UTF_8),
            new byte[SignedCopies.MOST_BYTES + 1])) {
      assertThat(check(file))
          .asInstanceOf(type(SignedCopy.Unreadable.class))
          .extracting(SignedCopy.Unreadable::says)
          .asString()
          .endsWith(".");
    }
  }

  /** A table of references, or a stream of objects, of so many MB of zeros. */
  private static byte[] packed(int megabytes, String kind, String filter) throws IOException {
    ByteArrayOutputStream zeros = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(zeros)) {
      for (int i = 0; i < megabytes; i++) {
        deflated.write(new byte[1 << 20]);
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    String body = "%PDF-1.7\n2 0 obj\n<</Type/Catalog/Pages 3 0 R>>\nendobj\n";
    file.writeBytes(body.getBytes(StandardCharsets.ISO_8859_1));
    file.writeBytes(
        ("1 0 obj\n<<"
                + kind
                + "/Size 10/Root 2 0 R/Filter"
                + filter
                + "/Length "
                + zeros.size()
                + ">>\nstream\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    file.writeBytes(zeros.toByteArray());
    file.writeBytes(
        ("\nendstream\nendobj\nstartxref\n" + body.length() + "\n%%EOF")
            .getBytes(StandardCharsets.ISO_8859_1));
    return file.toByteArray();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          /Type/XRef/W[1 4 1],           /FlateDecode
          /Type/X#52ef/#57 [1 4 1],      /FlateDecode
          /W[1 4 1]/Subtype/Image,       [/FlateDecode]
          /Type/ObjStm/N 1/First 4,      /FlateDecode
          /Type/XRef/W[1 4 1],           [/ASCIIHexDecode /FlateDecode]
          /Type/XRef/W[1 4 1],           /LZWDecode
          """)
  void whatGrowsWithoutBoundsWhenItIsOpenedIsNotOpened(String kind, String filter)
      throws IOException {
    assertThat(check(packed(80, kind, filter)))
        .asInstanceOf(type(SignedCopy.Unreadable.class))
        .extracting(SignedCopy.Unreadable::says)
        .asString()
        .contains("quá lớn");
  }

  @Test
  void aLargePictureInAFileWithPackedTablesIsNoBomb() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument pdf = new PDDocument()) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      page.getCOSObject()
          .setItem(
              COSName.THUMB,
              new PDStream(
                  pdf, new ByteArrayInputStream(new byte[80 << 20]), COSName.FLATE_DECODE));
      pdf.save(out);
    }

    assertThat(out.toString(StandardCharsets.ISO_8859_1)).contains("/XRef", "/ObjStm");
    assertThat(check(out.toByteArray())).isInstanceOf(SignedCopy.Unsigned.class);
  }

  @Test
  void whatIsNotCheckedIsSaid() throws IOException {
    assertThat(SignedCopy.NOT_CHECKED).anyMatch(said -> said.contains("thu hồi"));
  }
}
