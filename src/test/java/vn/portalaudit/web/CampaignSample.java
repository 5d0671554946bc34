package vn.portalaudit.web;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignLife.Step;
import vn.portalaudit.campaign.Decision;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.report.SampleReport;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.store.campaign.Council;
import vn.portalaudit.store.campaign.Opening;
import vn.portalaudit.web.page.SetLibrary;

/** Campaigns of an official set, put in as far as a test needs them. */
final class CampaignSample {
  static final String SET = "ha-noi-920-thanh-pho";
  static final List<String> AGENCIES = List.of("so-mau", "so-hai", "so-ba");
  static final List<String> INDICATORS = List.of("1.1", "1.2", "6.1");
  private static final Actor SO = new Actor("vanhanh", Actor.Role.DEPARTMENT, null);

  final Campaigns campaigns;
  private final SetLibrary sets = new SetLibrary(Path.of("").toAbsolutePath());
  private final JdbcClient jdbc;

  CampaignSample(TestApplication app) {
    jdbc = app.database().jdbc();
    campaigns =
        new Campaigns(
            app.database(),
            InstantSource.system(),
            Path.of(System.getProperty("java.io.tmpdir")),
            sets);
    for (String code : List.of("so-hai", "so-ba")) {
      jdbc.sql(
              """
              with a as (insert into agency (code) values (:code) returning id)
              insert into agency_version (agency_id, valid_from, name, level, ranking_group)
              select id, '2020-01-01', :name, 'so', 'so' from a
              """)
          .param("code", code)
          .param("name", code.equals("so-hai") ? "Sở Hai <b>" : "Sở Ba")
          .update();
    }
  }

  /** A campaign that nobody opened yet, with two for the council and two appraisers. */
  String prepared(String code, int rounds) {
    return prepared(code, rounds, shipped());
  }

  /** The set as it lies in the program's folder. */
  Opening.Definition shipped() {
    return sets.definition(sets.find(SET).orElseThrow());
  }

  private String prepared(String code, int rounds, Opening.Definition definition) {
    Campaign made =
        campaigns
            .department()
            .create(
                new Opening(
                    code,
                    "Kỳ thử " + code,
                    2026,
                    definition,
                    rounds,
                    new Campaign.Dates(
                        LocalDate.of(2026, 1, 1),
                        LocalDate.of(2026, 12, 31),
                        Instant.now().plus(Duration.ofDays(10)),
                        null,
                        null),
                    List.of(
                        new Opening.Assessed(
                            "so-mau", "Sở Khoa học và Công nghệ mẫu", "so", Set.of()),
                        new Opening.Assessed("so-hai", "Sở Hai <b>", "so", Set.of()),
                        new Opening.Assessed("so-ba", "Sở Ba", "so", Set.of())),
                    List.of()),
                SO)
            .value();
    for (String who : List.of("vanhanh", "lanhdao")) {
      appoint(made.id(), new Council.Member(who, Council.Duty.COUNCIL, null, Set.of()));
    }
    Set<String> given = Set.copyOf(INDICATORS);
    appoint(made.id(), new Council.Member("thamdinh", Council.Duty.APPRAISER, null, given));
    appoint(made.id(), new Council.Member("thamdinh2", Council.Duty.APPRAISER, "so-ba", given));
    return code;
  }

  private void appoint(int campaign, Council.Member member) {
    campaigns.department().appoint(campaign, member, SO).value();
  }

  /** What agencies handed in: 1.1 and 1.2 without, 6.1 with points of the machine. */
  String appraising(String code, int rounds) {
    return appraising(code, rounds, shipped());
  }

  private String appraising(String code, int rounds, Opening.Definition definition) {
    prepared(code, rounds, definition);
    int id = id(code);
    campaigns.department().step(id, Step.OPEN, SO, "").value();
    handIn(id);
    campaigns.department().step(id, Step.APPRAISE, SO, "").value();
    return code;
  }

