package vn.portalaudit.store.campaign;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.PlainText;
import vn.portalaudit.store.campaign.CampaignRows.Hold;

/** The columns beside the agency's and the appraisers': each figure with who gave it and when. */
public final class Columns {
  /** What has no points of its own indicator: incentive points. */
  static final String BONUS = "bonus";

  private static final Set<String> GIVEN =
      Set.of("provided", "survey", "network", "experts", BONUS);
  private static final int MOST_TEXT = 2_000;

  private final Database database;
  private final InstantSource clock;
  private final Definitions definitions;

  Columns(Database database, InstantSource clock, Definitions definitions) {
    this.database = database;
    this.clock = clock;
    this.definitions = definitions;
  }

  /**
   * A figure in a column.
   *
   * @param indicator empty for incentive points
   * @param source id of a column, or {@code bonus}
   * @param points null when nothing is proposed; the note says why
   * @param high the most that undecided parts can still make of it; null when nothing is undecided
   * @param answers how many answers; null where there are none to count
   * @param provider who provided it
   * @param providedOn when it was provided; null when unknown
   * @param basis the run or file that it comes from
   */
  public record Figure(
      String agency,
      String indicator,
      String source,
      @Nullable BigDecimal points,
      @Nullable BigDecimal high,
      @Nullable Integer answers,
      String provider,
      @Nullable LocalDate providedOn,
      String basis,
      String note) {
    /** A figure that a third body holds. */
    public static Figure provided(
        String agency, String indicator, BigDecimal points, String provider, LocalDate on) {
      return new Figure(agency, indicator, "provided", points, null, null, provider, on, "", "");
    }

    /** Incentive points. */
    public static Figure bonus(String agency, BigDecimal points, String reason) {
      return new Figure(agency, "", BONUS, points, null, null, "", null, "", reason);
    }
  }

  /** A figure as it is kept. */
  public record Kept(Figure figure, int version, String who, Instant at) {}

  /** Gives a figure; the department does, until results are submitted for decision. */
  Ruling<Kept> put(int campaign, Figure figure, Actor by) {
    return GIVEN.contains(figure.source())
        ? database.within(jdbc -> {
          Campaign in = CampaignRows.campaign(jdbc, campaign, Hold.SHARE);
          return by.role() == Actor.Role.DEPARTMENT
              ? put(jdbc, in, figure, by)
              : Ruling.refused("Chỉ cơ quan chủ trì mới được nhập cột số liệu này");
        })
        : Ruling.refused("Không nhập tay cột «" + figure.source() + "» được");
  }

  Ruling<Kept> put(JdbcClient jdbc, Campaign campaign, Figure figure, Actor by) {
    if (!movable(campaign)) {
      return Ruling.refused(
          "Kỳ «" + campaign.title() + "» " + campaign.state().label() + ", số liệu không đổi nữa");
    }
    Submission agency = CampaignRows.submission(jdbc, campaign.id(), figure.agency(), Hold.SHARE);
    return check(jdbc, campaign, agency, figure)
        .then(f -> Ruling.allowed(write(jdbc, campaign, f, by)));
  }

  /** Figures move until the results are submitted for decision. */
  static boolean movable(Campaign campaign) {
    return switch (campaign.state()) {
      case DRAFT, OPEN, APPRAISING -> true;
      case SUBMITTED, PUBLISHED, LOCKED -> false;
    };
  }

  private Ruling<Figure> check(
      JdbcClient jdbc, Campaign campaign, Submission agency, Figure figure) {
    BigDecimal points = figure.points();
    if (points != null && points.signum() < 0) {
      return Ruling.refused("Điểm không được âm");
    }
    boolean third = figure.source().equals("provided");
    if (third && (figure.provider().isBlank() || figure.providedOn() == null)) {
      return Ruling.refused("Hãy ghi cơ quan cung cấp số liệu và ngày cung cấp");
    }
    if (figure.note().length() > MOST_TEXT || figure.provider().length() > MOST_TEXT) {
      return Ruling.refused("Dài quá " + MOST_TEXT + " ký tự; hãy viết ngắn lại");
    }
    if (figure.source().equals(BONUS)) {
      Scheme scheme = definitions.model(jdbc, campaign).scheme();
      if (!scheme.conditions().bonus()) {
        return Ruling.refused("Bộ chỉ số " + scheme.id() + " không có điểm khuyến khích");
      }
      return figure.note().isBlank()
          ? Ruling.refused("Hãy ghi lý do cho điểm khuyến khích")
          : Ruling.allowed(figure);
    }
    return definitions
        .row(jdbc, campaign, agency, figure.indicator())
        .then(row -> {
          BigDecimal most = row.most();
          return points != null && most != null && points.compareTo(most) > 0
              ? Ruling.refused(
                  "Điểm vượt điểm tối đa "
                      + most.toPlainString()
                      + " của chỉ số "
                      + figure.indicator())
              : Ruling.allowed(figure);
        });
  }

