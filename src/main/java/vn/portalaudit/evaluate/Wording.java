package vn.portalaudit.evaluate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.portalaudit.checklist.Condition;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;

/** Puts observed values into Vietnamese sentences. */
final class Wording {
  private static final String UNKNOWN = "chưa rõ";
  private static final int LONGEST_TEXT = 160;
  private static final int LONGEST_LIST = 12;

  private static final List<Reason> REASONS = List.of(Reason.values());

  private Wording() {}

  /**
   * A sentence with its {@code {probe.field}} replaced by the values; values are never read again.
   */
  static String fill(String template, Map<String, Observation> byKey) {
    int open = template.indexOf('{');
    if (open < 0) {
      return template;
    }
    StringBuilder sentence = new StringBuilder(template.length() + 40);
    int from = 0;
    while (open >= 0) {
      int close = template.indexOf('}', open);
      if (close < 0) {
        break;
      }
      String key = template.substring(open + 1, close);
      Observation observation = byKey.get(key);
      sentence.append(template, from, open);
      sentence.append(observation == null ? UNKNOWN : value(key, observation.result()));
      from = close + 1;
      open = template.indexOf('{', from);
    }
    return sentence.append(template, from, template.length()).toString();
  }

  /** The value beside the condition, e.g. {@code tin-tuc.items = 34 (cần ≥ 48)}. */
  static String observed(Judge.Leaf leaf) {
    String key = leaf.test().key();
    String need = " (cần " + need(leaf.test(), leaf.negated()) + ")";
    // Times differ from run to run; a replay must give the same words.
    if (key.endsWith("Ms") && leaf.holds() != Judge.Truth.UNKNOWN) {
      return key + (leaf.holds() == Judge.Truth.HOLDS ? " đạt" : " không đạt") + need;
    }
    return key + " = " + value(key, leaf.result()) + need;
  }

  private static String value(String key, Result result) {
    return switch (result) {
      case Result.Unobserved unobserved -> UNKNOWN;
      case Result.Value value ->
          key.endsWith(".reason") ? reasonWords(value.datum()) : value(value.datum());
    };
  }

  /** Fields named {@code reason} hold the name of a {@link Reason}; people read its words. */
  private static String reasonWords(Datum datum) {
    return datum instanceof Datum.Text text
        ? reason(text.value()).map(Reason::says).orElseGet(() -> value(datum))
        : value(datum);
  }

  /** The reason of that name. */
  static Optional<Reason> reason(String name) {
    return REASONS.stream().filter(reason -> reason.name().equals(name)).findFirst();
  }

  private static String value(Datum datum) {
    return switch (datum) {
      case Datum.Flag flag -> flag.value() ? "có" : "không";
      case Datum.Quantity quantity -> number(quantity.value());
      case Datum.Day day -> day(day.value());
      case Datum.Text text -> text.value().isBlank() ? "(trống)" : plain(text.value());
      case Datum.Words words -> words(words.values());
    };
  }

  /** With a decimal comma, and a dot between thousands from 10.000 on. */
  static String number(BigDecimal value) {
    BigDecimal rounded = value.scale() > 4 ? value.setScale(4, RoundingMode.HALF_UP) : value;
    String plain = rounded.abs().toPlainString();
    int point = plain.indexOf('.');
    StringBuilder text = new StringBuilder(point < 0 ? plain : plain.substring(0, point));
    if (text.length() > 4) {
      for (int i = text.length() - 3; i > 0; i -= 3) {
        text.insert(i, '.');
      }
    }
    String fraction = point < 0 ? "" : trimmed(plain.substring(point + 1));
    if (!fraction.isEmpty()) {
      text.append(',').append(fraction);
    }
    return rounded.signum() < 0 ? "-" + text : text.toString();
  }

  private static String trimmed(String fraction) {
    int end = fraction.length();
    while (end > 0 && fraction.charAt(end - 1) == '0') {
      end--;
    }
    return fraction.substring(0, end);
  }

  private static String day(LocalDate day) {
    return pad(day.getDayOfMonth()) + "/" + pad(day.getMonthValue()) + "/" + day.getYear();
  }

  private static String pad(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  private static String words(List<String> words) {
    if (words.isEmpty()) {
      return "không có";
    }
    List<String> shown = words.stream().limit(LONGEST_LIST).map(Wording::plain).toList();
    return String.join(", ", shown) + (words.size() > LONGEST_LIST ? ", …" : "");
  }

  /** Words of a portal without line breaks, control and direction characters, and not too long. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    int[] points = text.codePoints().limit(LONGEST_TEXT + 1L).toArray();
    for (int i = 0; i < Math.min(points.length, LONGEST_TEXT); i++) {
      int type = Character.getType(points[i]);
      if (Character.isWhitespace(points[i]) || type == Character.CONTROL) {
        plain.append(' ');
      } else if (type != Character.FORMAT && type != Character.SURROGATE) {
        plain.appendCodePoint(points[i]);
      }
    }
    if (points.length > LONGEST_TEXT) {
      plain.append('…');
    }
    return Normalizer.normalize(plain, Normalizer.Form.NFC).strip();
  }

  private static String need(Condition.Test test, boolean negated) {
    return switch (test) {
      case Condition.Is is -> need(is, negated);
      case Condition.AtLeast atLeast -> (negated ? "< " : "≥ ") + number(atLeast.least());
      case Condition.AtMost atMost -> (negated ? "> " : "≤ ") + number(atMost.most());
      case Condition.OneOf oneOf ->
          (negated ? "khác " : "một trong ") + String.join(", ", oneOf.words());
      case Condition.Contains contains -> (negated ? "không có " : "có ") + contains.word();
      case Condition.ContainsNone none ->
          (negated ? "có một trong " : "không có ") + String.join(", ", none.words());
    };
  }

  private static String need(Condition.Is is, boolean negated) {
    if (is.value() instanceof Datum.Flag flag) {
      return flag.value() != negated ? "có" : "không";
    }
    return (negated ? "khác " : "") + value(is.value());
  }
}
