package vn.portalaudit.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.ProbeResult.State;

/** The list of portals with how they stand, a page at a time. Safe for threads. */
public final class PortalList {
  private static final int LONGEST_TEXT = 200;
  private static final int MOST_WORDS = 8;

  private final Database database;

  /** A list in a migrated database. */
  public PortalList(Database database) {
    this.database = database;
  }

  /** By what the list is sorted; within the same, by title as Vietnamese sorts. */
  public enum Order {
    /** By title. */
    TITLE(null, "p.title collate \"vi-x-icu\""),
    /** Down first, then degraded, unknown, up; what has lasted longest first. */
    STATE(null, "case s.state when 'X' then 0 when 'D' then 1 when 'U' then 3 else 2 end, s.since"),
    /** Least available in 30 days first. */
    AVAILABILITY("s.up_30d", "s.up_30d"),
    /** Lowest score first. */
    SCORE("s.last_points / nullif(s.last_max, 0)", "s.last_points / nullif(s.last_max, 0)"),
    /** The certificate that ends first. */
    CERTIFICATE("s.certificate_ends", "s.certificate_ends"),
    /** The slowest answer first. */
    TIME(null, "s.total_ms desc nulls last");

    /** What may be missing, and then comes last; null where nothing of the kind may. */
    private final @Nullable String key;

    private final String sql;

    Order(@Nullable String key, String sql) {
      this.key = key;
      this.sql = sql;
    }

    /** Whether an index has the portals with a row of state and a key in this order. */
    private boolean indexed() {
      return this == STATE || key != null;
    }
  }

  /**
   * Which portals are wanted.
   *
   * @param states in one of these states; empty for all
   * @param tag with this tag, or null
   * @param group whose main owner is in this ranking group, or null
   * @param text with all these words in the title, the code or the address, whatever their case and
   *     marks; or null
   * @param agency whose main owner is this agency, or null
   */
  public record Wanted(
      Set<State> states,
      @Nullable String tag,
      @Nullable String group,
      @Nullable String text,
      @Nullable Integer agency) {
    /** All portals. */
    public static final Wanted ALL = new Wanted(Set.of(), null, null, null);

    public Wanted {
      states = Set.copyOf(states);
    }

    /** Of all agencies. */
    public Wanted(
        Set<State> states, @Nullable String tag, @Nullable String group, @Nullable String text) {
      this(states, tag, group, text, null);
    }
  }

  /**
   * A portal in the list.
   *
   * @param id its number
   * @param agency name of its main owner; null where none is known
   * @param state how it stands
   * @param since since when; null where it was never looked at
   * @param reason why it is not up, or null
   * @param totalMs time of the last answer, or null
   * @param up24h share of good probes in 24 hours, 0–1; null where none counted
   * @param up30d in 30 days
   * @param up90d in 90 days
   * @param spark per cent of good probes of each of 90 days, oldest first; null where none counted;
   *     empty before the first day is over
   * @param points last score; null without one
   * @param maxPoints what could have been reached
   * @param grade its name, or null
   * @param certificateEnds when its certificate ends; null where none was seen
   * @param probedAt when it was last looked at, or null
   * @param watched whether it is looked at
   */
  public record Row(
      int id,
      String code,
      String title,
      String rootUrl,
      List<String> tags,
      @Nullable String agency,
      State state,
      @Nullable Instant since,
      @Nullable Reason reason,
      boolean flapping,
      @Nullable Integer totalMs,
      @Nullable Double up24h,
      @Nullable Double up30d,
      @Nullable Double up90d,
      List<@Nullable Integer> spark,
      @Nullable BigDecimal points,
      @Nullable BigDecimal maxPoints,
      @Nullable String grade,
      @Nullable Instant certificateEnds,
      @Nullable Instant probedAt,
      boolean watched) {}

  /**
   * A page.
   *
   * @param rows in order
   * @param total how many portals are wanted, on all pages
   */
  public record Page(List<Row> rows, int total) {}