  /** Hands in without the form: three indicators of each agency. */
  void handIn(int id) {
    for (int a = 0; a < AGENCIES.size(); a++) {
      for (String indicator : INDICATORS) {
        jdbc.sql(
                """
                insert into self_report (campaign_id, agency, indicator, value_text, points_text,
                  points, note, version, by_whom, at)
                values (:id, :agency, :indicator, '12', :typed, :points, :note, 1, 'baocao', now())
                """)
            .param("id", id)
            .param("agency", AGENCIES.get(a))
            .param("indicator", indicator)
            .param("typed", "0," + (4 + a))
            .param("points", new BigDecimal("0." + (4 + a)))
            .param("note", "Đã ban hành <script>alert(1)</script> kế hoạch")
            .update();
      }
      jdbc.sql(
              """
              insert into column_figure (campaign_id, agency, indicator, source, points, version,
                by_whom, at) values (?, ?, '6.1', 'machine', ?, 1, 'he-thong', now())
              """)
          .params(id, AGENCIES.get(a), new BigDecimal(a == 0 ? "0.4" : "0.1"))
          .update();
    }
    jdbc.sql(
            "update campaign_agency set state = 'submitted', submitted_at = now() where campaign_id"
                + " = ?")
        .param(id)
        .update();
  }

  /** An audit of the agency's portal by the checklist that feeds 6.1, from the sample report. */
  void proves(String code, String agency) {
    proves(code, agency, Path.of("/tmp"), "");
  }

  /** The same, with evidence in a folder; the pages of the report have this hash. */
  void proves(String code, String agency, Path folder, String sha) {
    String run = "lan-" + agency + "-" + code; // what a run concluded never changes
    String json =
        ResultDocument.write(SampleReport.plain())
            .replace("\"bo-mau-so\"", "\"bac-giang-2294-cong-so\"");
    if (!sha.isEmpty()) {
      json = json.replaceAll("\"sha256\" ?: ?\"[0-9a-f]{64}\"", "\"sha256\":\"" + sha + "\"");
    }
    jdbc.sql(
            """
            insert into audit_run (id, portal_id, kind, started_at, finished_at, rules_digest, pages,
              requests, bytes, complete, observed, folder, result)
            select :run, id, 'so', now(), now(), 'sha256:0', 1, 1, 1, true, true, :folder, :json::jsonb
            from portal where code = :agency on conflict (id) do update
              set folder = excluded.folder, result = excluded.result
            """)
        .param("folder", folder.toString())
        .param("run", run)
        .param("json", json)
        .param("agency", agency)
        .update();
    jdbc.sql("update column_figure set basis = ? where campaign_id = ? and agency = ?")
        .params(run, id(code), agency)
        .update();
  }

  /** Everything accepted, the round not closed yet. */
  String appraised(String code) {
    return appraised(code, shipped());
  }

  /** The same by another version of the set. */
  String appraised(String code, Opening.Definition definition) {
    appraising(code, 1, definition);
    int id = id(code);
    Actor by = new Actor("thamdinh", Actor.Role.APPRAISER, null);
    for (int a = 0; a < AGENCIES.size(); a++) {
      for (String indicator : INDICATORS) {
        campaigns
            .appraiser()
            .decide(
                id,
                AGENCIES.get(a),
                indicator,
                Decision.accept(new BigDecimal("0." + (4 + a))),
                0,
                by)
            .value();
      }
    }
    return code;
  }

  /** Published by a decision. */
  String published(String code) {
    appraised(code);
    return publish(code);
  }

  /** Closes the round of what is appraised, and publishes it. */
  String publish(String code) {
    int id = id(code);
    for (String who : List.of("vanhanh", "lanhdao")) {
      campaigns.appraiser().closeRound(id, new Actor(who, Actor.Role.APPRAISER, null), "").value();
    }
    campaigns.department().step(id, Step.SUBMIT, SO, "").value();
    campaigns
        .department()
        .publish(
            id,
            new vn.portalaudit.store.campaign.Publications.Decided(
                "15/QĐ-UBND", LocalDate.of(2026, 11, 20), "Chủ tịch", null, ""),
            SO)
        .value();
    return code;
  }

  int id(String code) {
    return campaigns.department().campaigns().stream()
        .filter(one -> one.code().equals(code))
        .findFirst()
        .orElseThrow()
        .id();
  }
}
