package vn.portalaudit.store.campaign;

import java.lang.ref.SoftReference;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
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

/**
 * The figures of a campaign as they stand, computed and ranked by the engine. What was computed is
 * kept until a figure changes, as many look at a ranking that few change; memory that is short
 * takes it back. Safe for threads.
 */
final class Standings {
  private static final int KEPT = 4;

  private final Database database;
  private final Definitions definitions;
  private final Map<Asked, Kept> kept =
      new LinkedHashMap<>(8, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Kept> eldest) {
          return size() > KEPT;
        }
      };

  Standings(Database database, Definitions definitions) {
    this.database = database;
    this.definitions = definitions;
  }

  private record Asked(Campaign campaign, boolean closing) {}

  private record Kept(long changes, SoftReference<Results> results) {}

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
    // before the figures are read: what changes meanwhile is then read again the next time
    Long changes = changes(jdbc, id);
    Asked asked = new Asked(campaign, closing);
    Results known = changes == null ? null : known(asked, changes);
    if (known != null) {
      return known;
    }
    Settings settings =
        new Settings(Integer.toString(campaign.year()), Normalisation.NONE, closing);
    Results results = Results.of(figures(jdbc, campaign), settings);
    if (changes != null) {
      synchronized (kept) {
        kept.put(asked, new Kept(changes, new SoftReference<>(results)));
      }
    }
    return results;
  }

  private @Nullable Results known(Asked asked, long changes) {
    synchronized (kept) {
      Kept one = kept.get(asked);
      return one == null || one.changes != changes ? null : one.results.get();
    }
  }

  /**
   * How often the figures were changed; null within a transaction that has written itself, as
   * nobody else sees that yet and it may be taken back.
   */
  private static @Nullable Long changes(JdbcClient jdbc, int campaign) {
    return jdbc.sql(
            """
            select case when pg_current_xact_id_if_assigned() is null
              then (select coalesce(sum(changes), 0)::bigint from figure_changes where campaign_id = ?) end
            """)
        .param(campaign)
        .query((row, n) -> row.getObject(1, Long.class))
        .list()
        .getFirst();
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
