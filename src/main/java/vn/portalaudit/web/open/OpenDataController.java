package vn.portalaudit.web.open;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.store.PortalList;
import vn.portalaudit.store.campaign.PublishedResults;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Screen;

/** Open data: how portals are and what was published, as CSV and JSON, with a dictionary. */
@Controller
final class OpenDataController {
  private static final String PATH = "/du-lieu-mo";
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final int PAGE = 1_000;
  private static final int DECIMALS = 4;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PortalList portals;
  private final PublishedResults published;
  private final InstantSource clock;

  OpenDataController(PortalList portals, PublishedResults published, InstantSource clock) {
    this.portals = portals;
    this.published = published;
    this.clock = clock;
  }

  /** A column of the data. */
  public record Field(String name, String kind, String says) {}

  static final List<Field> FIELDS =
      List.of(
          new Field("code", "văn bản", "Mã cổng, không đổi theo thời gian"),
          new Field("title", "văn bản", "Tên cổng"),
          new Field("rootUrl", "địa chỉ", "Trang chủ"),
          new Field("agency", "văn bản", "Cơ quan chủ quản; trống khi chưa rõ"),
          new Field(
              "state",
              "một trong các từ",
              "UP hoạt động, DEGRADED một phần, DOWN không truy cập được, UNKNOWN chưa rõ"),
          new Field("since", "thời điểm", "Ở trạng thái này từ lúc nào, ISO 8601, giờ Việt Nam"),
          new Field("up24h", "số 0–1", "Tỷ lệ lượt đo tốt trong 24 giờ; trống khi chưa đủ số đo"),
          new Field("up30d", "số 0–1", "Tỷ lệ lượt đo tốt trong 30 ngày"),
          new Field("up90d", "số 0–1", "Tỷ lệ lượt đo tốt trong 90 ngày"),
          new Field(
              "certificateEnds", "thời điểm", "Chứng thư số hết hạn lúc nào; trống khi chưa rõ"),
          new Field("observedAt", "thời điểm", "Lượt đo gần nhất"));

  /** A portal as it is given away. */
  record Row(
      String code,
      String title,
      String rootUrl,
      @Nullable String agency,
      State state,
      @Nullable String since,
      @Nullable BigDecimal up24h,
      @Nullable BigDecimal up30d,
      @Nullable BigDecimal up90d,
      @Nullable String certificateEnds,
      @Nullable String observedAt) {
    static Row of(PortalList.Row row) {
      return new Row(
          row.code(),
          row.title(),
          row.rootUrl(),
          row.agency(),
          row.state(),
          moment(row.since()),
          share(row.up24h()),
          share(row.up30d()),
          share(row.up90d()),
          moment(row.certificateEnds()),
          moment(row.probedAt()));
    }

    private List<@Nullable Object> cells() {
      List<@Nullable Object> cells = new ArrayList<>();
      cells.add(code);
      cells.add(title);
      cells.add(rootUrl);
      cells.add(agency);
      cells.add(state);
      cells.add(since);
      cells.add(up24h);
      cells.add(up30d);
      cells.add(up90d);
      cells.add(certificateEnds);
      cells.add(observedAt);
      return cells;
    }
  }

  @Allowed(anyone = true)
  @MenuItem(title = "Dữ liệu mở", group = MenuItem.Group.PUBLIC, order = 60)
  @GetMapping(PATH)
  Screen page() {
    return Screen.of("open/data", "Dữ liệu mở")
        .with("fields", FIELDS)
        .with("publications", published.all());
  }

  @Allowed(anyone = true)
  @GetMapping(PATH + "/cong.csv")
  ResponseEntity<byte[]> csv() {
    StringBuilder text = new StringBuilder("\ufeff");
    text.append(String.join(",", FIELDS.stream().map(Field::name).toList())).append("\r\n");
    for (Row row : rows()) {
      text.append(String.join(",", row.cells().stream().map(OpenDataController::cell).toList()))
          .append("\r\n");
    }
    return file("cong.csv", "text/csv;charset=UTF-8", text.toString());
  }

  @Allowed(anyone = true)
  @GetMapping(PATH + "/cong.json")
  ResponseEntity<byte[]> json() {
    return file("cong.json", MediaType.APPLICATION_JSON_VALUE, JSON.writeValueAsString(rows()));
  }

  @Allowed(anyone = true)
  @GetMapping(PATH + "/cong-bo/{campaign}/{number}.json")
  ResponseEntity<byte[]> publication(@PathVariable String campaign, @PathVariable String number) {
    NotFound.unless(number.matches("[0-9]{1,5}"));
    String document = NotFound.unless(published.document(campaign, Integer.parseInt(number)));
    return file("cong-bo-" + number + ".json", MediaType.APPLICATION_JSON_VALUE, document);
  }

  private List<Row> rows() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), VIETNAM);
    List<Row> rows = new ArrayList<>();
    PortalList.Page page;
    do {
      page = portals.page(PortalList.Wanted.ALL, PortalList.Order.TITLE, today, rows.size(), PAGE);
      page.rows().stream().map(Row::of).forEach(rows::add);
    } while (page.rows().size() == PAGE);
    return rows;
  }

  private static @Nullable String moment(@Nullable Instant at) {
    return at == null
        ? null
        : ZonedDateTime.ofInstant(at, VIETNAM)
            .truncatedTo(ChronoUnit.SECONDS)
            .toOffsetDateTime()
            .toString();
  }

  private static @Nullable BigDecimal share(@Nullable Double share) {
    return share == null
        ? null
        : BigDecimal.valueOf(share).setScale(DECIMALS, RoundingMode.HALF_UP);
  }

  /** Text that a spreadsheet would take for a formula gets an apostrophe before it. */
  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    String text = value.toString();
    if (!text.isEmpty() && value instanceof String && "=+-@\t\r＝＋－＠".indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  private static ResponseEntity<byte[]> file(String name, String type, String text) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(text.getBytes(StandardCharsets.UTF_8));
  }
}
