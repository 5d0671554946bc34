package vn.portalaudit.web.appraiser;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.portalaudit.access.Person;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.store.campaign.AppraiserDesk;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.store.campaign.Council;
import vn.portalaudit.web.page.NotFound;

/**
 * What an appraiser may see: campaigns of which they are a member, agencies that are not theirs.
 */
@Component
final class Desk {
  static final String PATH = "/tham-dinh";
  static final String TITLE = "Việc của tôi";

  final Campaigns campaigns;
  final AppraiserDesk appraiser;

  Desk(Campaigns campaigns) {
    this.campaigns = campaigns;
    this.appraiser = campaigns.appraiser();
  }

  /** A campaign with what the person was given in it. */
  record Mine(Campaign campaign, Council.Member duty) {}

  List<Mine> mine(Person me) {
    return campaigns.department().campaigns().stream()
        .flatMap(
            one -> appraiser.duty(one.id(), me.login()).stream().map(duty -> new Mine(one, duty)))
        .toList();
  }

  Mine mine(String code, Person me) {
    return NotFound.unless(
        mine(me).stream().filter(one -> one.campaign().code().equals(code)).findFirst());
  }

  /** An agency of the campaign that is not the person's own; 404 otherwise. */
  Submission agency(Mine mine, String code) {
    NotFound.unless(!code.equals(mine.duty().agency()));
    return NotFound.unless(
        campaigns.department().submissions(mine.campaign().id()).stream()
            .filter(one -> one.agency().equals(code) && one.submittedAt() != null)
            .findFirst());
  }

  static Actor by(Person me, Mine mine) {
    return new Actor(me.login(), Actor.Role.APPRAISER, mine.duty().agency());
  }
}
