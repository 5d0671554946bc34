package vn.portalaudit.net.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
  @TempDir Path folder;
  private Path browser;
  private Path driver;

  @BeforeEach
  void install() throws IOException {
    browser = program("chromium");
    driver = program("chromedriver");
  }

  private Path program(String name) throws IOException {
    Path file = Files.createFile(folder.resolve(name));
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private static Optional<Installation> find(
      Map<String, String> properties, Map<String, String> environment) {
    return Installation.find(properties::get, environment::get);
  }

  @Test
  void programsAreFoundAlongPath() {
    String path = "/nowhere" + File.pathSeparator + folder;

    assertThat(find(Map.of(), Map.of("PATH", path))).contains(new Installation(browser, driver));
  }

  @Test
  void withoutTheDriverThereIsNoBrowser() throws IOException {
    Files.delete(driver);

    assertThat(find(Map.of(), Map.of("PATH", folder.toString()))).isEmpty();
  }

  @Test
  void propertyWinsOverEnvironmentAndBothOverPath() throws IOException {
    Path other = program("other");
    Map<String, String> environment =
        Map.of("PATH", folder.toString(), "PORTAL_AUDIT_CHROMIUM", other.toString());

    assertThat(find(Map.of(), environment)).contains(new Installation(other, driver));
    assertThat(find(Map.of("portalaudit.chromium", browser.toString()), environment))
        .contains(new Installation(browser, driver));
  }

  @Test
  void chosenProgramThatIsNotThereIsNotReplaced() {
    assertThat(
            find(
                Map.of("portalaudit.chromedriver", folder + "/gone"),
                Map.of("PATH", folder.toString())))
        .isEmpty();
  }
}
