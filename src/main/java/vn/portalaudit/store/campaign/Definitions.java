package vn.portalaudit.store.campaign;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.ReportRules;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.index.Agency;
import vn.portalaudit.index.Column;
import vn.portalaudit.index.Feed;
import vn.portalaudit.index.GeneralTable;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.index.Scoring;

/** The sets as campaigns apply them: read from what was frozen, not from files. */
public final class Definitions {
  /** Columns that others fill; the agency reports nothing there. */
  private static final Set<Column> OTHERS =
      Set.of(Column.PROVIDED, Column.SURVEY, Column.NETWORK, Column.EXPERTS);

  private final Means means;
  private final Map<String, Model> models = new ConcurrentHashMap<>();

  Definitions(Means means) {
    this.means = means;
  }

  /**
   * A set ready to be computed.
   *
   * @param set as its file has it: calendar, rules, tables
   * @param scheme its indicators, those of the annex among them
   * @param feeds what the machine proposes
   */
  public record Model(IndexSet set, Scheme scheme, List<Feed> feeds) {
    public Model {
      feeds = List.copyOf(feeds);
    }
  }

  /**
   * An indicator for one agency.
   *
   * @param most the points that it can have; null where the text gives none
   * @param reported whether the agency itself reports it
   * @param scoring how a reported value becomes points; null where the set gives no rule
   */
  public record Row(
      String indicator,
      String title,
      @Nullable BigDecimal most,
      boolean reported,
      @Nullable Scoring scoring) {
    /** The rule and what it makes of the reported value, in a sentence; empty without a rule. */
    public String scored(SelfReport report) {
      if (scoring == null || most == null) {
        return "";
      }
      String rule = scoring.rule().says() + "; giá trị tính bằng: " + scoring.unit();
      if (report.value().isBlank()) {
        return rule;
      }
      Ruling<BigDecimal> points = ReportRules.scored(report, scoring, most);
      return rule
          + ". "
          + (points.granted()
              ? "Giá trị " + report.value() + " được " + ReportRules.shown(points.value()) + " điểm"
              : points.says());
    }
  }

  Model model(JdbcClient jdbc, Campaign campaign) {
    return models.computeIfAbsent(
        campaign.set().digest(),
        digest ->
            means.model(
                jdbc.sql("select * from index_definition where digest = ?")
                    .param(digest)
                    .query((row, n) -> definition(row))
                    .single()));
  }

  static Opening.Definition definition(ResultSet row) throws SQLException {
    return new Opening.Definition(
        row.getString("set_id"),
        row.getString("version"),
        row.getString("source"),
        row.getString("rows_csv"));
  }

  /** The table of general information of the frozen set; empty when its text has none. */
  Optional<GeneralTable> generalTable(JdbcClient jdbc, Campaign campaign) {
    return Optional.ofNullable(model(jdbc, campaign).set().generalTable());
  }

  /** The agency as the arithmetic knows it. */
  static Agency agency(Submission submission) {
    return new Agency(
        submission.agency(), submission.name(), submission.group(), submission.flags());
  }

  /** The indicators that concern an agency, in the text's order. */
  List<Row> rows(JdbcClient jdbc, Campaign campaign, Submission submission) {
    Agency agency = agency(submission);
    List<Row> rows = new ArrayList<>();
    for (Scheme.Item item : model(jdbc, campaign).scheme().items()) {
      if (item.concerns(agency)) {
        rows.add(row(item, agency));
      }
    }
    return rows;
  }

  /**
   * One indicator; refused when the set has none of that code, or it does not concern the agency.
   */
  Ruling<Row> row(JdbcClient jdbc, Campaign campaign, Submission submission, String indicator) {
    Scheme scheme = model(jdbc, campaign).scheme();
    OptionalInt place = scheme.find(indicator);
    if (place.isEmpty()) {
      return Ruling.refused(
          "Bộ chỉ số " + scheme.id() + " không có chỉ số «" + shortened(indicator) + "»");
    }
    Scheme.Item item = scheme.items().get(place.getAsInt());
    Agency agency = agency(submission);
    return item.concerns(agency)
        ? Ruling.allowed(row(item, agency))
        : Ruling.refused("Chỉ số " + indicator + " không áp dụng cho " + submission.name());
  }

  private static Row row(Scheme.Item item, Agency agency) {
    boolean reported = item.declared().stream().noneMatch(OTHERS::contains);
    return new Row(item.id(), item.title(), item.maxPoints(agency), reported, item.scoring());
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, text.offsetByCodePoints(0, 30)) + "…";
  }
}
