package vn.portalaudit.web.page;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * What is asked for does not fit how things stand (too late, taken by another, locked): 409 with
 * the reason, which is shown.
 */
@ResponseStatus(HttpStatus.CONFLICT)
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Refuses.
   *
   * @param says why, until when, and what to do; in Vietnamese
   */
  public Refused(String says) {
    super(says, null, false, false);
  }
}
