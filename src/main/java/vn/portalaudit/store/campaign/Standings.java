package vn.portalaudit.store.campaign;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.Decision;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.index.Column;
import vn.portalaudit.index.Figures;
import vn.portalaudit.index.Normalisation;
import vn.portalaudit.index.Results;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.index.Settings;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.campaign.CampaignRows.Hold;

/** The figures of a campaign as they stand, computed and ranked by the engine. */
final class Standings {
  private final Database database;
  private final Definitions definitions;

  Standings(Database database, Definitions definitions) {
    this.database = database;
    this.definitions = definitions;
  }

  /**
   * The rank as the figures stand now; provisional until they are closed.
   *
   * @param closing whether what has no data counts as 0
   */
  Results now(int campaign, boolean closing) {
    return database.within(jdbc -> now(jdbc, campaign, closing));
  }

  Results now(JdbcClient jdbc, int id, boolean closing) {
    Campaign campaign = CampaignRows.campaign(jdbc, id, Hold.READ);
    Settings settings =
        new Settings(Integer.toString(campaign.year()), Normalisation.NONE, closing);
    return Results.of(figures(jdbc, campaign), settings);
  }

  private Figures figures(JdbcClient jdbc, Campaign campaign) {
    Scheme scheme = definitions.model(jdbc, campaign).scheme();
    List<Submission> submissions = CampaignRows.submissions(jdbc, campaign.id(), Hold.READ);
    Figures.Builder builder =
        new Figures.Builder(scheme, submissions.stream().map(Definitions::agency).toList());
    Map<String, Integer> places = new HashMap<>();
    for (int a = 0; a < submissions.size(); a++) {
      places.put(submissions.get(a).agency(), a);
    }
    Reports.handedIn(jdbc, campaign.id())
        .forEach((agency, reports) ->
            reports.forEach(
                kept -> put(builder, scheme, Column.SELF, place(places, agency), kept)));
    columns(jdbc, campaign, scheme, places, builder);
    appraised(jdbc, campaign, scheme, places, builder);
    for (Exclusions.Exclusion exclusion : Exclusions.all(jdbc, campaign.id())) {
      scheme
          .find(exclusion.indicator())
          .ifPresent(item -> builder.exclude(item, exclusion.who(), exclusion.reason()));
    }
    return builder.build();
  }

  private static void put(
      Figures.Builder builder, Scheme scheme, Column column, int agency, SelfReport.Kept kept) {
    OptionalInt item = scheme.find(kept.indicator());
    BigDecimal points = kept.claimed();
    if (item.isPresent() && points != null) {
      builder.put(column, agency, item.getAsInt(), points, kept.report().note());
    }
  }

  private static int place(Map<String, Integer> places, String agency) {
    Integer place = places.get(agency);
    if (place == null) {
      throw new IllegalStateException("no agency " + agency);
    }
    return place;
  }

  private static void columns(
      JdbcClient jdbc,
      Campaign campaign,
      Scheme scheme,
      Map<String, Integer> places,
      Figures.Builder builder) {
    for (Columns.Kept kept : Columns.all(jdbc, campaign.id())) {
      Columns.Figure figure = kept.figure();
      int agency = place(places, figure.agency());
      BigDecimal points = figure.points();
      if (figure.source().equals(Columns.BONUS)) {
        if (points != null) {
          builder.bonus(agency, points, figure.note());
        }
        continue;
      }
      Column column = Column.valueOf(figure.source().toUpperCase(Locale.ROOT));
      scheme
          .find(figure.indicator())
          .ifPresent(item -> {
            if (points == null) {
              builder.say(column, agency, item, figure.note());
              return;
            }
            builder.put(column, agency, item, points, words(figure));
            BigDecimal high = figure.high();
            if (high != null) {
              builder.open(agency, item, high.subtract(points));
            }
          });
    }
  }

  private static String words(Columns.Figure figure) {
    return figure.note().isBlank() ? figure.provider() : figure.note();
  }

  private static void appraised(
      JdbcClient jdbc,
      Campaign campaign,
      Scheme scheme,
      Map<String, Integer> places,
      Figures.Builder builder) {
    // in the order of rounds, so that the highest that decided something stands
    for (Decision.Kept kept : Appraisals.all(jdbc, campaign.id(), null)) {
      int agency = place(places, kept.agency());
      OptionalInt item = scheme.find(kept.indicator());
      BigDecimal points = kept.decision().points();
      if (item.isPresent() && points != null) {
        builder.put(Column.APPRAISED, agency, item.getAsInt(), points, kept.decision().reason());
      } else if (item.isPresent() && kept.decision().kind() == Decision.Kind.INAPPLICABLE) {
        builder.inapplicable(agency, item.getAsInt(), kept.decision().reason());
      }
    }
  }
}
