package vn.portalaudit.web.department;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.portalaudit.access.Role;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.campaign.sheets.PublishedTable;
import vn.portalaudit.index.Column;
import vn.portalaudit.index.Figures;
import vn.portalaudit.index.Results;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.index.Standing;
import vn.portalaudit.index.Tally;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.campaign.Publications;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.BarChart;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.RadarChart;
import vn.portalaudit.web.page.Screen;
import vn.portalaudit.web.page.SetLibrary;

/** The ranking of a campaign for leaders: groups, movement, distribution; and one agency. */
@Controller
final class RankingController {
  private static final String PATH = "/xep-hang";
  private static final String TITLE = "Xếp hạng";
  private static final int BINS = 10;

  private final Leading leading;
  private final SetLibrary sets;

  RankingController(Leading leading, SetLibrary sets) {
    this.leading = leading;
    this.sets = sets;
  }

  /**
   * A row.
   *
   * @param places how many places higher than last year; null without a figure of last year
   * @param gained percentage points more than last year; null without
   * @param waits whether its report is not handed in, so that it has no place yet
   */
  public record Row(
      PublishedTable.Line line,
      @Nullable Integer places,
      @Nullable BigDecimal gained,
      boolean waits) {
    /** Whether it can be compared with last year. */
    public boolean compared() {
      return places != null;
    }

    /** How many places lower. */
    public int down() {
      return places == null ? 0 : -places;
    }
  }

  /** Agencies that are ranked together. */
  public record Group(String title, List<Row> rows, BarChart spread, String quartiles) {}

  @Allowed({Role.LEADER, Role.OPERATOR})
  @MenuItem(title = TITLE, group = MenuItem.Group.ASSESSMENT, order = 20)
  @GetMapping(PATH)
  Screen newest() {
    return ranked().stream()
        .findFirst()
        .map(this::screen)
        .orElseGet(() -> Screen.of("department/ranking-none", TITLE));
  }

  @Allowed({Role.LEADER, Role.OPERATOR})
  @GetMapping(PATH + "/{code}")
  Screen show(@PathVariable String code) {
    return screen(leading.campaign(code));
  }

  private List<Campaign> ranked() {
    return leading.desk().campaigns().stream()
        .filter(one -> one.state() != CampaignState.DRAFT)
        .toList();
  }

  private Screen screen(Campaign campaign) {
    Optional<Publications.Publication> published = newest(campaign);
    List<PublishedTable.Line> lines = lines(campaign, published);
    Optional<Campaign> before =
        leading.desk().campaigns().stream()
            .filter(
                one -> one.set().id().equals(campaign.set().id()) && one.year() < campaign.year())
            .filter(one -> newest(one).isPresent())
            .max(Comparator.comparingInt(Campaign::year));
    Map<String, PublishedTable.Line> earlier = new HashMap<>();
    before.ifPresent(one -> lines(one, newest(one)).forEach(l -> earlier.put(l.agency(), l)));
    Screen screen =
        Screen.of("department/ranking", TITLE + ": " + campaign.title())
            .with("campaign", campaign)
            .with("campaigns", ranked())
            .with("groups", groups(campaign, lines, earlier, waiting(campaign, published)))
            .with("graded", lines.stream().anyMatch(line -> !line.grade().isEmpty()))
            .with("before", before.map(Campaign::year).orElse(0))
            .with(
                "broken",
                before
                    .map(one -> !one.set().digest().equals(campaign.set().digest()))
                    .orElse(false));
    published.ifPresent(one -> screen.with("publication", one));
    return screen;
  }

