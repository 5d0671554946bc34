package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.demo.FixtureServer;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.net.browser.Browsers;
import vn.portalaudit.report.ResultDocument;

/** Whole audits of the sample portals, as the command line runs them. */
final class PortalsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final Path PORTALS = Path.of("src/test/resources/portals");

  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "so-mau",
        "so-thieu-muc",
        "so-bay",
        "so-bi-chan",
        "so-cham",
        "xa-mau",
        "don-vi-mau"
      })
  void findsWhatThePortalHasAndNothingElse(String name) throws IOException {
    AuditReport report = audit(name, "never");
    List<String> wrong = new ArrayList<>();
    Map<String, Map<String, String>> expected = expected(name);
    assertThat(expected).isNotEmpty();
    for (Scorecard card : report.scorecards()) {
      Map<String, String> outcomes = expected.getOrDefault(card.checklist(), Map.of());
      for (Finding finding : card.findings()) {
        String should = outcomes.get(finding.code());
        String is = finding.outcome().name().toLowerCase(java.util.Locale.ROOT);
        if (should != null && !should.equals(is)) {
          wrong.add(
              card.checklist()
                  + " "
                  + finding.code()
                  + " is "
                  + is
                  + " ("
                  + finding.reason()
                  + "), not "
                  + should
                  + ": "
                  + finding.says()
                  + " "
                  + finding.observed());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aReplayGivesTheSameDocument() throws IOException {
    audit("so-thieu-muc", "never");
    Path first = temp.resolve("out/result.json");
    Path second = temp.resolve("again");
    assertThat(Main.run("judge", temp.resolve("out").toString(), "--out", second.toString()))
        .isZero();
    assertThat(timeless(second.resolve("result.json"))).isEqualTo(timeless(first));
  }

  @Test
  void aBlockedPortalLosesNoPoint() throws IOException {
    AuditReport report = audit("so-bi-chan", "never");
    for (Scorecard card : report.scorecards()) {
      assertThat(card.findings())
          .filteredOn(f ->
              f.outcome() == Outcome.FAILED
                  && f.evidence().stream().noneMatch(e -> e.url().startsWith("https:")))
          .extracting(Finding::code)
          .isSubsetOf("11.1");
    }
    assertThat(report.scorecards().get(0).findings().get(0).reason()).isEqualTo(Reason.BLOCKED);
  }

  @Test
  void aPortalOfScriptsCannotBeToldWithoutABrowser() throws IOException {
    AuditReport report = audit("so-javascript", "never");
    assertThat(report.scorecards().get(0).findings().get(0).reason())
        .isEqualTo(Reason.NEEDS_JAVASCRIPT);
  }

  @Test
  void aPortalOfScriptsIsReadInABrowser() throws IOException {
    Assumptions.assumeTrue(Browsers.available(), Browsers.unavailableReason());
    AuditReport report = audit("so-javascript", "auto");
    assertThat(report.observations())
        .filteredOn(o -> o.key().equals("tin-tuc.found"))
        .extracting(Observation::result)
        .containsExactly(new Result.Value(Datum.of(true)));
    assertThat(temp.resolve("out/screenshots/trang-chu.png")).exists();
  }

  @Test
  void anUnknownHostIsToldApartFromAnEmptyPortal() {
    Path out = temp.resolve("unknown");
    int status =
        Main.run(
            "audit",
            "http://khong-co.invalid/",
            "--browser",
            "never",
            "--rate",
            "off",
            "--out",
            out.toString());
    assertThat(status).isEqualTo(3);
    assertThat(out.resolve("result.json")).exists();
  }

  @Test
  void wrongOptionsAreBadUsage() {
    assertThat(
            Main.run(
                "audit",
                "http://127.0.0.1/",
                "--kind",
                "sai",
                "--out",
                temp.resolve("x").toString()))
        .isEqualTo(2);
    assertThat(
            Main.run(
                "audit",
                "http://127.0.0.1/",
                "--at",
                "hôm nay",
                "--out",
                temp.resolve("x").toString()))
        .isEqualTo(2);
    assertThat(
            Main.run(
                "audit",
                "http://127.0.0.1/",
                "--rate",
                "nhanh",
                "--out",
                temp.resolve("x").toString()))
        .isEqualTo(2);
    assertThat(Main.run("judge", temp.toString())).isEqualTo(2);
    assertThat(Main.run("probe", "run", "khong-co", "http://127.0.0.1/", "--browser", "never"))
        .isEqualTo(2);
  }

  private AuditReport audit(String name, String browser) throws IOException {
    try (FixtureServer server = FixtureServer.start(PORTALS.resolve(name), DAY)) {
      String host = server.hosts().isEmpty() ? "127.0.0.1:" + server.port() : server.hosts().get(0);
      Path out = temp.resolve("out");
      List<String> args =
          new ArrayList<>(
              List.of(
                  "audit",
                  "http://" + host + "/",
                  "--kind",
                  server.kind().id(),
                  "--allow-private",
                  "--rate",
                  "off",
                  "--browser",
                  browser,
                  "--at",
                  DAY.toString(),
                  "--out",
                  out.toString()));
      for (String known : server.hosts()) {
        args.add("--connect-to");
        args.add(known + ":80:127.0.0.1:" + server.port());
      }
      assertThat(Main.run(args.toArray(String[]::new))).isIn(0, 3);
      assertThat(Files.exists(out.resolve("report.html"))).isTrue();
      return ResultDocument.read(out.resolve("result.json"));
    }
  }

  private static String timeless(Path result) throws IOException {
    return Files.readString(result).replaceAll("\"judgedAt\" ?: ?\"[^\"]*\"", "");
  }

  private static Map<String, Map<String, String>> expected(String name) {
    Problems problems = new Problems();
    Map<String, Map<String, String>> expected = new LinkedHashMap<>();
    YamlFile.read(PORTALS.resolve(name).resolve("expected.yml"), problems)
        .ifPresent(root ->
            root.entries()
                .forEach((checklist, codes) -> {
                  Map<String, String> outcomes = new LinkedHashMap<>();
                  codes.entries().forEach((code, outcome) -> outcomes.put(code, outcome.text()));
                  expected.put(checklist, outcomes);
                }));
    assertThat(problems.lines()).isEmpty();
    return expected;
  }
}
