package vn.portalaudit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.agent.SettingsFile;
import vn.portalaudit.store.Database;

/** Options that say where the service's database and evidence are. */
final class StoredAt {
  @Option(
      names = "--data",
      paramLabel = "THƯ MỤC",
      description = "Thư mục dữ liệu (mặc định: data, hoặc theo tệp cấu hình).")
  private @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "TỆP",
      description = "Tệp cấu hình (mặc định: portal-audit.yml).")
  private @Nullable Path config;

  /** A database, and the folder with the evidence of its audits. */
  record Place(Database.@Nullable Address elsewhere, Path data) {
    Path audits() {
      return data.resolve("audits");
    }

    boolean exists() {
      return elsewhere != null || Database.existsIn(data);
    }

    /** For a command beside a service that may run. */
    Database visit() {
      return elsewhere == null ? Database.visiting(data) : Database.external(elsewhere);
    }

    /** For a command that wants a private database for itself. */
    Database hold() {
      return elsewhere == null ? Database.embedded(data) : Database.external(elsewhere);
    }

    String says() {
      return elsewhere == null ? data.toString() : elsewhere.url().replaceFirst("[?].*", "");
    }
  }

  Place place() {
    if (config != null && !Files.exists(config)) {
      throw new IllegalArgumentException("Không thấy tệp cấu hình " + config);
    }
    Settings settings = settings();
    Settings.DatabaseAddress elsewhere = settings.database();
    return new Place(
        elsewhere == null
            ? null
            : new Database.Address(elsewhere.url(), elsewhere.user(), elsewhere.password()),
        Objects.requireNonNullElse(data, settings.data()));
  }

  /** The settings, with the folder that was named. */
  Settings settings() {
    return SettingsFile.read(
        config == null ? Path.of("portal-audit.yml") : config, System.getenv());
  }

  /** The folder of data that was named, or that of the settings. */
  Path data(Settings settings) {
    return Objects.requireNonNullElse(data, settings.data());
  }
}
