package vn.portalaudit.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.alert.PortalFacts;

/** What messages say of portals. */
final class PortalFactsRows {
  private static final String SELECT =
      """
      with recursive today as (select (now() at time zone 'Asia/Ho_Chi_Minh')::date as day),
      up as (
        select o.portal_id, o.agency_id, o.main from portal_owner o, today
        where o.portal_id = any (?) and daterange(o.valid_from, o.valid_to) @> today.day
        union
        select up.portal_id, v.parent_id, false from up, agency_version v, today
        where v.agency_id = up.agency_id and v.parent_id is not null
          and daterange(v.valid_from, v.valid_to) @> today.day)
      select p.id, p.code, p.title, p.root_url, coalesce(p.shared_ip_group, '') as hosting,
        coalesce((select v.name from up, agency_version v, today
          where up.portal_id = p.id and up.main and v.agency_id = up.agency_id
            and daterange(v.valid_from, v.valid_to) @> today.day
          order by v.agency_id limit 1), '') as agency,
        array(select distinct up.agency_id from up where up.portal_id = p.id) as agencies,
        array(select unnest(p.tags) union
          select unnest(a.tags) from up join agency a on a.id = up.agency_id
          where up.portal_id = p.id) as tags
      from portal p where p.id = any (?)
      """;

  private PortalFactsRows() {}

  static Map<Integer, PortalFacts> of(JdbcClient jdbc, Collection<Integer> portals) {
    int[] ids = portals.stream().mapToInt(Integer::intValue).distinct().toArray();
    Map<Integer, PortalFacts> found = new HashMap<>();
    if (ids.length > 0) {
      jdbc.sql(SELECT)
          .params(ids, ids)
          .query((row, i) -> read(row))
          .list()
          .forEach(facts -> found.put(facts.id(), facts));
    }
    return found;
  }

  private static PortalFacts read(ResultSet row) throws SQLException {
    return new PortalFacts(
        row.getInt("id"),
        row.getString("code"),
        row.getString("title"),
        row.getString("root_url"),
        row.getString("agency"),
        Set.of((Integer[]) array(row, "agencies")),
        Set.of((String[]) array(row, "tags")),
        row.getString("hosting"));
  }

  private static Object array(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return array.getArray();
  }
}
