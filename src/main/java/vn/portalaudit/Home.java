package vn.portalaudit;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the program, with {@code checklists/}, {@code probes/} and {@code reports/}. */
final class Home {
  private Home() {}

  /**
   * The folder that the launcher names, or else the working folder.
   *
   * @throws IllegalArgumentException when it does not hold the program's data
   */
  static Path folder() {
    Path home = Path.of(System.getProperty("portalaudit.home", "")).toAbsolutePath();
    if (!Files.isDirectory(home.resolve("checklists")) || !Files.isDirectory(home.resolve("probes"))) {
      throw new IllegalArgumentException("Không thấy checklists/ và probes/ trong " + home + "; chạy ./portal-audit từ thư mục của chương trình");
    }
    return home;
  }
}
