package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.checklist.Checklist.Criterion;
import vn.portalaudit.checklist.Checklist.Group;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.AuditRun;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Period;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.pipeline.Rules;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.score.Scorer;

/** The portals themselves ranked by a checklist, from their result documents. */
class IndexCommandTest {
  private static final String PORTALS = "bac-giang-2294-cong-so";
  private static final Instant WHEN = Instant.parse("2026-11-20T01:00:00Z");

  @TempDir private Path folder;

  @BeforeEach
  void agencies() throws IOException {
    Files.createDirectory(folder.resolve("audits"));
    write("agencies.csv", "agency,name,group,flags\nso-a,Sở A,so,\nso-b,Sở B,so,\nso-c,Sở C,so,\n");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  /** A portal that passes all groups but those, whose findings have another outcome. */
  private void portal(String agency, Outcome outcome, String... groups) throws IOException {
    Checklist checklist = Rules.offline(Home.folder()).checklists().find(PORTALS).orElseThrow();
    List<Finding> findings =
        checklist.groups().stream()
            .flatMap(group ->
                group.criteria().stream()
                    .map(one ->
                        finding(
                            group,
                            one,
                            List.of(groups).contains(group.code()) ? outcome : Outcome.PASSED)))
            .toList();
    AuditReport report =
        new AuditReport(
            new AuditRun(
                "mau",
                "https://mau.gov.vn/",
                PortalKind.SO,
                WHEN,
                WHEN,
                WHEN,
                WHEN,
                new Period(LocalDate.parse("2025-11-20"), LocalDate.parse("2026-11-20")),
                "sha256:0",
                1,
                1,
                1,
                true),
            List.of(Scorer.scorecard(checklist, findings, null)),
            List.of(),
            List.of());
    write("audits/" + agency + ".json", ResultDocument.write(report));
  }

  private static Finding finding(Group group, Criterion criterion, Outcome outcome) {
    @Nullable Reason reason = outcome == Outcome.CANT_TELL ? Reason.BLOCKED : null;
    return new Finding(
        group.id(),
        criterion.id(),
        criterion.code(),
        criterion.title(),
        criterion.method(),
        criterion.pointsBasis(),
        outcome,
        outcome == Outcome.PASSED ? criterion.maxPoints() : BigDecimal.ZERO,
        criterion.maxPoints(),
        reason,
        "Nói.",
        null,
        List.of(),
        List.of());
  }

  @Test
  void portalsAreRankedAndGradedByTheChecklist() throws IOException {
    portal("so-a", Outcome.FAILED, "4", "5");
    portal("so-b", Outcome.FAILED, "1");
    portal("so-c", Outcome.CANT_TELL, "4", "5");
    Cli cli =
        Cli.run(
            "index",
            "compute",
            PORTALS,
            "--data",
            folder.toString(),
            "--period",
            "2026",
            "--json",
            "-");

    assertThat(cli.status()).as(cli.err()).isZero();
    JsonNode root = JsonMapper.shared().readTree(cli.out());
    assertThat(root.at("/schema").asString()).isEqualTo("portal-audit/index/1");
    assertThat(root.at("/stage").asString()).isEqualTo("provisional");
    assertThat(root.at("/period").asString()).isEqualTo("2026");
    JsonNode ranking = root.at("/groups/0/ranking");
    assertThat(standing(ranking, 0)).isEqualTo("so-b 1 94 94 94 100 94 Tốt");
    assertThat(standing(ranking, 1)).isEqualTo("so-a 2 73 73 73 100 73 Khá");
    assertThat(standing(ranking, 2)).isEqualTo("so-c 2 73 73 100 100 73 null");
    assertThat(ranking.at("/0/groups/0/code").asString()).isEqualTo("1");
    assertThat(ranking.at("/0/groups/0/points").decimalValue()).isEqualByComparingTo("0");
    assertThat(ranking.at("/0/indicators/0").toString())
        .isEqualTo(
            "{\"id\":\"1.1\",\"points\":0,\"maxPoints\":1,\"source\":\"machine\",\"self\":null,"
                + "\"machine\":0,\"note\":\"Nói.\"}");
  }

  private static String standing(JsonNode ranking, int place) {
    StringBuilder line = new StringBuilder();
    for (String key :
        List.of("agency", "rank", "points", "low", "high", "maxPoints", "percent", "grade")) {
      JsonNode value = ranking.get(place).get(key);
      line.append(line.isEmpty() ? "" : " ").append(value.isString() ? value.asString() : value);
    }
    return line.toString();
  }

  @Test
  void aPersonReadsATableAndHowANumberCameAbout() throws IOException {
    portal("so-a", Outcome.CANT_TELL, "4");
    write("self.csv", "agency,indicator,points,evidence\nso-a,4.1,4,Văn bản 12\nso-b,4.1,2,\n");
    write("appraised.csv", "agency,indicator,round,points,reason\nso-b,4.1,1,1,Thiếu tệp\n");

    Cli table = Cli.run("index", "compute", PORTALS, "--data", folder.toString());
    Cli why = Cli.run("index", "explain", PORTALS, "so-b", "4.1", "--data", folder.toString());

    assertThat(table.out()).contains("    1  Sở A ", "    2  Sở B ", "chưa định");
    assertThat(why.out())
        .contains(
            "Cột Tự đánh giá: 2 điểm",
            "Cột Thẩm định: 1 điểm (vòng 1: 1 điểm, Thiếu tệp)",
            "Nguồn được lấy: Thẩm định (thứ tự lấy: Thẩm định, Máy đề xuất, Tự đánh giá)",
            "Tổng của cơ quan: 1/100 điểm; 1%; hạng 2; tạm tính");
  }

  @Test
  void aWrongRowStopsTheCommandAndNothingIsPrinted() throws IOException {
    write("self.csv", "agency,indicator,points\nso-a,1.1,12abc\nso-x,1.1,1\n");

    Cli cli = Cli.run("index", "compute", PORTALS, "--data", folder.toString(), "--json", "-");

    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err().lines())
        .startsWith(
            "self.csv:2: cột C «points»: «12abc»: không phải số; viết số với dấu chấm thập phân, ví"
                + " dụ 12.5")
        .hasSize(3);
  }

