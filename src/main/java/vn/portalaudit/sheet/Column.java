package vn.portalaudit.sheet;

import java.util.List;
import vn.portalaudit.domain.Folding;

/**
 * A column of a sheet.
 *
 * @param field the field that it fills, by the record's name for it
 * @param header its heading
 * @param required whether a new row must have it
 * @param how what to write, in Vietnamese
 * @param example an example
 * @param choices the words that it may have; empty when it may have any
 */
public record Column(
    String field,
    String header,
    boolean required,
    String how,
    String example,
    List<String> choices) {
  /** A column that a new row must fill. */
  public static Column needed(String field, String header, String how, String example) {
    return new Column(field, header, true, how, example, List.of());
  }

  /** A column that may stay empty. */
  public static Column free(String field, String header, String how, String example) {
    return new Column(field, header, false, how, example, List.of());
  }

  /** A column of a closed list of words. */
  public static Column choice(
      String field, String header, boolean required, String how, List<String> choices) {
    return new Column(
        field,
        header,
        required,
        how + " Chọn một trong: " + String.join(", ", choices) + ".",
        choices.getFirst(),
        choices);
  }

  /** A column of yes or no. */
  public static Column flag(String field, String header, String how) {
    return choice(field, header, false, how, List.of("có", "không"));
  }

  /** Whether a heading means this column, in any spelling. */
  public boolean named(String text) {
    return Folding.fold(text).equals(Folding.fold(header));
  }

  /** Whether it holds a day. */
  public boolean day() {
    return field.equals("from")
        || field.equals("to")
        || field.equals("on")
        || field.equals("until");
  }
}
