package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.agent.Agent;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.agent.SettingsFile;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignLife.Step;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.campaign.Decision;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.campaign.sheets.FormWriter;
import vn.portalaudit.campaign.sheets.PublishedTable;
import vn.portalaudit.demo.FixtureServer;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.index.Source;
import vn.portalaudit.index.Standing;
import vn.portalaudit.schedule.QuietHours;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.TestDatabase;
import vn.portalaudit.store.WorkStore;
import vn.portalaudit.store.campaign.AgencyDesk;
import vn.portalaudit.store.campaign.Appraisals;
import vn.portalaudit.store.campaign.AppraiserDesk;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.store.campaign.Columns;
import vn.portalaudit.store.campaign.Council;
import vn.portalaudit.store.campaign.Definitions;
import vn.portalaudit.store.campaign.DepartmentDesk;
import vn.portalaudit.store.campaign.Opening;
import vn.portalaudit.store.campaign.Publications;
import vn.portalaudit.web.page.SetLibrary;

/**
 * A year of Hà Nội's departments (920/QĐ-UBND) from the letter to the locked ranking: both rounds,
 * on the real database, with audits of sample portals behind 6.1, 8.5 and 8.6.
 */
class HanoiCampaignTest {
  private static final String SET = "ha-noi-920-thanh-pho";
  private static final Instant START = Instant.parse("2026-11-22T02:00:00Z");
  private static final Instant DUE = START.plus(Duration.ofDays(20));
  private static final Actor SO = new Actor("sở tt&tt", Actor.Role.DEPARTMENT, null);
  private static final Actor NEN = new Actor("thẩm định nền tảng", Actor.Role.APPRAISER, null);
  private static final Actor HOAT = new Actor("thẩm định hoạt động", Actor.Role.APPRAISER, null);
  private static final Actor CHU_TICH = new Actor("chủ tịch", Actor.Role.APPRAISER, null);
  private static final Actor THU_KY = new Actor("thư ký", Actor.Role.APPRAISER, null);
  private static final List<String> NINE =
      List.of(
          "Sở Công Thương",
          "Sở Giáo dục và Đào tạo",
          "Sở Lao động, Thương binh và Xã hội",
          "Sở Nông nghiệp và Phát triển nông thôn",
          "Sở Tài nguyên và Môi trường",
          "Sở Thông Tin và Truyền Thông",
          "Sở Văn hóa và Thể thao",
          "Sở Y tế",
          "Sở Du lịch");
  private static final List<String> THIRTEEN =
      List.of(
          "Văn phòng UBND Thành phố",
          "Sở Nội vụ",
          "Sở Giao thông Vận tải",
          "Sở Kế hoạch và Đầu tư",
          "Sở Khoa học và Công nghệ",
          "Sở Ngoại vụ",
          "Sở Quy hoạch Kiến trúc",
          "Sở Tài chính",
          "Sở Tư pháp",
          "Sở Xây dựng",
          "Ban Dân tộc",
          "Thanh tra Thành phố",
          "Ban Quản lý các Khu Công nghiệp và Chế xuất");

  /** Those whose portals are sample portals, with what they are called. */
  private static final Map<String, String> PORTALS =
      Map.of("so-y-te", "so-mau", "so-noi-vu", "so-thieu-muc");

  @TempDir private Path data;

  private final Database database = TestDatabase.fresh();
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private DepartmentDesk department;
  private AgencyDesk agency;
  private AppraiserDesk appraiser;
  private Campaigns all;
  private int id;

  private static String code(String name) {
    return Folding.fold(name).replaceAll("[^a-z0-9]+", "-");
  }

  private static Actor of(String code) {
    return new Actor("cán bộ " + code, Actor.Role.AGENCY, code);
  }

