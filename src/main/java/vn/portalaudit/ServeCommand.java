package vn.portalaudit;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.portalaudit.agent.Settings;

/** {@code serve}: the agent and its web application, until it is stopped. */
@Command(
    name = "serve",
    description = "Giám sát mọi cổng trong danh bạ, ngày và đêm, đến khi được dừng.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
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
    Settings read = stored.settings();
    Settings settings =
        read.with(port, managementPort).in(stored.data(read).toAbsolutePath().normalize());
    new Service(settings, out)
        .run((database, serving, web, stop) -> {
          out.printf("Dữ liệu: %s · dừng bằng Ctrl-C%n", settings.data());
          web.setUpPath()
              .ifPresent(path ->
                  out.printf(
                      "Chưa có tài khoản nào. Tạo tài khoản đầu tiên (một lần, trong 24 giờ):"
                          + " http://localhost:%d%s%n",
                      web.port(), path));
          out.printf("Giám sát Cổng đang chạy: http://localhost:%d/%n", web.port());
        });
    return 0;
  }
}
