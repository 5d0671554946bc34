package vn.portalaudit.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Statement;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.quartz.Scheduler;

/** The tables of Quartz, as its library brings them. */
@SuppressWarnings("checkstyle:TypeName") // Flyway reads version and name from it
final class V7__Quartz extends BaseJavaMigration {
  private static final String TABLES = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";

  @Override
  public void migrate(Context context) throws Exception {
    try (InputStream script = Scheduler.class.getResourceAsStream(TABLES);
        Statement statement = context.getConnection().createStatement()) {
      if (script == null) {
        throw new IOException("Quartz brings no " + TABLES);
      }
      String tables = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      // the migration is one transaction; the script would end it
      statement.execute(tables.replaceAll("(?im)^\\s*(COMMIT|BEGIN)\\s*;", ""));
    }
  }
}