  private Kept write(JdbcClient jdbc, Campaign campaign, Figure figure, Actor by) {
    Instant now = clock.instant();
    BigDecimal before =
        jdbc.sql(
                """
                select points from column_figure where campaign_id = ? and agency = ?
                  and indicator = ? and source = ? for no key update
                """)
            .params(campaign.id(), figure.agency(), figure.indicator(), figure.source())
            .query((row, n) -> Optional.ofNullable(row.getBigDecimal("points")))
            .optional()
            .flatMap(found -> found)
            .orElse(null);
    Kept kept =
        jdbc.sql(
                """
                insert into column_figure as f (campaign_id, agency, indicator, source, points, high,
                  answers, provider, provided_on, basis, note, version, by_whom, at)
                values (:campaign, :agency, :indicator, :source, :points, :high, :answers, :provider,
                  :on, :basis, :note, 1, :by, :at)
                on conflict (campaign_id, agency, indicator, source) do update set
                  points = excluded.points, high = excluded.high, answers = excluded.answers,
                  provider = excluded.provider, provided_on = excluded.provided_on,
                  basis = excluded.basis, note = excluded.note, version = f.version + 1,
                  by_whom = excluded.by_whom, at = excluded.at
                returning *
                """)
            .param("campaign", campaign.id())
            .param("agency", figure.agency())
            .param("indicator", figure.indicator())
            .param("source", figure.source())
            .param("points", figure.points())
            .param("high", figure.high())
            .param("answers", figure.answers())
            .param("provider", PlainText.of(figure.provider()))
            .param("on", figure.providedOn())
            .param("basis", PlainText.of(figure.basis()))
            .param("note", PlainText.of(figure.note()))
            .param("by", by.who())
            .param("at", CampaignRows.time(now))
            .query((row, n) -> kept(row))
            .single();
    ScoreLog.write(
        jdbc,
        new ScoreLog.Place(campaign.id(), figure.agency(), figure.indicator(), figure.source(), 0),
        before,
        kept.figure().points(),
        by,
        figure.note().isBlank() ? figure.provider() : figure.note(),
        now);
    return kept;
  }

  static List<Kept> all(JdbcClient jdbc, int campaign) {
    return jdbc.sql(
            "select * from column_figure where campaign_id = ? order by agency, indicator, source")
        .param(campaign)
        .query((row, n) -> kept(row))
        .list();
  }

