package vn.portalaudit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vn.portalaudit.demo.FixtureServer;

/** {@code demo}: serves sample portals on loopback, audits them and says where the reports are. */
@Command(
    name = "demo",
    description = "Phục vụ hai cổng mẫu trên máy này, kiểm tra chúng và ghi báo cáo.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final List<String> PORTALS = List.of("so-mau", "so-thieu-muc");

  @Option(names = "--data", paramLabel = "THƯ MỤC", description = "Nơi ghi (mặc định: data).")
  private Path data = Path.of("data");

  @Option(
      names = "--browser",
      paramLabel = "auto|never",
      description = "Kết xuất trang bằng Chromium khi nào (mặc định: auto).")
  private String browser = "auto";

  @Override
  public Integer call() throws IOException {
    PrintStream out = AuditCommand.utf8(System.out);
    Path home = Home.folder();
    Instant now = Asked.CLOCK.instant();
    List<Path> reports = new ArrayList<>();
    for (String name : PORTALS) {
      Path folder = data.resolve("demo").resolve(name + "-" + now.getEpochSecond());
      Files.createDirectories(folder.toAbsolutePath().getParent());
      try (FixtureServer server =
          FixtureServer.start(
              home.resolve("src/test/resources/portals").resolve(name),
              LocalDate.ofInstant(now, ZoneId.of("Asia/Ho_Chi_Minh")))) {
        String host =
            server.hosts().isEmpty() ? "127.0.0.1:" + server.port() : server.hosts().get(0);
        out.printf("%nCổng mẫu «%s» đang chạy tại %s%n", server.title(), server.url());
        List<String> args =
            new ArrayList<>(
                List.of(
                    "audit",
                    "http://" + host + "/",
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
      reports.add(folder.resolve("report.html"));
    }
    out.println();
    out.println("Báo cáo của hai cổng mẫu:");
    reports.forEach(report -> out.println("  " + report.toAbsolutePath().toUri()));
    return 0;
  }
}