  private Optional<Publications.Publication> newest(Campaign campaign) {
    List<Publications.Publication> all = leading.desk().publications(campaign.id());
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /** Who has no place yet, because nothing was handed in. */
  private Set<String> waiting(Campaign campaign, Optional<Publications.Publication> published) {
    return published.isPresent()
        ? Set.of()
        : leading.desk().submissions(campaign.id()).stream()
            .filter(one -> one.submittedAt() == null)
            .map(Submission::agency)
            .collect(Collectors.toSet());
  }

  /** What was published; the figures as they stand now where nothing was. */
  private List<PublishedTable.Line> lines(
      Campaign campaign, Optional<Publications.Publication> published) {
    if (published.isPresent()) {
      return PublishedTable.of(published.get().document()).lines();
    }
    List<PublishedTable.Line> lines = new ArrayList<>();
    for (Results.RankingGroup group : leading.desk().results(campaign.id()).groups()) {
      for (Standing one : group.ranking()) {
        lines.add(
            new PublishedTable.Line(
                group.name(),
                one.rank(),
                one.agency().id(),
                one.agency().name(),
                one.points(),
                one.maxPoints(),
                one.percent(),
                one.grade().orElse("")));
      }
    }
    return lines;
  }

  private List<Group> groups(
      Campaign campaign,
      List<PublishedTable.Line> lines,
      Map<String, PublishedTable.Line> earlier,
      Set<String> waiting) {
    Map<String, List<PublishedTable.Line>> byGroup = new LinkedHashMap<>();
    lines.forEach(l -> byGroup.computeIfAbsent(l.group(), g -> new ArrayList<>()).add(l));
    List<Group> groups = new ArrayList<>();
    byGroup.forEach((group, members) -> {
      String title = title(campaign, group);
      List<PublishedTable.Line> ranked =
          members.stream().filter(line -> !waiting.contains(line.agency())).toList();
      groups.add(
          new Group(
              title,
              Stream.concat(
                      ranked.stream(),
                      members.stream()
                          .filter(line -> waiting.contains(line.agency()))
                          .sorted(
                              Comparator.comparing(PublishedTable.Line::name, Vietnamese.order())))
                  .map(line -> row(line, earlier.get(line.agency()), waiting))
                  .toList(),
              spread(title, ranked),
              ranked.isEmpty() ? "Chưa cơ quan nào nộp báo cáo." : quartiles(ranked)));
    });
    return groups;
  }

  private String title(Campaign campaign, String group) {
    return sets.groupTitle(campaign.set().id(), group);
  }

  private static Row row(
      PublishedTable.Line line, PublishedTable.@Nullable Line before, Set<String> waiting) {
    boolean waits = waiting.contains(line.agency());
    if (before == null || waits) {
      return new Row(line, null, null, waits);
    }
    BigDecimal now = line.percent();
    BigDecimal was = before.percent();
    return new Row(
        line,
        before.rank() - line.rank(),
        now == null || was == null ? null : now.subtract(was),
        false);
  }

  private static BarChart spread(String title, List<PublishedTable.Line> members) {
    double[] counts = new double[BINS];
    members.stream()
        .map(PublishedTable.Line::percent)
        .filter(Objects::nonNull)
        .forEach(p -> counts[Math.clamp((int) (p.doubleValue() / BINS), 0, BINS - 1)]++);
    List<String> labels = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      labels.add(i * BINS + "–" + (i + 1) * BINS);
      values.add(counts[i]);
    }
    return BarChart.of(
        "Phân bố điểm: " + title,
        "Số cơ quan theo tỷ lệ phần trăm điểm tối đa, " + title,
        labels,
        List.of(new BarChart.Part("Số cơ quan", "", values)));
  }

  private static String quartiles(List<PublishedTable.Line> members) {
    List<BigDecimal> sorted = members.stream().map(PublishedTable.Line::points).sorted().toList();
    return "Thấp nhất "
        + at(sorted, 0)
        + " · phần tư dưới "
        + at(sorted, 0.25)
        + " · trung vị "
        + at(sorted, 0.5)
        + " · phần tư trên "
        + at(sorted, 0.75)
        + " · cao nhất "
        + at(sorted, 1);
  }

  private static String at(List<BigDecimal> sorted, double share) {
    return Vietnamese.number(quantile(sorted, share));
  }

