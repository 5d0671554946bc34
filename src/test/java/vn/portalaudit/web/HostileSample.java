package vn.portalaudit.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.CampaignLife.Step;

/**
 * The application with everything in it that screens show, and every text that people or portals
 * may have written replaced by an attack. Tests of a JVM share it; they only read.
 */
final class HostileSample {
  /** What portals, agencies and people may have written. */
  static final List<String> PAYLOADS = payloads();

  /** All of them in one text. */
  static final String ALL = String.join(" ", PAYLOADS);

  /** A published campaign, one that is being appraised, one that agencies write in. */
  static final String PUBLISHED = "ky-cu";

  static final String APPRAISED = "ky-nay";
  static final String OPEN = "ky-mo";

  private static final int LONGEST_KEPT = 4000;

  private HostileSample() {}

  private static final class Shared {
    private static final TestApplication ONE = filled();
  }

  static TestApplication shared() {
    return Shared.ONE;
  }

  private static TestApplication filled() {
    TestApplication app = TestApplication.start();
    WatchedSample.fill(app.database());
    OperationsSample.fill(app.database());
    AgencySample.audit(app.database(), "run-sau", java.time.Duration.ofDays(7), true);
    CampaignSample campaigns = new CampaignSample(app);
    campaigns.appraised(PUBLISHED);
    app.database()
        .jdbc()
        .sql("update campaign_agency set name = left(:x, 300)")
        .param("x", ALL)
        .update();
    campaigns.publish(PUBLISHED);
    campaigns.appraising(APPRAISED, 1);
    campaigns.proves(APPRAISED, "so-mau");
    campaigns.prepared(OPEN, 1);
    campaigns
        .campaigns
        .department()
        .step(campaigns.id(OPEN), Step.OPEN, new Actor("vanhanh", Actor.Role.DEPARTMENT, null), "");
    app.database()
        .within(jdbc -> {
          // what is only added to is written over here too
          jdbc.sql("set local session_replication_role = replica").update();
          poison(jdbc);
          return true;
        });
    return app;
  }

  private static void poison(JdbcClient jdbc) {
    for (int i = 1; i <= 30; i++) {
      jdbc.sql("update portal set title = ?, note = ?, tags = array[?] where code = ?")
          .params(
              PAYLOADS.get(2 * i) + " " + PAYLOADS.get(2 * i + 1),
              PAYLOADS.get(i),
              PAYLOADS.get(i + 30),
              "cong-" + i)
          .update();
    }
    for (String sql :
        List.of(
            "update portal set title = left(:x, 300), note = :x, vendor = :x, platform = :x,"
                + " must_contain = '<xss class=xss>', tags = array[left(:x, 200)] where code ="
                + " 'so-mau'",
            "update agency_version set name = left(:x, 300), ranking_group = left(:x, 100)",
            "update incident set says = :x, evidence = jsonb_build_array(jsonb_build_object('at',"
                + " '2026-11-25T08:00:00Z', 'state', 'DOWN', 'status', 0, 'path', '', 'says', :x))"
                + " where portal_id is not null",
            "update incident_event set says = :x, by_whom = left(:x, 200)",
            "insert into finding_entry (portal_id, checklist, criterion, kind, says, observed_hash,"
                + " by_agency, by_whom, at) select p.id, f.checklist, f.criterion, 'objection',"
                + " left(:x, 4000), '0', true, left(:x, 200), now() from portal p, (select distinct"
                + " checklist, criterion from finding) f where p.code = 'so-mau'",
            "update finding set says = :x",
            "update account set name = left(:x, 200) where login <> 'quantri'",
            "update maintenance set says = left(:x, 2000), announced_by = left(:x, 200)",
            "update channel set name = id || left(:x, 90)",
            "update outbox set subject = :x, body = jsonb_build_object('text', :x)",
            "update delivery set says = :x",
            "update node set name = left(:x, 200)",
            "update work set requested_by = left(:x, 200)",
            "update work set checkpoint = jsonb_build_object('phase', :x, 'pages', 40, 'queued',"
                + " 60, 'etaSeconds', 120) where state = 'running'",
            "insert into api_key (prefix, hash, name, scopes, account_id, expires_at) select"
                + " 'pa_hostile', '\\x00', left(:x, 200), '{read}', id, now() + interval '1 day'"
                + " from account where login = 'quantri'",
            "insert into saved_view (account_id, list, name, query) select id, 'cong', left(:x,"
                + " 60), left(:x, 1000) from account where login = 'vanhanh'",
            "update campaign set title = left(:x, 300)",
            "update campaign_agency set name = left(:x, 300)",
            "update campaign_step set why = :x",
            "insert into campaign_guidance (campaign_id, indicator, says, by_whom, at) select id,"
                + " '1.1', left(:x, 8000), left(:x, 200), now() from campaign",
            "update round_closing set why = :x",
            "update self_report set note = left(:x, 8000), value_text = left(:x, 1000), formula ="
                + " left(:x, 1000)",
            "update publication set decision_number = left(:x, 100), signer = left(:x, 200)")) {
      jdbc.sql(sql).param("x", ALL).update();
    }
    results(jdbc);
  }

