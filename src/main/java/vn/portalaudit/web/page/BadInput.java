package vn.portalaudit.web.page;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What another system sent cannot be taken: 422 with every field that is wrong. */
@ResponseStatus(HttpStatus.UNPROCESSABLE_CONTENT)
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient List<Wrong> wrong;

  /**
   * A field that is wrong.
   *
   * @param field its name
   * @param vi what to write, in Vietnamese
   * @param en the same in English
   */
  public record Wrong(String field, String vi, String en) {}

  /** Refuses what was sent. */
  public BadInput(List<Wrong> wrong) {
    super("bad input", null, false, false);
    this.wrong = List.copyOf(wrong);
  }

  /** What is wrong, in the order of the fields. */
  List<Wrong> wrong() {
    return wrong;
  }
}
