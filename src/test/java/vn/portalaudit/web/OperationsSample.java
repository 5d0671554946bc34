package vn.portalaudit.web;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.store.Database;

/** Incidents, messages, maintenance and work to look at. */
final class OperationsSample {
  /** The pages with something on them. */
  static final List<String> PAGES =
      List.of(
          "/su-co",
          "/su-co/1",
          "/canh-bao",
          "/canh-bao/kenh/1",
          "/canh-bao/quy-tac/1",
          "/canh-bao/tin",
          "/canh-bao/tin/1",
          "/bao-tri",
          "/bao-tri/moi",
          "/hang-doi",
          "/nhap-danh-ba",
          "/suc-khoe",
          "/tieu-chi",
          "/tieu-chi/noi-vu-988-cong",
          "/phuong-phap/ky-thuat-cong");

  private OperationsSample() {}

  static void fill(Database database) {
    JdbcClient jdbc = database.jdbc();
    for (String sql :
        List.of(
            """
            insert into incident (portal_id, kind, cause, severity, starts_at, says, evidence)
            select id, 'down', 'tls', 'critical', now() - interval '2 hours',
              'Cổng không bắt tay được TLS từ 3 lần đo liên tiếp.',
              '[{"at":"2026-11-25T08:00:00Z","state":"DOWN","reason":null,"status":0,"path":"",
                "says":"bắt tay TLS không thành"}]' from portal where code = 'so-mau'
            """,
            """
            insert into incident (portal_id, kind, cause, severity, state, starts_at, ends_at,
              closed_at, says)
            select id, 'degraded', 'server', 'minor', 'closed', now() - interval '3 days',
              now() - interval '2 days', now() - interval '2 days', 'Trang chủ trả lời chậm.'
            from portal
            """,
            """
            insert into incident (kind, cause, severity, starts_at, says)
            values ('disk', 'ours', 'major', now() - interval '5 hours', 'Đĩa còn 4 %.')
            """,
            """
            insert into incident_event (incident_id, by_whom, kind, says)
            values (1, 'hệ thống', 'opened', 'Cổng không bắt tay được TLS.'),
              (1, 'Nguyễn Văn A', 'note', 'Đã gọi đơn vị vận hành.')
            """,
            """
            insert into channel (name, kind, target, secret)
            values ('Tổ trực hạ tầng', 'webhook', 'https://zalo-bridge.example.gov.vn/abc', 'x'),
              ('Lãnh đạo Sở', 'email', 'lanhdao@so.example.gov.vn', null)
            """,
            """
            insert into alert_rule (channel_id, kinds, min_severity, quiet_from, quiet_to, remind_after)
            values (1, '{down,certificate}', 'major', '22:00', '06:00', interval '1 hour'),
              (2, '{}', 'critical', null, null, null)
            """,
            """
            insert into outbox (channel_id, dedupe, subject, body, incidents, state, attempts, not_before)
            values (1, 'a', '[Nghiêm trọng] Cổng mẫu của Sở không truy cập được',
                '{"text":"Cổng mẫu của Sở không truy cập được từ 15:00."}', '{1}', 'waiting', 2,
                now() + interval '2 minutes'),
              (2, 'b', '[Nghiêm trọng] Cổng mẫu của Sở không truy cập được', '{"text":"x"}', '{1}',
                'sent', 0, now())
            """,
            """
            insert into delivery (outbox_id, ok, says)
            values (1, false, 'máy chủ trả lời mã 503'), (2, true, 'máy chủ thư đã nhận')
            """,
            """
            insert into maintenance (portal_id, starts_at, ends_at, announced_by, says)
            select id, now() + interval '10 days', now() + interval '242 hours', 'Nguyễn Văn A',
              'Nâng cấp máy chủ cơ sở dữ liệu' from portal where code = 'so-mau'
            """,
            """
            insert into node (id, name, started_at, seen_at, clock_at)
            values ('00000000-0000-0000-0000-000000000001', 'nút 1', now() - interval '1 day',
              now() - interval '1 hour', now() - interval '59 minutes 50 seconds')
            """,
            """
            insert into work (portal_id, kind, slot, due_at, state, attempt, owner, lease_until,
              checkpoint, started_at)
            select id, 'audit', 'chay', now(), 'running', 1, '00000000-0000-0000-0000-000000000001',
              now() + interval '1 hour',
              '{"phase":"đọc trang","pages":40,"queued":60,"etaSeconds":120}',
              now() - interval '20 minutes' from portal where code = 'so-mau'
            """,
            """
            insert into work (portal_id, kind, slot, due_at, requested_by)
            select id, 'tls', 'cho', now() - interval '1 minute', 'vanhanh' from portal
            """,
            """
            insert into work (portal_id, kind, slot, due_at, state, attempt, owner, reason, started_at,
              ended_at)
            select id, 'audit', 'hong-' || n, now() - interval '5 hours',
              case when n % 3 = 0 then 'failed' else 'done' end, 4,
              '00000000-0000-0000-0000-000000000001', case when n % 3 = 0 then 'OWN_FAULT' end,
              now() - n * interval '40 minutes', now() - n * interval '40 minutes' + interval '25 minutes'
            from portal, generate_series(1, 7) n
            """,
            "insert into backup_made (file, bytes) values ('sao-luu.tar', 12345678)")) {
      jdbc.sql(sql).update();
    }
  }
}
