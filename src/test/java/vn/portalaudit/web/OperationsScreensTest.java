package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.portalaudit.alert.Change;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Seen;
import vn.portalaudit.alert.Severity;
import vn.portalaudit.alert.Subject;
import vn.portalaudit.monitor.Cause;
import vn.portalaudit.store.IncidentStore;

/** Incidents, alerts and maintenance by HTTP. */
class OperationsScreensTest {
  private static final String NASTY = "<script>alert(1)</script>";
  private static TestApplication app;

  @BeforeAll
  static void start() {
    app = TestApplication.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static int portal(String code) {
    return app.database()
        .jdbc()
        .sql("select id from portal where code = ?")
        .param(code)
        .query(Integer.class)
        .single();
  }

  private static long incident(String portal, Kind kind, String detail) {
    Instant at = Instant.now().minus(Duration.ofHours(2));
    return new IncidentStore(app.database())
        .take(
            new Change.Opened(
                new Subject(portal(portal), kind, detail),
                at,
                Severity.CRITICAL,
                Cause.TLS,
                "Không bắt tay được: " + NASTY,
                List.of(Seen.words(at, "máy chủ từ chối " + NASTY)),
                true))
        .orElseThrow()
        .id();
  }

  private static List<String> actions(String object) {
    return app.database()
        .jdbc()
        .sql("select action from action_log where object = ? order by id")
        .param(object)
        .query(String.class)
        .list();
  }

  // ---- incidents ----

  @Test
  void anIncidentIsFoundTakenUpNotedMergedAndClosed() {
    long first = incident("so-mau", Kind.DOWN, "");
    long second = incident("so-mau", Kind.CERTIFICATE, "01");
    TestClient operator = app.as("vanhanh");

    Answer list = operator.get("/su-co?tim=cua+So&loai=down&nguyen-nhan=tls&muc=major");
    assertThat(list.text("tbody")).contains("Cổng mẫu của Sở", "bắt tay TLS", NASTY);
    assertThat(operator.get("/su-co?loai=score").text(".empty")).contains("Không có sự cố");
    String page = "/su-co/" + first;
    assertThat(operator.get(page).text("main")).contains("máy chủ từ chối " + NASTY);
    assertThat(operator.get(page).page().select("main script")).isEmpty();

    assertThat(operator.submit(page, page + "/tiep-nhan").location()).isEqualTo(page);
    assertThat(operator.submit(page, page + "/tiep-nhan").status()).isEqualTo(409);
    assertThat(operator.submit(page, page + "/ghi-chu", "note", "Đã gọi " + NASTY).status())
        .isEqualTo(303);
    assertThat(operator.get(page).text("main")).contains("Ghi chú", "Đã gọi " + NASTY);
    String other = "/su-co/" + second;
    assertThat(operator.submit(other, other + "/gop", "into", "" + first).status()).isEqualTo(303);
    assertThat(operator.get(other).text("main")).contains("sự cố số " + first);
    assertThat(operator.submit(page, page + "/dong", "reason", "xong").status()).isEqualTo(303);
    assertThat(operator.get("/su-co?trang-thai=closed").text("tbody")).contains("đã đóng");
    assertThat(operator.submit(page, page + "/mo-lai", "again", "còn lỗi").status()).isEqualTo(303);
    assertThat(actions("incident:" + first))
        .containsExactly(
            "incident.acknowledged", "incident.noted", "incident.closed", "incident.reopened");
  }

  @Test
  void anEmptyReasonIsRefusedAndALongNoteIsShownAgain() {
    long id = incident("xa-mau", Kind.DOWN, "");
    String page = "/su-co/" + id;
    TestClient operator = app.as("vanhanh");

    assertThat(operator.submit(page, page + "/dong", "reason", " ").status()).isEqualTo(422);
    Answer refused = operator.submit(page, page + "/ghi-chu", "note", "dài ".repeat(600));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("#f-note")).startsWith("dài dài");
    assertThat(operator.submit(page, page + "/gop", "into", "x").status()).isEqualTo(422);
    assertThat(actions("incident:" + id)).isEmpty();
    assertThat(operator.get("/su-co/khong").status()).isEqualTo(404);
  }

