package vn.portalaudit.web.appraiser;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.index.Figures;
import vn.portalaudit.index.Reconciliation;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.campaign.Progress;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;

/** What an appraiser has to do, and where the columns differ. */
@Controller
final class WorkController {
  private final Desk desk;
  private final Database database;
  private final ActionLog log;

  WorkController(Desk desk, Database database, ActionLog log) {
    this.desk = desk;
    this.database = database;
    this.log = log;
  }

  /**
   * A campaign with the agencies of the person.
   *
   * @param agencies how many there are
   * @param lines those of the page, what is left first
   */
  public record Card(
      Campaign campaign,
      boolean open,
      List<String> indicators,
      int given,
      int done,
      int agencies,
      List<Line> lines) {}

  /** An agency. */
  public record Line(Progress.Work work, boolean own, int left) {}

  @Allowed(Role.APPRAISER)
  @MenuItem(title = Desk.TITLE, group = MenuItem.Group.APPRAISAL, order = 10)
  @GetMapping(Desk.PATH)
  Screen work(Query query, Person me) {
    List<Card> cards = desk.mine(me).stream().map(one -> card(one, me, query)).toList();
    int longest = cards.stream().mapToInt(Card::agencies).max().orElse(0);
    return Screen.of("appraiser/work", Desk.TITLE)
        .with("query", query)
        .with("paging", query.paging(longest))
        .with("cards", cards);
  }

  private Card card(Desk.Mine mine, Person me, Query query) {
    List<Progress.Work> work = desk.appraiser.work(mine.campaign().id(), me.login());
    List<Line> lines =
        work.stream()
            .map(one ->
                new Line(
                    one, one.agency().equals(mine.duty().agency()), one.given() - one.decided()))
            .toList();
    List<Line> able = lines.stream().filter(line -> !line.own()).toList();
    return new Card(
        mine.campaign(),
        mine.campaign().state() == CampaignState.APPRAISING && !mine.campaign().explaining(),
        mine.duty().indicators().stream().sorted(Vietnamese.codes()).toList(),
        able.stream().mapToInt(line -> line.work().given()).sum(),
        able.stream().mapToInt(line -> line.work().decided()).sum(),
        lines.size(),
        query
            .window(
                lines.stream()
                    .sorted(Comparator.comparing((Line line) -> line.left() == 0 || line.own()))
                    .toList())
            .toList());
  }

  /** A difference between the columns. */
  public record Difference(
      String agency, String name, String indicator, String title, Reconciliation.Line line) {}

  @Allowed(Role.APPRAISER)
  @GetMapping(Desk.PATH + "/{code}")
  Screen reconcile(@PathVariable String code, Query query, Person me) {
    Desk.Mine mine = desk.mine(code, me);
    Figures figures = desk.campaigns.department().provisional(mine.campaign().id()).figures();
    Reconciliation all = Reconciliation.of(figures);
    List<Difference> differences = differences(all.differences(), figures, mine);
    return Screen.of("appraiser/reconciliation", "Đối chiếu chênh lệch")
        .under(Desk.TITLE, Desk.PATH)
        .with("campaign", mine.campaign())
        .with("query", query)
        .with("paging", query.paging(differences.size()))
        .with("rows", query.window(differences).toList())
        .with("agreed", differences(all.acceptable(), figures, mine));
  }

  private static List<Difference> differences(
      List<Reconciliation.Line> lines, Figures figures, Desk.Mine mine) {
    return lines.stream()
        .map(line -> {
          Scheme.Item item = figures.scheme().items().get(line.item());
          var agency = figures.agencies().get(line.agency());
          return new Difference(agency.id(), agency.name(), item.id(), item.title(), line);
        })
        .filter(one -> mine.duty().indicators().contains(one.indicator()))
        .filter(one -> !one.agency().equals(mine.duty().agency()))
        .toList();
  }

  @Allowed(Role.APPRAISER)
  @PostMapping(Desk.PATH + "/{code}/chap-nhan")
  Screen acceptAgreed(@PathVariable String code, Person me, ActionLog.Actor actor) {
    Desk.Mine mine = desk.mine(code, me);
    int accepted =
        database.within(jdbc -> {
          Map<String, Integer> byAgency = new TreeMap<>();
          desk.appraiser
              .acceptAgreed(mine.campaign().id(), Desk.by(me, mine))
              .forEach(kept -> byAgency.merge(kept.agency(), 1, Integer::sum));
          log.add(actor, "appraisal.agreed", "campaign:" + code, null, byAgency.toString());
          return byAgency.values().stream().mapToInt(Integer::intValue).sum();
        });
    return Screen.to(
        Desk.PATH + "/" + code,
        "Đã chấp nhận " + accepted + " chỉ số mà máy và cơ quan khớp nhau.");
  }
}
