package vn.portalaudit.web.criteria;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.portalaudit.access.Person;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.store.StagedImports;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.store.campaign.DepartmentDesk;
import vn.portalaudit.store.campaign.Opening;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.SetLibrary;

/** The versions of index sets. */
@Component
final class SetShelf implements Shelf {
  private final SetLibrary sets;
  private final Campaigns campaigns;
  private final StagedImports staged;

  SetShelf(SetLibrary sets, Campaigns campaigns, StagedImports staged) {
    this.sets = sets;
    this.campaigns = campaigns;
    this.staged = staged;
  }

  private DepartmentDesk desk() {
    return campaigns.department();
  }

  private IndexSet inForce(String id) {
    return NotFound.unless(sets.find(id));
  }

  private Opening.Definition whole(IndexSet set) {
    return desk().whole(sets.definition(set));
  }

  @Override
  public String title(String id) {
    return inForce(id).title();
  }

  @Override
  public List<Version> versions(String id) {
    Opening.Definition now = whole(inForce(id));
    List<Version> versions = new ArrayList<>();
    versions.add(new Version(IN_FORCE, now.version() + " – đang có trong thư mục"));
    for (Opening.Definition one : desk().versions(id)) {
      if (!one.equals(now)) {
        versions.add(new Version(USED + one.version(), one.version() + " – bản đã dùng"));
      }
    }
    sets.sets().stream()
        .filter(other -> !other.id().equals(id))
        .map(other -> Shelf.other(other.id(), other.title() + " " + other.version()))
        .forEach(versions::add);
    return versions;
  }

  @Override
  public Outline read(String id, String code, Person me) {
    Opening.Definition definition = definition(id, code, me);
    return SetOutline.of(sets.model(definition), definition.version());
  }

  private Opening.Definition definition(String id, String code, Person me) {
    if (code.startsWith(USED)) {
      String version = code.substring(USED.length());
      return NotFound.unless(
          desk().versions(id).stream().filter(one -> one.version().equals(version)).findFirst());
    }
    if (code.startsWith(OTHER)) {
      return whole(inForce(code.substring(OTHER.length())));
    }
    if (code.startsWith(FILE)) {
      return SetLibrary.definition("ban-khac.yml", Shelf.sent(staged, code, me), null);
    }
    NotFound.unless(code.equals(IN_FORCE));
    return whole(inForce(id));
  }

  @Override
  public List<Trial> trials(String id, String code) {
    if (code.startsWith(OTHER)) {
      return List.of();
    }
    return desk().campaigns().stream()
        .filter(campaign -> campaign.set().id().equals(id))
        .map(campaign -> trial(campaign, code, false))
        .toList();
  }

  /**
   * The trial of a campaign.
   *
   * @param code of the version that is tried
   * @param anew whether the stored evidence of its portals is judged anew
   */
  static Trial trial(Campaign campaign, String code, boolean anew) {
    String asked =
        code.equals(IN_FORCE)
            ? "thu-muc"
            : code.startsWith(FILE)
                ? "tep&tep=" + code.substring(FILE.length())
                : URLEncoder.encode(code, StandardCharsets.UTF_8);
    return new Trial(
        campaign.title(),
        "/ky-danh-gia/" + campaign.code() + "/chay-thu?ban=" + asked + (anew ? "&cham-lai=1" : ""));
  }
}