  /**
   * A page of the portals that exist on a day.
   *
   * @param on the day
   * @param offset how many are passed over
   * @param size how many are wanted at most
   */
  public Page page(Wanted wanted, Order order, LocalDate on, int offset, int size) {
    Map<String, Object> params = new HashMap<>();
    String conditions = conditions(wanted, on, params);
    int total =
        database
            .jdbc()
            .sql("select count(*) " + FROM + conditions)
            .params(params)
            .query(Integer.class)
            .single();
    int wantedRows = Math.clamp(size, 0, Math.max(0, total - Math.max(0, offset)));
    if (wantedRows == 0) {
      return new Page(List.of(), total);
    }
    params.put("offset", Math.max(0, offset));
    params.put("size", size);
    if (order.indexed()) {
      List<Row> looked = rows(true, conditions, order, params);
      if (looked.size() == wantedRows && inFront(order, looked.getLast(), conditions, params)) {
        return new Page(looked, total);
      }
    }
    return new Page(rows(false, conditions, order, params), total);
  }

  /**
   * Whether no portal without a row of state comes before a row: what has nothing to be sorted by
   * comes last, and what was never looked at after what is degraded.
   */
  private boolean inFront(Order order, Row row, String conditions, Map<String, Object> params) {
    if (order != Order.STATE || row.state() == State.DOWN || row.state() == State.DEGRADED) {
      return true;
    }
    return database
        .jdbc()
        .sql("select not exists (select " + FROM + " and s.portal_id is null" + conditions + ")")
        .params(params)
        .query(Boolean.class)
        .single();
  }

  /**
   * The rows of a page.
   *
   * @param looked whether only of the portals that have what the list is sorted by, which an index
   *     holds in this order
   */
  private List<Row> rows(
      boolean looked, String conditions, Order order, Map<String, Object> params) {
    String keyed = order.key == null ? "" : " and " + order.key + " is not null";
    String from = looked ? LOOKED_AT + conditions + keyed : FROM + conditions;
    return database
        .jdbc()
        .sql(
            COLUMNS.replace(
                "{chosen}",
                "select p.id "
                    + from
                    + " order by "
                    + order.sql
                    + ", p.title collate \"vi-x-icu\", p.id offset :offset limit :size"))
        .params(params)
        .query((row, n) -> row(row))
        .list();
  }

  /**
   * How many portals are in each state.
   *
   * @param on the day on which they exist
   */
  public Map<State, Integer> byState(Wanted wanted, LocalDate on) {
    Map<String, Object> params = new HashMap<>();
    String conditions = conditions(wanted, on, params);
    Map<State, Integer> byState = new EnumMap<>(State.class);
    database
        .jdbc()
        .sql("select coalesce(s.state, '?'), count(*) " + FROM + conditions + " group by 1")
        .params(params)
        .query(row -> {
          byState.put(State.of(row.getString(1).charAt(0)), row.getInt(2));
        });
    return Map.copyOf(byState);
  }

  /** One portal as it would be listed on a day; empty where there is none such. */
  public Optional<Row> row(int portal, LocalDate on) {
    return database
        .jdbc()
        .sql(COLUMNS.replace("{chosen}", "select p.id from portal p where p.id = :portal"))
        .param("on", on)
        .param("portal", portal)
        .query((row, n) -> row(row))
        .optional();
  }

  /** The page is chosen by the few columns that this needs; the rest is read for its rows alone. */
  private static final String COLUMNS =
      """
      select p.id, p.code, p.title, p.root_url, p.tags, (
          select v.name from agency_version v
          where v.agency_id = (
              select o.agency_id from portal_owner o
              where o.portal_id = p.id and o.main
                and o.valid_from <= :on and (o.valid_to is null or o.valid_to > :on)
              order by o.agency_id limit 1)
            and v.valid_from <= :on and (v.valid_to is null or v.valid_to > :on)
          order by v.valid_from desc limit 1) as agency,
        coalesce(s.state, '?') as state, s.since, s.reason, coalesce(s.flapping, false) as flapping,
        s.total_ms, s.up_24h, s.up_30d, s.up_90d, array_to_string(s.spark, ',', '') as spark,
        s.last_points, s.last_max, s.last_grade, s.certificate_ends, s.slot_at, p.watched
      from (select id, row_number() over () as place from ({chosen}) as ordered) as chosen
      join portal p on p.id = chosen.id left join portal_state s on s.portal_id = p.id
      order by chosen.place
      """;

