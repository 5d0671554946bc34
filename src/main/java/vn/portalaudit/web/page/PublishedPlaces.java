package vn.portalaudit.web.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import vn.portalaudit.campaign.sheets.PublishedTable;
import vn.portalaudit.store.campaign.PublishedResults;

/** The places of an agency in what was published; nothing else of a campaign. Safe for threads. */
@Component
public final class PublishedPlaces {
  private static final int MOST = 3;

  private final PublishedResults published;

  /** By the hash of the document: a publication never changes. */
  private final Map<String, List<PublishedTable.Line>> read = new ConcurrentHashMap<>();

  PublishedPlaces(PublishedResults published) {
    this.published = published;
  }

  /**
   * A published result of an agency.
   *
   * @param title of the campaign
   * @param href of the publication
   * @param line the agency's
   * @param among how many are ranked together
   */
  public record Place(String title, String href, PublishedTable.Line line, long among) {}

  /** Of the newest campaigns; a correction stands for what it corrects. */
  public List<Place> of(String agency) {
    Map<String, PublishedResults.Line> newest = new LinkedHashMap<>();
    published.all().forEach(one -> newest.putIfAbsent(one.campaign(), one));
    List<Place> places = new ArrayList<>();
    for (PublishedResults.Line one : newest.values().stream().limit(MOST).toList()) {
      List<PublishedTable.Line> lines = read.computeIfAbsent(one.sha256(), hash -> lines(one));
      lines.stream()
          .filter(line -> line.agency().equals(agency))
          .findFirst()
          .ifPresent(line ->
              places.add(
                  new Place(
                      one.title(),
                      "/cong-bo/" + one.campaign() + "/" + one.number(),
                      line,
                      lines.stream().filter(l -> l.group().equals(line.group())).count())));
    }
    return places;
  }

  private List<PublishedTable.Line> lines(PublishedResults.Line one) {
    return published
        .document(one.campaign(), one.number())
        .map(document -> PublishedTable.of(document).lines())
        .orElse(List.of());
  }
}
