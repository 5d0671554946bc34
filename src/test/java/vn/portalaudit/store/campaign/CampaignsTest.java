package vn.portalaudit.store.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.portalaudit.store.campaign.SmallSet.AN;
import static vn.portalaudit.store.campaign.SmallSet.BINH;
import static vn.portalaudit.store.campaign.SmallSet.DUE;
import static vn.portalaudit.store.campaign.SmallSet.SO;
import static vn.portalaudit.store.campaign.SmallSet.THAM;
import static vn.portalaudit.store.campaign.SmallSet.opening;
import static vn.portalaudit.store.campaign.SmallSet.pdf;
import static vn.portalaudit.store.campaign.SmallSet.points;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.CampaignLife.Step;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.campaign.Decision;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.campaign.SelfReport.Saved;
import vn.portalaudit.campaign.SubmissionState;
import vn.portalaudit.index.Standing;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.TestDatabase;

/** Campaigns on the real database. */
class CampaignsTest {
  private static final Actor HOI_1 = new Actor("hội 1", Actor.Role.APPRAISER, null);
  private static final Actor HOI_2 = new Actor("hội 2", Actor.Role.APPRAISER, null);

  @TempDir private Path data;

  private final Database database = TestDatabase.fresh();
  private final SmallSet set = new SmallSet();
  private DepartmentDesk department;
  private AgencyDesk agency;
  private AppraiserDesk appraiser;
  private Campaigns all;
  private int id;

  @BeforeEach
  void open() {
    all = set.on(database, data);
    department = all.department();
    agency = all.agency();
    appraiser = all.appraiser();
    id = department.create(opening("ky-2026", 2026, "bo-thu", 2), SO).value().id();
    assertThat(department.step(id, Step.OPEN, SO, "").granted()).isTrue();
  }

  private void fill(String code, Actor by) {
    for (String indicator : List.of("1.1", "6.1")) {
      agency.save(id, code, indicator, points("4"), 0, by);
      agency.attach(id, code, indicator, "Minh chứng.pdf", pdf(indicator + code), by);
    }
    if (code.equals("so-a")) {
      agency.save(id, code, "7.1", new SelfReport("", "", "", "", "", true), 0, by);
    }
  }

  private void appraising() {
    fill("so-a", AN);
    fill("so-b", BINH);
    assertThat(agency.submit(id, "so-a", AN).says()).isEmpty();
    assertThat(agency.submit(id, "so-b", BINH).says()).isEmpty();
    set.now.set(DUE);
    all.tick();
    department.appoint(
        id,
        new Council.Member("thẩm", Council.Duty.APPRAISER, "so-b", Set.of("1.1", "6.1", "7.1")),
        SO);
    department.appoint(
        id, new Council.Member("thẩm 2", Council.Duty.APPRAISER, null, Set.of("1.1", "6.1")), SO);
    for (Actor one : List.of(HOI_1, HOI_2)) {
      department.appoint(
          id, new Council.Member(one.who(), Council.Duty.COUNCIL, null, Set.of()), SO);
    }
    assertThat(department.step(id, Step.APPRAISE, SO, "").says()).isEmpty();
  }

  @Test
  void aDraftIsKeptRightOrWrongAndSpeaksWhenItIsHandedIn() {
    Saved saved = agency.save(id, "so-a", "1.1", points("85.25"), 0, AN);

    assertThat(((Saved.Done) saved).problems()).singleElement().asString().contains("85,25");
    assertThat(agency.drafts(id, "so-a").getFirst().report().points()).isEqualTo("85.25");
    assertThat(agency.drafts(id, "so-a").getFirst().points()).isNull();
    Ruling<?> submitted = agency.submit(id, "so-a", AN);
    assertThat(submitted.says()).contains("còn 3 chỗ phải sửa").contains("85,25");
    assertThat(agency.submission(id, "so-a").state()).isEqualTo(SubmissionState.DRAFT);
  }

