package vn.portalaudit.web.agency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.portalaudit.access.Person;
import vn.portalaudit.campaign.Decision;
import vn.portalaudit.campaign.ReportRules;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.store.campaign.AgencyDesk;
import vn.portalaudit.store.campaign.Appraisals;
import vn.portalaudit.store.campaign.Columns;
import vn.portalaudit.store.campaign.Council;
import vn.portalaudit.store.campaign.Definitions;
import vn.portalaudit.store.campaign.EvidencePieces;
import vn.portalaudit.store.campaign.GeneralInfo;

/** Makes what the form of a self-assessment shows. */
@Component
final class AssessmentViews {
  private final Assessing assessing;
  private final AgencyPortals portals;
  private final RunStore runs;

  AssessmentViews(Assessing assessing, AgencyPortals portals, RunStore runs) {
    this.assessing = assessing;
    this.portals = portals;
    this.runs = runs;
  }

  /** A group of indicators. */
  public record Group(String title, List<Row> rows) {}

  /** What the machine proposes. */
  public record Machine(String points, String says, String href) {}

  /** What an appraiser decided in a closed round. */
  public record Decided(int round, String what, String points, String reason) {}

  /** A piece of evidence. */
  public record File(long id, String name, String size) {}

  /** An entry of the thread. */
  public record Said(String what, String who, Instant at, String says) {}

  /**
   * An indicator.
   *
   * @param anchor part of ids in the page
   * @param rule its place in the text
   * @param scored how its value becomes points, and what it gives; empty without a rule
   */
  public record Row(
      String code,
      String anchor,
      String title,
      String most,
      boolean reported,
      String rule,
      String scored,
      String guidance,
      String lastYear,
      @Nullable Machine machine,
      SelfReport report,
      int version,
      String points,
      String state,
      String kind,
      List<String> problems,
      List<File> files,
      List<Decided> decided,
      List<Said> thread) {}

  /** A row of general information. */
  public record General(
      String id,
      String anchor,
      String title,
      String unit,
      boolean needed,
      String content,
      int version) {}

  List<Group> groups(Assessing.Own own, Person me) {
    AgencyDesk desk = assessing.desk();
    Beside beside = beside(own, me);
    Map<String, Row> rows = new HashMap<>();
    for (Definitions.Row row : desk.rows(own.campaign().id(), own.agency())) {
      rows.put(row.indicator(), row(row, beside));
    }
    Scheme scheme = desk.scheme(own.campaign().id());
    List<Group> groups = new ArrayList<>();
    for (Scheme.Part part : scheme.groups()) {
      List<Row> its =
          part.items().stream()
              .map(place -> rows.get(scheme.items().get(place).id()))
              .filter(row -> row != null)
              .toList();
      if (!its.isEmpty()) {
        groups.add(new Group(part.code() + ". " + part.title(), its));
      }
    }
    return groups;
  }

  private record Beside(
      Map<String, SelfReport.Kept> drafts,
      Map<String, SelfReport.Kept> before,
      Map<String, List<EvidencePieces.Piece>> evidence,
      Map<String, String> guidance,
      Map<String, String> rules,
      Map<String, Machine> machine,
      Map<String, List<Decided>> decided,
      Map<String, List<Said>> threads) {}

  private Beside beside(Assessing.Own own, Person me) {
    AgencyDesk desk = assessing.desk();
    int id = own.campaign().id();
    Map<String, String> guidance = new HashMap<>();
    for (Council.Guidance one : desk.guidance(id)) {
      guidance.put(one.indicator(), one.says());
    }
    Map<String, Machine> machine = new HashMap<>();
    for (Columns.Figure figure : desk.machine(id, own.agency())) {
      machine.put(figure.indicator(), machine(figure, me));
    }
    Map<String, List<Decided>> decided = new HashMap<>();
    for (Decision.Kept kept : desk.decisions(id, own.agency())) {
      decided.computeIfAbsent(kept.indicator(), i -> new ArrayList<>()).add(decided(kept));
    }
    Map<String, List<Said>> threads = new HashMap<>();
    for (Appraisals.Said said : desk.thread(id, own.agency())) {
      threads
          .computeIfAbsent(said.indicator(), i -> new ArrayList<>())
          .add(new Said(said.voice().label(), said.who(), said.at(), said.says()));
    }
    return new Beside(
        assessing.drafts(own),
        Assessing.byIndicator(desk.lastYear(id, own.agency())),
        assessing.evidence(own),
        guidance,
        rules(own),
        machine,
        decided,
        threads);
  }

