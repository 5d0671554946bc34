package vn.portalaudit.store.campaign;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.store.Database;
import vn.portalaudit.web.page.SetLibrary;

/** A set of four indicators with two rounds, three agencies, and a clock that the test moves. */
final class SmallSet {
  static final Instant START = Instant.parse("2026-11-02T02:00:00Z");
  static final Instant DUE = START.plus(Duration.ofDays(10));
  static final Actor SO = new Actor("sở", Actor.Role.DEPARTMENT, null);
  static final Actor AN = new Actor("an", Actor.Role.AGENCY, "so-a");
  static final Actor BINH = new Actor("bình", Actor.Role.AGENCY, "so-b");
  static final Actor THAM = new Actor("thẩm", Actor.Role.APPRAISER, null);

  /**
   * The file of a set, before its id is put in, and a rule and a table of general information
   * added.
   */
  private static final String SOURCE =
      """
      index: %s
      version: "2026.1"
      title: "Bộ thử"
      basis: "Quyết định thử"
      max_points: 45
      assessed:
        groups: [{id: so, title: "Các sở", basis: "Điều 1"}]
        flags: [{id: kinh-te-so, title: "Kinh tế số", basis: "Điều 1"}]
      rules: {rounds: 2, bonus: true, basis: "Điều 2"}
      calendar: {terms: []}
      examples: [{flags: [], max_points: 25}]
      machine:
        - {indicator: "6.1", checklist: bo-thu, coverage: 0.6, counts: true, status: proposed, says: "Cổng"}
      groups:
        - id: g
          code: "1"
          title: "Nhóm"
          max_points: 45
          stated_count: 4
          basis: "Điều 3"
          indicators:
            - {code: "1.1", title: "Lãnh đạo", max_points: 10}
            - {code: "6.1", title: "Cổng", max_points: 5}
            - {code: "7.1", title: "Kinh tế số", max_points: 20, flags: [kinh-te-so]}
            - {code: "9.1", title: "Khảo sát", max_points: 10, column: survey}
      """;

  private static final String TABLE =
      """
      general_table:
        basis: "Bảng 1"
        rows: [{id: "2.1", title: "Chuyên viên", needed: true}]
      """;

  private static final String PORTAL = "{code: \"6.1\", title: \"Cổng\", max_points: 5";
  private static final String RULE =
      ", scoring: {rule: ratio, unit: \"%\", full_at: 100, examples: [{value: 50, points: 2.5}, {value: 120, points: 5}]}";

  private static final SetLibrary LIBRARY = new SetLibrary(Path.of(""));

  final AtomicReference<Instant> now = new AtomicReference<>(START);
  final InstantSource clock = now::get;

  Campaigns on(Database database, Path data) {
    return new Campaigns(database, clock, data, LIBRARY);
  }

  static Opening opening(String code, int year, String set, int rounds) {
    return new Opening(
        code,
        "Kỳ " + year,
        year,
        new Opening.Definition(set, "2026.1", source(set), null),
        rounds,
        new Campaign.Dates(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), DUE, null, null),
        List.of(
            new Opening.Assessed("so-a", "Sở A", "so", Set.of("kinh-te-so")),
            new Opening.Assessed("so-b", "Sở B", "so", Set.of()),
            new Opening.Assessed("so-c", "Sở C", "so", Set.of())),
        List.of(new Opening.LeftOut("so-x", "Sở X", "văn bản loại trừ")));
  }

  static String source(String set) {
    String source = SOURCE.formatted(set);
    return set.equals("bo-co-bang") ? source.replace(PORTAL, PORTAL + RULE) + TABLE : source;
  }

  static SelfReport points(String points) {
    return new SelfReport("7", "việc", "", points, "", false);
  }

  static byte[] pdf(String content) {
    return ("%PDF-1.7\n" + content).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
