package vn.portalaudit.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.crawl.Crawler;
import vn.portalaudit.domain.Period;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.report.ReportFiles;

/**
 * What was asked for, kept in the audit's folder as {@code run.json} so that it can go on and be judged again.
 *
 * @param id id of the run
 * @param portal address of the portal as given
 * @param kind kind of its owner
 * @param checklists ids asked for; empty for those that fit the kind
 * @param at the moment as of which is judged
 * @param period assessment period
 * @param maxPages page budget
 * @param renderAlways whether pages are rendered also where they show their content without scripts
 * @param startedAt when it began
 * @param finishedAt when its last answer was read; null while it has not come to an end
 */
public record Order(
    String id,
    String portal,
    PortalKind kind,
    List<String> checklists,
    Instant at,
    Period period,
    int maxPages,
    boolean renderAlways,
    Instant startedAt,
    @Nullable Instant finishedAt) {
  private static final String FILE = "run.json";
  private static final String SCHEMA = "portal-audit/order/1";

  public Order {
    checklists = List.copyOf(checklists);
  }

  /** The same, ended. */
  Order finished(Instant when) {
    return new Order(id, portal, kind, checklists, at, period, maxPages, renderAlways, startedAt, when);
  }

  /** The same, judged by other checklists, as of another moment or for another period where these are given. */
  public Order with(List<String> otherChecklists, @Nullable Instant otherAt, @Nullable Period otherPeriod, @Nullable PortalKind otherKind) {
    return new Order(
        id,
        portal,
        otherKind == null ? kind : otherKind,
        otherChecklists.isEmpty() ? checklists : otherChecklists,
        otherAt == null ? at : otherAt,
        otherPeriod == null ? period : otherPeriod,
        maxPages,
        renderAlways,
        startedAt,
        finishedAt);
  }

  Crawler.Options crawl() {
    return new Crawler.Options(maxPages, Crawler.Options.STANDARD.maxRenders(), renderAlways);
  }

  void write(Path folder) throws IOException {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("schema", SCHEMA).put("id", id).put("portal", portal).put("kind", kind.id());
    checklists.forEach(root.putArray("checklists")::add);
    root.put("at", at.toString()).put("from", period.from().toString()).put("to", period.to().toString());
    root.put("maxPages", maxPages).put("renderAlways", renderAlways).put("startedAt", startedAt.toString());
    root.put("finishedAt", finishedAt == null ? null : finishedAt.toString());
    ReportFiles.save(folder.resolve(FILE), root.toPrettyString() + "\n");
  }

  /**
   * Reads what was asked for.
   *
   * @param folder folder of an audit
   * @return the order, or empty when the folder holds none
   * @throws IOException when it cannot be read; the message is for people
   */
  public static Optional<Order> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode root = JsonMapper.shared().readTree(Files.readAllBytes(file));
      List<String> checklists = new ArrayList<>();
      root.path("checklists").forEach(node -> checklists.add(node.asString()));
      String finished = root.path("finishedAt").asString("");
      return Optional.of(
          new Order(
              root.get("id").asString(),
              root.get("portal").asString(),
              PortalKind.of(root.get("kind").asString()).orElseThrow(() -> new IOException(file + ": kind lạ")),
              checklists,
              Instant.parse(root.get("at").asString()),
              new Period(LocalDate.parse(root.get("from").asString()), LocalDate.parse(root.get("to").asString())),
              root.get("maxPages").asInt(),
              root.get("renderAlways").asBoolean(),
              Instant.parse(root.get("startedAt").asString()),
              finished.isEmpty() ? null : Instant.parse(finished)));
    } catch (JacksonException | java.time.DateTimeException | NullPointerException | IllegalArgumentException e) {
      throw new IOException(file + ": tệp hỏng, không đọc được lệnh kiểm tra; hãy kiểm tra lại từ đầu vào thư mục khác", e);
    }
  }
}
