package vn.portalaudit;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.portalaudit.monitor.NoticeRule;
import vn.portalaudit.monitor.Watched;
import vn.portalaudit.pipeline.Rules;
import vn.portalaudit.probe.ProbeCatalog;
import vn.portalaudit.store.MaintenanceStore;
import vn.portalaudit.store.MaintenanceStore.Scope;
import vn.portalaudit.store.MaintenanceStore.Window;

/** {@code maintenance announce|list|withdraw}. */
@Command(
    name = "maintenance",
    description = "Bảo trì: thông báo trước, danh sách, rút lại.",
    mixinStandardHelpOptions = true)
final class MaintenanceCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    Person.usage(spec);
  }

  @Command(
      name = "announce",
      description = "Thông báo bảo trì của một cổng, của các cổng có một nhãn, hoặc của mọi cổng.",
      mixinStandardHelpOptions = true)
  int announce(
      @Option(names = "--portal", paramLabel = "MÃ CỔNG", description = "Cổng được bảo trì.")
          @Nullable String code,
      @Option(names = "--tag", paramLabel = "NHÃN", description = "Mọi cổng có nhãn này.")
          @Nullable String tag,
      @Option(names = "--all", description = "Mọi cổng.") boolean all,
      @Option(
              names = "--from",
              required = true,
              paramLabel = "LÚC",
              description = "Lúc bắt đầu, giờ Việt Nam, ví dụ \"25/11/2026 22:00\".")
          String from,
      @Option(names = "--to", required = true, paramLabel = "LÚC", description = "Lúc kết thúc.")
          String to,
      @Parameters(paramLabel = "LỜI", description = "Làm gì, vì sao.") String says,
      @Mixin StoredAt stored) {
    if ((code == null ? 0 : 1) + (tag == null ? 0 : 1) + (all ? 1 : 0) != 1) {
      throw new IllegalArgumentException("Chọn đúng một trong --portal, --tag, --all");
    }
    Instant begins = Person.time("--from", from);
    Instant ends = Person.time("--to", to);
    return Person.with(
        stored,
        database -> {
          Scope scope = new Scope(code == null ? null : Person.portal(database, code), tag);
          Window window =
              new MaintenanceStore(database).announce(scope, begins, ends, says, Person.name());
          out().printf("Đã thông báo bảo trì số %d. ", window.id());
          out().println(inTime(window));
          return 0;
        });
  }

  private static String inTime(Window window) {
    ProbeCatalog probes = Rules.offline(Home.folder()).probes();
    boolean met =
        new NoticeRule(NoticeRule.DAYS, probes::worksOn)
            .met(new Watched.Pause(window.from(), window.until(), window.announcedAt()));
    return met
        ? "Thời gian này không tính vào tỷ lệ hoạt động."
        : "Trong lúc bảo trì không báo sự cố, nhưng thời gian này vẫn tính vào tỷ lệ hoạt động vì"
            + " thông báo chưa đủ 7 ngày làm việc trước (Nghị định 224/2026/NĐ-CP, Điều 13).";
  }

  @Command(
      name = "list",
      description = "Bảo trì đang diễn ra và sắp tới.",
      mixinStandardHelpOptions = true)
  int list(@Mixin StoredAt stored) {
    return Person.with(
        stored,
        database -> {
          List<Window> windows = new MaintenanceStore(database).after(Asked.CLOCK.instant(), null);
          for (Window window : windows) {
            out()
                .printf(
                    "%-5d %-24s %s → %s  %s (%s)%n",
                    window.id(),
                    scope(window),
                    Person.time(window.from()),
                    Person.time(window.until()),
                    window.says(),
                    window.announcedBy());
          }
          if (windows.isEmpty()) {
            out().println("Không có bảo trì nào đang diễn ra hoặc sắp tới.");
          }
          return 0;
        });
  }

  private static String scope(Window window) {
    String code = window.code();
    String tag = window.tag();
    return code != null ? code : tag != null ? "nhãn " + tag : "mọi cổng";
  }

  @Command(
      name = "withdraw",
      description = "Rút lại; bảo trì đang diễn ra thì kết thúc ngay.",
      mixinStandardHelpOptions = true)
  int withdraw(
      @Parameters(paramLabel = "SỐ", description = "Số của bảo trì.") int id,
      @Mixin StoredAt stored) {
    return Person.with(
        stored,
        database -> {
          boolean done = new MaintenanceStore(database).withdraw(id);
          out()
              .println(
                  done
                      ? "Đã rút lại bảo trì số " + id
                      : "Bảo trì số " + id + " không có hoặc đã qua");
          return done ? 0 : 1;
        });
  }

  private PrintWriter out() {
    return Person.out(spec);
  }
}
