package vn.portalaudit.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;

/**
 * Finds portals, agencies, campaigns and incidents by words, whatever their case and marks, as far
 * as a person may see them. A few of each kind, by few and short words. Safe for threads.
 */
public final class SiteSearch {
  private final Database database;

  /** Looks in a migrated database. */
  public SiteSearch(Database database) {
    this.database = database;
  }

  /** What was found. */
  public enum Kind {
    /** A portal; its key is the code. */
    PORTAL,
    /** An agency; its key is the code. */
    AGENCY,
    /** A campaign; its key is the code, for an agency's people the number. */
    CAMPAIGN,
    /** An incident; its key is the number. */
    INCIDENT
  }

  /**
   * Something found.
   *
   * @param key by which its screen is opened
   * @param title its name
   * @param sub more about it; may be empty
   */
  public record Hit(Kind kind, String key, String title, String sub) {}

  /**
   * What is found.
   *
   * @param text as typed
   * @param most of each kind
   */
  public List<Hit> find(String text, Person who, int most) {
    String[] words = words(text);
    if (words.length == 0) {
      return List.of();
    }
    return database
        .jdbc()
        .sql(
            """
            with asked as (select array_agg('%' || folded(w) || '%') as patterns
                from unnest(:words::text[]) as w)
            (select 'PORTAL' as kind, p.code as key, p.title, p.root_url as sub
              from portal p, asked
              where :portals and p.sought like all (patterns) and current_date >= p.valid_from
                and (p.valid_to is null or current_date < p.valid_to)
                and (:agency::int is null or exists (select from portal_owner o where o.portal_id = p.id
                  and o.agency_id = :agency and current_date <@ daterange(o.valid_from, o.valid_to)))
              order by p.title collate "vi-x-icu", p.id limit :most)
            union all
            (select 'AGENCY', a.code, v.name, coalesce((select u.name from agency_version u
                where u.agency_id = v.parent_id and current_date <@ daterange(u.valid_from, u.valid_to)), '')
              from agency_version v join agency a on a.id = v.agency_id, asked
              where :all and v.sought like all (patterns)
                and current_date <@ daterange(v.valid_from, v.valid_to)
                and current_date <@ daterange(a.valid_from, a.valid_to)
              order by v.name collate "vi-x-icu", a.id limit :most)
            union all
            (select 'CAMPAIGN', case when :agency::int is null then c.code else c.id::text end, c.title, c.code
              from campaign c, asked
              where folded(c.title || ' ' || c.code) like all (patterns)
                and (:all or exists (select from campaign_member m where m.campaign_id = c.id and m.who = :login)
                  or exists (select from campaign_agency s join agency a on a.code = s.agency
                    where s.campaign_id = c.id and a.id = :agency))
              order by c.year desc, c.id desc limit :most)
            union all
            (select 'INCIDENT', i.id::text, coalesce(p.title || ': ', '') || i.says, '#' || i.id
              from incident i left join portal p on p.id = i.portal_id, asked
              where :all and (i.id = :number or i.state in ('open', 'acknowledged')
                and (p.sought like all (patterns) or folded(i.says) like all (patterns)))
              order by i.starts_at desc, i.id desc limit :most)
            """)
        .param("words", words)
        .param("all", who.is(Role.OPERATOR, Role.LEADER))
        .param("portals", who.is(Role.OPERATOR, Role.LEADER) || who.agency() != null)
        .param("agency", who.agency(), java.sql.Types.INTEGER)
        .param("login", who.login())
        .param("number", number(text), java.sql.Types.BIGINT)
        .param("most", most)
        .query((row, n) ->
            new Hit(
                Kind.valueOf(row.getString("kind")),
                row.getString("key"),
                row.getString("title"),
                row.getString("sub")))
        .list();
  }

  private static String[] words(String text) {
    return PortalList.words(PlainText.of(text)).toArray(String[]::new);
  }

  private static @Nullable Long number(String text) {
    String digits = text.strip().replaceFirst("^#", "");
    return digits.matches("[0-9]{1,15}") ? Long.valueOf(digits) : null;
  }
}
