package vn.portalaudit.net.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Chromium and its driver on this machine.
 *
 * @param browser program of the browser
 * @param driver program of its driver
 */
record Installation(Path browser, Path driver) {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> DRIVERS = List.of("chromedriver");

  /** Looks where the settings say, then along PATH. */
  static Optional<Installation> find() {
    return find(System::getProperty, System::getenv);
  }

  static Optional<Installation> find(
      UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
    String path = Objects.requireNonNullElse(environment.apply("PATH"), "");
    return program(
            properties.apply("portalaudit.chromium"),
            environment.apply("PORTAL_AUDIT_CHROMIUM"),
            BROWSERS,
            path)
        .flatMap(
            browser ->
                program(
                        properties.apply("portalaudit.chromedriver"),
                        environment.apply("PORTAL_AUDIT_CHROMEDRIVER"),
                        DRIVERS,
                        path)
                    .map(driver -> new Installation(browser, driver)));
  }

  private static Optional<Path> program(
      @Nullable String property, @Nullable String variable, List<String> names, String path) {
    String chosen = property == null ? variable : property;
    if (chosen != null) {
      return executable(chosen, "");
    }
    return names.stream()
        .flatMap(
            name ->
                Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                    .splitAsStream(path)
                    .filter(folder -> !folder.isEmpty())
                    .flatMap(folder -> executable(folder, name).stream()))
        .findFirst();
  }

  private static Optional<Path> executable(String first, String more) {
    try {
      return Optional.of(Path.of(first, more))
          .filter(Files::isRegularFile)
          .filter(Files::isExecutable);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
