package vn.portalaudit.document.paper;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.report.Vietnamese;

/** One value of a table. */
public sealed interface Cell {
  /** The value as people read it; empty for none. */
  String shown();

  /** A text. */
  record Words(String shown) implements Cell {
    public Words {
      shown = Plain.text(shown);
    }
  }

  /** A number, exact; shown with at most 2 decimals. */
  record Figure(BigDecimal value) implements Cell {
    @Override
    public String shown() {
      return Vietnamese.number(value);
    }
  }

  /** A day. */
  record Day(LocalDate value) implements Cell {
    @Override
    public String shown() {
      return Vietnamese.day(value);
    }
  }

  /** No value, which is another thing than 0. */
  record Nothing() implements Cell {
    @Override
    public String shown() {
      return "";
    }
  }

  /** No value. */
  Cell NOTHING = new Nothing();

  /** A text; none for an empty one. */
  static Cell of(@Nullable String text) {
    return text == null || text.isBlank() ? NOTHING : new Words(text);
  }

  /** A number; none for null. */
  static Cell of(@Nullable BigDecimal value) {
    return value == null ? NOTHING : new Figure(value);
  }

  /** A whole number. */
  static Cell of(long value) {
    return new Figure(BigDecimal.valueOf(value));
  }

  /** A day; none for null. */
  static Cell of(@Nullable LocalDate day) {
    return day == null ? NOTHING : new Day(day);
  }

  /** Texts, one below the other. */
  static Cell lines(Collection<String> lines) {
    return of(String.join("\n", lines));
  }
}