  private static final String LOOKED_AT =
      """
      from portal p join portal_state s on s.portal_id = p.id
      where p.valid_from <= :on and (p.valid_to is null or p.valid_to > :on)
      """;

  private static final String FROM =
      """
      from portal p left join portal_state s on s.portal_id = p.id
      where p.valid_from <= :on and (p.valid_to is null or p.valid_to > :on)
      """;

  private static String conditions(Wanted wanted, LocalDate on, Map<String, Object> params) {
    StringBuilder sql = new StringBuilder();
    params.put("on", on);
    if (!wanted.states.isEmpty()) {
      sql.append(" and coalesce(s.state, '?') = any (:states)");
      params.put(
          "states",
          wanted.states.stream().map(s -> String.valueOf(s.code())).toArray(String[]::new));
    }
    if (wanted.tag != null) {
      sql.append(" and p.tags @> array[cast(:tag as text)]");
      params.put("tag", wanted.tag);
    }
    if (wanted.group != null) {
      sql.append(IN_GROUP);
      params.put("group", wanted.group);
    }
    if (wanted.agency != null) {
      sql.append(OF_AGENCY);
      params.put("agency", wanted.agency);
    }
    List<String> words = words(wanted.text);
    for (int i = 0; i < words.size(); i++) {
      sql.append(" and p.sought like '%' || folded(:word").append(i).append(") || '%'");
      params.put("word" + i, words.get(i));
    }
    return sql.toString();
  }

  private static final String IN_GROUP =
      """
       and p.id in (
        select o.portal_id from portal_owner o
        join agency_version v on v.agency_id = o.agency_id
        where o.main and v.ranking_group = :group
          and o.valid_from <= :on and (o.valid_to is null or o.valid_to > :on)
          and v.valid_from <= :on and (v.valid_to is null or v.valid_to > :on))
      """;

  private static final String OF_AGENCY =
      """
       and p.id in (
        select o.portal_id from portal_owner o
        where o.main and o.agency_id = :agency
          and o.valid_from <= :on and (o.valid_to is null or o.valid_to > :on))
      """;

  /** The words of a text, with what means something to «like» made plain. */
  static List<String> words(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    String bounded = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
    return Arrays.stream(bounded.strip().toLowerCase(Locale.ROOT).split("\\s+"))
        .filter(word -> !word.isEmpty())
        .limit(MOST_WORDS)
        .map(word -> word.replace("\0", "").replaceAll("([\\\\%_])", "\\\\$1"))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Row row(ResultSet row) throws SQLException {
    OffsetDateTime since = row.getObject("since", OffsetDateTime.class);
    String reason = row.getString("reason");
    return new Row(
        row.getInt("id"),
        row.getString("code"),
        row.getString("title"),
        row.getString("root_url"),
        List.of((String[]) row.getArray("tags").getArray()),
        row.getString("agency"),
        State.of(row.getString("state").charAt(0)),
        since == null ? null : since.toInstant(),
        reason == null ? null : Reason.valueOf(reason),
        row.getBoolean("flapping"),
        row.getObject("total_ms", Integer.class),
        share(row, "up_24h"),
        share(row, "up_30d"),
        share(row, "up_90d"),
        spark(row.getString("spark")),
        row.getBigDecimal("last_points"),
        row.getBigDecimal("last_max"),
        row.getString("last_grade"),
        AccountStore.instant(row, "certificate_ends"),
        AccountStore.instant(row, "slot_at"),
        row.getBoolean("watched"));
  }

  private static @Nullable Double share(ResultSet row, String column) throws SQLException {
    double share = row.getDouble(column);
    return row.wasNull() ? null : Double.valueOf(share);
  }

  /** As text, since the driver would make an object of every number twice. */
  private static List<@Nullable Integer> spark(@Nullable String text) {
    List<@Nullable Integer> days = new ArrayList<>(90);
    int start = 0;
    while (text != null && start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      days.add(end == start ? null : Integer.valueOf(Integer.parseInt(text, start, end, 10)));
      start = end + 1;
    }
    return java.util.Collections.unmodifiableList(days);
  }
}
