package vn.portalaudit.web.criteria;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.portalaudit.access.Person;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.checklist.Rulebook;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.ChecklistVersions;
import vn.portalaudit.store.StagedImports;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.web.WebServer;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.SetLibrary;

/** The versions of checklists. */
@Component
final class ChecklistShelf implements Shelf {
  private final WebServer.Node node;
  private final ChecklistVersions kept;
  private final StagedImports staged;
  private final SetLibrary sets;
  private final Campaigns campaigns;

  ChecklistShelf(
      WebServer.Node node,
      ChecklistVersions kept,
      StagedImports staged,
      SetLibrary sets,
      Campaigns campaigns) {
    this.node = node;
    this.kept = kept;
    this.staged = staged;
    this.sets = sets;
    this.campaigns = campaigns;
  }

  private Checklist inForce(String id) {
    return NotFound.unless(node.rulebook().get().find(id));
  }

  @Override
  public String title(String id) {
    return inForce(id).title();
  }

  @Override
  public List<Version> versions(String id) {
    Rulebook rules = node.rulebook().get();
    List<Version> versions = new ArrayList<>();
    Checklist inForce = inForce(id);
    versions.add(new Version(IN_FORCE, inForce.version() + " – đang dùng"));
    kept.all(id)
        .forEach((version, used) -> {
          if (!version.equals(inForce.version())) {
            versions.add(
                new Version(
                    USED + version, version + " – dùng từ " + Vietnamese.minute(used.usedAt())));
          }
        });
    rules.checklists().stream()
        .filter(other -> !other.id().equals(id))
        .map(other -> Shelf.other(other.id(), other.title() + " " + other.version()))
        .forEach(versions::add);
    return versions;
  }

  @Override
  public Outline read(String id, String code, Person me) {
    Rulebook rules = node.rulebook().get();
    return ChecklistOutline.of(checklist(rules, id, code, me), new CriteriaViews(rules));
  }

  private Checklist checklist(Rulebook rules, String id, String code, Person me) {
    if (code.startsWith(USED)) {
      return rules.read(NotFound.unless(kept.find(id, code.substring(USED.length()))).source());
    }
    if (code.startsWith(OTHER)) {
      return inForce(code.substring(OTHER.length()));
    }
    if (code.startsWith(FILE)) {
      return rules.read(Shelf.sent(staged, code, me));
    }
    NotFound.unless(code.equals(IN_FORCE));
    return inForce(id);
  }

  /** The stored evidence is judged anew only by the criteria in force. */
  @Override
  public List<Trial> trials(String id, String code) {
    if (!code.equals(IN_FORCE)) {
      return List.of();
    }
    return campaigns.department().campaigns().stream()
        .filter(campaign ->
            sets.find(campaign.set().id()).stream()
                .flatMap(set -> set.machine().stream())
                .anyMatch(feed -> feed.checklist().equals(id)))
        .map(campaign -> SetShelf.trial(campaign, USED + campaign.set().version(), true))
        .toList();
  }
}
