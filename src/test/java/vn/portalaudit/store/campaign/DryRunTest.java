package vn.portalaudit.store.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.portalaudit.store.campaign.SmallSet.AN;
import static vn.portalaudit.store.campaign.SmallSet.BINH;
import static vn.portalaudit.store.campaign.SmallSet.SO;
import static vn.portalaudit.store.campaign.SmallSet.opening;
import static vn.portalaudit.store.campaign.SmallSet.pdf;
import static vn.portalaudit.store.campaign.SmallSet.points;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.CampaignLife.Step;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.campaign.sheets.MovesTable;
import vn.portalaudit.config.ConfigException;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.index.Comparison;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.report.SampleReport;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.TestDatabase;

/** A campaign under another version of its set: who would move and why; nothing is written. */
final class DryRunTest {
  @TempDir private Path data;

  private final Database database = TestDatabase.fresh();
  private final SmallSet set = new SmallSet();
  private DepartmentDesk department;
  private AgencyDesk agency;
  private int id;

  @BeforeEach
  void reported() {
    Campaigns all = set.on(database, data);
    department = all.department();
    agency = all.agency();
    id = department.create(opening("ky-2026", 2026, "bo-thu", 2), SO).value().id();
    department.step(id, Step.OPEN, SO, "").value();
    report("so-a", AN, "9", "1", new SelfReport("", "", "", "20", "", false));
    report("so-b", BINH, "2", "5", null);
  }

  private void report(
      String code,
      Actor by,
      String first,
      String portal,
      @org.jspecify.annotations.Nullable SelfReport economy) {
    agency.save(id, code, "1.1", points(first), 0, by);
    agency.attach(id, code, "1.1", "1.pdf", pdf("1" + code), by);
    agency.save(id, code, "6.1", points(portal), 0, by);
    agency.attach(id, code, "6.1", "6.pdf", pdf("6" + code), by);
    if (economy != null) {
      agency.save(id, code, "7.1", economy, 0, by);
      agency.attach(id, code, "7.1", "7.pdf", pdf("7" + code), by);
    }
    assertThat(agency.submit(id, code, by).says()).isEmpty();
  }

  private static Opening.Definition version(String... changes) {
    String source = SmallSet.source("bo-thu").replace("2026.1", "2027.1");
    for (int i = 0; i < changes.length; i += 2) {
      assertThat(source).contains(changes[i]);
      source = source.replace(changes[i], changes[i + 1]);
    }
    return new Opening.Definition("bo-thu", "2027.1", source, null);
  }

  /** 1.1 gives 40 instead of 10 and the economy counts no more. */
  private static Opening.Definition heavier() {
    return version(
        "title: \"Lãnh đạo\", max_points: 10",
        "title: \"Lãnh đạo\", max_points: 40",
        "            - {code: \"7.1\", title: \"Kinh tế số\", max_points: 20, flags: [kinh-te-so]}\n"
            .substring(6),
        "",
        "max_points: 45\nassessed",
        "max_points: 55\nassessed",
        "max_points: 45\n    stated_count: 4",
        "max_points: 55\n    stated_count: 3",
        "{flags: [], max_points: 25}",
        "{flags: [], max_points: 55}");
  }

