package vn.portalaudit;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.portalaudit.domain.Period;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.net.Dialer;
import vn.portalaudit.net.Web;
import vn.portalaudit.net.browser.Browsers;
import vn.portalaudit.net.dns.NameLookups;
import vn.portalaudit.net.tls.Handshakes;
import vn.portalaudit.pipeline.Rules;

/**
 * Options that commands share, read strictly: a wrong one is an {@link IllegalArgumentException}
 * for people.
 */
final class Asked {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  @Option(
      names = "--kind",
      paramLabel = "so|huyen|xa|tinh|bo|don-vi-bo",
      description = "Loại cơ quan chủ quản (mặc định: so).")
  private @Nullable String kind;

  @Option(
      names = "--at",
      paramLabel = "THỜI ĐIỂM",
      description =
          "Chấm theo thời điểm này (ISO 8601, ví dụ 2026-11-22T08:00+07:00 hoặc 2026-11-22).")
  private @Nullable String at;

  @Option(
      names = "--period",
      paramLabel = "TỪ..ĐẾN",
      description = "Kỳ đánh giá; mặc định 12 tháng đến thời điểm chấm.")
  private @Nullable String period;

  @Option(
      names = "--checklist",
      paramLabel = "MÃ",
      description = "Bộ tiêu chí; dùng nhiều lần được.")
  List<String> checklists = new ArrayList<>();

  @Option(
      names = "--rate",
      paramLabel = "SỐ|off",
      description = "Số lượt mỗi giây tới một máy chủ (mặc định: 1).")
  private String rate = "1";

  @Option(names = "--max-pages", paramLabel = "N", description = "Hạn mức trang (mặc định: 400).")
  int maxPages = 400;

  @Option(names = "--allow-private", description = "Cho phép địa chỉ nội bộ (để thử nghiệm).")
  private boolean allowPrivate;

  @Option(
      names = "--connect-to",
      paramLabel = "HOST:PORT:ADDR:PORT2",
      description = "Kết nối tới ADDR:PORT2 khi cần HOST:PORT; dùng nhiều lần được.")
  private List<String> connectTo = new ArrayList<>();

  @Option(
      names = "--ca",
      paramLabel = "TỆP",
      description = "PEM của cơ quan chứng thực tin cậy thêm.")
  private @Nullable Path authority;

  @Option(
      names = "--browser",
      paramLabel = "auto|never|always",
      description = "Kết xuất trang bằng Chromium khi nào (mặc định: auto).")
  private String browser = "auto";

  /** Time by this machine. */
  static final InstantSource CLOCK = InstantSource.system();

  @Nullable PortalKind kind() {
    String id = kind;
    return id == null
        ? null
        : PortalKind.of(id)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "--kind «"
                        + id
                        + "» không dùng được; chọn so, huyen, xa, tinh, bo hoặc don-vi-bo"));
  }

  @Nullable Instant at() {
    String text = at;
    if (text == null) {
      return null;
    }
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atTime(12, 0).atZone(VIETNAM).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--at «"
              + text
              + "» không phải thời điểm; viết như 2026-11-22T08:00:00+07:00 hoặc 2026-11-22");
    }
  }

  @Nullable Period period() {
    String text = period;
    if (text == null) {
      return null;
    }
    try {
      int dots = text.indexOf("..");
      return new Period(
          LocalDate.parse(text.substring(0, Math.max(0, dots))),
          LocalDate.parse(text.substring(dots + 2)));
    } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "--period «"
              + text
              + "» không dùng được; viết như 2025-11-22..2026-11-22, ngày đầu trước ngày cuối");
    }
  }

  /** The twelve months that end at a moment. */
  static Period yearTo(Instant at) {
    LocalDate day = at.atZone(VIETNAM).toLocalDate();
    return new Period(day.minusYears(1), day);
  }

  boolean renderAlways() {
    return browser.equals("always");
  }

  /**
   * The options that say how to reach a portal, as they would be typed again; an order keeps none
   * of them.
   */
  List<String> means() {
    List<String> words = new ArrayList<>();
    if (allowPrivate) {
      words.add("--allow-private");
    }
    connectTo.forEach(detour -> words.addAll(List.of("--connect-to", detour)));
    Path pem = authority;
    if (pem != null) {
      words.addAll(List.of("--ca", pem.toString()));
    }
    if (!rate.equals("1")) {
      words.addAll(List.of("--rate", rate));
    }
    if (!browser.equals("auto")) {
      words.addAll(List.of("--browser", browser));
    }
    return words;
  }

  /** The client that these options describe. */
  Web web() {
    if (maxPages < 1 || maxPages > 100_000) {
      throw new IllegalArgumentException(
          "--max-pages phải từ 1 đến 100000, không phải " + maxPages);
    }
    Path pem = authority;
    if (pem != null && !Files.isReadable(pem)) {
      throw new IllegalArgumentException("--ca: không đọc được " + pem);
    }
    return new Web(
        Web.Options.standard()
            .allowPrivate(allowPrivate)
            .connectTo(connectTo)
            .authority(pem)
            .rate(rate())
            .clock(CLOCK));
  }

  private @Nullable BigDecimal rate() {
    if (rate.equals("off")) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(rate);
      if (number.signum() <= 0 || number.compareTo(BigDecimal.valueOf(1_000)) > 0) {
        throw new NumberFormatException(rate);
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--rate «"
              + rate
              + "» không dùng được; viết số lượt mỗi giây lớn hơn 0, ví dụ 0.5, hoặc off");
    }
  }

  /** The browser that these options permit; null for none. */
  @Nullable Browsers browsers(Web web) {
    switch (browser) {
      case "never" -> {
        return null;
      }
      case "auto" -> {
        return Browsers.available() ? open(web) : null;
      }
      case "always" -> {
        if (!Browsers.available()) {
          throw new IllegalArgumentException("--browser always: " + Browsers.unavailableReason());
        }
        return open(web);
      }
      default ->
          throw new IllegalArgumentException(
              "--browser «" + browser + "» không dùng được; chọn auto, never hoặc always");
    }
  }

  static Browsers open(Web web) {
    return new Browsers(
        Dialer.guarded(web.guard()),
        Browsers.Settings.standard(Web.Options.standard().userAgent()));
  }

  /** The rules, measuring through a client. */
  Rules rules(Path home, Web web) throws IOException {
    Handshakes handshakes =
        Handshakes.live(
            Dialer.patient(web.guard()),
            new Handshakes.Settings(Duration.ofSeconds(5), this::pause, CLOCK, authority));
    return Rules.load(home, handshakes, NameLookups.system(CLOCK));
  }

  private void pause() {
    pause(rate());
  }

  /** Between handshakes with one server, as the rate asks; none without a rate. */
  static void pause(@Nullable BigDecimal perSecond) {
    if (perSecond != null) {
      try {
        Thread.sleep(
            Duration.ofNanos(
                BigDecimal.valueOf(1_000_000_000L)
                    .divide(perSecond, java.math.RoundingMode.UP)
                    .longValue()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
