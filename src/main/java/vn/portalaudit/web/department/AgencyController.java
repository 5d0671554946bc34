package vn.portalaudit.web.department;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.registry.AgencyVersion.Level;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.AgencyList;
import vn.portalaudit.store.Listing;
import vn.portalaudit.store.PortalList;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Heartbeat;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.PublishedPlaces;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;

/** The agencies of the registry: their names over time, their portals, their published places. */
@Controller
final class AgencyController {
  static final String PATH = "/co-quan";
  private static final String TITLE = "Danh sách cơ quan";
  private static final int DAYS = 30;
  static final List<Choice> LEVELS =
      Arrays.stream(Level.values()).map(one -> new Choice(one.id(), one.label())).toList();

  private final AgencyList agencies;
  private final PortalList portals;
  private final PublishedPlaces published;
  private final InstantSource clock;

  AgencyController(
      AgencyList agencies, PortalList portals, PublishedPlaces published, InstantSource clock) {
    this.agencies = agencies;
    this.portals = portals;
    this.published = published;
    this.clock = clock;
  }

  /** A portal of the agency. */
  public record Line(PortalList.Row row, Standing standing, Heartbeat heartbeat, String points) {}

  @Allowed({Role.OPERATOR, Role.LEADER})
  @MenuItem(title = TITLE, group = MenuItem.Group.MONITORING, order = 25)
  @GetMapping(PATH)
  Screen list(Query query, Person me) {
    @Nullable Level level = Level.of(query.text("cap")).orElse(null);
    Listing<AgencyList.Row> page =
        agencies.page(query.textOrNull("tim"), level, today(), query.offset(), query.size());
    return Screen.of("department/agencies", TITLE)
        .with("query", query)
        .with("levels", LEVELS)
        .with("rows", page.rows())
        .with("paging", query.paging(page.total()))
        .with("operator", me.is(Role.OPERATOR));
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/{code}")
  Screen show(@PathVariable String code, Query query, Person me) {
    LocalDate today = today();
    @Nullable LocalDate ended =
        agencies.lastDay(code).filter(day -> day.isBefore(today)).orElse(null);
    AgencyList.Row agency = NotFound.unless(agencies.find(code, ended == null ? today : ended));
    PortalList.Page own =
        portals.page(
            new PortalList.Wanted(Set.of(), null, null, null, agency.id()),
            PortalList.Order.TITLE,
            today,
            query.offset(),
            query.size());
    Screen screen = Screen.of("department/agency", agency.name()).under(TITLE, PATH);
    if (ended != null) {
      screen.with("ended", ended);
    }
    return screen
        .with("agency", agency)
        .with("called", agencies.names(agency.id()))
        .with("steps", agencies.steps(agency.id()))
        .with("query", query)
        .with("paging", query.paging(own.total()))
        .with("portals", own.rows().stream().map(AgencyController::line).toList())
        .with("results", published.of(code))
        .with("operator", me.is(Role.OPERATOR));
  }

  private static Line line(PortalList.Row row) {
    return new Line(
        row,
        Standing.of(row.state(), row.watched()),
        Heartbeat.of(row.spark(), DAYS),
        Standing.points(row.points(), row.maxPoints()));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Vietnamese.ZONE);
  }
}