  @Test
  void whoMovesByHowMuchAndWhyIsToldAndNothingIsWritten() {
    String before = stored();
    DryRun.Outcome outcome =
        department.dryRun(id, heavier(), DryRun.Portals.AS_STORED, DryRun.Progress.NONE);

    Comparison.Move first =
        outcome.comparison().moves().stream()
            .filter(move -> move.before().agency().id().equals("so-a"))
            .findFirst()
            .orElseThrow();
    // (9 + 1 + 20) of 45, then (36 + 1) of 55
    assertThat(first.before().percent()).isEqualByComparingTo("66.66666666666666666667");
    assertThat(first.after().percent()).isEqualByComparingTo("67.27272727272727272727");
    assertThat(first.causes())
        .extracting(Comparison.Cause::indicator)
        .containsExactly("1.1", "7.1", "6.1");
    assertThat(first.causes().get(1).after()).isNull();
    assertThat(
            first.causes().stream()
                .map(Comparison.Cause::change)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .subtract(first.percentChange())
                .abs())
        .isLessThan(new BigDecimal("0.000001"));
    String csv =
        new String(MovesTable.of(outcome.comparison(), "thử").csv(), StandardCharsets.UTF_8);
    assertThat(csv.lines().filter(line -> line.startsWith("so-a,"))).hasSize(3);
    assertThat(stored()).isEqualTo(before);
    assertThat(department.versions("bo-thu"))
        .extracting(Opening.Definition::version)
        .containsExactly("2026.1");
  }

  private String stored() {
    return database
        .jdbc()
        .sql(
            """
            select md5(string_agg(t, '')) from (
              select s::text as t from self_report s union all
              select c::text from column_figure c union all
              select d.digest from index_definition d order by 1) all_rows
            """)
        .query(String.class)
        .single();
  }

  @Test
  void storedEvidenceOfPortalsIsJudgedAnew() {
    audited("so-a");
    department.fillMachine(id, SO).value();
    List<String> asked = new java.util.ArrayList<>();
    DryRun.Outcome outcome =
        department.dryRun(
            id,
            version("coverage: 0.6", "coverage: 0.1"),
            (run, stored) -> {
              asked.add(run.id());
              return judged();
            },
            DryRun.Progress.NONE);

    assertThat(asked).containsExactly("lan-1");
    assertThat(outcome.portals()).isEqualTo(1);
    assertThat(outcome.after().figures().points(vn.portalaudit.index.Column.MACHINE, 0, 1))
        .isNotNull();
  }

  private static AuditReport judged() {
    return read(document());
  }

  private static AuditReport read(String json) {
    try {
      return ResultDocument.parse(json);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String document() {
    return ResultDocument.write(SampleReport.plain()).replace("\"bo-mau-so\"", "\"bo-thu\"");
  }

  private void audited(String owner) {
    database
        .jdbc()
        .sql(
            """
            with a as (insert into agency (code) values (:owner) returning id),
              p as (insert into portal (code, title, kind, root_url)
                values ('cong', 'Cổng', 'so', 'https://a.gov.vn/') returning id),
              o as (insert into portal_owner (portal_id, agency_id)
                select p.id, a.id from p, a)
            insert into audit_run (id, portal_id, kind, started_at, finished_at, rules_digest, pages,
              requests, bytes, complete, observed, folder, result)
            select 'lan-1', p.id, 'so', now(), now(), 'sha256:0', 1, 1, 1, true, true, '/tmp',
              :json::jsonb from p
            """)
        .param("owner", owner)
        .param("json", document())
        .update();
  }

  @Test
  void itTellsHowFarItIsAndEndsWhereItIsToldTo() {
    List<String> told = new java.util.ArrayList<>();
    department.dryRun(
        id, heavier(), DryRun.Portals.AS_STORED, (done, total) -> told.add(done + "/" + total));
    assertThat(told).containsExactly("0/3", "1/3", "2/3");

    assertThatThrownBy(() ->
            department.dryRun(
                id,
                heavier(),
                DryRun.Portals.AS_STORED,
                (done, total) -> {
                  throw new java.util.concurrent.CancellationException();
                }))
        .isInstanceOf(java.util.concurrent.CancellationException.class);
  }

  @Test
  void aVersionThatCannotBeReadIsRefusedWithItsLines() {
    assertThatThrownBy(() ->
            department.dryRun(
                id,
                version("max_points: 45\nassessed", "max_points: 46\nassessed"),
                DryRun.Portals.AS_STORED,
                DryRun.Progress.NONE))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("bo-thu.yml:5");
  }
}
