package vn.portalaudit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.net.Web;
import vn.portalaudit.net.browser.Browsers;
import vn.portalaudit.pipeline.Audit;
import vn.portalaudit.pipeline.EarlierAudits;
import vn.portalaudit.pipeline.Order;
import vn.portalaudit.pipeline.Rules;
import vn.portalaudit.report.ProgressLine;

/** {@code audit URL}: audits one portal now. */
@Command(
    name = "audit",
    description = "Kiểm tra một cổng ngay bây giờ, ghi minh chứng và báo cáo.",
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  @Parameters(index = "0", paramLabel = "URL", description = "Địa chỉ cổng.")
  private String url = "";

  @Mixin private Asked asked = new Asked();

  @Option(
      names = "--json",
      paramLabel = "TỆP",
      description = "Ghi tài liệu kết quả vào đây; «-» là đầu ra chuẩn.")
  private @Nullable String json;

  @Option(
      names = "--out",
      paramLabel = "THƯ MỤC",
      description = "Nơi ghi minh chứng và báo cáo (mặc định: data/audits/MÃ).")
  private @Nullable Path out;

  @Option(names = "--resume", description = "Làm tiếp lần kiểm tra bị dừng trong --out.")
  private boolean resume;

  @Override
  public Integer call() throws IOException {
    Path home = Home.folder();
    Instant now = Asked.CLOCK.instant();
    Order order = order(now);
    Path folder = out == null ? Path.of("data", "audits", order.id()) : out;
    if (!resume && Files.exists(folder.resolve("captures.jsonl"))) {
      throw new IllegalArgumentException(
          folder + " đã có một lần kiểm tra; thêm --resume để làm tiếp, hoặc chọn --out khác");
    }
    try (Web web = asked.web();
        Browsers browsers = asked.browsers(web)) {
      Rules rules = asked.rules(home, web);
      return run(
          home, folder, order, new Audit(rules, new Audit.Means(web, browsers, Asked.CLOCK)));
    }
  }

  private Order order(Instant now) throws IOException {
    if (resume) {
      if (out == null) {
        throw new IllegalArgumentException("--resume cần --out THƯ MỤC của lần kiểm tra bị dừng");
      }
      Optional<Order> earlier = Order.read(out);
      if (earlier.isPresent()) {
        return earlier.get();
      }
    }
    Instant at = Objects.requireNonNullElse(asked.at(), now);
    PortalKind kind = Objects.requireNonNullElse(asked.kind(), PortalKind.SO);
    String id =
        STAMP.format(now)
            + "-"
            + url.replaceFirst("^https?://", "")
                .replaceAll("[^A-Za-z0-9.-]", "_")
                .replaceAll("^(.{60}).*", "$1");
    return new Order(
        id,
        url,
        kind,
        asked.checklists,
        at,
        Objects.requireNonNullElse(asked.period(), Asked.yearTo(at)),
        asked.maxPages,
        asked.renderAlways(),
        now,
        null);
  }

  private int run(Path home, Path folder, Order order, Audit audit) throws IOException {
    boolean quiet = "-".equals(json);
    PrintStream screen = utf8(quiet ? System.err : System.out);
    ProgressLine line = new ProgressLine(screen, System.console() != null, Asked.CLOCK);
    CountDownLatch done = new CountDownLatch(1);
    Thread hook =
        new Thread(() -> interrupted(audit, done, resuming(order, folder), screen), "interrupted");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      Audit.Concluded concluded =
          audit.run(
              order,
              folder,
              EarlierAudits.newest(folder, order),
              (phase, read, queued, at) -> line.update(phase, read, queued));
      line.done();
      Outputs.write(home, folder, concluded, json, screen);
      return concluded.observed() ? 0 : 3;
    } finally {
      done.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException shuttingDown) {
        // the hook is running: it waits for what this thread has just written
      }
    }
  }

  /** What goes on with an audit that is stopped: the folder keeps the rest of what was asked. */
  private String resuming(Order order, Path folder) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "./portal-audit", "audit", order.portal(), "--resume", "--out", folder.toString()));
    words.addAll(asked.means());
    if (json != null) {
      words.addAll(List.of("--json", json));
    }
    return words.stream().map(AuditCommand::quoted).collect(Collectors.joining(" "));
  }

  /** A word as a shell takes it for itself. */
  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static void interrupted(
      Audit audit, CountDownLatch done, String resuming, PrintStream screen) {
    audit.stop();
    screen.println();
    screen.println("Đang dừng: ghi kết quả của những gì đã đọc…");
    try {
      if (done.await(60, TimeUnit.SECONDS)) {
        screen.println();
        screen.println("Đã dừng; những gì đã đọc được giữ lại. Làm tiếp bằng: " + resuming);
        screen.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }
}
