package vn.portalaudit.config;

import java.util.List;

/** Files that cannot be used; carries every problem found in them, one line each. */
public final class ConfigException extends RuntimeException {
  private final List<String> problems;

  ConfigException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** One line a problem: {@code file:line: path: what is wrong, what to write}. */
  public List<String> problems() {
    return problems;
  }
}
