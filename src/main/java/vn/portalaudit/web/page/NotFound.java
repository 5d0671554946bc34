package vn.portalaudit.web.page;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is nothing such, or nothing such for this person: the same answer, 404. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public final class NotFound extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is not there. */
  public NotFound() {
    super("not found", null, false, false);
  }

  /** The value, or 404. */
  public static <T> T unless(Optional<T> value) {
    return value.orElseThrow(NotFound::new);
  }

  /** 404 unless it holds. */
  public static void unless(boolean visible) {
    if (!visible) {
      throw new NotFound();
    }
  }
}
