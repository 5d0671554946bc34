package vn.portalaudit.web.page;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The names of persons, whose logins stand in what is kept; each is asked for once a page. For
 * templates.
 */
public final class Names {
  private final Function<String, Optional<String>> names;
  private final Map<String, Named> known = new HashMap<>();

  Names(Function<String, Optional<String>> names) {
    this.names = names;
  }

  /**
   * Who did something.
   *
   * @param name the person's name; what was kept where that is no person's login
   * @param login the login behind the name; empty where there is nothing to add
   */
  public record Named(String name, String login) {}

  /** The person with a login. */
  public Named of(String login) {
    return known.computeIfAbsent(
        login,
        asked ->
            names
                .apply(asked)
                .filter(name -> !name.equals(asked))
                .map(name -> new Named(name, asked))
                .orElse(new Named(asked, "")));
  }
}
