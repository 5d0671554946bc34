package vn.portalaudit.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of the database as they are, partitions instead of what they are parts of. */
final class Tables {
  /** Kept by the migrations themselves; and who is signed in, which no backup brings back. */
  private static final List<String> NOT_DATA =
      List.of("flyway_schema_history", "spring_session", "spring_session_attributes");

  /** What the migrations fill; it is not somebody's data. */
  private static final Set<String> SEEDED = Set.of("probe_shard");

  private Tables() {}

  /**
   * Each table with the columns that can be written, those first that others refer to.
   *
   * @return by name, quoted where it must be; without the record of migrations and without sessions
   */
  static Map<String, List<String>> inOrder(JdbcClient jdbc) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    jdbc.sql(
            """
            select c.relname, quote_ident(a.attname) from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              and a.attgenerated = ''
            where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
              and c.relname not in (:not_data)
            order by c.relname, a.attnum
            """)
        .param("not_data", NOT_DATA)
        .query(row -> {
          columns
              .computeIfAbsent(row.getString(1), name -> new ArrayList<>())
              .add(row.getString(2));
        });
    Map<String, Set<String>> needs = new HashMap<>();
    jdbc.sql(
            """
            select c.relname, r.relname from pg_constraint k
            join pg_class c on c.oid = k.conrelid join pg_class r on r.oid = k.confrelid
            where k.contype = 'f' and c.oid <> r.oid
            """)
        .query(row -> {
          needs.computeIfAbsent(row.getString(1), name -> new HashSet<>()).add(row.getString(2));
        });
    return sorted(columns, needs);
  }

  private static Map<String, List<String>> sorted(
      Map<String, List<String>> columns, Map<String, Set<String>> needs) {
    Map<String, List<String>> sorted = new LinkedHashMap<>();
    while (sorted.size() < columns.size()) {
      int before = sorted.size();
      columns.forEach((name, list) -> {
        if (sorted.keySet().containsAll(needs.getOrDefault(name, Set.of()))) {
          sorted.putIfAbsent(name, list);
        }
      });
      if (sorted.size() == before) {
        throw new IllegalStateException("tables that refer to each other");
      }
    }
    return sorted;
  }

  static List<String> sequences(JdbcClient jdbc) {
    return jdbc.sql(
            """
            select relname from pg_class
            where relkind = 'S' and relnamespace = current_schema()::regnamespace order by 1
            """)
        .query(String.class)
        .list();
  }

  /** The first table that holds somebody's data; empty when the database is as new. */
  static java.util.Optional<String> firstWithRows(JdbcClient jdbc) {
    return inOrder(jdbc).keySet().stream()
        .filter(name -> !SEEDED.contains(name))
        .filter(name ->
            jdbc.sql("select exists (select from " + quoted(name) + ")")
                .query(Boolean.class)
                .single())
        .findFirst();
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
