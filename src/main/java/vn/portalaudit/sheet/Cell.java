package vn.portalaudit.sheet;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** What stands in a cell, as the file types it. */
public sealed interface Cell {
  /** Nothing. */
  record Blank() implements Cell {}

  /** Text, as it stands there. */
  record Text(String text) implements Cell {}

  /**
   * A number.
   *
   * @param value its value
   * @param day what it means if it is a day; null when it is formatted as a number
   * @param asDay what it would mean as a day; null when it would mean none
   */
  record Number(BigDecimal value, @Nullable LocalDateTime day, @Nullable LocalDateTime asDay)
      implements Cell {}

  /** Yes or no. */
  record Flag(boolean value) implements Cell {}

  /** A formula; its result is not taken. */
  record Formula(String formula) implements Cell {}

  /** Something that the spreadsheet itself calls an error. */
  record Broken(String text) implements Cell {}

  /** Part of a merged cell, which has a value in its first cell only. */
  record Merged(String range) implements Cell {}

  /** The one blank cell. */
  Blank BLANK = new Blank();

  /** What stands there, for a message. */
  default String shown() {
    return switch (this) {
      case Blank _ -> "";
      case Text(String text) -> text;
      case Number number ->
          number.day() == null
              ? number.value().toPlainString()
              : number.day().toLocalDate().toString();
      case Flag(boolean value) -> value ? "TRUE" : "FALSE";
      case Formula(String formula) -> formula.startsWith("=") ? formula : "=" + formula;
      case Broken(String text) -> text;
      case Merged(String range) -> range;
    };
  }
}
