package vn.portalaudit.web.paper;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.document.form.CouncilMinutes;
import vn.portalaudit.document.form.CouncilReport;
import vn.portalaudit.document.form.DraftDecision;
import vn.portalaudit.document.form.Form;
import vn.portalaudit.document.form.Ranking;
import vn.portalaudit.document.form.SurveyLetter;
import vn.portalaudit.document.paper.Block;
import vn.portalaudit.index.Figures;
import vn.portalaudit.index.Results;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.PaperTexts;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.store.campaign.Council;
import vn.portalaudit.store.campaign.DepartmentDesk;
import vn.portalaudit.web.page.SetLibrary;

/**
 * The documents of a campaign, filled with its figures as they stand and with what people added.
 * Safe for threads.
 */
@Component
public final class CampaignPapers {
  static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final String COUNCIL = "Hội đồng thẩm định";

  private final Campaigns campaigns;
  private final PaperTexts texts;
  private final AccountStore accounts;
  private final SetLibrary sets;
  private final InstantSource clock;

  CampaignPapers(
      Campaigns campaigns,
      PaperTexts texts,
      AccountStore accounts,
      SetLibrary sets,
      InstantSource clock) {
    this.campaigns = campaigns;
    this.texts = texts;
    this.accounts = accounts;
    this.sets = sets;
    this.clock = clock;
  }

  /** What is written into a document, with its version. */
  public record Written(Words words, PaperTexts.Kept kept) {}

  /** Under which name the texts of a campaign's documents are kept. */
  public static String subject(Campaign campaign) {
    return "campaign:" + campaign.id();
  }

  /** What people added; the head of the newest document of its kind to begin with. */
  public Written written(Campaign campaign, PaperKind kind) {
    PaperTexts.Kept kept = texts.find(subject(campaign), kind.id());
    Map<String, String> begin = new HashMap<>();
    if (kept.version() == 0) {
      Map<String, String> newest = texts.newest(kind.id());
      for (String name : List.of("superior", "issuer", "symbol", "place", "contact", "address")) {
        String text = newest.get(name);
        if (text != null) {
          begin.put(name, text);
        }
      }
      if (kind == PaperKind.MINUTES) {
        begin.putAll(agenda(campaign));
      }
    }
    return new Written(Words.of(kind, begin, kept.texts()), kept);
  }

  /** Keeps what people added; empty when somebody else was faster. */
  public Optional<PaperTexts.Kept> save(
      Campaign campaign, PaperKind kind, Map<String, String> typed, int seen, String who) {
    return texts.save(subject(campaign), kind.id(), typed, seen, who, clock.instant());
  }

