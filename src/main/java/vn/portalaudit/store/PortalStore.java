package vn.portalaudit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Single portals: what is known of them and how they are watched. Safe for threads. */
public final class PortalStore {
  private static final int MOST_TAGS = 200;
  private static final int SCORES = 12;
  private final Database database;

  /** Portals of a migrated database. */
  public PortalStore(Database database) {
    this.database = database;
  }

  /**
   * A portal as it is kept.
   *
   * @param agency number of its main owner today; null where none is known
   * @param version of the row: another one after every change
   */
  public record Facts(
      int id,
      String code,
      String title,
      String kind,
      String rootUrl,
      boolean watched,
      String scheduleGroup,
      @Nullable String mustContain,
      @Nullable String vendor,
      @Nullable String platform,
      List<String> tags,
      @Nullable String note,
      @Nullable Integer agency,
      @Nullable String agencyName,
      String version) {}

  /**
   * How it stands beyond what lists show.
   *
   * @param tls what the last TLS check saw, JSON; null before the first
   * @param headers what the last check of headers saw
   * @param dns what the last check of names saw
   */
  public record Checked(
      @Nullable Instant certificateEnds,
      @Nullable String tls,
      @Nullable String headers,
      @Nullable String dns,
      @Nullable Instant checkedAt,
      @Nullable Instant probedAt) {}

  /** What may be changed of a portal. */
  public record Draft(
      String title,
      boolean watched,
      String scheduleGroup,
      @Nullable String mustContain,
      List<String> tags,
      @Nullable String note) {}

  private static final String SELECT =
      """
      select p.*, p.xmin::text as version, o.agency_id, (
          select v.name from agency_version v where v.agency_id = o.agency_id
            and v.valid_from <= current_date order by v.valid_from desc limit 1) as agency_name
      from portal p left join lateral (
        select agency_id from portal_owner o where o.portal_id = p.id and o.main
          and o.valid_from <= current_date and (o.valid_to is null or o.valid_to > current_date)
        order by agency_id limit 1) o on true
      """;

  /** The portal of a code. */
  public Optional<Facts> find(String code) {
    return jdbc()
        .sql(SELECT + "where p.code = :code")
        .param("code", code)
        .query((row, n) -> facts(row))
        .optional();
  }

  /** The portals whose main owner today is an agency, by title. */
  public List<Facts> of(int agency) {
    return jdbc()
        .sql(
            SELECT
                + """
                where o.agency_id = :agency and (p.valid_to is null or p.valid_to > current_date)
                order by p.title collate "vi-x-icu", p.id
                """)
        .param("agency", agency)
        .query((row, n) -> facts(row))
        .list();
  }

  private static Facts facts(ResultSet row) throws SQLException {
    return new Facts(
        row.getInt("id"),
        row.getString("code"),
        row.getString("title"),
        row.getString("kind"),
        row.getString("root_url"),
        row.getBoolean("watched"),
        row.getString("schedule_group"),
        row.getString("must_contain"),
        row.getString("vendor"),
        row.getString("platform"),
        List.of((String[]) row.getArray("tags").getArray()),
        row.getString("note"),
        row.getObject("agency_id", Integer.class),
        row.getString("agency_name"),
        row.getString("version"));
  }

  /** What the last checks of a portal saw; empty before the first. */
  public Optional<Checked> checked(int portal) {
    return jdbc()
        .sql(
            """
            select certificate_ends, tls::text, headers::text, dns::text, checked_at, slot_at
            from portal_state where portal_id = :portal
            """)
        .param("portal", portal)
        .query((row, n) ->
            new Checked(
                AccountStore.instant(row, "certificate_ends"),
                row.getString("tls"),
                row.getString("headers"),
                row.getString("dns"),
                AccountStore.instant(row, "checked_at"),
                AccountStore.instant(row, "slot_at")))
        .optional();
  }

