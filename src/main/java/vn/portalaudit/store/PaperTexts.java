package vn.portalaudit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people add to the documents that the program writes: letterheads, signers, remarks. The
 * figures of a document are read anew each time and are never kept here. Safe for threads.
 */
public final class PaperTexts {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Database database;

  /** Texts in a migrated database. */
  public PaperTexts(Database database) {
    this.database = database;
  }

  /**
   * The texts of a document.
   *
   * @param texts by the name of their field
   * @param version one more with every change; 0 while nobody wrote anything
   * @param who who wrote last; empty while nobody did
   */
  public record Kept(Map<String, String> texts, int version, String who, @Nullable Instant at) {
    public Kept {
      texts = Map.copyOf(texts);
    }
  }

  /** The texts of a document; version 0 while nobody wrote any. */
  public Kept find(String subject, String kind) {
    return database
        .jdbc()
        .sql("select * from paper_text where subject = ? and kind = ?")
        .params(subject, kind)
        .query((row, n) -> kept(row))
        .optional()
        .orElse(new Kept(Map.of(), 0, "", null));
  }

  /** The texts that were written last for another document of this kind; to begin with. */
  public Map<String, String> newest(String kind) {
    return database
        .jdbc()
        .sql("select * from paper_text where kind = ? order by at desc limit 1")
        .param(kind)
        .query((row, n) -> kept(row).texts())
        .optional()
        .orElse(Map.of());
  }

  /**
   * Keeps texts.
   *
   * @param seen the version that the writer had before them
   * @return empty when somebody else was faster; nothing of theirs is lost
   */
  public Optional<Kept> save(
      String subject, String kind, Map<String, String> texts, int seen, String who, Instant now) {
    return database
        .jdbc()
        .sql(
            seen == 0
                ? """
                insert into paper_text (texts, by_whom, at, subject, kind, version)
                values (?::jsonb, ?, ?, ?, ?, ? + 1) on conflict do nothing returning *
                """
                : """
                update paper_text set texts = ?::jsonb, by_whom = ?, at = ?, version = version + 1
                where subject = ? and kind = ? and version = ? returning *
                """)
        .params(
            PlainText.of(JSON.writeValueAsString(texts)),
            who,
            OffsetDateTime.ofInstant(now, ZoneOffset.UTC),
            subject,
            kind,
            seen)
        .query((row, n) -> kept(row))
        .optional();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : JSON.readTree(row.getString("texts")).properties()) {
      texts.put(one.getKey(), one.getValue().asString());
    }
    return new Kept(
        texts,
        row.getInt("version"),
        row.getString("by_whom"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }
}
