package vn.portalaudit.store.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.EvidenceFile;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.campaign.SubmissionLife;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.campaign.CampaignRows.Hold;

/**
 * Evidence that agencies attach. A file is kept once, under its SHA-256, in the data folder; one
 * piece may prove several indicators.
 */
public final class EvidencePieces {
  private static final int MOST_PIECES = 500;

  private final Database database;
  private final InstantSource clock;
  private final Path folder;
  private final Definitions definitions;

  /**
   * Pieces below a folder.
   *
   * @param folder where files are kept; made when it is needed
   */
  EvidencePieces(Database database, InstantSource clock, Path folder, Definitions definitions) {
    this.database = database;
    this.clock = clock;
    this.folder = folder;
    this.definitions = definitions;
  }

  /**
   * A piece of evidence.
   *
   * @param name what the person called the file
   * @param indicators what it proves
   */
  public record Piece(
      long id,
      String sha256,
      String name,
      String mediaType,
      long bytes,
      List<String> indicators,
      String who,
      Instant at) {}

  /** Attaches a file to an indicator; a file that is there already only proves one more. */
  Ruling<Piece> attach(Reports.Place place, String name, byte[] content, Actor by) {
    return EvidenceFile.check(name, content)
        .then(file -> {
          String sha = sha256(content);
          return database.within(jdbc -> {
            Ruling<Definitions.Row> may = may(jdbc, place, by);
            return may.then(row -> {
              write(sha, content);
              return insert(jdbc, place, sha, file, content.length, by);
            });
          });
        });
  }

  private Ruling<Definitions.Row> may(JdbcClient jdbc, Reports.Place place, Actor by) {
    Campaign campaign = CampaignRows.campaign(jdbc, place.campaign(), Hold.SHARE);
    Submission agency = CampaignRows.submission(jdbc, place.campaign(), place.agency(), Hold.SHARE);
    return SubmissionLife.explain(campaign, agency, by, clock.instant())
        .then(s -> definitions.row(jdbc, campaign, agency, place.indicator()));
  }

  private Ruling<Piece> insert(
      JdbcClient jdbc,
      Reports.Place place,
      String sha,
      EvidenceFile.Checked file,
      long bytes,
      Actor by) {
    int count =
        jdbc.sql("select count(*) from evidence_piece where campaign_id = ? and agency = ?")
            .params(place.campaign(), place.agency())
            .query(Integer.class)
            .single();
    if (count >= MOST_PIECES) {
      return Ruling.refused(
          "Đã có " + MOST_PIECES + " tệp minh chứng; một tệp dùng được cho nhiều chỉ số");
    }
    jdbc.sql(
            """
            insert into evidence_piece (campaign_id, agency, sha256, name, media_type, bytes, by_whom,
              at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """)
        .params(place.campaign(), place.agency(), sha, file.name(), file.kind().mediaType())
        .params(bytes, by.who(), CampaignRows.time(clock.instant()))
        .update();
    long id =
        jdbc.sql(
                "select id from evidence_piece where campaign_id = ? and agency = ? and sha256 = ?")
            .params(place.campaign(), place.agency(), sha)
            .query(Long.class)
            .single();
    return use(jdbc, place, id, by);
  }

  /** Lets a piece prove one more indicator. */
  Ruling<Piece> use(Reports.Place place, long piece, Actor by) {
    return database.within(jdbc -> may(jdbc, place, by).then(row -> use(jdbc, place, piece, by)));
  }

  private Ruling<Piece> use(JdbcClient jdbc, Reports.Place place, long piece, Actor by) {
    Optional<Piece> its =
        all(jdbc, place.campaign(), place.agency()).stream()
            .filter(one -> one.id() == piece)
            .findFirst();
    if (its.isEmpty()) {
      return Ruling.refused("Không có minh chứng số " + piece + " của cơ quan này");
    }
    jdbc.sql("insert into evidence_use values (?, ?, ?, ?) on conflict do nothing")
        .params(piece, place.indicator(), by.who(), CampaignRows.time(clock.instant()))
        .update();
    return Ruling.allowed(
        all(jdbc, place.campaign(), place.agency()).stream()
            .filter(one -> one.id() == piece)
            .findFirst()
            .orElseThrow());
  }

  /** Takes a piece away from an indicator; the file stays. */
  Ruling<Boolean> release(Reports.Place place, long piece, Actor by) {
    return database.within(jdbc ->
        may(jdbc, place, by)
            .then(row ->
                Ruling.allowed(
                    jdbc.sql(
                                """
                                delete from evidence_use u using evidence_piece p
                                where u.piece_id = p.id and p.id = ? and p.campaign_id = ?
                                  and p.agency = ? and u.indicator = ?
                                """)
                            .params(piece, place.campaign(), place.agency(), place.indicator())
                            .update()
                        == 1)));
  }

  static List<Piece> all(JdbcClient jdbc, int campaign, String agency) {
    return jdbc.sql(
            """
            select p.*, array(select indicator from evidence_use u where u.piece_id = p.id
              order by indicator) as indicators
            from evidence_piece p where campaign_id = ? and agency = ? order by id
            """)
        .params(campaign, agency)
        .query((row, n) ->
            new Piece(
                row.getLong("id"),
                row.getString("sha256"),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("bytes"),
                Arrays.asList((String[]) row.getArray("indicators").getArray()),
                row.getString("by_whom"),
                CampaignRows.at(row, "at")))
        .list();
  }

  static int count(JdbcClient jdbc, Reports.Place place) {
    return jdbc.sql(
            """
            select count(*) from evidence_use u join evidence_piece p on p.id = u.piece_id
            where p.campaign_id = ? and p.agency = ? and u.indicator = ?
            """)
        .params(place.campaign(), place.agency(), place.indicator())
        .query(Integer.class)
        .single();
  }

  /** The file of a piece. */
  Path file(Piece piece) {
    return path(piece.sha256());
  }

  /** Whether the file of a piece is there and still has its hash; reads it whole. */
  boolean intact(Piece piece) {
    Path file = file(piece);
    try {
      return Files.isRegularFile(file)
          && Files.size(file) <= EvidenceFile.MOST_BYTES
          && sha256(Files.readAllBytes(file)).equals(piece.sha256());
    } catch (IOException e) {
      return false;
    }
  }

  Path path(String sha) {
    return folder.resolve(sha.substring(0, 2)).resolve(sha);
  }

  /** Writes beside and moves, so that a file under its name is always whole. */
  void write(String sha, byte[] content) {
    Path target = path(sha);
    if (Files.exists(target)) {
      return;
    }
    try {
      Files.createDirectories(target.getParent());
      Path part =
          Files.createTempFile(
              target.getParent(),
              "phan-",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(part, content);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      // somebody attached the same file at the same time
    } catch (IOException e) {
      throw new UncheckedIOException("Không lưu được minh chứng", e);
    }
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
