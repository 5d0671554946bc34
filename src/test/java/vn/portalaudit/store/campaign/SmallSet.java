package vn.portalaudit.store.campaign;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.GeneralTable;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.campaign.SetCalendars;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.index.Column;
import vn.portalaudit.index.Feed;
import vn.portalaudit.index.Results;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.report.IndexDocument;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.store.Database;

/** A set of four indicators with two rounds, three agencies, and a clock that the test moves. */
final class SmallSet implements Means {
  static final Instant START = Instant.parse("2026-11-02T02:00:00Z");
  static final Instant DUE = START.plus(Duration.ofDays(10));
  static final Actor SO = new Actor("sở", Actor.Role.DEPARTMENT, null);
  static final Actor AN = new Actor("an", Actor.Role.AGENCY, "so-a");
  static final Actor BINH = new Actor("bình", Actor.Role.AGENCY, "so-b");
  static final Actor THAM = new Actor("thẩm", Actor.Role.APPRAISER, null);
  static final SetCalendars TEXTS =
      new SetCalendars(
          List.of(),
          List.of(),
          List.of(
              new GeneralTable(
                  List.of("bo-co-bang"),
                  "",
                  List.of(new GeneralTable.Row("2.1", "Chuyên viên", "", true)))));

  final AtomicReference<Instant> now = new AtomicReference<>(START);
  final InstantSource clock = now::get;

  Campaigns on(Database database, Path data) {
    return new Campaigns(database, clock, data, TEXTS, this);
  }

  static Opening opening(String code, int year, String set, int rounds) {
    return new Opening(
        code,
        "Kỳ " + year,
        year,
        new Opening.Definition(set, "2026.1", "index: " + set, null),
        rounds,
        new Campaign.Dates(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), DUE, null, null),
        List.of(
            new Opening.Assessed("so-a", "Sở A", "so", Set.of("kinh-te-so")),
            new Opening.Assessed("so-b", "Sở B", "so", Set.of()),
            new Opening.Assessed("so-c", "Sở C", "so", Set.of())),
        List.of(new Opening.LeftOut("so-x", "Sở X", "văn bản loại trừ")));
  }

  static SelfReport points(String points) {
    return new SelfReport("7", "việc", "", points, "", false);
  }

  static byte[] pdf(String content) {
    return ("%PDF-1.7\n" + content).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public Definitions.Model model(Opening.Definition definition) {
    Scheme.Item economy =
        new Scheme.Item(
            "7.1",
            "Kinh tế số",
            BigDecimal.valueOf(20),
            List.of(),
            Set.of("kinh-te-so"),
            Set.of(),
            Map.of());
    List<Scheme.Item> items =
        List.of(
            Scheme.Item.of("1.1", "Lãnh đạo", BigDecimal.TEN, List.of()),
            Scheme.Item.of("6.1", "Cổng", BigDecimal.valueOf(5), List.of(Column.MACHINE)),
            economy,
            Scheme.Item.of("9.1", "Khảo sát", BigDecimal.TEN, List.of(Column.SURVEY)));
    Scheme scheme =
        new Scheme(
            definition.set(),
            definition.version(),
            "Bộ thử",
            BigDecimal.valueOf(45),
            items,
            List.of(
                new Scheme.Part("g", "1", "Nhóm", BigDecimal.valueOf(45), 4, List.of(0, 1, 2, 3))),
            List.of(),
            List.of(),
            new Scheme.Conditions(true, false, Set.of("so")));
    return new Definitions.Model(
        scheme, List.of(new Feed(1, "bo-thu", List.of(), new BigDecimal("0.6"))));
  }

  @Override
  public AuditReport report(String json) {
    try {
      return ResultDocument.parse(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String document(Results results, List<String> problems) {
    StringWriter out = new StringWriter();
    try {
      IndexDocument.write(results, problems, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}
