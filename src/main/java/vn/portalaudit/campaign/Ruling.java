package vn.portalaudit.campaign;

import java.util.function.Function;

/**
 * Whether something may be done. A refusal is a value, with one Vietnamese sentence that says why,
 * and until when or what to do instead.
 *
 * @param <T> what comes of it
 */
public sealed interface Ruling<T> {
  /** It may be, or is done. */
  record Allowed<T>(T value) implements Ruling<T> {}

  /** It may not be, and nothing has changed. */
  record Refused<T>(String says) implements Ruling<T> {}

  /** Allowed, with what comes of it. */
  static <T> Ruling<T> allowed(T value) {
    return new Allowed<>(value);
  }

  /** Refused, with the reason. */
  static <T> Ruling<T> refused(String says) {
    return new Refused<>(says);
  }

  /** Goes on when it is allowed. */
  default <R> Ruling<R> then(Function<? super T, Ruling<R>> next) {
    return switch (this) {
      case Allowed<T>(T value) -> next.apply(value);
      case Refused<T>(String says) -> refused(says);
    };
  }

  /** Whether it is allowed. */
  default boolean granted() {
    return this instanceof Allowed<T>;
  }

  /** The reason of a refusal; empty when it is allowed. */
  default String says() {
    return this instanceof Refused<T>(String says) ? says : "";
  }

  /**
   * What comes of it.
   *
   * @throws IllegalStateException when it is refused
   */
  default T value() {
    return switch (this) {
      case Allowed<T>(T value) -> value;
      case Refused<T>(String says) -> throw new IllegalStateException(says);
    };
  }
}