  @Test
  void leadersReadAndAgenciesSeeNothing() {
    long id = incident("xa-mau", Kind.DEGRADED, "");
    TestClient leader = app.as("lanhdao");

    assertThat(leader.get("/su-co/" + id).status()).isEqualTo(200);
    assertThat(leader.get("/su-co/" + id).page().select("main form")).isEmpty();
    assertThat(leader.submit("/su-co", "/su-co/" + id + "/tiep-nhan").status()).isEqualTo(403);
    assertThat(app.as("baocao2").get("/su-co/" + id).status()).isIn(403, 404);
  }

  // ---- alerts ----

  @Test
  void aChannelIsAddedTriedChangedAndRemovedWithoutShowingItsSecrets() throws IOException {
    AtomicReference<String> signed = new AtomicReference<>("");
    HttpServer hook =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext(
        "/bi-mat-1",
        exchange -> {
          signed.set(
              String.valueOf(exchange.getRequestHeaders().getFirst("X-Portal-Audit-Signature")));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    hook.start();
    try {
      TestClient operator = app.as("vanhanh");
      String form = "/canh-bao/kenh/moi";
      String target = "http://127.0.0.1:" + hook.getAddress().getPort() + "/bi-mat-1";
      Answer bad =
          operator.submit(
              form, form, "name", "Tổ trực", "kind", "webhook", "target", "ftp://x", "secret",
              "khoa-2");
      assertThat(bad.status()).isEqualTo(422);
      assertThat(bad.body()).contains("Tổ trực", "https://").doesNotContain("khoa-2");

      Answer made =
          operator.submit(
              form, form, "name", "Tổ trực", "kind", "webhook", "target", target, "secret",
              "khoa-2", "enabled", "1");
      assertThat(made.status()).isEqualTo(303);
      String channel = made.location();
      assertThat(operator.get(channel).body()).doesNotContain("khoa-2", "bi-mat-1");
      assertThat(operator.get("/canh-bao").body())
          .contains("http://127.0.0.1")
          .doesNotContain("khoa-2", "bi-mat-1");

      assertThat(operator.submit(channel, channel + "/gui-thu").text("main"))
          .contains("Đã gửi tin thử");
      assertThat(signed.get()).startsWith("sha256=");

      String version = operator.get(channel).page().select("[name=version]").attr("value");
      Answer changed =
          operator.submit(
              channel, channel, "name", "Tổ trực 2", "kind", "webhook", "version", version);
      assertThat(changed.status()).isEqualTo(303);
      assertThat(operator.submit(channel, channel + "/gui-thu").text("main"))
          .contains("Đã gửi tin thử");
      Answer late =
          operator.submit(
              channel, channel, "name", "Tên cũ", "kind", "webhook", "version", version);
      assertThat(late.status()).isEqualTo(409);
      assertThat(late.body()).contains("Tổ trực 2", "Tên cũ");

      assertThat(operator.submit(channel, channel + "/xoa").status()).isEqualTo(303);
      assertThat(operator.get(channel).status()).isEqualTo(404);
      assertThat(app.as("lanhdao").get(form).status()).isEqualTo(403);
    } finally {
      hook.stop(0);
    }
  }

  @Test
  void aRuleKeepsWhatWasTypedAndMessagesAreSentAgain() {
    TestClient operator = app.as("vanhanh");
    int channel =
        app.database()
            .jdbc()
            .sql(
                "insert into channel (name, kind, target) values ('Thư', 'email', 'a@b.vn')"
                    + " returning id")
            .query(Integer.class)
            .single();
    String form = "/canh-bao/quy-tac/moi";
    Answer bad =
        operator.submit(
            form,
            form,
            "channel",
            "" + channel,
            "least",
            "major",
            "kinds",
            "down",
            "from",
            "22:00",
            "remind",
            "1",
            "tag",
            NASTY);
    assertThat(bad.status()).isEqualTo(422);
    assertThat(bad.page().select("#f-tag").attr("value")).isEqualTo(NASTY);
    assertThat(bad.page().select("[name=kinds][checked]").attr("value")).isEqualTo("down");

    assertThat(
            operator
                .submit(
                    form,
                    form,
                    "channel",
                    "" + channel,
                    "least",
                    "major",
                    "kinds",
                    "down",
                    "from",
                    "22:00",
                    "to",
                    "06:00",
                    "remind",
                    "60",
                    "critical",
                    "1")
                .location())
        .isEqualTo("/canh-bao");
    assertThat(operator.get("/canh-bao").text("main"))
        .contains("22:00–06:00", "trừ tin nghiêm trọng", "sau 1 giờ");
    int rule =
        app.database().jdbc().sql("select max(id) from alert_rule").query(Integer.class).single();
    String one = "/canh-bao/quy-tac/" + rule;
    String version = operator.get(one).page().select("[name=version]").attr("value");
    assertThat(
            operator
                .submit(one, one, "channel", "" + channel, "least", "info", "version", version)
                .status())
        .isEqualTo(303);
    assertThat(operator.get("/canh-bao").text("main")).contains("để biết", "mọi loại sự cố", "Tắt");

    long message =
        app.database()
            .jdbc()
            .sql(
                """
                insert into outbox (channel_id, dedupe, subject, body, state, attempts)
                values (?, 'x', 'Cổng ngừng', '{"text":"<b>chi tiết</b>"}', 'given-up', 15) returning id
                """)
            .param(channel)
            .query(Long.class)
            .single();
    app.database()
        .jdbc()
        .sql(
            "insert into delivery (outbox_id, ok, says) values (?, false, 'máy chủ thư không trả"
                + " lời')")
        .param(message)
        .update();
    String tin = "/canh-bao/tin/" + message;
    assertThat(operator.get("/canh-bao/tin?trang-thai=given-up").text("tbody"))
        .contains("thôi không gửi", "máy chủ thư không trả lời");
    assertThat(operator.get(tin).text("pre")).isEqualTo("<b>chi tiết</b>");
    assertThat(operator.submit(tin, tin + "/gui-lai").status()).isEqualTo(303);
    assertThat(operator.submit(tin, tin + "/gui-lai").status()).isEqualTo(409);
    assertThat(app.as("lanhdao").get(tin).page().select("main form")).isEmpty();
    assertThat(operator.submit("/canh-bao", one + "/xoa").status()).isEqualTo(303);
    assertThat(actions("rule:" + rule))
        .containsExactly("rule.made", "rule.changed", "rule.removed");
  }

  // ---- maintenance ----

  @Test
  void maintenanceIsAnnouncedAheadAndWithdrawn() {
    TestClient operator = app.as("vanhanh");
    String form = "/bao-tri/moi";
    LocalDateTime soon =
        LocalDateTime.now(ZoneId.of("Asia/Ho_Chi_Minh"))
            .plusDays(9)
            .truncatedTo(ChronoUnit.MINUTES);
    Answer late =
        operator.submit(
            form,
            form,
            "scope",
            "cong",
            "code",
            "so-mau",
            "from",
            "2020-01-01T08:00",
            "until",
            soon.toString(),
            "says",
            "Nâng cấp " + NASTY);
    assertThat(late.status()).isEqualTo(422);
    assertThat(late.text("#f-says")).isEqualTo("Nâng cấp " + NASTY);
    assertThat(operator.submit(form, form, "scope", "cong", "code", "khong-co", "from", "x").body())
        .contains("Không có cổng mã này", "Hãy nhập lúc bắt đầu");

    Answer made =
        operator.submit(
            form,
            form,
            "scope",
            "cong",
            "code",
            "so-mau",
            "from",
            soon.toString(),
            "until",
            soon.plusHours(2).toString(),
            "says",
            "Nâng cấp " + NASTY);
    assertThat(made.location()).isEqualTo("/bao-tri");
    Answer list = operator.get("/bao-tri");
    assertThat(list.text("tbody")).contains("cổng so-mau", "sắp tới", NASTY);
    String withdraw = list.page().select("tbody form").attr("action");
    assertThat(app.as("lanhdao").submit("/bao-tri", withdraw).status()).isEqualTo(403);
    assertThat(operator.submit("/bao-tri", withdraw).status()).isEqualTo(303);
    assertThat(operator.get("/bao-tri").text("main")).contains("Chưa có lịch bảo trì");
  }
}
