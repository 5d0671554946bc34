package vn.portalaudit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignLife.Step;
import vn.portalaudit.campaign.Decision;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.PaperTexts;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.store.campaign.Council;
import vn.portalaudit.store.campaign.Definitions;
import vn.portalaudit.store.campaign.Opening;
import vn.portalaudit.store.campaign.Publications;
import vn.portalaudit.web.page.SetLibrary;

/**
 * Assessments of the demonstration: last year's, published and locked; one of the middle of the
 * year that is being appraised; one that waits for its round to be closed; one between two rounds,
 * in which agencies explain; one that agencies report to now, each of them in another state. The
 * figures are invented, the same every time; the steps are those of the real rules, at times of
 * their own.
 */
final class SampleCampaigns {
  private static final String CITY = "ha-noi-920-thanh-pho";
  private static final String IT = "bac-giang-2294-cntt-so";
  private static final Duration REPORTING = Duration.ofDays(15);
  private static final Actor SO = new Actor("vanhanh", Actor.Role.DEPARTMENT, null);
  private static final List<String> CLOSERS = List.of("vanhanh", "lanhdao");
  private static final List<Actor> COUNCIL =
      List.of(
          new Actor("thamdinh", Actor.Role.APPRAISER, null),
          new Actor("thamdinh2", Actor.Role.APPRAISER, null));

  private final SampleEvidence evidence;
  private final SetLibrary library;
  private final AtomicReference<Instant> time = new AtomicReference<>(Instant.EPOCH);
  private final Campaigns campaigns;
  private final PaperTexts papers;
  private final List<Opening.Assessed> agencies;

  /**
   * On a migrated database.
   *
   * @param data the data folder
   * @param agencies codes and names of the agencies; the first report more
   */
  SampleCampaigns(Database database, Path home, Path data, List<Opening.Assessed> agencies) {
    this.evidence = new SampleEvidence(home.resolve("reports"));
    this.library = new SetLibrary(home);
    this.campaigns = new Campaigns(database, time::get, data, library);
    this.papers = new PaperTexts(database);
    this.agencies = List.copyOf(agencies);
  }

  /** Lays them down, once. */
  void lay(Instant now) {
    time.set(now);
    if (!campaigns.department().campaigns().isEmpty()) {
      return;
    }
    int year = LocalDate.ofInstant(now, Timetable.VIETNAM).getYear();
    published(year - 1);
    explaining(year, now);
    appraisedWhole(year, now);
    appraised(year, now);
    open(year, now);
  }

  private void published(int year) {
    Instant from = at(LocalDate.of(year, 12, 1));
    int id = create("chuyen-doi-so-" + year, "Chuyển đổi số năm " + year, year, CITY, from);
    agencies.forEach(one -> report(id, one.agency(), year, 0));
    time.set(from.plus(REPORTING));
    campaigns.tick();
    appoint(id);
    step(id, Step.APPRAISE);
    decide(id, year, agencies);
    close(id);
    Instant until = from.plus(REPORTING).plus(Duration.ofDays(5));
    allowed(campaigns.department().explainUntil(id, until, SO));
    step(id, Step.EXPLAIN);
    time.set(until);
    step(id, Step.NEXT_ROUND);
    close(id);
    step(id, Step.SUBMIT);
    LocalDate decided = LocalDate.of(year + 1, 1, 20);
    time.set(at(decided));
    allowed(
        campaigns
            .department()
            .publish(
                id,
                new Publications.Decided(
                    "115/QĐ-UBND", decided, "Chủ tịch UBND tỉnh Trường Giang", null, ""),
                SO));
    step(id, Step.LOCK);
    heads(id);
  }

