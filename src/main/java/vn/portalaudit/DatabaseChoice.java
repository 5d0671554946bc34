package vn.portalaudit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.agent.SettingsFile;
import vn.portalaudit.store.Database;

/** Options by which short commands find the database that {@code serve} uses. */
final class DatabaseChoice {
  private static final Path STANDARD = Path.of("portal-audit.yml");

  @Option(
      names = "--data",
      paramLabel = "THƯ-MỤC",
      description = "Thư mục dữ liệu, có cơ sở dữ liệu nhúng (mặc định: data).")
  private @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "TỆP",
      description =
          "Tệp cấu hình; database.url trong đó thay cơ sở dữ liệu nhúng (mặc định:"
              + " portal-audit.yml).")
  private @Nullable Path config;

  /**
   * Opens the database and brings its schema up to date.
   *
   * @throws vn.portalaudit.config.ConfigException when the configuration cannot be used
   * @throws IllegalArgumentException when the configuration that was named is not there
   */
  Database open() {
    if (config != null && !Files.exists(config)) {
      throw new IllegalArgumentException("Không thấy tệp cấu hình " + config);
    }
    Settings settings = SettingsFile.read(config == null ? STANDARD : config, System.getenv());
    Settings.DatabaseAddress address = settings.database();
    Database database =
        address == null
            ? Database.visiting(data == null ? settings.data() : data)
            : Database.external(
                new Database.Address(address.url(), address.user(), address.password()));
    try {
      return database.migrate();
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }
}
