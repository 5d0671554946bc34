package vn.portalaudit;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.portalaudit.access.Role;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.demo.FixtureServer;
import vn.portalaudit.report.ReportFiles;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.RegistryStore;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.store.SamplePast;
import vn.portalaudit.store.WorkList;
import vn.portalaudit.store.WorkStore;
import vn.portalaudit.web.DemoAccounts;
import vn.portalaudit.web.WebServer;

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

  private static final List<String> AGENCIES = List.of("so-mau", "so-thieu-muc");
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
      new Service(settings(read, portals, data), out).run(new Showing(portals, data, out));
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

  /** Registers the samples, has each audited, and tells of every report as it comes. */
  private record Showing(SamplePortals portals, Path data, PrintStream out)
      implements Service.Occasion {
    @Override
    public void prepared(Database database) {
      new RegistryStore(database).apply(portals.registry(), true);
      new SamplePast(database).lay(Asked.CLOCK.instant());
    }

    @Override
    public void opened(Database database, WebServer web, CountDownLatch stop)
        throws InterruptedException {
      out.printf(
          "%d cổng mẫu đang chạy trên máy này, được giám sát và kiểm tra:%n",
          portals.codes().size());
      Map<String, Integer> numbers = new RegistryStore(database).numbers(portals.codes());
      WorkStore queue = new WorkStore(database);
      String slot = "demo-" + Asked.CLOCK.instant().getEpochSecond();
      List<Long> works = new ArrayList<>();
      for (String code : portals.codes()) {
        int portal = Objects.requireNonNull(numbers.get(code));
        for (WorkKind kind : List.of(WorkKind.HEADERS, WorkKind.TLS, WorkKind.DNS)) {
          queue.request(portal, kind, slot, "demo");
        }
        works.add(queue.request(portal, WorkKind.AUDIT, slot, "demo"));
      }
      address(database, web);
      // a year of steps takes a while; people can look around meanwhile
      SampleCampaigns campaigns =
          new SampleCampaigns(database, Home.folder(), data, portals.departments());
      campaigns.lay(Asked.CLOCK.instant());
      follow(database, works, stop, campaigns);
    }

    private void address(Database database, WebServer web) {
      out.printf("%nTài khoản mẫu, mật khẩu chung là «%s»:%n", DemoAccounts.PASSWORD);
      for (DemoAccounts.Demo demo : DemoAccounts.make(database, AGENCIES)) {
        out.printf(
            "  %-11s %s%s%n",
            demo.login(),
            demo.roles().stream().map(Role::title).collect(Collectors.joining(", ")),
            demo.agency() == null ? "" : " của " + demo.agency());
      }
      out.printf("%nTrang trạng thái cho mọi người: http://localhost:%d/trang-thai%n", web.port());
      out.printf("Mở http://localhost:%d/ · dừng bằng Ctrl-C%n", web.port());
    }

    private void follow(
        Database database, List<Long> works, CountDownLatch stop, SampleCampaigns campaigns)
        throws InterruptedException {
      WorkList list = new WorkList(database);
      RunStore runs = new RunStore(database);
      Set<Long> told = new HashSet<>();
      while (told.size() < works.size() && !stop.await(1, TimeUnit.SECONDS)) {
        for (long work : works) {
          list.find(work)
              .filter(item -> item.endedAt() != null && told.add(work))
              .ifPresent(item -> {
                tell(item, runs);
                campaigns.measured(Asked.CLOCK.instant());
              });
        }
      }
    }

    private void tell(WorkList.Item item, RunStore runs) {
      String run = item.run();
      out.printf("  %s: %s%n", item.title(), item.state().label());
      if (run != null) {
        runs.cards(run)
            .forEach(card ->
                out.printf(
                    "    %s: %s/%s điểm%s%n",
                    card.checklist(),
                    decimal(card.points()),
                    decimal(card.maxPoints()),
                    card.high().compareTo(card.points()) == 0
                        ? ""
                        : " (có thể tới " + decimal(card.high()) + " khi rõ phần chưa kết luận)"));
        runs.run(run)
            .ifPresent(
                kept -> out.println("    " + kept.folder().resolve(ReportFiles.PAGE).toUri()));
      }
    }

    private static String decimal(BigDecimal points) {
      return points
          .setScale(2, java.math.RoundingMode.HALF_UP)
          .stripTrailingZeros()
          .toPlainString()
          .replace('.', ',');
    }
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
