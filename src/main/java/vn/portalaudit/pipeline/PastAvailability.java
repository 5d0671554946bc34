package vn.portalaudit.pipeline;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Period;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.evidence.Entry;
import vn.portalaudit.evidence.EvidenceFolder;
import vn.portalaudit.evidence.EvidenceReader;

/**
 * What the watch counted of a portal over the period of an audit. It is kept in the audit's folder
 * among what was measured, so that a replay needs nothing but the folder, and takes the place of
 * what one look cannot know.
 *
 * @param from first day of the period
 * @param to last day
 * @param watchedFrom first day with results; null without any
 * @param countedAt when it was counted
 * @param good slots in which the portal could be used
 * @param down slots in which it could not, confirmed
 * @param unknown slots of which that cannot be told
 * @param excluded slots in maintenance that was announced in time
 * @param outages confirmed outages
 * @param share good by good and down; null when too little was seen to tell
 * @param low lower end of its confidence interval; null likewise
 * @param high upper end; null likewise
 */
public record PastAvailability(
    LocalDate from,
    LocalDate to,
    @Nullable LocalDate watchedFrom,
    Instant countedAt,
    long good,
    long down,
    long unknown,
    long excluded,
    long outages,
    @Nullable BigDecimal share,
    @Nullable BigDecimal low,
    @Nullable BigDecimal high) {
  private static final String MEASURED = "availability";
  private static final String PROBE = "uptime";
  private static final String FIELD = "availability";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Records it in a folder that holds none. */
  void record(EvidenceFolder folder, String portal) throws IOException {
    if (recorded(EvidenceReader.open(folder.folder())).isEmpty()) {
      folder.measured(MEASURED, portal, countedAt, JSON.writeValueAsString(this));
    }
  }

  private static Optional<Entry> recorded(EvidenceReader record) {
    return record.entries().stream()
        .filter(e -> e.kind() == Entry.Kind.MEASURE && e.name().equals(MEASURED))
        .findFirst();
  }

  /**
   * Observations with what a folder holds of the availability over the period that is judged; as
   * they are where it holds none, or that of another period.
   */
  static List<Observation> merged(
      List<Observation> observations, EvidenceReader record, Period period) throws IOException {
    Optional<Entry> entry = recorded(record);
    if (entry.isEmpty()) {
      return observations;
    }
    PastAvailability past = read(record.payload(entry.get()));
    if (!new Period(past.from(), past.to()).equals(period)) {
      return observations;
    }
    Entry.Place place = entry.get().place();
    Observation counted =
        past.observation(entry.get().target(), place == null ? null : place.sha256());
    List<Observation> merged = new ArrayList<>(observations);
    merged.replaceAll(o -> o.key().equals(counted.key()) ? counted : o);
    return merged;
  }

  private static PastAvailability read(byte[] json) throws IOException {
    try {
      return JSON.readValue(new String(json, StandardCharsets.UTF_8), PastAvailability.class);
    } catch (JacksonException e) {
      throw new IOException("số liệu hoạt động trong thư mục minh chứng không đọc được", e);
    }
  }

  private Observation observation(String portal, @Nullable String sha256) {
    List<Evidence> evidence = List.of(new Evidence(portal, countedAt, sha256, says()));
    BigDecimal known = share;
    return known == null
        ? Observation.unobserved(PROBE, FIELD, Reason.TOO_LITTLE_HISTORY, evidence)
        : Observation.of(PROBE, FIELD, Datum.of(known), evidence);
  }

  private String says() {
    if (watchedFrom == null) {
      return "Chưa có lượt đo nào trong kỳ " + days(from, to) + ".";
    }
    String counted =
        "Đo liên tục "
            + days(watchedFrom, to)
            + ": "
            + good
            + " lượt tốt, "
            + down
            + " lượt ngừng ("
            + outages
            + " sự cố), "
            + unknown
            + " lượt không rõ, "
            + excluded
            + " lượt bảo trì đã thông báo";
    return share == null || low == null || high == null
        ? counted + "; chưa đủ để kết luận."
        : counted
            + "; "
            + percent(share)
            + ", khoảng tin cậy 95% từ "
            + percent(low)
            + " đến "
            + percent(high)
            + ".";
  }

  private static String days(LocalDate first, LocalDate last) {
    return "từ " + DAY.format(first) + " đến " + DAY.format(last);
  }

  private static String percent(BigDecimal share) {
    return share.movePointRight(2).stripTrailingZeros().toPlainString().replace('.', ',') + "%";
  }
}
