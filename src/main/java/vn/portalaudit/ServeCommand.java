package vn.portalaudit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.portalaudit.agent.Agent;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.StoreException;
import vn.portalaudit.web.WebServer;

/** {@code serve}: the agent and its web application, until it is stopped. */
@Command(
    name = "serve",
    description = "Giám sát mọi cổng trong danh bạ, ngày và đêm, đến khi được dừng.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final int TRIES = 30;
  private static final long BETWEEN_MS = 10_000;

  @Mixin private StoredAt stored = new StoredAt();

  @Option(names = "--port", paramLabel = "CỔNG", description = "Cổng web (mặc định: 8080).")
  private @Nullable Integer port;

  @Option(
      names = "--management-port",
      paramLabel = "CỔNG",
      description = "Cổng số liệu Prometheus (mặc định: 8081, chỉ trên máy này).")
  private @Nullable Integer managementPort;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintStream out = AuditCommand.utf8(System.out);
    Settings settings =
        stored
            .settings()
            .with(port, managementPort)
            .in(stored.data(stored.settings()).toAbsolutePath());
    Files.createDirectories(settings.data());
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  await(stopped);
                },
                "stop"));
    try (Database database = database(settings);
        Serving serving = new Serving(Home.folder(), settings, database)) {
      migrate(database, stop, out);
      if (stop.getCount() > 0) {
        try (Agent agent = Agent.start(database, settings, serving.means());
            WebServer web =
                WebServer.start(
                    new WebServer.Node(
                        agent::health, agent::figures, database, settings, Asked.CLOCK))) {
          out.printf("Giám sát Cổng đang chạy: http://localhost:%d/%n", web.port());
          web.setUpPath()
              .ifPresent(path ->
                  out.printf(
                      "Chưa có tài khoản nào. Tạo tài khoản đầu tiên (một lần, trong 24 giờ):"
                          + " http://localhost:%d%s%n",
                      web.port(), path));
          out.printf("Dữ liệu: %s · dừng bằng Ctrl-C%n", settings.data());
          stop.await();
          out.println("Đang dừng: ghi nốt kết quả, trả việc dở dang về hàng đợi…");
        }
      }
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  private static Database database(Settings settings) {
    Settings.DatabaseAddress elsewhere = settings.database();
    return elsewhere == null
        ? Database.embedded(settings.data())
        : Database.external(
            new Database.Address(elsewhere.url(), elsewhere.user(), elsewhere.password()));
  }

  /** A database elsewhere may come up later than this program does. */
  private static void migrate(Database database, CountDownLatch stop, PrintStream out)
      throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        database.migrate();
        return;
      } catch (StoreException e) {
        if (database.answers() || tries == TRIES) {
          throw e;
        }
        out.printf("Cơ sở dữ liệu chưa trả lời (lần %d/%d): %s%n", tries, TRIES, e.getMessage());
        if (stop.await(BETWEEN_MS, java.util.concurrent.TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, java.util.concurrent.TimeUnit.SECONDS)) {
        System.err.println("Không dừng kịp trong 30 giây; việc dở dang sẽ được làm tiếp lần sau.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