  /** The documents of audits, with every quote, title and sentence replaced. */
  private static void results(JdbcClient jdbc) {
    JsonMapper json = JsonMapper.builder().build();
    jdbc.sql("select id, result::text as result from audit_run")
        .query((row, n) -> Map.entry(row.getString("id"), row.getString("result")))
        .list()
        .forEach(run -> {
          JsonNode document = json.readTree(run.getValue());
          poison(document);
          jdbc.sql("update audit_run set result = ?::jsonb where id = ?")
              .params(document.toString(), run.getKey())
              .update();
        });
  }

  private static void poison(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String field : List.of("quote", "says", "title", "fix", "text")) {
        if (object.path(field).isString()) {
          object.put(field, ALL.substring(0, Math.min(ALL.length(), LONGEST_KEPT)));
        }
      }
    }
    node.forEach(HostileSample::poison);
  }

  private static List<String> payloads() {
    List<String> all = new ArrayList<>();
    all.add("=HYPERLINK(\"//evil\")");
    all.add("${7*7} #set($x='')$x.class.forName('java.lang.Runtime') #parse('/etc/passwd')");
    for (String tag :
        List.of(
            "img src=x onerror=X",
            "svg onload=X",
            "svg/onload=X",
            "body onload=X",
            "xss onclick=X",
            "details open ontoggle=X",
            "video onerror=X",
            "audio src onerror=X",
            "marquee onstart=X",
            "input autofocus onfocus=X",
            "iframe srcdoc='<b onmouseover=X>'",
            "iframe src=javascript:X",
            "object data=javascript:X",
            "embed src=javascript:X",
            "a href=javascript:X",
            "a href=JaVaScRiPt:X",
            "a href='java\tscript:X'",
            "a href=data:text/html,X",
            "form action=//evil",
            "base href=//evil",
            "link rel=stylesheet href=//evil",
            "meta http-equiv=refresh content='0;url=//evil'",
            "math><maction xlink:href=javascript:X",
            "style>@import '//evil';</style",
            "style>*{animation:x}</style><xss onanimationstart=X",
            "script>X</script",
            "script src=//evil></script",
            "ScRiPt>X</sCrIpT",
            "img src=//evil/beacon",
            "xss style=position:fixed")) {
      String bad = tag.replace("X", "window.xss=1,alert(1)");
      all.add("<" + bad + " class=xss>");
      all.add("\"'></title></textarea></option></script><" + bad + " class=xss>");
    }
    all.addAll(
        List.of(
            "</script><script>window.xss=1</script>",
            "{{constructor.constructor('window.xss=1')()}}",
            "\" onmouseover=window.xss=1 x=\"",
            "' onfocus=window.xss=1 autofocus x='",
            "<noscript><p title=\"</noscript><img src=x onerror=window.xss=1 class=xss>\">",
            "<svg><style><img src=x onerror=window.xss=1 class=xss></style>",
            "\u2028window.xss=1//\u2029",
            "javascript:window.xss=1",
            "<!--><img src=x onerror=window.xss=1 class=xss>-->",
            "]]><img src=x onerror=window.xss=1 class=xss>",
            "&lt;img src=x onerror=window.xss=1 class=xss&gt;"));
    return List.copyOf(all);
  }
}
