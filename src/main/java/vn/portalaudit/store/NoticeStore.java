package vn.portalaudit.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;

/**
 * What has lately happened that concerns a person, read from where it is kept: incidents,
 * objections and answers, reports handed in, deadlines, assigned indicators. Only until when the
 * person has seen it is kept besides. Safe for threads.
 */
public final class NoticeStore {
  private static final String LATELY = "interval '30 days'";

  private final Database database;

  /** Of a migrated database. */
  public NoticeStore(Database database) {
    this.database = database;
  }

  /** What a notice is about. */
  public enum Kind {
    /** An incident of major severity or worse; its key is the number. */
    INCIDENT,
    /** An entry in the thread of a criterion; its key is portal/checklist/criterion. */
    ENTRY,
    /** An entry in a campaign; its key is campaign/agency/indicator. */
    CAMPAIGN_ENTRY,
    /** A report was handed in; its key is the campaign's code. */
    SUBMITTED,
    /** A deadline is near; its key is the campaign's number. */
    DEADLINE,
    /** Indicators were assigned; its key is the campaign's code. */
    ASSIGNED
  }

  /**
   * A notice.
   *
   * @param key by which its screen is opened
   * @param about the portal, agency or campaign
   * @param says in the words of who wrote it, of the incident, or empty
   * @param detail the kind of an entry or a number of indicators; empty where there is none
   * @param fresh whether it happened after the person last looked
   */
  public record Notice(
      Kind kind, String key, String about, String says, String detail, Instant at, boolean fresh) {}

  private static final String CENTRAL =
      """
      (select 'INCIDENT' as kind, i.id::text as key, coalesce(p.title, '') as about, i.says, '' as detail,
          i.opened_at as at
        from incident i left join portal p on p.id = i.portal_id
        where i.opened_at > now() - %1$s and i.severity in ('critical', 'major')
        order by i.opened_at desc limit :most)
      union all
      (select 'ENTRY', p.code || '/' || e.checklist || '/' || e.criterion, p.title, e.says, e.kind, e.at
        from finding_entry e join portal p on p.id = e.portal_id
        where e.at > now() - %1$s and e.by_agency order by e.at desc limit :most)
      union all
      (select 'SUBMITTED', c.code, a.name, c.title, '', s.at
        from submission_step s join campaign c on c.id = s.campaign_id
        join campaign_agency a on a.campaign_id = s.campaign_id and a.agency = s.agency
        where s.at > now() - %1$s and s.step = 'submit' order by s.at desc limit :most)
      """
          .formatted(LATELY);

  private static final String AGENCY =
      """
      (select 'ENTRY' as kind, p.code || '/' || e.checklist || '/' || e.criterion as key, p.title as about, e.says,
          e.kind as detail, e.at as at
        from finding_entry e join portal p on p.id = e.portal_id
        join portal_owner o on o.portal_id = p.id and o.agency_id = :agency
          and current_date <@ daterange(o.valid_from, o.valid_to)
        where e.at > now() - %1$s and not e.by_agency order by e.at desc limit :most)
      union all
      (select 'CAMPAIGN_ENTRY', t.campaign_id || '/' || t.agency || '/' || t.indicator, t.indicator, t.says, t.kind, t.at
        from thread_entry t join agency a on a.code = t.agency and a.id = :agency
        where t.at > now() - %1$s and t.role <> 'co-quan' order by t.at desc limit :most)
      union all
      (select 'DEADLINE', c.id::text, c.title, '', '', coalesce(s.due_at, c.due_at) - interval '7 days'
        from campaign c join campaign_agency s on s.campaign_id = c.id
        join agency a on a.code = s.agency and a.id = :agency
        where c.state = 'open' and s.submitted_at is null
          and now() between coalesce(s.due_at, c.due_at) - interval '7 days' and coalesce(s.due_at, c.due_at))
      """
          .formatted(LATELY);

  private static final String APPRAISER =
      """
      (select 'ASSIGNED' as kind, c.code as key, c.title as about, '' as says, count(*)::text as detail,
          date_trunc('minute', g.added_at) as at
        from campaign_assignment g join campaign c on c.id = g.campaign_id
        where g.who = :login and g.added_at > now() - %1$s
        group by c.id, date_trunc('minute', g.added_at))
      union all
      (select 'CAMPAIGN_ENTRY', c.code || '/' || t.agency || '/' || t.indicator, s.name, t.says, t.kind, t.at
        from thread_entry t join campaign c on c.id = t.campaign_id
        join campaign_agency s on s.campaign_id = t.campaign_id and s.agency = t.agency
        join campaign_assignment g on g.campaign_id = t.campaign_id and g.indicator = t.indicator and g.who = :login
        where t.at > now() - %1$s and t.role = 'co-quan' order by t.at desc limit :most)
      """
          .formatted(LATELY);

  /**
   * The newest first.
   *
   * @param most how many at most
   */
  public List<Notice> of(Person who, int most) {
    return database
        .jdbc()
        .sql(
            "select n.*, n.at > a.notices_seen_at as fresh from account a, ("
                + source(who)
                + ") n where a.id = :id order by n.at desc, n.kind, n.key limit :most")
        .param("id", who.id())
        .param("agency", who.agency(), java.sql.Types.INTEGER)
        .param("login", who.login())
        .param("most", most)
        .query((row, n) ->
            new Notice(
                Kind.valueOf(row.getString("kind")),
                row.getString("key"),
                row.getString("about"),
                row.getString("says"),
                row.getString("detail"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getBoolean("fresh")))
        .list();
  }

  private static String source(Person who) {
    StringBuilder sources = new StringBuilder();
    if (who.is(Role.OPERATOR, Role.LEADER)) {
      sources.append(CENTRAL);
    }
    if (who.agency() != null) {
      sources.append(sources.isEmpty() ? "" : " union all ").append(AGENCY);
    }
    if (who.is(Role.APPRAISER)) {
      sources.append(sources.isEmpty() ? "" : " union all ").append(APPRAISER);
    }
    return sources.isEmpty()
        ? "select '' as kind, '' as key, '' as about, '' as says, '' as detail, now() as at where"
            + " false"
        : sources.toString();
  }

  /** Keeps that a person has seen all that happened until now. */
  public void seen(Person who) {
    database
        .jdbc()
        .sql("update account set notices_seen_at = now() where id = :id")
        .param("id", who.id())
        .update();
  }
}
