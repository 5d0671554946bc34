package vn.portalaudit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

/**
 * A database of the previous version, with something in every table, becomes one of this version.
 */
class UpgradeTest {
  private static final String PREVIOUS = "7";

  private static final String ROWS =
      """
      insert into agency (code, tags) values ('so-y-te', '{mau}'), ('bac-giang', '{}');
      insert into agency_version (agency_id, valid_from, name, level, ranking_group)
        values (1, '2020-01-01', 'Sở Y tế', 'so', 'so'), (2, '1997-01-01', 'Bắc Giang', 'tinh', null);
      insert into agency_succession (predecessor_id, successor_id, kind, on_date)
        values (2, 1, 'hop-nhat', '2025-07-01');
      insert into portal (code, title, kind, root_url, tags)
        values ('so-y-te', 'Sở Y tế', 'so', 'https://soyte.example/', '{y-te}');
      insert into portal_owner (portal_id, agency_id) values (1, 1);
      insert into portal_domain (portal_id, host, role) values (1, 'soyte.example', 'chinh');
      insert into contact (agency_id, name, email, alerts) values (1, 'Nguyễn A', 'a@example', true);
      insert into node (id, name) values ('6c1ed1f4-0000-4000-8000-000000000001', 'nút');
      insert into work (portal_id, kind, slot, due_at, state, fence, checkpoint)
        values (1, 'audit', 'tuan-47', '2026-11-21', 'queued', 7, '{"pages": 100}');
      update probe_shard set fence = 3, done_until = '2026-11-20';
      insert into audit_run values ('r1', 1, 1, 'so', '2026-11-20', '2026-11-20', 'd', 9, 12, 345,
        true, true, '/minh-chung/r1', '{"run": "r1"}');
      insert into scorecard values ('r1', 1, '2294-so', '1', 61.5, 60, 63, 100, 0.9, 'Khá', '2026-11-20');
      insert into finding (portal_id, checklist, criterion, outcome, points, max_points, says,
          observed_hash, first_run, last_run, first_seen, last_confirmed, since)
        values (1, '2294-so', '1.1', 'passed', 1, 1, 'Có.', 'h', 'r1', 'r1', '2026-11-20',
          '2026-11-20', '2026-11-20');
      insert into explanation (portal_id, checklist, criterion, observed_hash, says, by_whom,
          given_at, expires_at)
        values (1, '2294-so', '1.1', 'h', 'Đang sửa', 'a', '2026-11-20', '2026-12-20');
      create table probe_result_20261120 partition of probe_result
        for values from ('2026-11-19 17:00Z') to ('2026-11-20 17:00Z');
      create table probe_hour_202611 partition of probe_hour
        for values from ('2026-10-31 17:00Z') to ('2026-11-30 17:00Z');
      insert into probe_result (portal_id, slot_at, took_place_at, state, total_ms)
        values (1, '2026-11-20', '2026-11-20', 'U', 120);
      insert into probe_hour values (1, '2026-11-20', 12, 0, 0, 0, 0, 100, 200);
      insert into probe_day values (1, '2026-11-20', 288, 0, 0, 0, 0, 100, 200);
      insert into rollup_hour values ('2026-11-20', 12), ('2026-11-20 01:00', 12);
      insert into rollup values ('2026-11-20', 288);
      insert into portal_state (portal_id, state, spark, last_points, last_max)
        values (1, 'U', '{100,99}', 61.5, 100);
      insert into maintenance (portal_id, starts_at, ends_at, announced_by, says)
        values (1, '2026-12-01', '2026-12-02', 'a', 'Nâng cấp');
      insert into incident (portal_id, kind, severity, starts_at, says)
        values (1, 'down', 'major', '2026-11-20', 'Không truy cập được');
      insert into incident_event (incident_id, by_whom, kind) values (1, 'hệ thống', 'opened');
      insert into channel (name, kind, target) values ('thư', 'email', 'a@example');
      insert into alert_rule (channel_id, tag) values (1, 'y-te');
      insert into outbox (channel_id, dedupe, subject, body) values (1, 'x', 'Sự cố', '{}');
      insert into delivery (outbox_id, ok, says) values (1, true, '250');
      insert into reminder values (1, 1, '2026-11-20');
      """;

  /** By table, each row as it reads. */
  private static Map<String, List<String>> rows(Database database) {
    Map<String, List<String>> rows = new HashMap<>();
    for (String table :
        database
            .jdbc()
            .sql(
                """
                select c.relname from pg_class c
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                  and not c.relispartition and c.relname not like 'qrtz%'
                  and c.relname <> 'flyway_schema_history'
                """)
            .query(String.class)
            .list()) {
      rows.put(
          table,
          database
              .jdbc()
              .sql("select to_jsonb(t)::text from " + table + " t order by 1")
              .query(String.class)
              .list());
    }
    return rows;
  }

  @Test
  void everyRowOfThePreviousVersionIsKept() {
    try (Database database = TestDatabase.empty()) {
      database.flyway(MigrationVersion.fromVersion(PREVIOUS)).migrate();
      database.jdbc().sql(ROWS).update();
      Map<String, List<String>> before = rows(database);
      assertThat(before).allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());

      database.migrate();

      before.forEach((table, rows) ->
          rows.forEach(
              row -> assertThat(kept(database, table, row)).as("%s: %s", table, row).isTrue()));
      assertThat(database.flyway().info().current().getVersion())
          .isGreaterThan(MigrationVersion.fromVersion(PREVIOUS));
      assertThat(
              database
                  .jdbc()
                  .sql("select watched_from = '2026-11-20' from portal_state")
                  .query(Boolean.class)
                  .single())
          .isTrue();
    }
  }

  /** New columns may have come; what was there reads as before. */
  private static boolean kept(Database database, String table, String row) {
    return database
        .jdbc()
        .sql("select exists (select 1 from " + table + " t where to_jsonb(t) @> :row::jsonb)")
        .param("row", row)
        .query(Boolean.class)
        .single();
  }

  @Test
  void anUpgradeThatIsCutOffGoesOn() {
    try (Database database = TestDatabase.empty()) {
      database.flyway(MigrationVersion.fromVersion(PREVIOUS)).migrate();
      database.flyway(MigrationVersion.fromVersion("10")).migrate();
      database.migrate();
      assertThat(database.flyway().info().pending()).isEmpty();
    }
  }
}