  /** Who issues the documents, so that those of the demonstration look as they would be signed. */
  private void heads(int id) {
    String province = "Ủy ban nhân dân tỉnh Trường Giang";
    String department = "Sở Khoa học và Công nghệ";
    String council = "Hội đồng thẩm định";
    String campaign = "campaign:" + id;
    head(campaign, "phieu-khao-sat", Map.of("superior", province, "issuer", department));
    head(campaign, "bao-cao-hoi-dong", Map.of("superior", province, "issuer", council));
    head(
        campaign,
        "bien-ban",
        Map.of(
            "superior",
            province,
            "issuer",
            council,
            "start",
            "15/01/2026 08:30",
            "end",
            "15/01/2026 11:00",
            "room",
            "Phòng họp số 2, trụ sở Sở Khoa học và Công nghệ",
            "chair",
            "Trần Văn Lãnh",
            "secretary",
            "Nguyễn Thị Vận",
            "item1",
            "Kết quả thẩm định vòng 2",
            "decides1",
            "Thống nhất kết quả thẩm định theo bảng kèm theo."));
    head(
        campaign,
        "du-thao-quyet-dinh",
        Map.of("issuer", province, "decider", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH TRƯỜNG GIANG"));
    head("month", "thoi-gian-hoat-dong", Map.of("superior", province, "issuer", department));
  }

  private void head(String subject, String kind, Map<String, String> texts) {
    Map<String, String> all = new HashMap<>(texts);
    all.put("place", "Trường Giang");
    papers.save(subject, kind, all, 0, SO.who(), Objects.requireNonNull(time.get()));
  }

  private static String halfYear(int year) {
    return "chuyen-doi-so-" + year + "-giua-nam";
  }

  /** The first agency is appraised but for one question; the others wait for it. */
  private void appraised(int year, Instant now) {
    Instant from = now.minus(REPORTING).minus(Duration.ofDays(2));
    int id = create(halfYear(year), "Chuyển đổi số giữa năm " + year, year, CITY, from);
    agencies.forEach(one -> report(id, one.agency(), year, 0));
    time.set(now);
    campaigns.tick();
    appoint(id);
    step(id, Step.APPRAISE);
    Opening.Assessed first = agencies.getLast();
    decide(id, year, List.of(first));
    String indicator = campaigns.appraiser().reports(id, first.agency()).getLast().indicator();
    allowed(
        campaigns
            .appraiser()
            .decide(
                id,
                first.agency(),
                indicator,
                Decision.ask("Đề nghị bổ sung văn bản có số, ngày ký."),
                1,
                COUNCIL.getFirst()));
  }

  /** Its only round is appraised, and waits for two persons to close it. */
  private void appraisedWhole(int year, Instant now) {
    Instant from = now.minus(REPORTING).minus(Duration.ofDays(4));
    int id = create("ung-dung-cntt-" + year, "Ứng dụng CNTT năm " + year, year, IT, from);
    agencies.forEach(one -> report(id, one.agency(), year, 0));
    time.set(now.minus(Duration.ofDays(2)));
    campaigns.tick();
    appoint(id);
    step(id, Step.APPRAISE);
    decide(id, year, agencies);
    time.set(now);
  }

  /** Between two rounds: appraised once, the agencies explain. */
  private void explaining(int year, Instant now) {
    Instant from = now.minus(REPORTING).minus(Duration.ofDays(8));
    int id =
        create(
            "chuyen-doi-so-" + year + "-quy-3",
            "Chuyển đổi số quý III năm " + year,
            year,
            CITY,
            from);
    agencies.forEach(one -> report(id, one.agency(), year, 0));
    time.set(now.minus(Duration.ofDays(4)));
    campaigns.tick();
    appoint(id);
    step(id, Step.APPRAISE);
    decide(id, year, agencies);
    close(id);
    allowed(campaigns.department().explainUntil(id, now.plus(Duration.ofDays(5)), SO));
    step(id, Step.EXPLAIN);
    time.set(now);
  }

  /** Fills the machine's column of what is open or being appraised from the audits that ended. */
  void measured(Instant now) {
    time.set(now);
    int year = LocalDate.ofInstant(now, Timetable.VIETNAM).getYear();
    campaigns.department().campaigns().stream()
        .filter(one -> one.year() == year)
        .forEach(one -> campaigns.department().fillMachine(one.id(), SO));
  }

  /** Half done, submitted, taken back again, begun, and not begun. */
  private void open(int year, Instant now) {
    int id =
        create(
            "chuyen-doi-so-" + year,
            "Chuyển đổi số năm " + year,
            year,
            CITY,
            now.minus(Duration.ofDays(3)));
    time.set(now);
    for (int i = 0; i < agencies.size(); i++) {
      if (i == 1) {
        report(id, agencies.get(i).agency(), year, 0);
      } else if (i == 2) {
        String agency = agencies.get(i).agency();
        report(id, agency, year, 0);
        allowed(
            campaigns
                .agency()
                .withdraw(
                    id,
                    agency,
                    "Bổ sung số liệu quý IV",
                    new Actor("pheduyet", Actor.Role.AGENCY, agency)));
      } else if (i < 5) {
        report(id, agencies.get(i).agency(), year, i == 0 ? 2 : 5);
      }
    }
  }

  private int create(String code, String title, int year, String id, Instant from) {
    time.set(from);
    IndexSet set = library.find(id).orElseThrow();
    Opening opening =
        new Opening(
            code,
            title,
            year,
            library.definition(set),
            set.rules().rounds(),
            new Campaign.Dates(
                LocalDate.of(year, 1, 1),
                LocalDate.of(year, 12, 31),
                from.plus(REPORTING),
                null,
                null),
            agencies,
            List.of());
    int campaign = allowed(campaigns.department().create(opening, SO)).id();
    step(campaign, Step.OPEN);
    return campaign;
  }

  /**
   * Reports for an agency, and submits when nothing is left out.
   *
   * @param keep 0 for every indicator, else each of that many
   */
  private void report(int id, String agency, int year, int keep) {
    Actor reporter = new Actor("baocao", Actor.Role.AGENCY, agency);
    int place = 0;
    for (Definitions.Row row : campaigns.agency().rows(id, agency)) {
      place++;
      if (!row.reported() || (keep > 0 && place % keep != 0)) {
        continue;
      }
      SelfReport report =
          new SelfReport(
              "", "", "", points(row, agency, year), "Theo báo cáo số " + place + "/BC", false);
      campaigns.agency().save(id, agency, row.indicator(), report, 0, reporter);
      if (keep == 0) {
        campaigns
            .agency()
            .attach(
                id,
                agency,
                row.indicator(),
                "Báo cáo " + row.indicator() + ".pdf",
                evidence.of(agency, title(agency), Objects.requireNonNull(time.get())),
                reporter);
      }
    }
    if (keep == 0) {
      general(id, agency, reporter);
      allowed(
          campaigns.agency().submit(id, agency, new Actor("pheduyet", Actor.Role.AGENCY, agency)));
    }
  }

  private String title(String agency) {
    return agencies.stream()
        .filter(one -> one.agency().equals(agency))
        .map(Opening.Assessed::name)
        .findFirst()
        .orElse(agency);
  }

  private void general(int id, String agency, Actor reporter) {
    campaigns
        .agency()
        .generalTable(id)
        .ifPresent(table ->
            table
                .rows()
                .forEach(row ->
                    campaigns
                        .agency()
                        .saveGeneral(id, agency, row.id(), "Mẫu " + row.id(), 0, reporter)));
  }

  /** Between half and all of the points, in halves. */
  private static String points(Definitions.Row row, String agency, int year) {
    BigDecimal most = Objects.requireNonNullElse(row.most(), BigDecimal.TEN);
    int part = 5 + Math.floorMod((agency + row.indicator() + year).hashCode(), 6);
    return most.multiply(BigDecimal.valueOf(part))
        .divide(BigDecimal.valueOf(5), 0, RoundingMode.HALF_UP)
        .divide(BigDecimal.TWO, 1, RoundingMode.HALF_UP)
        .min(most)
        .stripTrailingZeros()
        .toPlainString()
        .replace('.', ',');
  }

  private void appoint(int id) {
    List<String> indicators =
        campaigns.agency().rows(id, agencies.getFirst().agency()).stream()
            .map(Definitions.Row::indicator)
            .toList();
    for (Actor member : COUNCIL) {
      allowed(
          campaigns
              .department()
              .appoint(
                  id,
                  new Council.Member(
                      member.who(), Council.Duty.APPRAISER, null, Set.copyOf(indicators)),
                  SO));
    }
    for (String who : CLOSERS) {
      allowed(
          campaigns
              .department()
              .appoint(id, new Council.Member(who, Council.Duty.COUNCIL, null, Set.of()), SO));
    }
  }

  private void decide(int id, int year, List<Opening.Assessed> whom) {
    for (Opening.Assessed one : whom) {
      for (SelfReport.Kept kept : campaigns.appraiser().reports(id, one.agency())) {
        BigDecimal claimed = kept.points();
        if (claimed == null) {
          continue;
        }
        boolean lowered =
            Math.floorMod((one.agency() + kept.indicator() + year).hashCode(), 7) == 0;
        Decision decision =
            lowered && claimed.signum() > 0
                ? Decision.adjust(
                    claimed.divide(BigDecimal.TWO, 2, RoundingMode.DOWN),
                    "Tài liệu kiểm chứng chỉ chứng minh được một phần")
                : Decision.accept(claimed);
        allowed(
            campaigns
                .appraiser()
                .decide(id, one.agency(), kept.indicator(), decision, 0, COUNCIL.getFirst()));
      }
    }
  }

  private void close(int id) {
    for (String who : CLOSERS) {
      allowed(campaigns.appraiser().closeRound(id, new Actor(who, Actor.Role.APPRAISER, null), ""));
    }
  }

  private void step(int id, Step step) {
    allowed(campaigns.department().step(id, step, SO, ""));
  }

  private static <T> T allowed(Ruling<T> ruling) {
    if (!ruling.granted()) {
      throw new IllegalStateException("sample campaign refused: " + ruling.says());
    }
    return ruling.value();
  }

  private static Instant at(LocalDate day) {
    return day.atTime(LocalTime.of(8, 0)).atZone(Timetable.VIETNAM).toInstant();
  }
}
