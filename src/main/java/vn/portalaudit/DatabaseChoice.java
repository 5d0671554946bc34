package vn.portalaudit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.store.Database;

/** Options by which short commands find the database that {@code serve} uses. */
final class DatabaseChoice {
  private static final Path STANDARD = Path.of("portal-audit.yml");

  @Option(
      names = "--data",
      paramLabel = "THƯ-MỤC",
      description = "Thư mục dữ liệu, có cơ sở dữ liệu nhúng (mặc định: data).")
  private Path data = Path.of("data");

  @Option(
      names = "--config",
      paramLabel = "TỆP",
      description = "Tệp cấu hình; database.url trong đó thay cơ sở dữ liệu nhúng (mặc định:"
          + " portal-audit.yml).")
  private @Nullable Path config;

  /**
   * Opens the database and brings its schema up to date.
   *
   * @throws vn.portalaudit.config.ConfigException when the configuration cannot be used
   */
  Database open() {
    Optional<Database.Address> address = address(System::getenv);
    Database database =
        address.isPresent() ? Database.external(address.get()) : Database.visiting(data);
    try {
      return database.migrate();
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Where the database is, if elsewhere; the environment goes before the file. */
  private Optional<Database.Address> address(UnaryOperator<@Nullable String> environment) {
    String url = environment.apply("PORTAL_AUDIT_DB_URL");
    if (url != null && !url.isBlank()) {
      return Optional.of(
          new Database.Address(
              url,
              environment.apply("PORTAL_AUDIT_DB_USER"),
              environment.apply("PORTAL_AUDIT_DB_PASSWORD")));
    }
    Path file = config == null ? STANDARD : config;
    if (config == null && !Files.exists(file)) {
      return Optional.empty();
    }
    Problems problems = new Problems();
    Optional<Database.Address> address =
        YamlFile.read(file, problems)
            .flatMap(root -> root.find("database"))
            .flatMap(DatabaseChoice::address);
    problems.throwIfAny();
    return address;
  }

  private static Optional<Database.Address> address(YamlNode database) {
    return database
        .find("url")
        .map(url ->
            new Database.Address(
                url.text(),
                database.find("user").map(YamlNode::text).orElse(null),
                database.find("password").map(YamlNode::text).orElse(null)));
  }
}
