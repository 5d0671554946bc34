package vn.portalaudit.document.signed;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/**
 * Checks copies that came back signed: PAdES as far as the file itself tells (ETSI EN 319 142-1,
 * ISO 32000-1 §12.8). What it leaves open stands in {@link SignedCopy#NOT_CHECKED}. Safe for
 * threads.
 */
public final class SignedCopies {
  /** Largest file that is looked at, in bytes. */
  public static final int MOST_BYTES = 50 * 1024 * 1024;

  private static final Set<String> FORMS = Set.of("adbe.pkcs7.detached", "ETSI.CAdES.detached");
  private static final int MOST_SIGNATURES = 50;
  private static final String TOO_MUCH =
      "PDF giãn ra quá lớn khi mở; hãy in lại văn bản thành PDF rồi ký.";
  private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};

  private final CmsCheck cms;

  /**
   * With the authorities that are trusted, e.g. those of the Government Cipher Committee.
   *
   * @param trusted root certificates; none leaves every signature untrusted, never unchecked
   * @param clock for whether certificates are in force
   */
  public SignedCopies(Collection<X509Certificate> trusted, InstantSource clock) {
    this.cms = new CmsCheck(List.copyOf(trusted), clock);
  }

  /** Whether the file begins with all of another, as one does that was signed and not changed. */
  public static boolean continues(byte[] original, byte[] signed) {
    return signed.length >= original.length
        && Arrays.equals(original, 0, original.length, signed, 0, original.length);
  }

  /**
   * What can be said of a file. Fails for none.
   *
   * @param file as it was uploaded
   */
  public SignedCopy check(byte[] file) {
    if (file.length > MOST_BYTES) {
      return new SignedCopy.Unreadable("Tệp lớn hơn 50 MB.");
    }
    if (file.length < PDF.length || !Arrays.equals(PDF, Arrays.copyOf(file, PDF.length))) {
      return new SignedCopy.Unreadable("Tệp không phải PDF.");
    }
    if (!PackedTables.small(file)) {
      return new SignedCopy.Unreadable(TOO_MUCH);
    }
    try (PDDocument document = Loader.loadPDF(file)) {
      if (document.isEncrypted()) {
        return new SignedCopy.Unreadable("PDF đặt mật khẩu; hãy nộp bản không mã hóa.");
      }
      return check(document, file);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // the parser meets hostile files; whatever it stumbles over, the file cannot be read
      return new SignedCopy.Unreadable("Không đọc được PDF: tệp hỏng hoặc sai định dạng.");
    }
  }

  private SignedCopy check(PDDocument document, byte[] file) {
    List<PDSignature> found = document.getSignatureDictionaries();
    if (found.isEmpty()) {
      return new SignedCopy.Unsigned();
    }
    if (found.size() > MOST_SIGNATURES) {
      return new SignedCopy.Unreadable("PDF có quá nhiều chữ ký.");
    }
    List<SignedCopy.Signature> signatures = new ArrayList<>();
    long end = 0;
    for (PDSignature one : found) {
      SignedBytes bytes = SignedBytes.of(one, file);
      end = Math.max(end, bytes.end());
      signatures.add(check(field(document, one), one, bytes));
    }
    return new SignedCopy.Signed(signatures, end < file.length);
  }

  private SignedCopy.Signature check(String field, PDSignature signature, SignedBytes bytes) {
    String form = signature.getSubFilter();
    if (form == null || !FORMS.contains(form)) {
      return CmsCheck.broken(field, "Dạng chữ ký «" + bounded(form) + "» không được hỗ trợ.");
    }
    return bytes.problem().isEmpty()
        ? cms.check(field, form, bytes)
        : CmsCheck.broken(field, bytes.problem());
  }

  private static String bounded(String text) {
    String word = String.valueOf(text);
    return word.substring(0, Math.min(60, word.length()));
  }

  private static String field(PDDocument document, PDSignature signature) {
    PDAcroForm form = document.getDocumentCatalog().getAcroForm();
    if (form == null) {
      return "";
    }
    for (var field : form.getFieldTree()) {
      if (field instanceof PDSignatureField one
          && one.getSignature() != null
          && one.getSignature().getCOSObject() == signature.getCOSObject()) {
        return bounded(one.getFullyQualifiedName());
      }
    }
    return "";
  }
}