  /** Linear between the neighbours, as most tables do (type 7). */
  private static BigDecimal quantile(List<BigDecimal> sorted, double share) {
    BigDecimal place = BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(sorted.size() - 1L));
    int low = place.intValue();
    BigDecimal below = sorted.get(low);
    return low + 1 == sorted.size()
        ? below
        : below.add(
            sorted.get(low + 1).subtract(below).multiply(place.subtract(BigDecimal.valueOf(low))));
  }

  /** A group of indicators: what the agency has of it, and the middle of its peers. */
  public record Part(
      String title, BigDecimal points, @Nullable BigDecimal most, BigDecimal median) {}

  /** An indicator with its columns. */
  public record Score(
      String indicator,
      String title,
      @Nullable BigDecimal points,
      @Nullable BigDecimal most,
      @Nullable BigDecimal self,
      @Nullable BigDecimal machine,
      @Nullable BigDecimal appraised,
      String source) {}

  @Allowed({Role.LEADER, Role.OPERATOR})
  @GetMapping(PATH + "/{code}/{agency}")
  Screen card(@PathVariable String code, @PathVariable String agency) {
    Campaign campaign = leading.campaign(code);
    Results results = leading.desk().results(campaign.id());
    Figures figures = results.figures();
    int place = figures.find(agency).orElse(-1);
    NotFound.unless(place >= 0);
    Standing own = results.standing(place);
    List<Standing> peers =
        results.groups().stream()
            .filter(group -> group.name().equals(own.agency().group()))
            .flatMap(group -> group.ranking().stream())
            .toList();
    return Screen.of("department/agency-card", own.agency().name())
        .under(TITLE, PATH + "/" + code)
        .with("campaign", campaign)
        .with("published", newest(campaign).isPresent())
        .with("standing", own)
        .with("group", title(campaign, own.agency().group()))
        .with("peers", peers.size())
        .with("radar", radar(figures, own, peers))
        .with(
            "parts",
            figures.scheme().groups().stream().map(part -> part(part, own, peers)).toList())
        .with("scores", own.scores().stream().map(s -> score(figures, place, s)).toList());
  }

  /** Shares of the maximum, so that groups of indicators with unlike points can be compared. */
  private static RadarChart radar(Figures figures, Standing own, List<Standing> peers) {
    List<RadarChart.Spoke> spokes = new ArrayList<>();
    for (Scheme.Part part : figures.scheme().groups()) {
      List<BigDecimal> shares =
          peers.stream().flatMap(peer -> share(peer.tally(part)).stream()).sorted().toList();
      share(own.tally(part))
          .ifPresent(share ->
              spokes.add(
                  new RadarChart.Spoke(
                      part.code() + ". " + part.title(),
                      share.doubleValue(),
                      quantile(shares, 0.5).doubleValue())));
    }
    return RadarChart.of(
        "So với trung vị của nhóm xếp hạng",
        "Tỷ lệ điểm đạt được theo từng nhóm chỉ số, bên trung vị của nhóm xếp hạng; số liệu ở bảng"
            + " dưới đây",
        spokes);
  }

  private static Optional<BigDecimal> share(Tally tally) {
    BigDecimal most = tally.maxPoints();
    return most == null || most.signum() <= 0
        ? Optional.empty()
        : Optional.of(tally.points().divide(most, 4, RoundingMode.HALF_UP));
  }

  private static Part part(Scheme.Part part, Standing own, List<Standing> peers) {
    List<BigDecimal> sorted = peers.stream().map(p -> p.tally(part).points()).sorted().toList();
    return new Part(
        part.code() + ". " + part.title(),
        own.tally(part).points(),
        own.tally(part).maxPoints(),
        quantile(sorted, 0.5).setScale(4, RoundingMode.HALF_UP));
  }

  private static Score score(Figures figures, int place, Standing.Score score) {
    Scheme.Item item = figures.scheme().items().get(score.item());
    return new Score(
        item.id(),
        item.title(),
        score.points(),
        score.maxPoints(),
        figures.points(Column.SELF, place, score.item()),
        figures.points(Column.MACHINE, place, score.item()),
        figures.points(Column.APPRAISED, place, score.item()),
        score.source().label());
  }
}
