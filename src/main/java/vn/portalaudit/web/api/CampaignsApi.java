package vn.portalaudit.web.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.access.Scope;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.store.campaign.Columns;
import vn.portalaudit.store.campaign.DepartmentDesk;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Refused;

/** Campaigns, and the figures that third bodies provide for them. */
@RestController
final class CampaignsApi {
  private static final int LONGEST_PROVIDER = 200;
  private static final int MOST_DIGITS = 4;
  private static final int MOST_PLACES = 8;

  private final ObjectProvider<Campaigns> campaigns;
  private final Database database;
  private final ActionLog log;

  CampaignsApi(ObjectProvider<Campaigns> campaigns, Database database, ActionLog log) {
    this.campaigns = campaigns;
    this.database = database;
    this.log = log;
  }

  /**
   * A campaign.
   *
   * @param set id of its index set
   * @param version of the set
   * @param due reports are taken before this moment
   */
  record CampaignLine(
      String code,
      String title,
      int year,
      String set,
      String version,
      CampaignState state,
      int round,
      int rounds,
      Instant due) {
    static CampaignLine of(Campaign c) {
      return new CampaignLine(
          c.code(),
          c.title(),
          c.year(),
          c.set().id(),
          c.set().version(),
          c.state(),
          c.round(),
          c.rounds(),
          c.dates().due());
    }
  }

  /** A figure that a third body holds. */
  @Sent
  record Provided(
      @Nullable String agency,
      @Nullable String indicator,
      @Nullable BigDecimal points,
      @Nullable String provider,
      @Nullable LocalDate providedOn) {}

  /** A figure as it is kept; its version rises with every change. */
  record ProvidedFigure(
      String agency,
      String indicator,
      @Nullable BigDecimal points,
      String provider,
      @Nullable LocalDate providedOn,
      int version,
      String who,
      Instant at) {
    static ProvidedFigure of(Columns.Kept kept) {
      Columns.Figure figure = kept.figure();
      return new ProvidedFigure(
          figure.agency(),
          figure.indicator(),
          Points.of(figure.points()),
          figure.provider(),
          figure.providedOn(),
          kept.version(),
          kept.who(),
          kept.at());
    }
  }

  @Operation(id = "listCampaigns", says = "Các kỳ đánh giá, năm mới nhất trước.")
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER, Role.ADMINISTRATOR},
      scope = Scope.READS)
  @GetMapping("/api/v1/campaigns")
  ResponseEntity<Slice.Page<CampaignLine>> list(Slice slice) {
    Campaigns all = campaigns.getIfAvailable();
    return slice.of(
        all == null
            ? List.of()
            : all.department().campaigns().stream().map(CampaignLine::of).toList());
  }

  @Operation(
      id = "listProvidedFigures",
      says = "Số liệu do bên thứ ba cung cấp cho một kỳ đánh giá.")
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER, Role.ADMINISTRATOR},
      scope = Scope.READS)
  @GetMapping("/api/v1/campaigns/{campaign}/figures")
  ResponseEntity<Slice.Page<ProvidedFigure>> figures(@PathVariable String campaign, Slice slice) {
    DepartmentDesk desk = desk();
    int id = campaign(desk, campaign);
    return slice.of(
        desk.figures(id).stream()
            .filter(kept -> kept.figure().source().equals("provided"))
            .map(ProvidedFigure::of)
            .toList());
  }

  @Operation(
      id = "putProvidedFigure",
      says = "Nạp một số liệu do bên thứ ba cung cấp; nạp lại thì thay số cũ, lịch sử vẫn giữ.")
  @Allowed(value = Role.OPERATOR, scope = Scope.FIGURE)
  @PostMapping("/api/v1/campaigns/{campaign}/figures")
  ResponseEntity<ProvidedFigure> put(
      @PathVariable String campaign,
      @RequestBody Provided given,
      Person me,
      ActionLog.Actor actor) {
    Input input = new Input();
    String agency = input.text("agency", given.agency(), 80);
    String indicator = input.text("indicator", given.indicator(), 40);
    String provider = input.text("provider", given.provider(), LONGEST_PROVIDER);
    BigDecimal points = given.points();
    input.check(
        points != null
            && points.signum() >= 0
            && (long) points.precision() - points.scale() <= MOST_PLACES
            && points.stripTrailingZeros().scale() <= MOST_DIGITS,
        "points",
        "Số không âm, tối đa 4 chữ số thập phân.",
        "A number of at least 0 with 4 decimals at most.");
    input.check(given.providedOn() != null, "providedOn", "Bắt buộc có.", "Required.");
    input.done();
    DepartmentDesk desk = desk();
    int id = campaign(desk, campaign);
    NotFound.unless(
        desk.submissions(id).stream().anyMatch(assessed -> assessed.agency().equals(agency)));
    Columns.Figure figure =
        Columns.Figure.provided(
            agency,
            indicator,
            Objects.requireNonNull(points),
            provider,
            Objects.requireNonNull(given.providedOn()));
    return database.within(jdbc -> {
      var ruling = desk.put(id, figure, new Actor(me.login(), Actor.Role.DEPARTMENT, null));
      if (!ruling.granted()) {
        throw new Refused(ruling.says());
      }
      log.add(
          actor,
          "figure.provided",
          "campaign:" + campaign + "/" + agency + "/" + indicator,
          null,
          points.toPlainString());
      return ResponseEntity.ok(ProvidedFigure.of(ruling.value()));
    });
  }

  private DepartmentDesk desk() {
    Campaigns all = campaigns.getIfAvailable();
    if (all == null) {
      throw new NotFound();
    }
    return all.department();
  }

  private static int campaign(DepartmentDesk desk, String code) {
    return NotFound.unless(desk.campaigns().stream().filter(c -> c.code().equals(code)).findFirst())
        .id();
  }
}
