package vn.portalaudit.web;

import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.report.SampleReport;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.RunStore;

/** Thirty portals with ninety days behind them, as the watch would leave them. */
final class WatchedSample {
  private WatchedSample() {}

  static void fill(Database database) {
    watched(database);
    probed(database.jdbc());
    audited(database);
  }

  private static void probed(JdbcClient jdbc) {
    jdbc.sql(
            """
            insert into probe_day (portal_id, day, up, degraded, down, unknown, p50_ms, p95_ms)
            select 1, current_date - d, 280 - d % 5, d % 5, case when d % 13 = 0 then 8 else 0 end, 0,
              250 + (d * 37) % 120, 700 + (d * 91) % 400
            from generate_series(1, 89) d
            """)
        .update();
  }

  private static void audited(Database database) {
    AuditReport report = SampleReport.plain();
    new RunStore(database)
        .save(1, null, report, ResultDocument.write(report), true, Path.of("khong-co"));
  }

  private static void watched(Database database) {
    JdbcClient jdbc = database.jdbc();
    jdbc.sql(
            """
            insert into portal (code, title, kind, root_url, tags)
            select 'cong-' || n, 'Cổng thông tin điện tử xã số ' || n, 'xa',
              'https://xa' || n || '.example.gov.vn/',
              case when n % 3 = 0 then array['miền núi'] else '{}' end
            from generate_series(1, 30) n
            """)
        .update();
    jdbc.sql(
            """
            insert into portal_state (portal_id, state, since, reason, slot_at, total_ms, up_24h,
              up_30d, up_90d, spark, certificate_ends, checked_at, last_points, last_max)
            select id, case when id % 7 = 0 then 'X' when id % 5 = 0 then 'D' else 'U' end,
              now() - interval '3 hours', case when id % 7 = 0 then 'CONNECT_TIMEOUT'
                when id % 5 = 0 then 'TLS_CERTIFICATE' end,
              now() - interval '2 minutes', 200 + id * 13, 1 - id * 0.001, 0.998, 0.995,
              (select array_agg((case when (d + id) % 17 = 0 then 80 when (d + id) % 9 = 0 then 98
                else 100 end)::smallint order by d) from generate_series(1, 90) d),
              now() + (id * 9 || ' days')::interval, now(), 50 + id, 100
            from portal
            """)
        .update();
    jdbc.sql(
            """
            insert into incident (portal_id, kind, state, severity, cause, starts_at, says)
            select id, 'down', 'open', 'critical', 'network', now() - interval '3 hours',
              'Cổng «' || title || '» không truy cập được'
            from portal where id % 7 = 0
            """)
        .update();
  }
}
