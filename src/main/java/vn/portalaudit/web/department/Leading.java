package vn.portalaudit.web.department;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import vn.portalaudit.access.Person;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.store.campaign.DepartmentDesk;
import vn.portalaudit.store.campaign.Opening;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Refused;
import vn.portalaudit.web.page.Screen;

/** What the screens of campaigns share: whose campaign, by whom, with a row in the log. */
@Component
final class Leading {
  static final String PATH = "/ky-danh-gia";
  static final String TITLE = "Kỳ đánh giá";

  private final Database database;
  private final Campaigns campaigns;
  private final ActionLog log;

  Leading(Database database, Campaigns campaigns, ActionLog log) {
    this.database = database;
    this.campaigns = campaigns;
    this.log = log;
  }

  /** A tab of a campaign. */
  public record Tab(String title, String href, boolean current) {}

  DepartmentDesk desk() {
    return campaigns.department();
  }

  Campaign campaign(String code) {
    return NotFound.unless(
        desk().campaigns().stream().filter(one -> one.code().equals(code)).findFirst());
  }

  static Actor by(Person me) {
    return new Actor(me.login(), Actor.Role.DEPARTMENT, null);
  }

  /** Does a deed; what was granted stands in the log of actions. */
  <T> Ruling<T> does(
      ActionLog.Actor actor, String action, Campaign on, String says, Supplier<Ruling<T>> deed) {
    return database.within(jdbc -> {
      Ruling<T> ruling = deed.get();
      if (ruling.granted()) {
        log.add(actor, action, "campaign:" + on.code(), null, says);
      }
      return ruling;
    });
  }

  /** Prepares a campaign. */
  Ruling<Campaign> creates(ActionLog.Actor actor, Person me, Opening opening) {
    return database.within(jdbc -> {
      Ruling<Campaign> made = desk().create(opening, by(me));
      if (made.granted()) {
        log.add(actor, "campaign.made", "campaign:" + opening.code(), null, opening.title());
      }
      return made;
    });
  }

  static void must(Ruling<?> ruling) {
    if (!ruling.granted()) {
      throw new Refused(ruling.says() + ".");
    }
  }

  /** A screen of a campaign with its head and tabs. */
  Screen screen(String template, Campaign campaign, String tab) {
    String path = PATH + "/" + campaign.code();
    List<Tab> tabs =
        List.of(
            new Tab("Tiến độ", path, tab.isEmpty()),
            new Tab("Hội đồng", path + "/hoi-dong", tab.equals("hoi-dong")),
            new Tab("Chỉ số", path + "/chi-so", tab.equals("chi-so")),
            new Tab("Văn bản", path + "/van-ban", tab.equals("van-ban")),
            new Tab("Chạy thử", path + "/chay-thu", tab.equals("chay-thu")),
            new Tab("Công bố", path + "/cong-bo", tab.equals("cong-bo")));
    return Screen.of("department/" + template, campaign.title())
        .under(TITLE, PATH)
        .with("campaign", campaign)
        .with("kind", kind(campaign.state()))
        .with("tabs", tabs)
        .with("path", path);
  }

  static String kind(CampaignState state) {
    return switch (state) {
      case DRAFT, LOCKED -> "none";
      case OPEN, APPRAISING -> "info";
      case SUBMITTED -> "warn";
      case PUBLISHED -> "ok";
    };
  }
}
