package vn.portalaudit.evidence;

import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Reason;

/**
 * One line of an evidence folder's index: something that was asked, and where its bytes lie.
 *
 * @param kind what was asked
 * @param capture how it went; null for what is no document
 * @param name what was measured or the name of a picture; otherwise empty
 * @param target of what it was measured, or the address of the page in the picture; otherwise empty
 * @param place where the bytes lie; null when none were received
 * @param written all that was written to the WARC file for this ask, requests and redirects included;
 *     null when nothing was
 * @param stopped why the audit stopped here; null for what was asked
 */
public record Entry(
    Kind kind,
    @Nullable Capture capture,
    String name,
    String target,
    @Nullable Place place,
    @Nullable Written written,
    @Nullable Reason stopped) {

  /** What was asked. */
  public enum Kind {
    FETCH,
    RENDER,
    MEASURE,
    PICTURE,
    STOP
  }

  /**
   * Where the payload of one record lies.
   *
   * @param folder folder of the WARC file relative to the index: empty, or that of an earlier audit
   *     which received the same bytes
   * @param warc name of the WARC file
   * @param offset first byte of the record
   * @param length bytes of the record as it lies there
   * @param sha256 of the payload as it lies in the record
   * @param whole whether the payload was kept to its end
   */
  public record Place(
      String folder, String warc, long offset, long length, String sha256, boolean whole) {}

  /** Bytes of a WARC file in this folder, with the SHA-256 of them as they lie there. */
  public record Written(String warc, long offset, long length, String sha256) {}

  /** The address that was asked for, empty for what is no document. */
  public String url() {
    return capture == null ? target : capture.url();
  }
}
