package vn.portalaudit.web.api;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.web.page.BadInput;

/** Looks through what was sent and gathers all that is wrong of it. */
final class Input {
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");
  private final List<BadInput.Wrong> wrong = new ArrayList<>();

  /** A text that must be there, NFC, without blanks at its ends. */
  String text(String field, @Nullable String given, int longest) {
    String text = given == null ? "" : Normalizer.normalize(given, Normalizer.Form.NFC).strip();
    if (text.isEmpty()) {
      refuse(field, "Bắt buộc có.", "Required.");
    } else if (text.length() > longest || CONTROLS.matcher(text).find()) {
      refuse(
          field,
          "Dài nhất " + longest + " ký tự, không có ký tự điều khiển.",
          longest + " characters at most, without control characters.");
    }
    return text;
  }

  /** Holds a rule; says what is wrong where it does not. */
  void check(boolean holds, String field, String vi, String en) {
    if (!holds) {
      refuse(field, vi, en);
    }
  }

  /** Says what is wrong. */
  void refuse(String field, String vi, String en) {
    wrong.add(new BadInput.Wrong(field, vi, en));
  }

  /** Goes on only when nothing is wrong. */
  void done() {
    if (!wrong.isEmpty()) {
      throw new BadInput(wrong);
    }
  }

  /** A value that must be there; 422 at once where it is not. */
  static <T> T present(String field, @Nullable T value) {
    if (value == null) {
      throw new BadInput(List.of(new BadInput.Wrong(field, "Bắt buộc có.", "Required.")));
    }
    return value;
  }
}