  /** A document of a campaign. */
  public Form form(Campaign campaign, PaperKind kind) {
    Words words = written(campaign, kind).words();
    return switch (kind) {
      case SURVEY -> survey(campaign, words);
      case REPORT -> report(campaign, words);
      case MINUTES -> minutes(campaign, words);
      case DECISION -> decision(campaign, words);
      case SELF, MONTH -> throw new IllegalArgumentException("no document of a campaign: " + kind);
    };
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZONE);
  }

  private DepartmentDesk desk() {
    return campaigns.department();
  }

  private Ranking ranking(Campaign campaign, Results results) {
    return RankingFigures.of(
        results, campaign.year(), group -> sets.groupTitle(campaign.set().id(), group));
  }

  private SurveyLetter survey(Campaign campaign, Words words) {
    Scheme scheme = campaigns.agency().scheme(campaign.id());
    Map<String, String> guidance = new HashMap<>();
    desk().guidance(campaign.id()).forEach(one -> guidance.put(one.indicator(), one.says()));
    List<SurveyLetter.Item> items = new ArrayList<>();
    for (Scheme.Part group : scheme.groups()) {
      items.add(new SurveyLetter.Item(group.code(), true, group.title(), group.maxPoints(), ""));
      for (int place : group.items()) {
        Scheme.Item item = scheme.items().get(place);
        items.add(
            new SurveyLetter.Item(
                item.id(),
                false,
                item.title(),
                item.maxPoints(),
                guidance.getOrDefault(item.id(), "")));
      }
    }
    return new SurveyLetter(
        words
            .head()
            .about("", "Khảo sát, cung cấp số liệu " + scheme.title() + " năm " + campaign.year()),
        words.lines("to"),
        words.lines("grounds"),
        scheme.title(),
        "năm " + campaign.year(),
        lastDay(campaign.dates().due()),
        words.text("address"),
        words.text("contact"),
        items,
        words.lines("recipients"),
        words.signer("NguoiKy"),
        words.draft(),
        today());
  }

  /** The last whole or begun day before a moment. */
  private static LocalDate lastDay(Instant due) {
    return LocalDate.ofInstant(due.minusNanos(1), ZONE);
  }

  private CouncilReport report(Campaign campaign, Words words) {
    Results results = desk().results(campaign.id());
    List<Submission> submissions = desk().submissions(campaign.id());
    return new CouncilReport(
        words.head(),
        COUNCIL,
        ranking(campaign, results),
        CouncilFigures.process(campaign, submissions, desk()),
        exclusions(results.figures()),
        words.lines("remarks"),
        words.lines("proposals"),
        words.lines("recipients"),
        words.signer("ChuTich"),
        words.draft(),
        today());
  }

  private static List<CouncilReport.Exclusion> exclusions(Figures figures) {
    List<CouncilReport.Exclusion> all = new ArrayList<>();
    figures
        .exclusions()
        .forEach((place, one) -> {
          Scheme.Item item = figures.scheme().items().get(place);
          all.add(new CouncilReport.Exclusion(item.id(), item.title(), one.by(), one.reason()));
        });
    return all;
  }

  private CouncilMinutes minutes(Campaign campaign, Words words) {
    List<CouncilMinutes.Item> items = new ArrayList<>();
    for (int i = 1; i <= PaperKind.ITEMS; i++) {
      if (!words.text("item" + i).isEmpty()) {
        items.add(
            new CouncilMinutes.Item(
                words.text("item" + i),
                words.text("says" + i),
                words.text("decides" + i),
                words.voted("votes" + i)));
      }
    }
    return new CouncilMinutes(
        words.head(),
        COUNCIL,
        words.time("start"),
        words.time("end"),
        words.text("room"),
        new Block.Signer("ChuToa", "", "Chủ tọa", words.text("chair")),
        new Block.Signer("ThuKy", "", "Thư ký", words.text("secretary")),
        members(campaign, words),
        items,
        ranking(campaign, desk().results(campaign.id())),
        words.draft(),
        today());
  }

  private List<CouncilMinutes.Member> members(Campaign campaign, Words words) {
    Map<String, String> absent = new TreeMap<>();
    for (String line : words.lines("absent")) {
      int at = line.indexOf(':');
      absent.put(
          (at < 0 ? line : line.substring(0, at)).strip(),
          at < 0 ? "" : line.substring(at + 1).strip());
    }
    Map<String, String> agencies = new HashMap<>();
    desk().submissions(campaign.id()).forEach(s -> agencies.put(s.agency(), s.name()));
    return desk().council(campaign.id()).stream()
        .sorted(java.util.Comparator.comparing(Council.Member::duty))
        .map(member -> {
          String name = name(member.who());
          String reason = absent.get(name);
          return new CouncilMinutes.Member(
              name,
              agency(member.agency(), agencies),
              member.duty().label(),
              reason == null,
              Objects.requireNonNullElse(reason, ""));
        })
        .toList();
  }

  private static String agency(@Nullable String code, Map<String, String> names) {
    return code == null ? "" : names.getOrDefault(code, code);
  }

  private String name(String login) {
    return accounts.named(login).map(AccountStore.Account::name).orElse(login);
  }

  /** What the campaign itself gives a meeting to decide. */
  private Map<String, String> agenda(Campaign campaign) {
    Map<String, String> agenda = new HashMap<>();
    agenda.put("item1", "Kết quả thẩm định vòng " + Math.max(1, campaign.round()));
    agenda.put("says1", "Hội đồng xem xét điểm tự chấm, điểm máy chấm và điểm thẩm định.");
    agenda.put("decides1", "Thống nhất kết quả thẩm định theo bảng kèm theo.");
    int number = 1;
    for (CouncilReport.Exclusion one : exclusions(desk().results(campaign.id()).figures())) {
      number++;
      if (number <= PaperKind.ITEMS) {
        agenda.put("item" + number, "Chỉ số " + one.indicator() + " " + one.title());
        agenda.put("says" + number, one.reason());
        agenda.put("decides" + number, "Không đưa chỉ số này vào xếp hạng.");
      }
    }
    return agenda;
  }

  private DraftDecision decision(Campaign campaign, Words words) {
    return new DraftDecision(
        words.head(),
        words.text("decider"),
        words.lines("grounds"),
        words.text("proposer"),
        ranking(campaign, desk().results(campaign.id())),
        words.lines("duties"),
        words.text("executors"),
        words.lines("recipients"),
        words.signer("ChuTich"),
        words.draft(),
        today());
  }
}
