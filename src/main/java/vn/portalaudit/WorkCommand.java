package vn.portalaudit;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.WorkList;
import vn.portalaudit.store.WorkStore;

/** {@code work request CODE…}, {@code list}, {@code cancel ID}: the queue of a service. */
@Command(
    name = "work",
    description = "Hàng đợi của dịch vụ: yêu cầu kiểm tra cổng trong danh bạ, xem, hủy.",
    mixinStandardHelpOptions = true)
final class WorkCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    Person.usage(spec);
  }

  @Command(
      name = "request",
      description = "Yêu cầu dịch vụ làm ngay một việc với các cổng trong danh bạ.",
      mixinStandardHelpOptions = true)
  int request(
      @Parameters(arity = "1..*", paramLabel = "MÃ CỔNG", description = "Mã cổng trong danh bạ.")
          List<String> codes,
      @Option(
              names = "--kind",
              paramLabel = "audit|tls|headers|dns|monthly-report",
              defaultValue = "audit",
              description = "Việc cần làm (mặc định: audit).")
          String kind,
      @Mixin StoredAt stored) {
    WorkKind wanted =
        WorkKind.of(kind)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "--kind «"
                        + kind
                        + "» không có; chọn audit, tls, headers, dns hoặc"
                        + " monthly-report"));
    return Person.with(
        stored,
        database -> {
          WorkStore queue = new WorkStore(database);
          List<Integer> portals =
              codes.stream().map(code -> Person.portal(database, code)).toList();
          // figures are asked for by their month: that before this one
          String slot =
              wanted == WorkKind.MONTHLY_REPORT
                  ? java.time.YearMonth.now(vn.portalaudit.schedule.Timetable.VIETNAM)
                      .minusMonths(1)
                      .toString()
                  : "yeu-cau-" + Asked.CLOCK.instant();
          for (int i = 0; i < codes.size(); i++) {
            long id = queue.request(portals.get(i), wanted, slot, Person.name());
            out().printf("Việc %d: %s %s đã vào hàng đợi%n", id, wanted.code(), codes.get(i));
          }
          return 0;
        });
  }

  @Command(
      name = "list",
      description = "Việc đang chạy, đang chờ và vừa xong.",
      mixinStandardHelpOptions = true)
  int list(
      @Option(names = "--portal", paramLabel = "MÃ CỔNG", description = "Chỉ của một cổng.")
          @Nullable String code,
      @Option(names = "--most", paramLabel = "N", defaultValue = "30", description = "Số dòng.")
          int most,
      @Mixin StoredAt stored) {
    return Person.with(
        stored,
        database -> {
          WorkList queue = new WorkList(database);
          List<WorkList.Item> items =
              code == null ? queue.newest(most) : queue.of(Person.portal(database, code), most);
          items.forEach(this::show);
          if (items.isEmpty()) {
            out().println("Hàng đợi trống.");
          }
          return 0;
        });
  }

  private void show(WorkList.Item item) {
    WorkList.Progress progress = item.progress();
    String doing =
        progress == null || item.endedAt() != null
            ? ""
            : String.format(
                Locale.ROOT,
                " · %s, %d trang, còn %d%s",
                progress.phase(),
                progress.pages(),
                progress.queued(),
                progress.etaSeconds() == null
                    ? ""
                    : ", khoảng " + Math.ceilDiv(progress.etaSeconds(), 60) + " phút nữa");
    out()
        .printf(
            "%-6d %-9s %-14s %-24s %s%s%s%n",
            item.id(),
            item.state().label(),
            item.kind().code(),
            item.code(),
            Person.time(item.endedAt() != null ? item.endedAt() : item.dueAt()),
            doing,
            item.reason() == null ? "" : " · " + item.reason());
  }

  @Command(
      name = "cancel",
      description = "Hủy việc đang chờ hoặc đang chạy; dịch vụ ngừng làm trong vài giây.",
      mixinStandardHelpOptions = true)
  int cancel(
      @Parameters(paramLabel = "SỐ", description = "Số của việc.") long id,
      @Mixin StoredAt stored) {
    return Person.with(
        stored,
        database -> {
          boolean cancelled = new WorkStore(database).cancel(id);
          out().println(cancelled ? "Đã hủy việc " + id : "Việc " + id + " không có hoặc đã xong");
          return cancelled ? 0 : 1;
        });
  }

  private PrintWriter out() {
    return Person.out(spec);
  }
}
