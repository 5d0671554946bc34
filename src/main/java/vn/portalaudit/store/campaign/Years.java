package vn.portalaudit.store.campaign;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.portalaudit.campaign.sheets.YearTable;
import vn.portalaudit.store.Database;

/** The published years of a set: of each the newest publication. */
final class Years {
  private final Database database;

  Years(Database database) {
    this.database = database;
  }

  YearTable of(String set) {
    Map<Integer, YearTable.Published> years = new LinkedHashMap<>();
    for (YearTable.Published one : published(set)) {
      years.putIfAbsent(one.year(), one);
    }
    return YearTable.of(List.copyOf(years.values()));
  }

  private List<YearTable.Published> published(String set) {
    return database
        .jdbc()
        .sql(
            """
            select c.year, c.code, d.version, d.digest, p.document
            from publication p join campaign c on c.id = p.campaign_id
              join index_definition d on d.digest = c.definition
            where d.set_id = :set order by c.year desc, c.id desc, p.number desc
            """)
        .param("set", set)
        .query((row, n) ->
            new YearTable.Published(
                row.getInt("year"),
                row.getString("code"),
                row.getString("version"),
                row.getString("digest"),
                row.getString("document")))
        .list();
  }
}
