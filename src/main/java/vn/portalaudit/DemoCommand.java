package vn.portalaudit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.demo.FixtureServer;
import vn.portalaudit.schedule.Timetable;

/** {@code demo}: the service with sample portals on loopback, audited at once, until stopped. */
@Command(
    name = "demo",
    description = "Chạy dịch vụ với các cổng mẫu phục vụ trên máy này, đến khi được dừng.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  /** The last is large: what a JVM learns there holds for other portals too. */
  private static final List<String> ONCE =
      List.of(
          "src/test/resources/portals/so-mau",
          "src/test/resources/portals/so-thieu-muc",
          "src/bench/portals/so-lon");

  private static final Duration PROBED_EACH = Duration.ofMinutes(1);

  @Mixin private StoredAt stored = new StoredAt();

  @Option(names = "--port", paramLabel = "CỔNG", description = "Cổng web (mặc định: 8080).")
  private @Nullable Integer port;

  @Option(
      names = "--management-port",
      paramLabel = "CỔNG",
      description = "Cổng số liệu Prometheus (mặc định: 8081, chỉ trên máy này).")
  private @Nullable Integer managementPort;

  @Option(
      names = "--browser",
      paramLabel = "auto|never",
      description = "Kết xuất trang bằng Chromium khi nào (mặc định: auto).")
  private String browser = "auto";

  @Option(
      names = "--once",
      hidden = true,
      description = "Chỉ kiểm tra ba cổng mẫu, không chạy dịch vụ, rồi kết thúc.")
  private boolean once;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintStream out = AuditCommand.utf8(System.out);
    Settings read = stored.settings();
    // never beside the data of a real service
    Path data = stored.data(read).resolve("demo").toAbsolutePath().normalize();
    LocalDate today = LocalDate.ofInstant(Asked.CLOCK.instant(), Timetable.VIETNAM);
    if (once) {
      return auditOnce(out, data, today);
    }
    try (SamplePortals portals = SamplePortals.serve(Home.folder(), today)) {
      Settings settings = settings(read, portals, data);
      new Service(settings, out).run(new Demonstration(portals, settings, out));
    }
    return 0;
  }

  private Settings settings(Settings read, SamplePortals portals, Path data) {
    Settings.Node node = read.node();
    Timetable each =
        new Timetable(
            Timetable.DEFAULT_GROUP,
            PROBED_EACH,
            read.timetables().getFirst().rules(),
            read.timetables().getFirst().quiet());
    return read.with(port, managementPort)
        .in(data)
        .onItsOwn(
            new Settings.Node(
                node.name(),
                node.audits(),
                node.maxPages(),
                null,
                true,
                portals.detours(),
                browser.equals("auto") && node.browser(),
                node.lease(),
                node.grid()),
            List.of(each),
            new Settings.Access(
                false, read.access().idle(), read.access().longest(), null, false, null));
  }

  /** Some samples, each by the command {@code audit}. */
  private int auditOnce(PrintStream out, Path data, LocalDate today) throws IOException {
    Instant now = Asked.CLOCK.instant();
    for (String name : ONCE) {
      Path portal = Home.folder().resolve(name);
      Path folder = data.resolve(portal.getFileName() + "-" + now.getEpochSecond());
      Files.createDirectories(data);
      try (FixtureServer server = FixtureServer.start(portal, today)) {
        out.printf("%nCổng mẫu «%s» đang chạy tại %s%n", server.title(), server.url());
        List<String> args =
            new ArrayList<>(
                List.of(
                    "audit",
                    "http://" + server.hosts().getFirst() + "/",
                    "--kind",
                    server.kind().id(),
                    "--allow-private",
                    "--browser",
                    browser,
                    "--rate",
                    "off",
                    "--out",
                    folder.toString()));
        for (String known : server.hosts()) {
          args.add("--connect-to");
          args.add(known + ":80:127.0.0.1:" + server.port());
        }
        int status = Main.run(args.toArray(String[]::new));
        if (status != 0) {
          return status;
        }
      }
    }
    return 0;
  }
}
