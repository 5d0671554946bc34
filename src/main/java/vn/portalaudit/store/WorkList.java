package vn.portalaudit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.schedule.WorkKind;

/**
 * The queue as people see it: what waits, what is under way and how far it is. Safe for threads.
 */
public final class WorkList {
  private static final int MOST = 500;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String COLUMNS =
      """
      select w.*, w.checkpoint::text as progress, p.code, p.title, n.name as node,
        (select r.id from audit_run r where r.work_id = w.id order by r.id desc limit 1) as run
      from work w join portal p on p.id = w.portal_id left join node n on n.id = w.owner
      """;

  private final Database database;

  /** A list of the queue in a migrated database. */
  public WorkList(Database database) {
    this.database = database;
  }

  /** Where work stands. */
  public enum State {
    QUEUED("đang chờ"),
    RUNNING("đang chạy"),
    DONE("xong"),
    FAILED("không xong"),
    CANCELLED("đã hủy");

    private final String label;

    State(String label) {
      this.label = label;
    }

    /** The Vietnamese words for people. */
    public String label() {
      return label;
    }
  }

  /**
   * How far running work is.
   *
   * @param phase what is being done, Vietnamese words
   * @param pages pages read
   * @param queued pages known and not read
   * @param etaSeconds seconds that the rest takes at the pace so far; null while nobody can say
   */
  public record Progress(String phase, int pages, int queued, @Nullable Integer etaSeconds) {
    /** As it is kept with the work. */
    public String json() {
      return JSON.writeValueAsString(this);
    }

    static @Nullable Progress read(@Nullable String json) {
      if (json == null) {
        return null;
      }
      JsonNode node = JSON.readTree(json);
      return new Progress(
          node.path("phase").asString(""),
          node.path("pages").asInt(0),
          node.path("queued").asInt(0),
          node.path("etaSeconds").isNumber() ? node.path("etaSeconds").asInt() : null);
    }
  }

  /**
   * One piece of work.
   *
   * @param portal number of the portal
   * @param code the portal's code
   * @param slot the occasion
   * @param node name of the node that holds it, or held it last; null before
   * @param progress how far it is, or was; null before
   * @param reason why it failed; null unless it did
   * @param run id of the run that came of it; null without one
   * @param priority from 0, the most urgent, to 9
   */
  public record Item(
      long id,
      int portal,
      String code,
      String title,
      WorkKind kind,
      String slot,
      State state,
      int attempt,
      Instant dueAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String node,
      @Nullable Progress progress,
      @Nullable String requestedBy,
      @Nullable String reason,
      @Nullable String run,
      int priority) {}

  /**
   * Which work; null is no bound.
   *
   * @param text in the portal's name, code or address; empty for all
   */
  public record Wanted(@Nullable State state, @Nullable WorkKind kind, String text) {}

  /**
   * Work in time, for a picture.
   *
   * @param to when it ended; now while it runs
   */
  public record Span(
      String node, String title, WorkKind kind, State state, Instant from, Instant to) {}

  /** What is under way first, then what waits by its turn, then what ended last. */
  public List<Item> newest(int most) {
    return database
        .jdbc()
        .sql(
            "select * from ("
                + COLUMNS
                + """
                 order by array_position(array['running', 'queued'], w.state) nulls last,
                  case when w.state = 'queued' then w.priority end,
                  case when w.state = 'queued' then w.due_at end,
                  w.ended_at desc nulls last, w.id desc limit :most) as listed
                """)
        .param("most", Math.clamp(most, 1, MOST))
        .query((row, n) -> item(row))
        .list();
  }

  private static final String WANTED =
      """
       where (:state::text is null or w.state = :state) and (:kind::text is null or w.kind = :kind)
        and (:text = '' or p.sought like '%' || folded(:text) || '%')
      """;

