package vn.portalaudit.store.campaign;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How much of an agency's report is done.
 *
 * @param agency its code
 * @param filled indicators with points, or where nothing arose
 * @param decided indicators that an appraiser decided
 */
public record Progress(String agency, int filled, int decided) {
  /**
   * What one appraiser has of an agency.
   *
   * @param handedIn whether its report was handed in
   * @param given indicators that the agency reports and the appraiser was given
   * @param decided of these
   * @param asked of these, where the agency's answer is waited for
   */
  public record Work(
      String agency, String name, boolean handedIn, int given, int decided, int asked) {}

  static List<Progress> all(JdbcClient jdbc, int campaign) {
    return jdbc.sql(
            """
            select a.agency,
              (select count(*) from self_report r where r.campaign_id = a.campaign_id
                and r.agency = a.agency and (r.points is not null or r.nothing_arose)),
              (select count(distinct p.indicator) from appraisal p
                where p.campaign_id = a.campaign_id and p.agency = a.agency
                  and p.decision <> 'asked')
            from campaign_agency a where a.campaign_id = ?
            """)
        .param(campaign)
        .query((row, n) -> new Progress(row.getString(1), row.getInt(2), row.getInt(3)))
        .list();
  }

  static List<Work> work(JdbcClient jdbc, int campaign, Set<String> mine) {
    return jdbc.sql(
            """
            with latest as (
              select distinct on (agency, indicator) agency, indicator, decision from appraisal
              where campaign_id = :campaign order by agency, indicator, round desc)
            select a.agency, a.name, a.submitted_at is not null, count(r.indicator),
              count(*) filter (where p.decision <> 'asked'),
              count(*) filter (where p.decision = 'asked')
            from campaign_agency a
            left join self_report r on r.campaign_id = a.campaign_id and r.agency = a.agency
              and a.submitted_at is not null and r.indicator = any(:mine)
              and (r.points is not null or r.nothing_arose)
            left join latest p on p.agency = r.agency and p.indicator = r.indicator
            where a.campaign_id = :campaign
            group by a.agency, a.name, a.submitted_at order by a.name collate "vi-x-icu", a.agency
            """)
        .param("campaign", campaign)
        .param("mine", mine.toArray(String[]::new))
        .query((row, n) ->
            new Work(
                row.getString(1),
                row.getString(2),
                row.getBoolean(3),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6)))
        .list();
  }
}
