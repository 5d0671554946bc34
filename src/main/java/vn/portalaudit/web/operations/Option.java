package vn.portalaudit.web.operations;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One of a choice, for the macros {@code #choice} and {@code #filter}.
 *
 * @param code what is sent
 * @param name what is read
 */
public record Option(String code, String name) {
  static <E> List<Option> of(E[] values, Function<E, String> code, Function<E, String> name) {
    return Arrays.stream(values)
        .map(value -> new Option(code.apply(value), name.apply(value)))
        .toList();
  }

  /** The value of a code; empty for whatever is none. */
  static <E> Optional<E> find(E[] values, Function<E, String> code, String wanted) {
    return Arrays.stream(values).filter(value -> code.apply(value).equals(wanted)).findFirst();
  }
}
