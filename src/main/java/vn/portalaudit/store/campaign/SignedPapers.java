package vn.portalaudit.store.campaign;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.campaign.EvidenceFile;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.campaign.SubmissionLife;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.PlainText;
import vn.portalaudit.store.campaign.CampaignRows.Hold;

/**
 * Copies of documents that came back signed. A copy is kept under its SHA-256 like evidence; the
 * newest stands, those before it stay in the history.
 */
public final class SignedPapers {
  private static final int MOST = 50;
  private static final String DEPARTMENT = "";

  private final Database database;
  private final InstantSource clock;
  private final EvidencePieces files;

  SignedPapers(Database database, InstantSource clock, EvidencePieces files) {
    this.database = database;
    this.clock = clock;
    this.files = files;
  }

  /**
   * A signed copy.
   *
   * @param says what the check of its signature said, sentences one a line
   */
  public record Copy(
      long id,
      String kind,
      String sha256,
      String name,
      long bytes,
      String says,
      String who,
      Instant at) {}

  /**
   * A file that is handed in.
   *
   * @param says what the check of its signature said
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Upload(String kind, String name, byte[] content, String says) {}

  Ruling<Copy> ofAgency(int campaign, String agency, Upload upload, Actor by) {
    return database.within(jdbc -> {
      Campaign in = CampaignRows.campaign(jdbc, campaign, Hold.SHARE);
      Submission submission = CampaignRows.submission(jdbc, campaign, agency, Hold.SHARE);
      return SubmissionLife.sign(in, submission, by, clock.instant())
          .then(s -> put(jdbc, campaign, agency, upload, by));
    });
  }

  Ruling<Copy> ofDepartment(int campaign, Upload upload, Actor by) {
    return database.within(jdbc -> {
      Campaign in = CampaignRows.campaign(jdbc, campaign, Hold.SHARE);
      return by.role() != Actor.Role.DEPARTMENT || in.state() == CampaignState.LOCKED
          ? Ruling.refused(
              "Kỳ «"
                  + in.title()
                  + "» "
                  + in.state().label()
                  + "; bản ký chỉ thay được trước khi khóa kỳ")
          : put(jdbc, campaign, DEPARTMENT, upload, by);
    });
  }

  private Ruling<Copy> put(JdbcClient jdbc, int campaign, String agency, Upload upload, Actor by) {
    return EvidenceFile.check(upload.name(), upload.content())
        .then(file -> {
          if (file.kind() != EvidenceFile.Kind.PDF) {
            return Ruling.refused("Bản ký phải là tệp PDF; hãy lưu hoặc quét thành PDF");
          }
          List<Copy> before = all(jdbc, campaign, agency);
          String sha = EvidencePieces.sha256(upload.content());
          if (before.size() >= MOST) {
            return Ruling.refused("Đã tải lên " + MOST + " bản; hãy liên hệ cơ quan chủ trì");
          }
          if (before.stream()
              .filter(copy -> copy.kind().equals(upload.kind()))
              .findFirst()
              .filter(copy -> copy.sha256().equals(sha))
              .isPresent()) {
            return Ruling.refused("Tệp này chính là bản ký đang dùng; không có gì để thay");
          }
          files.write(sha, upload.content());
          return Ruling.allowed(
              jdbc.sql(
                      """
                      insert into signed_paper (campaign_id, agency, kind, sha256, name, bytes, says,
                        by_whom, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning *
                      """)
                  .params(campaign, agency, upload.kind(), sha, file.name())
                  .params(upload.content().length, PlainText.of(upload.says()), by.who())
                  .param(CampaignRows.time(clock.instant()))
                  .query((row, n) -> copy(row))
                  .single());
        });
  }

  List<Copy> ofAgency(int campaign, String agency) {
    return all(database.jdbc(), campaign, agency);
  }

  List<Copy> ofDepartment(int campaign) {
    return all(database.jdbc(), campaign, DEPARTMENT);
  }

  private static List<Copy> all(JdbcClient jdbc, int campaign, String agency) {
    return jdbc.sql(
            "select * from signed_paper where campaign_id = ? and agency = ? order by id desc")
        .params(campaign, agency)
        .query((row, n) -> copy(row))
        .list();
  }

  Path file(Copy copy) {
    return files.path(copy.sha256());
  }

  private static Copy copy(ResultSet row) throws SQLException {
    return new Copy(
        row.getLong("id"),
        row.getString("kind"),
        row.getString("sha256"),
        row.getString("name"),
        row.getLong("bytes"),
        row.getString("says"),
        row.getString("by_whom"),
        CampaignRows.at(row, "at"));
  }
}