  @BeforeEach
  void prepare() throws Exception {
    SetLibrary library = new SetLibrary(Home.folder());
    all = new Campaigns(database, now::get, data, library);
    department = all.department();
    agency = all.agency();
    appraiser = all.appraiser();
    Path file = Home.folder().resolve("src/test/resources/index/" + SET + ".yml");
    // frozen here, so that a new version of the set changes no test
    Opening.Definition frozen = new Opening.Definition(SET, "2026.1", Files.readString(file), null);
    List<Opening.Assessed> assessed = new ArrayList<>();
    NINE.forEach(
        name -> assessed.add(new Opening.Assessed(code(name), name, "so", Set.of("kinh-te-so"))));
    THIRTEEN.forEach(name -> assessed.add(new Opening.Assessed(code(name), name, "so", Set.of())));
    Campaign created =
        department
            .create(
                new Opening(
                    "ha-noi-2026",
                    "Chuyển đổi số các sở, ban, ngành năm 2026",
                    2026,
                    frozen,
                    library.model(frozen).set().rules().rounds(),
                    new Campaign.Dates(
                        LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), DUE, null, null),
                    assessed,
                    List.of()),
                SO)
            .value();
    id = created.id();
    assertThat(created.rounds()).isEqualTo(2);
    assertThat(department.submissions(id)).hasSize(22);
  }

  // ---- the portals ----

  private void audited() throws Exception {
    for (String owner : PORTALS.keySet()) {
      database.jdbc().sql("insert into agency (code) values (?)").param(owner).update();
    }
    try (FixtureServer good = fixture("so-mau");
        FixtureServer poor = fixture("so-thieu-muc")) {
      portal("so-y-te", good);
      portal("so-noi-vu", poor);
      Settings settings = settings(List.of(good, poor));
      try (Serving serving = new Serving(Home.folder(), settings, database);
          Agent agent = Agent.start(database, settings, serving.means())) {
        WorkStore works = new WorkStore(database);
        works.request(1, WorkKind.AUDIT, "yeu-cau-1", "so");
        works.request(2, WorkKind.AUDIT, "yeu-cau-2", "so");
        until(() -> count("select count(*) from audit_run where observed") == 2);
        assertThat(agent.health().ready()).isTrue();
      }
    }
  }

  private static FixtureServer fixture(String name) throws java.io.IOException {
    return FixtureServer.start(
        Home.folder().resolve("src/test/resources/portals").resolve(name),
        LocalDate.of(2026, 11, 20));
  }

  private void portal(String owner, FixtureServer server) {
    String host = server.hosts().isEmpty() ? "127.0.0.1:" + server.port() : server.hosts().get(0);
    database
        .jdbc()
        .sql(
            """
            with p as (insert into portal (code, title, kind, root_url)
              values (:code, :code, 'so', :url) returning id)
            insert into portal_owner (portal_id, agency_id)
            select p.id, a.id from p, agency a where a.code = :owner
            """)
        .param("code", "cong-" + owner)
        .param("url", "http://" + host + "/")
        .param("owner", owner)
        .update();
  }

  private Settings settings(List<FixtureServer> servers) {
    Settings standard = SettingsFile.read(data.resolve("none.yml"), Map.of());
    List<String> detours = new ArrayList<>();
    for (FixtureServer server : servers) {
      for (String host : server.hosts()) {
        detours.add(host + ":80:127.0.0.1:" + server.port());
        detours.add(host + ":443:127.0.0.1:1");
      }
    }
    return new Settings(
        0,
        0,
        "127.0.0.1",
        data,
        null,
        new Settings.Node("thử", 2, 400, null, true, detours, false, Duration.ofSeconds(30)),
        List.of(new Timetable("mac-dinh", Duration.ofSeconds(60), Map.of(), QuietHours.NONE)),
        standard.campaigns(),
        standard.canaries(),
        standard.mail(),
        standard.telegram(),
        standard.retention(),
        new Settings.Disk(0, 0),
        standard.access(),
        List.of());
  }

  private long count(String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within three minutes").isLessThan(end);
      Thread.yield();
    }
  }

  // ---- the reports ----

  private @Nullable BigDecimal machine(String code, String indicator) {
    return appraiser.machine(id).stream()
        .map(Columns.Kept::figure)
        .filter(f -> f.agency().equals(code) && f.indicator().equals(indicator))
        .findFirst()
        .orElseThrow()
        .points();
  }

  /** Everybody claims full points but for the portals' indicators, which Sở Y tế takes over. */
  private void report(String code) {
    for (Definitions.Row row : agency.rows(id, code)) {
      boolean machines = code.equals("so-y-te") && row.indicator().equals("6.1");
      BigDecimal claimed = Objects.requireNonNull(machines ? machine(code, "6.1") : row.most());
      SelfReport report =
          new SelfReport(
              "1",
              "",
              "",
              claimed.stripTrailingZeros().toPlainString().replace('.', ','),
              "",
              false);
      assertThat(agency.save(id, code, row.indicator(), report, 0, of(code)))
          .isInstanceOf(SelfReport.Saved.Done.class);
      agency.attach(
          id,
          code,
          row.indicator(),
          "Báo cáo.pdf",
          ("%PDF-1.7\n" + code).getBytes(StandardCharsets.UTF_8),
          of(code));
    }
    agency.saveGeneral(id, code, "2.1.1", "Nguyễn Văn An", 0, of(code));
    agency.saveGeneral(id, code, "2.2.1", "Trần Thị Bình", 0, of(code));
    assertThat(agency.submit(id, code, of(code)).says()).isEmpty();
  }

  private void appoint() {
    Set<String> base =
        agency.rows(id, "so-y-te").stream()
            .map(Definitions.Row::indicator)
            .filter(indicator -> indicator.compareTo("6") < 0)
            .collect(Collectors.toSet());
    Set<String> rest =
        agency.rows(id, "so-y-te").stream()
            .map(Definitions.Row::indicator)
            .filter(indicator -> !base.contains(indicator))
            .collect(Collectors.toSet());
    assertThat(base).hasSize(23);
    assertThat(rest).hasSize(23);
    for (Council.Member member :
        List.of(
            new Council.Member(NEN.who(), Council.Duty.APPRAISER, null, base),
            new Council.Member(HOAT.who(), Council.Duty.APPRAISER, null, rest),
            new Council.Member(CHU_TICH.who(), Council.Duty.COUNCIL, null, Set.of()),
            new Council.Member(THU_KY.who(), Council.Duty.COUNCIL, null, Set.of()))) {
      assertThat(department.appoint(id, member, SO).granted()).isTrue();
    }
  }

  private Actor appraiserOf(String indicator) {
    return indicator.compareTo("6") < 0 ? NEN : HOAT;
  }

  private void closeRound() {
    assertThat(appraiser.closeRound(id, CHU_TICH, "").says()).isEmpty();
    assertThat(appraiser.closeRound(id, THU_KY, "").value()).isEqualTo(2);
  }

  private Standing standing(String code) {
    return department.provisional(id).groups().getFirst().ranking().stream()
        .filter(s -> s.agency().id().equals(code))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aYearRunsFromTheLetterToTheLockedRanking() throws Exception {
    audited();
    assertThat(department.step(id, Step.OPEN, SO, "").says()).isEmpty();
    assertThat(department.fillMachine(id, SO).value()).isPositive();
    assertThat(machine("so-y-te", "6.1")).isBetween(BigDecimal.ONE, BigDecimal.valueOf(5));
    for (String indicator : List.of("6.1", "8.5", "8.6")) {
      Columns.Figure figure =
          appraiser.machine(id).stream()
              .map(Columns.Kept::figure)
              .filter(f -> f.agency().equals("so-y-te") && f.indicator().equals(indicator))
              .findFirst()
              .orElseThrow();
      assertThat(figure.basis()).isIn(runs());
      assertThat(figure.note()).isNotBlank();
    }
    // whose portal nobody audited gets no points by silence
    assertThat(machine("so-du-lich", "6.1")).isNull();

    List<String> codes = department.submissions(id).stream().map(s -> s.agency()).toList();
    List<String> silent = List.of("ban-dan-toc");
    codes.stream().filter(c -> !silent.contains(c)).forEach(this::report);
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    FormWriter.write(agency.form(id, "so-y-te"), form);
    assertThat(form.size()).isPositive();
    assertThat(standing("ban-dan-toc").points()).isEqualByComparingTo("0");
    assertThat(standing("so-noi-vu").maxPoints()).isEqualByComparingTo("380");
    assertThat(standing("so-y-te").maxPoints()).isEqualByComparingTo("400");

    now.set(DUE);
    all.tick();
    appoint();
    assertThat(department.step(id, Step.APPRAISE, SO, "").says()).isEmpty();
    firstRound(codes, silent);
    closeRound();
    explain();
    secondRound();
    closeRound();
    assertThat(department.step(id, Step.SUBMIT, SO, "").says()).isEmpty();
    published();
  }

  private List<String> runs() {
    return database.jdbc().sql("select id from audit_run").query(String.class).list();
  }

  private void firstRound(List<String> codes, List<String> silent) {
    List<Decision.Kept> agreed = appraiser.acceptAgreed(id, HOAT);
    assertThat(agreed)
        .extracting(k -> k.agency() + " " + k.indicator())
        .contains("so-y-te 8.5")
        .doesNotContain("so-noi-vu 6.1");
    Set<String> done =
        agreed.stream().map(k -> k.agency() + " " + k.indicator()).collect(Collectors.toSet());
    for (String code : codes) {
      if (silent.contains(code)) {
        continue;
      }
      for (SelfReport.Kept kept : appraiser.reports(id, code)) {
        if (!done.contains(code + " " + kept.indicator())) {
          decide(code, kept.indicator(), first(code, kept), 0);
        }
      }
    }
  }

  private Decision first(String code, SelfReport.Kept kept) {
    return switch (code + " " + kept.indicator()) {
      case "so-noi-vu 6.1" ->
          Decision.adjust(
              Objects.requireNonNull(machine(code, "6.1")), "Theo kết quả kiểm tra cổng");
      case "so-tai-chinh 1.1" -> Decision.ask("Quyết định thành lập ban chỉ đạo đâu?");
      case "so-xay-dung 1.3" -> Decision.adjust(BigDecimal.TWO, "Chỉ có một biên bản họp");
      default -> Decision.accept(Objects.requireNonNull(kept.points()));
    };
  }

  private void decide(String code, String indicator, Decision decision, int seen) {
    assertThat(appraiser.decide(id, code, indicator, decision, seen, appraiserOf(indicator)).says())
        .isEmpty();
  }

  private void explain() {
    assertThat(department.explainUntil(id, DUE.plus(Duration.ofDays(5)), SO).granted()).isTrue();
    assertThat(department.step(id, Step.EXPLAIN, SO, "").says()).isEmpty();
    assertThat(
            agency
                .say(
                    id,
                    "so-tai-chinh",
                    "1.1",
                    Appraisals.Voice.EXPLANATION,
                    "Gửi Quyết định 12/QĐ-STC",
                    of("so-tai-chinh"))
                .granted())
        .isTrue();
    assertThat(
            agency
                .say(
                    id,
                    "so-xay-dung",
                    "1.3",
                    Appraisals.Voice.OBJECTION,
                    "Còn ba biên bản",
                    of("so-xay-dung"))
                .granted())
        .isTrue();
    assertThat(appraiser.thread(id, "so-tai-chinh"))
        .extracting(Appraisals.Said::voice)
        .containsExactly(Appraisals.Voice.QUESTION, Appraisals.Voice.EXPLANATION);
    now.set(DUE.plus(Duration.ofDays(5)));
    assertThat(department.step(id, Step.NEXT_ROUND, SO, "").value().round()).isEqualTo(2);
  }

  private void secondRound() {
    assertThat(appraiser.closeRound(id, CHU_TICH, "").says())
        .contains("còn 1 chỉ số chưa thẩm định: 1.1 của Sở Tài chính");
    decide("so-tai-chinh", "1.1", Decision.accept(BigDecimal.valueOf(5)), 0);
    decide("so-xay-dung", "1.3", Decision.adjust(BigDecimal.valueOf(8), "Đã bổ sung"), 0);
    assertThat(department.log(id, "so-xay-dung", "1.3"))
        .extracting(entry -> entry.source() + entry.round())
        .containsExactly("self0", "appraised1", "appraised2");
  }

  private void published() {
    Publications.Publication publication =
        department
            .publish(
                id,
                new Publications.Decided(
                    "99/QĐ-UBND", LocalDate.of(2026, 12, 25), "Chủ tịch UBND", null, ""),
                SO)
            .value();
    PublishedTable table = PublishedTable.of(publication.document());
    assertThat(table.lines()).hasSize(22);
    PublishedTable.Line last = table.lines().getLast();
    assertThat(last.agency()).isEqualTo("ban-dan-toc");
    assertThat(last.points()).isEqualByComparingTo("0");
    assertThat(table.lines().getFirst().rank()).isEqualTo(1);
    assertThat(table.lines().getFirst().percent()).isEqualByComparingTo("100");
    PublishedTable.Line construction =
        table.lines().stream()
            .filter(l -> l.agency().equals("so-xay-dung"))
            .findFirst()
            .orElseThrow();
    assertThat(construction.points()).isEqualByComparingTo("378");
    assertThat(construction.maxPoints()).isEqualByComparingTo("380");
    assertThat(standing("so-y-te").score(place("6.1")).source()).isEqualTo(Source.APPRAISED);
    assertThat(department.step(id, Step.LOCK, SO, "").value().state())
        .isEqualTo(CampaignState.LOCKED);
    assertThat(department.steps(id, null))
        .extracting(step -> step.step())
        .containsExactly(
            "create",
            "open",
            "appraise",
            "explain-until",
            "explain",
            "next-round",
            "submit",
            "publish",
            "lock");
  }

  private int place(String indicator) {
    return department.provisional(id).figures().scheme().find(indicator).orElseThrow();
  }
}
