package vn.portalaudit.document.signed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be said of an uploaded file. */
public sealed interface SignedCopy {
  /** What no check here tells, to be shown beside every result. */
  List<String> NOT_CHECKED =
      List.of(
          "Chưa kiểm: chứng thư có bị thu hồi không (OCSP, CRL), vì việc kiểm không mở kết nối ra"
              + " ngoài.",
          "Chưa kiểm: dấu thời gian (RFC 3161) trong chữ ký và dữ liệu xác minh dài hạn; thời điểm"
              + " ký là thời điểm máy của người ký khai.",
          "Chưa kiểm: người ký có thẩm quyền ký văn bản này không; hình chữ ký, hình dấu có khớp"
              + " với chứng thư không.");

  /** No PDF, or one that cannot be read; says why. */
  record Unreadable(String says) implements SignedCopy {}

  /** A PDF without a signature. */
  record Unsigned() implements SignedCopy {}

  /**
   * A signed PDF.
   *
   * @param signatures in the order of the file
   * @param changedAfter whether anything was added to the file after its last signature
   */
  record Signed(List<Signature> signatures, boolean changedAfter) implements SignedCopy {
    public Signed {
      signatures = List.copyOf(signatures);
    }

    /** Whether every signature holds, is trusted, and nothing was added afterwards. */
    public boolean holds() {
      return !changedAfter
          && signatures.stream().allMatch(one -> one.intact() && one.trust() == Trust.TRUSTED);
    }
  }

  /**
   * A signature.
   *
   * @param field name of its field, empty when it has none
   * @param signer name in the certificate
   * @param organisation organisation in the certificate, empty for none
   * @param issuer who issued the certificate
   * @param serial number of the certificate, in hexadecimal digits
   * @param claimed when the signer's machine says it was signed; null when it does not
   * @param intact whether what was signed is unchanged and signed by that certificate
   * @param says sentences on what is wrong or remarkable, empty when nothing is
   */
  record Signature(
      String field,
      String signer,
      String organisation,
      String issuer,
      String serial,
      @Nullable Instant claimed,
      boolean intact,
      Trust trust,
      List<String> says) {
    public Signature {
      says = List.copyOf(says);
    }
  }

  /** Whether the certificate leads to an authority that is trusted here. */
  enum Trust {
    /** It does, and is in force. */
    TRUSTED("dẫn tới cơ quan chứng thực được tin cậy"),
    /** No authority that is trusted here stands behind it. */
    UNKNOWN_AUTHORITY("không dẫn tới cơ quan chứng thực nào được tin cậy ở đây"),
    /** It was not in force at the time of the check. */
    NOT_IN_FORCE("chứng thư chưa có hoặc đã hết hiệu lực");

    private final String says;

    Trust(String says) {
      this.says = says;
    }

    /** The same in Vietnamese. */
    public String says() {
      return says;
    }
  }
}
