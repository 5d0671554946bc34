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
      @Nullable String run) {}

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
        row.getString("run"));
  }
}
