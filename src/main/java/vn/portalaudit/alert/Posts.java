package vn.portalaudit.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.Poster;

/** Reads answers to posts. */
final class Posts {
  private static final int LONGEST_NUMBER = 9;

  private Posts() {}

  static Delivery read(Poster.Answer answer, @Nullable Duration asked) {
    Reason reason = answer.reason();
    int status = answer.status();
    if (reason != null && status == 0) {
      return new Delivery.Failed(reason.says(), reason == Reason.ADDRESS_REFUSED, null);
    }
    if (status >= 200 && status < 300) {
      return new Delivery.Sent("mã HTTP " + status);
    }
    String says =
        status >= 300 && status < 400
            ? "mã HTTP " + status + ", chuyển hướng không được theo"
            : "mã HTTP " + status;
    boolean busy = status == 429 || status == 503;
    boolean lasting = status < 500 && status != 408 && status != 425 && status != 429;
    return new Delivery.Failed(
        says, lasting, busy ? asked == null ? retryAfter(answer) : asked : null);
  }

  /** Seconds of {@code Retry-After} (RFC 9110, 10.2.3); a date is taken as none. */
  private static @Nullable Duration retryAfter(Poster.Answer answer) {
    return answer.headers().stream()
        .filter(header -> header.name().equalsIgnoreCase("Retry-After"))
        .map(Header::value)
        .map(String::strip)
        .filter(v -> v.matches("[0-9]{1," + LONGEST_NUMBER + "}"))
        .map(v -> Duration.ofSeconds(Long.parseLong(v)))
        .findFirst()
        .orElse(null);
  }
}
