package vn.portalaudit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an agency and the department say to each other about a criterion of a portal. Entries are
 * only added: the database refuses to change one. Safe for threads.
 */
public final class FindingThreads {
  /** Most characters of an entry. */
  public static final int LONGEST = 4_000;

  private final Database database;

  /** Threads of a migrated database. */
  public FindingThreads(Database database) {
    this.database = database;
  }

  /** What an entry is. */
  public enum Kind {
    /** The agency's reason for a finding; applies while what was observed stays the same. */
    EXPLANATION("Giải trình"),
    /** The agency holds the finding to be wrong. */
    OBJECTION("Phản đối"),
    /** Puts an earlier entry of the same side right. */
    CORRECTION("Đính chính"),
    /** An answer that decides nothing. */
    REPLY("Trả lời"),
    /** The department agrees with the objection. */
    GRANTED("Chấp nhận phản đối"),
    /** The department keeps the finding. */
    REJECTED("Không chấp nhận phản đối");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The Vietnamese words for people. */
    public String label() {
      return label;
    }

    /** Its name in the database. */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether an agency may write it; the department writes the others. */
    public boolean ofAgency() {
      return this == EXPLANATION || this == OBJECTION || this == CORRECTION;
    }

    /** The kind of a code; empty where there is none such. */
    public static Optional<Kind> of(String code) {
      for (Kind kind : values()) {
        if (kind.code().equals(code)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * Of what a thread tells.
   *
   * @param portal number of the portal
   */
  public record Place(int portal, String checklist, String criterion) {}

  /**
   * An entry.
   *
   * @param corrects the entry that this one puts right; null for others
   * @param explanation the explanation that was given with it; null for others
   * @param byAgency whether the agency wrote it, and not the department
   */
  public record Entry(
      long id,
      Place place,
      Kind kind,
      String says,
      @Nullable Long corrects,
      @Nullable Long explanation,
      boolean byAgency,
      String byWhom,
      Instant at) {}

  /**
   * What is to be added.
   *
   * @param observedHash what of the finding the writer had before them; empty without a finding
   */
  public record Draft(
      Place place,
      Kind kind,
      String says,
      @Nullable Long corrects,
      @Nullable Long explanation,
      String observedHash,
      boolean byAgency,
      String byWhom,
      Instant at) {}

  /**
   * Adds an entry.
   *
   * @throws StoreException when what it corrects is not an entry of the same side in this thread
   */
  public long add(Draft draft) {
    return database.within(jdbc -> {
      Long corrects = draft.corrects();
      if (corrects != null && !sameSide(jdbc, draft, corrects)) {
        throw new StoreException(
            "Không có mục số " + corrects + " của bên mình trong trao đổi này");
      }
      return jdbc.sql(
              """
              insert into finding_entry (portal_id, checklist, criterion, kind, says, corrects,
                explanation_id, observed_hash, by_agency, by_whom, at)
              values (:portal, :checklist, :criterion, :kind, :says, :corrects, :explanation, :hash,
                :agency, :by, :at) returning id
              """)
          .param("portal", draft.place().portal())
          .param("checklist", draft.place().checklist())
          .param("criterion", draft.place().criterion())
          .param("kind", draft.kind().code())
          .param("says", PlainText.of(draft.says()))
          .param("corrects", corrects, Types.BIGINT)
          .param("explanation", draft.explanation(), Types.BIGINT)
          .param("hash", draft.observedHash())
          .param("agency", draft.byAgency())
          .param("by", PlainText.of(draft.byWhom()))
          .param("at", Timestamp.from(draft.at()))
          .query(Long.class)
          .single();
    });
  }

  private static boolean sameSide(JdbcClient jdbc, Draft draft, long corrects) {
    return jdbc.sql(
                """
                select count(*) from finding_entry where id = :id and portal_id = :portal
                  and checklist = :checklist and criterion = :criterion and by_agency = :agency
                """)
            .param("id", corrects)
            .param("portal", draft.place().portal())
            .param("checklist", draft.place().checklist())
            .param("criterion", draft.place().criterion())
            .param("agency", draft.byAgency())
            .query(Integer.class)
            .single()
        == 1;
  }

  /** A thread, oldest first. */
  public List<Entry> thread(Place place) {
    return database
        .jdbc()
        .sql(
            """
            select * from finding_entry where portal_id = :portal and checklist = :checklist
              and criterion = :criterion order by id
            """)
        .param("portal", place.portal())
        .param("checklist", place.checklist())
        .param("criterion", place.criterion())
        .query((row, n) -> entry(row))
        .list();
  }

  /** The newest entries about an agency's portals, of one side, newest first. */
  public List<Entry> newest(List<Integer> portals, boolean byAgency, int most) {
    return database
        .jdbc()
        .sql(
            """
            select * from finding_entry where portal_id = any (:portals::integer[])
              and by_agency = :agency order by at desc, id desc limit :most
            """)
        .param("portals", portals.toArray(Integer[]::new))
        .param("agency", byAgency)
        .param("most", most)
        .query((row, n) -> entry(row))
        .list();
  }

  /** An objection that nobody has decided, with its portal. */
  public record Open(Entry entry, String portalCode, String portalTitle) {}

  /** The objections that nobody has decided, oldest first. */
  public Listing<Open> open(int offset, int size) {
    String undecided =
        """
        from finding_entry e join portal p on p.id = e.portal_id
        where e.kind = 'objection' and not exists (
          select from finding_entry r where r.portal_id = e.portal_id and r.checklist = e.checklist
            and r.criterion = e.criterion and r.id > e.id
            and r.kind in ('granted', 'rejected', 'objection'))
        """;
    int total = database.jdbc().sql("select count(*) " + undecided).query(Integer.class).single();
    List<Open> rows =
        database
            .jdbc()
            .sql(
                "select e.*, p.code, p.title "
                    + undecided
                    + " order by e.id offset :offset limit :size")
            .param("offset", offset)
            .param("size", size)
            .query((row, n) -> new Open(entry(row), row.getString("code"), row.getString("title")))
            .list();
    return new Listing<>(rows, total);
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("id"),
        new Place(row.getInt("portal_id"), row.getString("checklist"), row.getString("criterion")),
        Kind.of(row.getString("kind")).orElseThrow(),
        row.getString("says"),
        row.getObject("corrects", Long.class),
        row.getObject("explanation_id", Long.class),
        row.getBoolean("by_agency"),
        row.getString("by_whom"),
        FindingRows.instant(row, "at"));
  }
}