  @Test
  void aDryRunWithPortalsJudgedByOtherRulesTellsWhoMoves() throws IOException {
    portal("so-a", Outcome.FAILED, "1");
    portal("so-b", Outcome.FAILED, "2");
    Path judged = Files.createDirectory(folder.resolve("cham-lai"));
    portal("so-b", Outcome.PASSED);
    Files.move(folder.resolve("audits/so-b.json"), judged.resolve("so-b.json"));
    portal("so-b", Outcome.FAILED, "2");
    Files.copy(folder.resolve("audits/so-a.json"), judged.resolve("so-a.json"));

    Cli cli =
        Cli.run(
            "index",
            "compare",
            PORTALS,
            "--data",
            folder.toString(),
            "--to-audits",
            judged.toString());

    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains(
            "2 cơ quan đổi hạng, 2 cơ quan đổi điểm hoặc hạng, trên 3 cơ quan",
            "Sở B: hạng 2 → 1 (lên 1); 90% → 100% (+10 điểm phần trăm)",
            "2.2 Số tin, bài đăng trong kỳ: 0/4 điểm (Máy đề xuất) → 4/4 điểm (Máy đề xuất) (+4)");
  }

  @Test
  void aCommandThatCannotBeMeantIsRefused() {
    assertThat(Cli.run("index", "compute", "khong-co", "--data", folder.toString()).status())
        .isEqualTo(2);
    assertThat(
            Cli.run("index", "compute", PORTALS, "--data", folder.toString(), "--normalise", "max")
                .err())
        .contains("none, min-max, z-score");
    assertThat(
            Cli.run("index", "explain", PORTALS, "so-z", "1.1", "--data", folder.toString()).err())
        .contains("Không có cơ quan «so-z»");
  }
}