  /** A page, in the order of {@link #newest}. */
  public Listing<Item> page(Wanted wanted, int offset, int size) {
    java.util.Map<String, Object> params = new java.util.HashMap<>();
    params.put("state", wanted.state() == null ? null : code(wanted.state()));
    params.put("kind", wanted.kind() == null ? null : wanted.kind().code());
    params.put("text", wanted.text().replaceAll("([\\\\%_])", "\\\\$1"));
    int total =
        database
            .jdbc()
            .sql("select count(*) from work w join portal p on p.id = w.portal_id" + WANTED)
            .params(params)
            .query(Integer.class)
            .single();
    return new Listing<>(
        database
            .jdbc()
            .sql(
                COLUMNS
                    + WANTED
                    + """
                     order by array_position(array['running', 'queued'], w.state) nulls last,
                      case when w.state = 'queued' then w.priority end,
                      case when w.state = 'queued' then w.due_at end,
                      w.ended_at desc nulls last, w.id desc offset :offset limit :size
                    """)
            .params(params)
            .param("offset", offset)
            .param("size", size)
            .query((row, n) -> item(row))
            .list(),
        total);
  }

  private static String code(State state) {
    return state.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** What is under way, the longest first. */
  public List<Item> running(int most) {
    return database
        .jdbc()
        .sql(COLUMNS + " where w.state = 'running' order by w.started_at, w.id limit :most")
        .param("most", Math.clamp(most, 1, MOST))
        .query((row, n) -> item(row))
        .list();
  }

  /** A text that changes whenever what is under way, or how much waits, does. */
  public String pulse() {
    return database
        .jdbc()
        .sql(
            """
            select coalesce(md5(string_agg(id || ':' || fence || ':' || coalesce(checkpoint::text, ''),
                ',' order by id) filter (where state = 'running')), '-')
              || '/' || count(*) filter (where state = 'queued')
            from work where state in ('queued', 'running')
            """)
        .query(String.class)
        .single();
  }

  /** What nodes worked on since a moment, the youngest first. */
  public List<Span> spans(Instant from, int most) {
    return database
        .jdbc()
        .sql(
            """
            select n.name, p.title, w.kind, w.state, greatest(w.started_at, :from) as began,
              coalesce(w.ended_at, now()) as ended
            from work w join node n on n.id = w.owner join portal p on p.id = w.portal_id
            where w.started_at is not null and (w.state = 'running' or w.ended_at > :from)
            order by w.id desc limit :most
            """)
        .param("from", IncidentRows.param(from))
        .param("most", Math.clamp(most, 1, MOST))
        .query((row, n) ->
            new Span(
                row.getString("name"),
                row.getString("title"),
                WorkKind.of(row.getString("kind")).orElseThrow(),
                State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                IncidentRows.time(row, "began"),
                IncidentRows.time(row, "ended")))
        .list();
  }

  /** The work of one portal, newest first. */
  public List<Item> of(int portal, int most) {
    return database
        .jdbc()
        .sql(COLUMNS + " where w.portal_id = :portal order by w.id desc limit :most")
        .param("portal", portal)
        .param("most", Math.clamp(most, 1, MOST))
        .query((row, n) -> item(row))
        .list();
  }

  /** One piece of work. */
  public Optional<Item> find(long id) {
    return database
        .jdbc()
        .sql(COLUMNS + " where w.id = :id")
        .param("id", id)
        .query((row, n) -> item(row))
        .optional();
  }

  private static Item item(ResultSet row) throws SQLException {
    return new Item(
        row.getLong("id"),
        row.getInt("portal_id"),
        row.getString("code"),
        row.getString("title"),
        WorkKind.of(row.getString("kind")).orElseThrow(),
        row.getString("slot"),
        State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
        row.getInt("attempt"),
        IncidentRows.time(row, "due_at"),
        IncidentRows.perhaps(row, "started_at"),
        IncidentRows.perhaps(row, "ended_at"),
        row.getString("node"),
        Progress.read(row.getString("progress")),
        row.getString("requested_by"),
        row.getString("reason"),
        row.getString("run"),
        row.getInt("priority"));
  }
}