  @Test
  void theSecondOfTwoWhoEditARowSeesBothValues() {
    agency.save(id, "so-a", "1.1", points("5"), 0, AN);
    Actor other = new Actor("ánh", Actor.Role.AGENCY, "so-a");
    agency.save(id, "so-a", "1.1", points("6"), 1, other);

    Saved late = agency.save(id, "so-a", "1.1", points("7"), 1, AN);

    Saved.Conflict conflict = (Saved.Conflict) late;
    assertThat(conflict.theirs().report().points()).isEqualTo("6");
    assertThat(conflict.yours().points()).isEqualTo("7");
    assertThat(conflict.says()).contains("ánh");
    assertThat(agency.drafts(id, "so-a").getFirst().report().points()).isEqualTo("6");
    assertThat(
            database
                .jdbc()
                .sql("select saved->>'points' from self_report_history order by id")
                .query(String.class)
                .list())
        .containsExactly("5", "6", "7");
  }

  @Test
  void onePieceOfEvidenceProvesSeveralIndicatorsAndIsKeptOnce() throws Exception {
    EvidencePieces.Piece first =
        agency.attach(id, "so-a", "1.1", "kế hoạch.pdf", pdf("x"), AN).value();
    EvidencePieces.Piece again =
        agency.attach(id, "so-a", "6.1", "bản sao.pdf", pdf("x"), AN).value();

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.indicators()).containsExactly("1.1", "6.1");
    assertThat(Files.readAllBytes(agency.file(again))).isEqualTo(pdf("x"));
    assertThat(agency.use(id, "so-b", "1.1", first.id(), BINH).granted()).isFalse();
    assertThat(agency.release(id, "so-a", "6.1", first.id(), AN).value()).isTrue();
    assertThat(agency.evidence(id, "so-a").getFirst().indicators()).containsExactly("1.1");
  }

  @Test
  void nobodyWritesForAnotherAgencyOrWhatDoesNotConcernIt() {
    assertThat(agency.save(id, "so-a", "1.1", points("5"), 0, BINH))
        .isInstanceOf(Saved.Refused.class);
    assertThat(((Saved.Refused) agency.save(id, "so-b", "7.1", points("5"), 0, BINH)).says())
        .contains("không áp dụng cho Sở B");
    assertThat(((Saved.Refused) agency.save(id, "so-b", "12", points("5"), 0, BINH)).says())
        .contains("không có chỉ số");
    assertThat(department.step(id, Step.APPRAISE, AN, "").says()).contains("Chỉ cơ quan chủ trì");
  }

  @Test
  void aReportIsTakenBackBeforeTheDeadlineAndClosedByIt() {
    fill("so-b", BINH);
    assertThat(agency.submit(id, "so-b", BINH).granted()).isTrue();
    assertThat(agency.submit(id, "so-b", BINH).says()).contains("đã nộp rồi");
    assertThat(agency.withdraw(id, "so-b", "", BINH).says()).contains("lý do");
    assertThat(agency.withdraw(id, "so-b", "sửa số", BINH).granted()).isTrue();
    assertThat(agency.submit(id, "so-b", BINH).granted()).isTrue();

    set.now.set(DUE);
    all.tick();
    all.tick();

    assertThat(agency.withdraw(id, "so-b", "muộn", BINH).says()).contains("09:00 ngày 12/11/2026");
    assertThat(((Saved.Refused) agency.save(id, "so-a", "1.1", points("5"), 0, AN)).says())
        .contains("quá hạn nộp 09:00 ngày 12/11/2026");
    assertThat(department.steps(id, "so-b"))
        .extracting(CampaignStore.StepTaken::step)
        .containsExactly("submit", "withdraw", "submit", "close");
    assertThat(department.steps(id, "so-b").getLast().who()).isEqualTo("he-thong");
  }

  @Test
  void anExtensionOpensOneAgencyAgainAndHoldsTheAppraisalBack() {
    set.now.set(DUE.plusSeconds(60));
    all.tick();
    assertThat(department.extend(id, "so-a", DUE, "bão", SO).says()).contains("Hạn mới phải sau");
    assertThat(department.extend(id, "so-a", DUE.plusSeconds(9_000), "", SO).says())
        .contains("lý do");
    assertThat(department.extend(id, "so-a", DUE.plusSeconds(9_000), "bão", SO).granted()).isTrue();

    assertThat(agency.save(id, "so-a", "1.1", points("5"), 0, AN)).isInstanceOf(Saved.Done.class);
    assertThat(agency.save(id, "so-b", "1.1", points("5"), 0, BINH))
        .isInstanceOf(Saved.Refused.class);
    assertThat(department.step(id, Step.APPRAISE, SO, "").says())
        .contains("Sở A chưa nộp và còn hạn đến");
  }

  @Test
  void appraisersDecideWhatIsTheirsAndNeverTheirOwnAgency() {
    appraising();

    assertThat(
            appraiser
                .decide(id, "so-b", "1.1", Decision.accept(new BigDecimal("4")), 0, THAM)
                .says())
        .contains("cơ quan mình");
    Actor second = new Actor("thẩm 2", Actor.Role.APPRAISER, null);
    assertThat(appraiser.decide(id, "so-a", "7.1", Decision.inapplicable("x"), 0, second).says())
        .contains("chưa được phân công");
    assertThat(
            appraiser
                .decide(id, "so-a", "1.1", Decision.adjust(BigDecimal.ONE, ""), 0, THAM)
                .says())
        .contains("lý do");
    assertThat(appraiser.decide(id, "so-a", "1.1", Decision.accept(BigDecimal.ONE), 0, THAM).says())
        .contains("khác điểm cơ quan");
    assertThat(
            appraiser
                .decide(id, "so-a", "1.1", Decision.adjust(BigDecimal.valueOf(11), "x"), 0, THAM)
                .says())
        .contains("vượt điểm tối đa 10");
    assertThat(
            appraiser
                .decide(id, "so-a", "1.1", Decision.adjust(BigDecimal.TWO, "thiếu"), 0, THAM)
                .granted())
        .isTrue();
    assertThat(
            appraiser
                .decide(id, "so-a", "1.1", Decision.adjust(BigDecimal.ONE, "khác"), 0, second)
                .says())
        .contains("«thẩm» vừa điều chỉnh");
    assertThat(department.log(id, "so-a", "1.1"))
        .extracting(ScoreLog.Entry::source)
        .containsExactly("self", "appraised");
  }

  private void closeRound() {
    assertThat(appraiser.closeRound(id, HOI_1, "").value()).isEqualTo(1);
    assertThat(appraiser.closeRound(id, HOI_1, "").says()).contains("thành viên khác");
    assertThat(appraiser.closeRound(id, HOI_2, "").value()).isEqualTo(2);
  }

  private void decideAll() {
    Actor second = new Actor("thẩm 2", Actor.Role.APPRAISER, null);
    for (String code : List.of("so-a", "so-b")) {
      for (String indicator : List.of("1.1", "6.1")) {
        assertThat(
                appraiser
                    .decide(id, code, indicator, Decision.accept(new BigDecimal("4")), 0, second)
                    .says())
            .isEmpty();
      }
    }
    assertThat(appraiser.closeRound(id, HOI_1, "").says())
        .contains("còn 1 chỉ số")
        .contains("7.1 của Sở A (khai «không phát sinh»)");
    department.appoint(
        id,
        new Council.Member("thẩm 2", Council.Duty.APPRAISER, null, Set.of("1.1", "6.1", "7.1")),
        SO);
    assertThat(
            appraiser.decide(id, "so-a", "7.1", Decision.accept(BigDecimal.ZERO), 0, second).says())
        .isEmpty();
  }

  @Test
  void anExcludedIndicatorComesBackByNameAndReason() {
    assertThat(department.exclude(id, "6.1", "chưa thu thập được", SO).granted()).isTrue();
    assertThat(department.exclude(id, "6.1", "lần hai", SO).says()).contains("đã bị loại");
    assertThat(rank().getFirst().maxPoints()).isEqualByComparingTo("40");

    assertThat(department.include(id, "6.1", "", SO).says()).contains("lý do tính lại");
    assertThat(department.include(id, "6.1", "x", AN).says()).contains("cơ quan chủ trì");
    assertThat(department.include(id, "6.1", "đã có số liệu", SO).granted()).isTrue();
    assertThat(department.include(id, "6.1", "lần hai", SO).says()).contains("không bị loại");
    assertThat(rank().getFirst().maxPoints()).isEqualByComparingTo("45");
    assertThat(department.steps(id, null))
        .extracting(CampaignStore.StepTaken::step, CampaignStore.StepTaken::why)
        .contains(
            org.assertj.core.groups.Tuple.tuple("exclude 6.1", "chưa thu thập được"),
            org.assertj.core.groups.Tuple.tuple("include 6.1", "đã có số liệu"));
    published();
    assertThat(department.exclude(id, "6.1", "muộn", SO).granted()).isFalse();
  }

  @Test
  void twoPersonsCloseARoundWhenNothingIsOpen() {
    appraising();
    assertThat(department.step(id, Step.EXPLAIN, SO, "").says()).contains("chưa chốt");
    assertThat(appraiser.closeRound(id, THAM, "").says()).contains("Chỉ thành viên hội đồng");
    assertThat(appraiser.closeRound(id, HOI_1, "").says()).contains("còn 5 chỉ số");
    decideAll();
    closeRound();

    assertThat(
            appraiser
                .decide(id, "so-a", "1.1", Decision.adjust(BigDecimal.ONE, "x"), 1, THAM)
                .says())
        .contains("đã chốt");
    assertThat(department.step(id, Step.EXPLAIN, SO, "").says()).contains("hạn giải trình");
    department.explainUntil(id, DUE.plusSeconds(600), SO);
    assertThat(department.step(id, Step.EXPLAIN, SO, "").granted()).isTrue();
    assertThat(agency.submission(id, "so-a").state()).isEqualTo(SubmissionState.EXPLAINING);
    assertThat(
            agency.say(id, "so-a", "1.1", Appraisals.Voice.EXPLANATION, "Đã bổ sung", AN).granted())
        .isTrue();
    assertThat(agency.attach(id, "so-a", "1.1", "bổ sung.pdf", pdf("mới"), AN).granted()).isTrue();
    assertThat(agency.save(id, "so-a", "1.1", points("9"), 1, AN))
        .isInstanceOf(Saved.Refused.class);
    assertThat(department.step(id, Step.NEXT_ROUND, SO, "").says()).contains("còn được giải trình");
  }

  private Publications.Publication published() {
    appraising();
    decideAll();
    closeRound();
    department.explainUntil(id, DUE.plusSeconds(600), SO);
    department.step(id, Step.EXPLAIN, SO, "");
    set.now.set(DUE.plusSeconds(601));
    assertThat(department.step(id, Step.NEXT_ROUND, SO, "").value().round()).isEqualTo(2);
    closeRound();
    assertThat(department.step(id, Step.SUBMIT, SO, "").granted()).isTrue();
    return department.publish(id, decided(null, ""), SO).value();
  }

  private static Publications.Decided decided(
      @org.jspecify.annotations.Nullable Integer corrects, String why) {
    return new Publications.Decided(
        "12/QĐ-UBND", LocalDate.of(2026, 12, 1), "Nguyễn Văn A", corrects, why);
  }

  @Test
  void aPublicationIsNumberedUnchangeableAndCorrectedByANewOneThatNamesIt() {
    Publications.Publication first = published();
    assertThat(first.number()).isEqualTo(1);
    assertThat(first.document()).contains("\"Sở A\"").contains("12/QĐ-UBND");
    assertThat(first.sha256())
        .isEqualTo(
            EvidencePieces.sha256(
                first.document().getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    assertThat(department.step(id, Step.CORRECT, SO, "").says()).contains("lý do");
    assertThat(department.step(id, Step.CORRECT, SO, "cộng sai").granted()).isTrue();
    Actor second = new Actor("thẩm 2", Actor.Role.APPRAISER, null);
    assertThat(
            appraiser
                .decide(id, "so-b", "1.1", Decision.adjust(BigDecimal.ONE, "sai"), 0, second)
                .says())
        .isEmpty();
    closeRound();
    assertThat(department.step(id, Step.SUBMIT, SO, "").says()).isEmpty();
    assertThat(department.publish(id, decided(null, ""), SO).says()).contains("công bố số 1");
    Publications.Publication corrected = department.publish(id, decided(1, "cộng sai"), SO).value();

    assertThat(corrected.number()).isEqualTo(2);
    assertThat(corrected.corrects()).isEqualTo(1);
    assertThat(department.publications(id).getFirst()).isEqualTo(first);
    assertThat(department.step(id, Step.LOCK, SO, "").value().state())
        .isEqualTo(CampaignState.LOCKED);
    assertThat(
            department
                .put(id, Columns.Figure.bonus("so-a", BigDecimal.ONE, "sáng kiến"), SO)
                .says())
        .contains("đã khoá");
  }

  @Test
  void theDatabaseItselfRefusesToChangeWhatIsOnlyAdded() {
    published();
    database
        .jdbc()
        .sql(
            "insert into thread_entry (campaign_id, agency, indicator, kind, says, who, role, at)"
                + " values (?, 'so-a', '1.1', 'reply', 'x', 'y', 'so', now())")
        .param(id)
        .update();
    for (String table :
        List.of(
            "score_log",
            "publication",
            "thread_entry",
            "campaign_step",
            "submission_step",
            "round_closing",
            "self_report_history",
            "index_definition")) {
      refuses(table);
    }
  }

  @Test
  void theDatabaseItselfTakesNoFigureThatIsNoNumber() {
    fill("so-a", AN);
    for (String sql :
        List.of(
            "update self_report set points = 'NaN'",
            "insert into column_figure (campaign_id, agency, indicator, source, high, version,"
                + " by_whom, at) values (%d, 'so-a', '1.1', 'provided', 'NaN', 1, 'x', now())"
                    .formatted(id),
            "insert into appraisal (campaign_id, agency, indicator, round, decision, points,"
                + " version, by_whom, at) values (%d, 'so-a', '1.1', 1, 'accepted', 'NaN', 1,"
                    .formatted(id)
                + " 'x', now())")) {
      assertThatThrownBy(() -> database.jdbc().sql(sql).update())
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("check constraint");
    }
  }

  private void refuses(String table) {
    String column =
        database
            .jdbc()
            .sql(
                "select attname from pg_attribute where attrelid = ?::regclass and attnum > 0"
                    + " and attidentity = '' order by attnum limit 1")
            .param(table)
            .query(String.class)
            .single();
    for (String sql :
        List.of(
            "update " + table + " set " + column + " = " + column,
            "delete from " + table,
            "truncate " + table + " cascade")) {
      assertThatThrownBy(() -> database.jdbc().sql(sql).update())
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("only ever added");
    }
  }

  @Test
  void aVersionThatWasUsedNeverChanges() {
    Opening other = opening("ky-2027", 2027, "bo-thu", 2);
    Opening changed =
        new Opening(
            other.code(),
            other.title(),
            other.year(),
            new Opening.Definition("bo-thu", "2026.1", "index: khác", null),
            2,
            other.dates(),
            other.agencies(),
            other.leftOut());

    assertThat(department.create(changed, SO).says()).contains("số phiên bản mới");
    assertThat(department.create(other, SO).granted()).isTrue();
    assertThat(department.create(other, SO).says()).contains("Đã có kỳ");
    assertThat(department.leftOut(id)).hasSize(1);
  }

  @Test
  void lastYearsReportStandsBeside() {
    fill("so-b", BINH);
    set.now.set(SmallSet.START.plusSeconds(5));
    int next = department.create(opening("ky-2027", 2027, "bo-thu", 2), SO).value().id();

    assertThat(agency.lastYear(next, "so-b"))
        .extracting(SelfReport.Kept::indicator)
        .contains("1.1", "6.1");
  }

  @Test
  void theRankMovesAsFiguresComeInAndEachColumnIsKeptApart() {
    fill("so-b", BINH);
    assertThat(rank()).extracting(s -> s.points().signum()).containsOnly(0);
    agency.submit(id, "so-b", BINH);
    assertThat(rank().getFirst().agency().id()).isEqualTo("so-b");

    Columns.Question question =
        new Columns.Question(
            "nguoi-dan", "c1", "survey", "9.1", "Hài lòng?", BigDecimal.valueOf(5));
    assertThat(department.ask(id, List.of(question), SO).value()).isEqualTo(1);
    assertThat(
            department
                .answer(
                    id,
                    "khao-sat.csv",
                    List.of(
                        new Columns.Answer("nguoi-dan", "c1", "so-c", new BigDecimal("6"), 120, 2)),
                    SO)
                .says())
        .isEqualTo("khao-sat.csv:2: điểm trung bình phải từ 0 đến 5");
    assertThat(
            department
                .answer(
                    id,
                    "khao-sat.csv",
                    List.of(
                        new Columns.Answer(
                            "nguoi-dan", "c1", "so-c", new BigDecimal("4.5"), 120, 2)),
                    SO)
                .value())
        .isEqualTo(1);
    Columns.Kept made = department.figures(id).getFirst();
    assertThat(made.figure().points()).isEqualByComparingTo("9");
    assertThat(made.figure().answers()).isEqualTo(120);
    assertThat(rank().getFirst().agency().id()).isEqualTo("so-c");
    assertThat(
            department
                .put(
                    id,
                    new Columns.Figure(
                        "so-a", "1.1", "provided", BigDecimal.ONE, null, null, "", null, "", ""),
                    SO)
                .says())
        .contains("cơ quan cung cấp");
  }

  @Test
  void aRankingIsComputedOnceUntilAFigureChanges() {
    fill("so-b", BINH);
    agency.submit(id, "so-b", BINH);
    assertThat(department.provisional(id)).isSameAs(department.provisional(id));

    BigDecimal before = rank().getFirst().points();
    assertThatThrownBy(() ->
            database.within(jdbc -> {
              jdbc.sql("update self_report set points = 9 where agency = 'so-b'").update();
              assertThat(
                      all.standings
                          .now(jdbc, id, false)
                          .groups()
                          .getFirst()
                          .ranking()
                          .getFirst()
                          .points())
                  .isGreaterThan(before);
              throw new IllegalStateException("taken back");
            }))
        .hasMessageContaining("taken back");
    assertThat(rank().getFirst().points()).isEqualByComparingTo(before);

    for (String change :
        List.of(
            "update self_report set points = 5 where agency = 'so-b' and indicator = '1.1'",
            "update self_report set points = 6 where agency = 'so-b' and indicator = '1.1'",
            "delete from self_report where agency = 'so-b' and indicator = '6.1'")) {
      BigDecimal was = rank().getFirst().points();
      database.jdbc().sql(change).update();
      assertThat(rank().getFirst().points()).isNotEqualByComparingTo(was);
    }
  }

  private List<Standing> rank() {
    return department.provisional(id).groups().getFirst().ranking();
  }

  @Test
  void anAgencyIsRemindedOnceThroughItsChannels() {
    database.jdbc().sql("insert into agency (code) values ('so-a')").update();
    database
        .jdbc()
        .sql("insert into channel (name, kind, target) values ('thư', 'email', 'a@example.vn')")
        .update();
    database.jdbc().sql("insert into alert_rule (channel_id, agency_id) values (1, 1)").update();
    fill("so-b", BINH);
    agency.submit(id, "so-b", BINH);

    set.now.set(DUE.minus(Duration.ofDays(2)));
    all.tick();
    all.tick();

    assertThat(department.reminded(id))
        .extracting(Reminders.Reminded::agency, Reminders.Reminded::channels)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("so-a", 1),
            org.assertj.core.groups.Tuple.tuple("so-c", 0));
    assertThat(database.jdbc().sql("select body->>'text' from outbox").query(String.class).single())
        .contains("Sở A chưa nộp")
        .contains("09:00 ngày 12/11/2026");
  }

  private <T> List<T> together(List<Callable<T>> works) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(works.size())) {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> work : works) {
        running.add(
            threads.submit(() -> {
              go.await();
              return work.call();
            }));
      }
      go.countDown();
      for (Future<T> one : running) {
        results.add(one.get());
      }
    }
    return results;
  }

  @Test
  void ofManyWhoHandInAtOnceOneDoes() throws Exception {
    fill("so-b", BINH);
    List<Callable<Boolean>> works = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      works.add(() -> agency.submit(id, "so-b", BINH).granted());
    }

    assertThat(together(works)).filteredOn(done -> done).hasSize(1);
    assertThat(department.steps(id, "so-b")).hasSize(1);
  }

  @Test
  void ofManyWhoSaveOneRowAtOnceOneWinsAndTheOthersSeeIt() throws Exception {
    List<Callable<Saved>> works = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String points = Integer.toString(i);
      works.add(() -> agency.save(id, "so-a", "1.1", points(points), 0, AN));
    }

    List<Saved> saved = together(works);

    assertThat(saved).filteredOn(one -> one instanceof Saved.Done).hasSize(1);
    assertThat(saved).filteredOn(one -> one instanceof Saved.Conflict).hasSize(7);
    SelfReport.Kept stands = agency.drafts(id, "so-a").getFirst();
    assertThat(stands.version()).isEqualTo(1);
    assertThat(
            saved.stream()
                .filter(Saved.Conflict.class::isInstance)
                .map(one -> ((Saved.Conflict) one).theirs().report().points()))
        .containsOnly(stands.report().points());
  }

  @Test
  void ofManyWhoSignARoundOffAtOnceEachCountsOnce() throws Exception {
    appraising();
    decideAll();
    List<Callable<Boolean>> works = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Actor one = i % 2 == 0 ? HOI_1 : HOI_2;
      works.add(() -> appraiser.closeRound(id, one, "").granted());
    }

    assertThat(together(works)).filteredOn(done -> done).hasSize(2);
    assertThat(department.signed(id)).containsExactlyInAnyOrder(HOI_1.who(), HOI_2.who());
  }

  @Test
  void ofAppraisersWhoDecideAtOnceOneWins() throws Exception {
    appraising();
    Actor second = new Actor("thẩm 2", Actor.Role.APPRAISER, null);
    List<Callable<Boolean>> works = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Actor one = i % 2 == 0 ? THAM : second;
      Decision decision = Decision.adjust(BigDecimal.valueOf(i), "lý do " + i);
      works.add(() -> appraiser.decide(id, "so-a", "1.1", decision, 0, one).granted());
    }

    assertThat(together(works)).filteredOn(done -> done).hasSize(1);
    assertThat(appraiser.decisions(id, "so-a")).hasSize(1);
  }

  @Test
  void aReportIsEitherTakenBackOrAppraised() throws Exception {
    fill("so-a", AN);
    fill("so-b", BINH);
    agency.submit(id, "so-a", AN);
    agency.submit(id, "so-b", BINH);
    database
        .jdbc()
        .sql("update campaign_agency set state = 'submitted', submitted_at = '2026-11-01'")
        .update();
    List<Callable<String>> works =
        List.of(
            () -> agency.withdraw(id, "so-b", "sửa số", BINH).granted() ? "taken back" : "kept",
            () -> department.step(id, Step.APPRAISE, SO, "").granted() ? "appraised" : "open");

    assertThat(together(works)).isIn(List.of("taken back", "open"), List.of("kept", "appraised"));
  }

  @Test
  void whatIsSavedWhileTheCampaignMovesOnIsWholeOrRefused() throws Exception {
    fill("so-b", BINH);
    agency.submit(id, "so-b", BINH);
    fill("so-a", AN);
    agency.submit(id, "so-a", AN);
    agency.withdraw(id, "so-a", "sửa", AN);
    List<Callable<String>> works = new ArrayList<>();
    for (String indicator : List.of("1.1", "6.1", "7.1")) {
      works.add(() ->
          agency.save(id, "so-a", indicator, points("2"), 1, AN) instanceof Saved.Done
              ? "saved"
              : "refused");
    }
    works.add(() -> {
      set.now.set(DUE);
      all.tick();
      return department.step(id, Step.APPRAISE, SO, "").granted() ? "moved" : "stayed";
    });

    List<String> results = together(works);

    assertThat(results).contains("moved");
    long saved =
        database
            .jdbc()
            .sql("select count(*) from self_report where agency = 'so-a' and version = 2")
            .query(Long.class)
            .single();
    assertThat(saved).isEqualTo(results.stream().filter("saved"::equals).count());
    assertThat(agency.save(id, "so-a", "1.1", points("3"), 2, AN))
        .isInstanceOf(Saved.Refused.class);
  }
}
