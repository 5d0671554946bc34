package vn.portalaudit.store.campaign;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.PlainText;
import vn.portalaudit.store.campaign.CampaignRows.Hold;

/**
 * Indicators that a named person took out of the ranking, and put back before the results are
 * submitted; both stand in the campaign's log.
 */
public final class Exclusions {
  private final Database database;
  private final InstantSource clock;
  private final Definitions definitions;

  Exclusions(Database database, InstantSource clock, Definitions definitions) {
    this.database = database;
    this.clock = clock;
    this.definitions = definitions;
  }

  /** An indicator that a named person took out of the ranking, or put back. */
  public record Exclusion(String indicator, String who, String reason, Instant at) {}

  /** Takes an indicator out of the ranking. */
  Ruling<Exclusion> exclude(int campaign, String indicator, String reason, Actor by) {
    return database.within(jdbc ->
        may(jdbc, campaign, indicator, reason, by, "loại")
            .then(in -> {
              Exclusion exclusion = exclusion(indicator, by, reason);
              int done =
                  jdbc.sql(
                          """
                          insert into indicator_exclusion values (?, ?, ?, ?, ?)
                          on conflict (campaign_id, indicator) do nothing
                          """)
                      .params(campaign, indicator, by.who(), exclusion.reason())
                      .param(CampaignRows.time(exclusion.at()))
                      .update();
              return done == 0
                  ? Ruling.refused("Chỉ số " + indicator + " đã bị loại khỏi xếp hạng rồi")
                  : logged(jdbc, in, "exclude", exclusion, by);
            }));
  }

  /** Puts an indicator back into the ranking. */
  Ruling<Exclusion> include(int campaign, String indicator, String reason, Actor by) {
    return database.within(jdbc ->
        may(jdbc, campaign, indicator, reason, by, "tính lại")
            .then(in -> {
              int done =
                  jdbc.sql(
                          "delete from indicator_exclusion where campaign_id = ? and indicator = ?")
                      .params(campaign, indicator)
                      .update();
              return done == 0
                  ? Ruling.refused("Chỉ số " + indicator + " không bị loại nên không có gì để bỏ")
                  : logged(jdbc, in, "include", exclusion(indicator, by, reason), by);
            }));
  }

  private Exclusion exclusion(String indicator, Actor by, String reason) {
    return new Exclusion(indicator, by.who(), PlainText.of(reason), clock.instant());
  }

  private Ruling<Campaign> may(
      JdbcClient jdbc, int campaign, String indicator, String reason, Actor by, String what) {
    Campaign in = CampaignRows.campaign(jdbc, campaign, Hold.SHARE);
    if (by.role() != Actor.Role.DEPARTMENT) {
      return Ruling.refused("Chỉ cơ quan chủ trì mới được " + what + " chỉ số trong xếp hạng");
    }
    if (!Columns.movable(in)) {
      return Ruling.refused("Kỳ «" + in.title() + "» " + in.state().label());
    }
    if (definitions.model(jdbc, in).scheme().find(indicator).isEmpty()) {
      return Ruling.refused("Bộ chỉ số không có chỉ số «" + indicator + "»");
    }
    return reason.isBlank()
        ? Ruling.refused("Hãy ghi lý do " + what + " chỉ số " + indicator)
        : Ruling.allowed(in);
  }

  private static Ruling<Exclusion> logged(
      JdbcClient jdbc, Campaign in, String deed, Exclusion exclusion, Actor by) {
    String state = in.state().id();
    CampaignRows.log(
        jdbc,
        in.id(),
        new CampaignRows.Step(
            deed + " " + exclusion.indicator(),
            state,
            state,
            in.round(),
            by,
            exclusion.reason(),
            exclusion.at()));
    return Ruling.allowed(exclusion);
  }

  static List<Exclusion> all(JdbcClient jdbc, int campaign) {
    return jdbc.sql("select * from indicator_exclusion where campaign_id = ? order by indicator")
        .param(campaign)
        .query((row, n) ->
            new Exclusion(
                row.getString("indicator"),
                row.getString("by_whom"),
                row.getString("reason"),
                CampaignRows.at(row, "at")))
        .list();
  }
}
