package vn.portalaudit.store.campaign;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.campaign.SubmissionLife;
import vn.portalaudit.index.GeneralTable;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.PlainText;
import vn.portalaudit.store.campaign.CampaignRows.Hold;

/** An agency's general information (920, Bảng 1), with who reported and who approved. */
public final class GeneralInfo {
  private static final int LONGEST = 4_000;

  private final Database database;
  private final InstantSource clock;
  private final Definitions definitions;

  GeneralInfo(Database database, InstantSource clock, Definitions definitions) {
    this.definitions = definitions;
    this.database = database;
    this.clock = clock;
  }

  /** What stands in a row. */
  public record Entry(String row, String content, int version, String who, Instant at) {}

  /**
   * Saves a row.
   *
   * @param seen the version that the writer had before them; 0 when there was none
   */
  Ruling<Entry> save(int campaign, String agency, Entry typed, int seen, Actor by) {
    return database.within(jdbc -> {
      Instant now = clock.instant();
      Campaign in = CampaignRows.campaign(jdbc, campaign, Hold.SHARE);
      Submission submission = CampaignRows.submission(jdbc, campaign, agency, Hold.SHARE);
      Optional<GeneralTable> table = definitions.generalTable(jdbc, in);
      if (table.isEmpty() || table.get().row(typed.row()).isEmpty()) {
        return Ruling.refused("Bảng thông tin chung không có dòng «" + typed.row() + "»");
      }
      if (typed.content().length() > LONGEST) {
        return Ruling.refused("Dài quá " + LONGEST + " ký tự; hãy viết ngắn lại");
      }
      return SubmissionLife.write(in, submission, by, now)
          .then(s -> write(jdbc, campaign, agency, typed, seen, by, now));
    });
  }

  private static Ruling<Entry> write(
      JdbcClient jdbc, int campaign, String agency, Entry typed, int seen, Actor by, Instant now) {
    int done =
        jdbc.sql(
                seen == 0
                    ? "insert into general_info (content, by_whom, at, campaign_id, agency, row_id,"
                        + " version) values (?, ?, ?, ?, ?, ?, ? + 1) on conflict do nothing"
                    : "update general_info set content = ?, by_whom = ?, at = ?,"
                        + " version = version + 1 where campaign_id = ? and agency = ?"
                        + " and row_id = ? and version = ?")
            .params(PlainText.of(typed.content()), by.who(), CampaignRows.time(now))
            .params(campaign, agency, typed.row(), seen)
            .update();
    Entry stands = all(jdbc, campaign, agency).get(typed.row());
    if (stands == null) {
      return Ruling.refused("Dòng này chưa có ở đây; hãy tải lại trang");
    }
    if (done == 0) {
      return Ruling.refused(
          "«"
              + stands.who()
              + "» vừa lưu dòng này thành «"
              + stands.content()
              + "»; hãy xem lại rồi lưu");
    }
    return Ruling.allowed(stands);
  }

  static Map<String, Entry> all(JdbcClient jdbc, int campaign, String agency) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    jdbc.sql("select * from general_info where campaign_id = ? and agency = ?")
        .params(campaign, agency)
        .query((row, n) ->
            new Entry(
                row.getString("row_id"),
                row.getString("content"),
                row.getInt("version"),
                row.getString("by_whom"),
                CampaignRows.at(row, "at")))
        .list()
        .forEach(entry -> entries.put(entry.row(), entry));
    return entries;
  }

  /** Rows that must be filled before the report is handed in, and are not. */
  List<String> problems(JdbcClient jdbc, int campaign, String agency) {
    Campaign in = CampaignRows.campaign(jdbc, campaign, Hold.READ);
    Map<String, Entry> entries = all(jdbc, campaign, agency);
    List<String> problems = new ArrayList<>();
    definitions
        .generalTable(jdbc, in)
        .ifPresent(table ->
            table.rows().stream()
                .filter(GeneralTable.Row::needed)
                .filter(row -> {
                  Entry entry = entries.get(row.id());
                  return entry == null || entry.content().isBlank();
                })
                .forEach(row ->
                    problems.add(
                        "Bảng thông tin chung, dòng "
                            + row.id()
                            + " «"
                            + row.title()
                            + "»: chưa điền")));
    return problems;
  }
}
