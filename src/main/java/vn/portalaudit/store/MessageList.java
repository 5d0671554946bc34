package vn.portalaudit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The messages of the outbox as people look for them. Safe for threads. */
public final class MessageList {
  /** The states of a message. */
  public static final List<String> STATES =
      List.of("waiting", "held", "folded", "sending", "sent", "given-up");

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String COLUMNS =
      """
      select o.*, c.name as channel, (
        select d.says from delivery d where d.outbox_id = o.id order by d.id desc limit 1) as says
      """;
  private static final String FROM = " from outbox o join channel c on c.id = o.channel_id ";

  private final Database database;

  /** Of a migrated database. */
  public MessageList(Database database) {
    this.database = database;
  }

  /**
   * A message.
   *
   * @param text its words
   * @param notBefore when it may go
   * @param attempts how often sending it has failed
   * @param says how the last try went; null before any
   */
  public record Message(
      long id,
      String channel,
      String subject,
      String text,
      List<Long> incidents,
      Instant at,
      Instant notBefore,
      String state,
      int attempts,
      @Nullable Instant sentAt,
      @Nullable String says) {
    public Message {
      incidents = List.copyOf(incidents);
    }
  }

  /**
   * A page, the youngest first.
   *
   * @param channel number of the channel; 0 for all
   * @param state one of {@link #STATES}; empty for all
   */
  public Listing<Message> page(int channel, String state, int offset, int size) {
    String where =
        FROM
            + "where (:channel = 0 or o.channel_id = :channel) and (:state = '' or o.state ="
            + " :state)";
    Map<String, Object> params = new HashMap<>(Map.of("channel", channel, "state", state));
    int total =
        database.jdbc().sql("select count(*)" + where).params(params).query(Integer.class).single();
    params.put("offset", offset);
    params.put("size", size);
    return new Listing<>(
        database
            .jdbc()
            .sql(COLUMNS + where + " order by o.id desc offset :offset limit :size")
            .params(params)
            .query((row, n) -> message(row))
            .list(),
        total);
  }

  /** A message. */
  public Optional<Message> find(long id) {
    return database
        .jdbc()
        .sql(COLUMNS + FROM + "where o.id = :id")
        .param("id", id)
        .query((row, n) -> message(row))
        .optional();
  }

  private static Message message(ResultSet row) throws SQLException {
    return new Message(
        row.getLong("id"),
        row.getString("channel"),
        row.getString("subject"),
        JSON.readTree(row.getString("body")).path("text").asString(""),
        Arrays.asList((Long[]) row.getArray("incidents").getArray()),
        IncidentRows.time(row, "created_at"),
        IncidentRows.time(row, "not_before"),
        row.getString("state"),
        row.getInt("attempts"),
        IncidentRows.perhaps(row, "sent_at"),
        row.getString("says"));
  }

  /** Lets a message that was given up, or that waits for its next try, go now; false for others. */
  public boolean again(long id) {
    return database
            .jdbc()
            .sql(
                """
                update outbox set state = 'waiting', not_before = now(),
                  attempts = case state when 'given-up' then 0 else attempts end
                where id = ? and (state = 'given-up' or state = 'waiting' and attempts > 0)
                """)
            .param(id)
            .update()
        == 1;
  }
}
