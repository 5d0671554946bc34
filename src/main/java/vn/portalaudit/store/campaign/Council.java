package vn.portalaudit.store.campaign;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.PlainText;
import vn.portalaudit.store.campaign.CampaignRows.Hold;

/** Who appraises what, what guides them, and the closing of rounds by two persons. */
public final class Council {
  /** How many persons close a round. */
  static final int CLOSERS = 2;

  private final Database database;
  private final InstantSource clock;

  Council(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What a member of a campaign's council does. */
  public enum Duty {
    COUNCIL("hoi-dong", "thành viên hội đồng"),
    APPRAISER("tham-dinh", "thẩm định viên");

    private final String id;
    private final String label;

    Duty(String id, String label) {
      this.id = id;
      this.label = label;
    }

    /** The word in the database. */
    public String id() {
      return id;
    }

    /** The Vietnamese words for people. */
    public String label() {
      return label;
    }
  }

  /**
   * A member.
   *
   * @param agency the agency that the person works for, which they never appraise; null when none
   * @param indicators what the person appraises
   */
  public record Member(String who, Duty duty, @Nullable String agency, Set<String> indicators) {}

  /** What guides agencies and appraisers in one indicator. */
  public record Guidance(String indicator, String says, String who, Instant at) {}

  Ruling<Member> put(int campaign, Member member, Actor by) {
    return change(
        campaign,
        by,
        jdbc -> {
          jdbc.sql(
                  """
                  insert into campaign_member (campaign_id, who, duty, agency, added_by, added_at)
                  values (?, ?, ?, ?, ?, ?)
                  on conflict (campaign_id, who) do update set duty = excluded.duty,
                    agency = excluded.agency, added_by = excluded.added_by, added_at = excluded.added_at
                  """)
              .params(campaign, member.who(), member.duty().id())
              .param(member.agency())
              .params(by.who(), CampaignRows.time(clock.instant()))
              .update();
          jdbc.sql("delete from campaign_assignment where campaign_id = ? and who = ?")
              .params(campaign, member.who())
              .update();
          for (String indicator : member.indicators()) {
            jdbc.sql("insert into campaign_assignment values (?, ?, ?, ?, ?)")
                .params(campaign, member.who(), indicator, by.who())
                .param(CampaignRows.time(clock.instant()))
                .update();
          }
          return Ruling.allowed(member);
        });
  }

  Ruling<Guidance> guide(int campaign, String indicator, String says, Actor by) {
    return change(
        campaign,
        by,
        jdbc -> {
          Guidance guidance =
              new Guidance(indicator, PlainText.of(says), by.who(), clock.instant());
          jdbc.sql(
                  """
                  insert into campaign_guidance values (?, ?, ?, ?, ?)
                  on conflict (campaign_id, indicator) do update set says = excluded.says,
                    by_whom = excluded.by_whom, at = excluded.at
                  """)
              .params(campaign, indicator, guidance.says(), by.who())
              .param(CampaignRows.time(guidance.at()))
              .update();
          return Ruling.allowed(guidance);
        });
  }

  private <T> Ruling<T> change(
      int campaign, Actor by, java.util.function.Function<JdbcClient, Ruling<T>> work) {
    return database.within(jdbc -> {
      Campaign in = CampaignRows.campaign(jdbc, campaign, Hold.SHARE);
      if (by.role() != Actor.Role.DEPARTMENT) {
        return Ruling.refused("Chỉ cơ quan chủ trì mới được phân công và hướng dẫn");
      }
      return in.state() == CampaignState.PUBLISHED || in.state() == CampaignState.LOCKED
          ? Ruling.refused("Kỳ «" + in.title() + "» " + in.state().label() + ", không sửa nữa")
          : work.apply(jdbc);
    });
  }

  List<Guidance> guidance(int campaign) {
    return database
        .jdbc()
        .sql("select * from campaign_guidance where campaign_id = ? order by indicator")
        .param(campaign)
        .query((row, n) ->
            new Guidance(
                row.getString("indicator"),
                row.getString("says"),
                row.getString("by_whom"),
                CampaignRows.at(row, "at")))
        .list();
  }

  List<Member> members(int campaign) {
    return database
        .jdbc()
        .sql("select who from campaign_member where campaign_id = ? order by who")
        .param(campaign)
        .query(String.class)
        .list()
        .stream()
        .flatMap(who -> member(database.jdbc(), campaign, who).stream())
        .toList();
  }

  static Optional<Member> member(JdbcClient jdbc, int campaign, String who) {
    Set<String> indicators =
        new TreeSet<>(
            jdbc.sql("select indicator from campaign_assignment where campaign_id = ? and who = ?")
                .params(campaign, who)
                .query(String.class)
                .list());
    return jdbc.sql("select * from campaign_member where campaign_id = ? and who = ?")
        .params(campaign, who)
        .query((row, n) ->
            new Member(
                who,
                row.getString("duty").equals(Duty.COUNCIL.id()) ? Duty.COUNCIL : Duty.APPRAISER,
                row.getString("agency"),
                indicators))
        .optional();
  }

  /**
   * Signs the current round off; with the second person it is closed.
   *
   * @return how many have signed
   */
  Ruling<Integer> close(int campaign, Actor by, String why) {
    return database.within(jdbc -> {
      Campaign in = CampaignRows.campaign(jdbc, campaign, Hold.CHANGE);
      if (in.state() != CampaignState.APPRAISING || in.explaining()) {
        return Ruling.refused(
            "Không có vòng nào đang thẩm định để chốt; kỳ «"
                + in.title()
                + "» "
                + in.state().label());
      }
      boolean council =
          member(jdbc, campaign, by.who()).filter(m -> m.duty() == Duty.COUNCIL).isPresent();
      if (!council) {
        return Ruling.refused("Chỉ thành viên hội đồng thẩm định mới được chốt vòng");
      }
      Optional<String> open = Appraisals.open(jdbc, in);
      if (open.isPresent()) {
        return Ruling.refused(open.get());
      }
      int signed =
          jdbc.sql("insert into round_closing values (?, ?, ?, ?, ?, ?) on conflict do nothing")
              .params(campaign, in.round(), turn(jdbc, campaign), by.who(), PlainText.of(why))
              .param(CampaignRows.time(clock.instant()))
              .update();
      return signed == 0
          ? Ruling.refused(
              "Bạn đã chốt vòng " + in.round() + " rồi; cần một thành viên khác cùng chốt")
          : Ruling.allowed(closings(jdbc, campaign, in.round()));
    });
  }

  /** Who signed the current round off. */
  List<String> signed(int campaign) {
    Campaign in = CampaignRows.campaign(database.jdbc(), campaign, Hold.READ);
    return database
        .jdbc()
        .sql(
            "select who from round_closing where campaign_id = ? and round = ? and turn = ? order"
                + " by at")
        .params(campaign, in.round(), turn(database.jdbc(), campaign))
        .query(String.class)
        .list();
  }

  static int closings(JdbcClient jdbc, int campaign, int round) {
    return jdbc.sql(
            "select count(*) from round_closing where campaign_id = ? and round = ? and turn = ?")
        .params(campaign, round, turn(jdbc, campaign))
        .query(Integer.class)
        .single();
  }

  /** How often the campaign was opened again; a closing holds until then. */
  private static int turn(JdbcClient jdbc, int campaign) {
    return jdbc.sql(
            "select count(*) from campaign_step where campaign_id = ?"
                + " and step in ('return', 'correct')")
        .param(campaign)
        .query(Integer.class)
        .single();
  }
}