  /**
   * Changes how a portal is watched.
   *
   * @param version that the writer saw
   * @return false when somebody else changed it meanwhile
   */
  public boolean change(int portal, Draft draft, String version) {
    return jdbc()
            .sql(
                """
                update portal set title = :title, watched = :watched, schedule_group = :group,
                  must_contain = :contain, tags = :tags, note = :note
                where id = :portal and xmin::text = :version
                """)
            .param("title", draft.title())
            .param("watched", draft.watched())
            .param("group", draft.scheduleGroup())
            .param("contain", draft.mustContain(), java.sql.Types.VARCHAR)
            .param("tags", draft.tags().toArray(String[]::new))
            .param("note", draft.note(), java.sql.Types.VARCHAR)
            .param("portal", portal)
            .param("version", version)
            .update()
        == 1;
  }

  /** The numbers of codes that there are. */
  public Map<String, Integer> ids(Collection<String> codes) {
    Map<String, Integer> ids = new HashMap<>();
    jdbc()
        .sql("select code, id from portal where code = any (:codes)")
        .param("codes", codes.toArray(String[]::new))
        .query(row -> {
          ids.put(row.getString(1), row.getInt(2));
        });
    return ids;
  }

  /** Watches portals, or no longer. */
  public int watch(Collection<Integer> portals, boolean watched) {
    return jdbc()
        .sql("update portal set watched = :watched where id = any (:ids) and watched <> :watched")
        .param("watched", watched)
        .param("ids", array(portals))
        .update();
  }

  /** Puts a tag on portals, or takes it off. */
  public int tag(Collection<Integer> portals, String tag, boolean on) {
    String set = on ? "array_append(tags, :tag)" : "array_remove(tags, :tag)";
    return jdbc()
        .sql(
            "update portal set tags = "
                + set
                + " where id = any (:ids) and (:tag = any (tags)) = :having")
        .param("tag", tag)
        .param("ids", array(portals))
        .param("having", !on)
        .update();
  }

  private static Integer[] array(Collection<Integer> portals) {
    return portals.toArray(Integer[]::new);
  }

  /** The tags that portals have, as Vietnamese sorts. */
  public List<String> tags() {
    return jdbc()
        .sql(
            """
            select tag collate "vi-x-icu" from (select distinct unnest(tags) as tag from portal) t
            order by 1 limit :most
            """)
        .param("most", MOST_TAGS)
        .query(String.class)
        .list();
  }

  /** The ranking groups of today. */
  public List<String> groups() {
    return jdbc()
        .sql(
            """
            select distinct ranking_group collate "vi-x-icu" from agency_version
            where ranking_group is not null and (valid_to is null or valid_to > current_date)
            order by 1 limit :most
            """)
        .param("most", MOST_TAGS)
        .query(String.class)
        .list();
  }

  /**
   * The last scores of portals by the checklist of their newest scorecard, as shares of the
   * maximum, oldest first.
   */
  public Map<Integer, List<Double>> scores(Collection<Integer> portals) {
    Map<Integer, List<Double>> scores = new HashMap<>();
    jdbc()
        .sql(
            """
            select ids.id, c.points from unnest(:ids) as ids(id), lateral (
              select array_agg(s.share order by s.at) as points from (
                select points / nullif(max_points, 0) as share, at from scorecard
                where portal_id = ids.id and checklist = (
                  select checklist from scorecard where portal_id = ids.id
                  order by at desc, max_points desc, checklist limit 1)
                order by at desc limit :most) s) c
            where c.points is not null
            """)
        .param("ids", array(portals))
        .param("most", SCORES)
        .query(row -> {
          scores.put(
              row.getInt(1),
              Arrays.stream((Number[]) row.getArray(2).getArray())
                  .filter(java.util.Objects::nonNull)
                  .map(Number::doubleValue)
                  .toList());
        });
    return scores;
  }

  private JdbcClient jdbc() {
    return database.jdbc();
  }
}
