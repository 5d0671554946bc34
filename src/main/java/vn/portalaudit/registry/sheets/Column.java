package vn.portalaudit.registry.sheets;

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
record Column(
    String field,
    String header,
    boolean required,
    String how,
    String example,
    List<String> choices) {
  static Column needed(String field, String header, String how, String example) {
    return new Column(field, header, true, how, example, List.of());
  }

  static Column free(String field, String header, String how, String example) {
    return new Column(field, header, false, how, example, List.of());
  }

  static Column choice(
      String field, String header, boolean required, String how, List<String> choices) {
    return new Column(
        field,
        header,
        required,
        how + " Chọn một trong: " + String.join(", ", choices) + ".",
        choices.getFirst(),
        choices);
  }

  static Column flag(String field, String header, String how) {
    return choice(field, header, false, how, List.of("có", "không"));
  }

  boolean named(String text) {
    return Folding.fold(text).equals(Folding.fold(header));
  }

  /** Whether it holds a day. */
  boolean day() {
    return field.equals("from")
        || field.equals("to")
        || field.equals("on")
        || field.equals("until");
  }
}