  /** The places of the text. */
  private Map<String, String> rules(Assessing.Own own) {
    Map<String, String> rules = new HashMap<>();
    assessing
        .desk()
        .set(own.campaign().id())
        .indicators()
        .forEach(i -> rules.put(i.code(), i.basis()));
    return rules;
  }

  private Machine machine(Columns.Figure figure, Person me) {
    String href =
        runs.run(figure.basis())
            .flatMap(run -> portals.of(me).stream().filter(p -> p.id() == run.portal()).findFirst())
            .map(portal -> AgencyPortals.base(portal) + "/bao-cao")
            .orElse("");
    return new Machine(
        figure.points() == null ? "chưa đề xuất" : Vietnamese.number(figure.points()) + " điểm",
        figure.note(),
        href);
  }

  private static Decided decided(Decision.Kept kept) {
    java.math.BigDecimal points = kept.decision().points();
    return new Decided(
        kept.round(),
        kept.decision().kind().label(),
        points == null ? "–" : Vietnamese.number(points),
        kept.decision().reason());
  }

  private static Row row(Definitions.Row row, Beside beside) {
    String code = row.indicator();
    SelfReport.Kept kept = beside.drafts.get(code);
    SelfReport.Kept before = beside.before.get(code);
    SelfReport report = kept == null ? SelfReport.BLANK : kept.report();
    List<EvidencePieces.Piece> pieces = beside.evidence.getOrDefault(code, List.of());
    List<String> problems =
        row.reported() ? ReportRules.problems(code, report, row.most(), pieces.size()) : List.of();
    return new Row(
        code,
        anchor(code),
        row.title(),
        row.most() == null ? "" : Vietnamese.number(row.most()),
        row.reported(),
        beside.rules.getOrDefault(code, ""),
        row.reported() ? row.scored(report) : "",
        beside.guidance.getOrDefault(code, ""),
        before == null
            ? ""
            : before.report().value()
                + (before.report().unit().isEmpty() ? "" : " " + before.report().unit())
                + (before.points() == null
                    ? ""
                    : " (" + Vietnamese.number(before.points()) + " điểm)"),
        beside.machine.get(code),
        report,
        kept == null ? 0 : kept.version(),
        kept == null || kept.points() == null ? "–" : Vietnamese.number(kept.points()),
        !row.reported() ? "Bên khác cung cấp" : state(report, problems),
        !row.reported() || report.blank() ? "none" : problems.isEmpty() ? "ok" : "warn",
        report.blank() ? List.of() : problems,
        pieces.stream()
            .map(piece -> new File(piece.id(), piece.name(), Vietnamese.bytes(piece.bytes())))
            .toList(),
        beside.decided.getOrDefault(code, List.of()),
        beside.threads.getOrDefault(code, List.of()));
  }

  private static String state(SelfReport report, List<String> problems) {
    return report.blank() ? "Chưa điền" : problems.isEmpty() ? "Đã đủ" : "Cần sửa";
  }

  static String anchor(String code) {
    return code.replaceAll("[^A-Za-z0-9]", "-");
  }

  List<General> general(Assessing.Own own) {
    int id = own.campaign().id();
    Map<String, GeneralInfo.Entry> entries = assessing.desk().general(id, own.agency());
    return assessing.desk().generalTable(id).stream()
        .flatMap(table -> table.rows().stream())
        .map(row -> {
          GeneralInfo.Entry entry = entries.get(row.id());
          return new General(
              row.id(),
              anchor(row.id()),
              row.title(),
              row.unit(),
              row.needed(),
              entry == null ? "" : entry.content(),
              entry == null ? 0 : entry.version());
        })
        .toList();
  }
}