  static Optional<Kept> one(
      JdbcClient jdbc, int campaign, String agency, String indicator, String source) {
    return jdbc.sql(
            "select * from column_figure where campaign_id = ? and agency = ? and indicator = ? and"
                + " source = ?")
        .params(campaign, agency, indicator, source)
        .query((row, n) -> kept(row))
        .optional();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        new Figure(
            row.getString("agency"),
            row.getString("indicator"),
            row.getString("source"),
            row.getBigDecimal("points"),
            row.getBigDecimal("high"),
            row.getObject("answers", Integer.class),
            row.getString("provider"),
            row.getObject("provided_on", LocalDate.class),
            row.getString("basis"),
            row.getString("note")),
        row.getInt("version"),
        row.getString("by_whom"),
        CampaignRows.at(row, "at"));
  }

  /**
   * A question of a bank.
   *
   * @param bank for whom: a group of respondents, or experts
   * @param source which column its answers fill: {@code survey}, {@code network} or {@code experts}
   * @param top the best answer on its scale
   */
  public record Question(
      String bank, String code, String source, String indicator, String says, BigDecimal top) {}

  /**
   * What respondents answered of one agency.
   *
   * @param mean the mean of the answers
   * @param answers how many
   * @param line line in the file, for messages
   */
  public record Answer(
      String bank, String code, String agency, BigDecimal mean, int answers, int line) {}

  Ruling<Integer> ask(int campaign, List<Question> questions, Actor by) {
    return database.within(jdbc -> {
      Campaign in = CampaignRows.campaign(jdbc, campaign, Hold.SHARE);
      if (by.role() != Actor.Role.DEPARTMENT || !movable(in)) {
        return Ruling.refused(
            "Chỉ cơ quan chủ trì mới được soạn câu hỏi, trước khi trình quyết định");
      }
      Scheme scheme = definitions.model(jdbc, in).scheme();
      for (Question question : questions) {
        if (scheme.find(question.indicator()).isEmpty()) {
          return Ruling.refused(
              "Câu hỏi " + question.code() + ": không có chỉ số «" + question.indicator() + "»");
        }
        jdbc.sql(
                """
                insert into question values (?, ?, ?, ?, ?, ?, ?)
                on conflict (campaign_id, bank, code) do update set source = excluded.source,
                  indicator = excluded.indicator, says = excluded.says, top = excluded.top
                """)
            .params(campaign, question.bank(), question.code(), question.source())
            .params(question.indicator(), PlainText.of(question.says()), question.top())
            .update();
      }
      return Ruling.allowed(questions.size());
    });
  }

  List<Question> questions(JdbcClient jdbc, int campaign) {
    return jdbc.sql("select * from question where campaign_id = ? order by bank, code")
        .param(campaign)
        .query((row, n) ->
            new Question(
                row.getString("bank"),
                row.getString("code"),
                row.getString("source"),
                row.getString("indicator"),
                row.getString("says"),
                row.getBigDecimal("top")))
        .list();
  }

  /**
   * Takes answers, all or none, and makes the figures of their columns: {@code maxPoints × Σ(mean ×
   * n) / Σ(top × n)} over an indicator's questions. The texts give no such sum; it is proposed.
   *
   * @return how many figures were made
   */
  Ruling<Integer> answer(int campaign, String file, List<Answer> answers, Actor by) {
    return database.within(jdbc -> {
      Campaign in = CampaignRows.campaign(jdbc, campaign, Hold.SHARE);
      if (by.role() != Actor.Role.DEPARTMENT || !movable(in)) {
        return Ruling.refused(
            "Chỉ cơ quan chủ trì mới được nhập câu trả lời, trước khi trình quyết định");
      }
      List<Question> questions = questions(jdbc, campaign);
      List<Submission> agencies = CampaignRows.submissions(jdbc, campaign, Hold.READ);
      for (Answer answer : answers) {
        Optional<String> wrong = wrong(answer, questions, agencies);
        if (wrong.isPresent()) {
          return Ruling.refused(file + ":" + answer.line() + ": " + wrong.get());
        }
      }
      for (Answer answer : answers) {
        jdbc.sql(
                """
                insert into question_answer values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (campaign_id, bank, code, agency) do update set mean = excluded.mean,
                  answers = excluded.answers, file = excluded.file, by_whom = excluded.by_whom,
                  at = excluded.at
                """)
            .params(campaign, answer.bank(), answer.code(), answer.agency(), answer.mean())
            .params(answer.answers(), file, by.who(), CampaignRows.time(clock.instant()))
            .update();
      }
      return figures(jdbc, in, file, agencies, by);
    });
  }

  private static Optional<String> wrong(
      Answer answer, List<Question> questions, List<Submission> agencies) {
    Optional<Question> question =
        questions.stream()
            .filter(q -> q.bank().equals(answer.bank()) && q.code().equals(answer.code()))
            .findFirst();
    if (question.isEmpty()) {
      return Optional.of(
          "không có câu hỏi " + answer.code() + " trong bộ câu hỏi «" + answer.bank() + "»");
    }
    if (agencies.stream().noneMatch(agency -> agency.agency().equals(answer.agency()))) {
      return Optional.of("cơ quan «" + answer.agency() + "» không có trong kỳ này");
    }
    return answer.mean().compareTo(question.get().top()) > 0 || answer.mean().signum() < 0
        ? Optional.of(
            "điểm trung bình phải từ 0 đến "
                + question.get().top().stripTrailingZeros().toPlainString())
        : Optional.empty();
  }

  private record Sum(
      String agency, String source, String indicator, BigDecimal reached, BigDecimal top, int n) {}

  private Ruling<Integer> figures(
      JdbcClient jdbc, Campaign campaign, String file, List<Submission> agencies, Actor by) {
    List<Sum> sums =
        jdbc.sql(
                """
                select a.agency, q.source, q.indicator, sum(a.mean * a.answers) as reached,
                  sum(q.top * a.answers) as top, sum(a.answers)::integer as n
                from question_answer a join question q using (campaign_id, bank, code)
                where a.campaign_id = ? group by 1, 2, 3 order by 1, 2, 3
                """)
            .param(campaign.id())
            .query((row, n) ->
                new Sum(
                    row.getString("agency"),
                    row.getString("source"),
                    row.getString("indicator"),
                    row.getBigDecimal("reached"),
                    row.getBigDecimal("top"),
                    row.getInt("n")))
            .list();
    int made = 0;
    for (Sum sum : sums) {
      Submission agency =
          agencies.stream().filter(a -> a.agency().equals(sum.agency())).findFirst().orElseThrow();
      Ruling<Definitions.Row> row = definitions.row(jdbc, campaign, agency, sum.indicator());
      if (row.granted() && row.value().most() != null) {
        BigDecimal points =
            Objects.requireNonNull(row.value().most())
                .multiply(sum.reached())
                .divide(sum.top(), MathContext.DECIMAL128)
                .setScale(4, RoundingMode.HALF_UP);
        write(
            jdbc,
            campaign,
            new Figure(
                sum.agency(),
                sum.indicator(),
                sum.source(),
                points,
                null,
                sum.n(),
                "",
                null,
                file,
                sum.n() + " câu trả lời"),
            by);
        made++;
      }
    }
    return Ruling.allowed(made);
  }
}
