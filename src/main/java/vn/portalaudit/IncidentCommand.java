package vn.portalaudit;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.portalaudit.alert.Deed;
import vn.portalaudit.alert.Incident;
import vn.portalaudit.alert.Life;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.IncidentStore;
import vn.portalaudit.store.RegistryStore;

/** {@code incident list|show|ack|note|merge|close|reopen}. */
@Command(
    name = "incident",
    description = "Sự cố: danh sách, chi tiết, tiếp nhận, ghi chú, gộp, đóng.",
    mixinStandardHelpOptions = true)
final class IncidentCommand implements Runnable {
  private static final int MOST = 200;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    Person.usage(spec);
  }

  @Command(
      name = "list",
      description = "Các sự cố, mới nhất trước.",
      mixinStandardHelpOptions = true)
  int list(
      @Option(names = "--all", description = "Cả những sự cố đã đóng hoặc đã gộp.") boolean all,
      @Option(names = "--portal", paramLabel = "MÃ CỔNG", description = "Chỉ của một cổng.")
          @Nullable String code,
      @Mixin StoredAt stored) {
    return Person.with(
        stored,
        database -> {
          Set<Incident.State> states =
              all ? Set.of() : EnumSet.of(Incident.State.OPEN, Incident.State.ACKNOWLEDGED);
          Integer portal = code == null ? null : Person.portal(database, code);
          IncidentStore.Page page =
              new IncidentStore(database)
                  .list(
                      new IncidentStore.Filter(states, Set.of(), null, portal, null, null),
                      0,
                      MOST);
          Map<Integer, String> codes =
              new RegistryStore(database)
                  .codes(
                      page.incidents().stream()
                          .flatMap(i -> Optional.ofNullable(i.subject().portal()).stream())
                          .collect(Collectors.toSet()));
          page.incidents().forEach(incident -> line(incident, codes));
          out()
              .println(
                  page.total() > page.incidents().size()
                      ? "… tất cả " + page.total() + " sự cố"
                      : page.total() + " sự cố");
          return 0;
        });
  }

  private void line(Incident incident, Map<Integer, String> codes) {
    Integer portal = incident.subject().portal();
    out()
        .printf(
            "%-6d %-12s %-13s %-20s %s  %s%n",
            incident.id(),
            incident.state().label(),
            incident.severity().label(),
            portal == null ? "(hệ thống)" : codes.getOrDefault(portal, "?"),
            Person.time(incident.startsAt()),
            incident.says());
  }

  @Command(
      name = "show",
      description = "Chi tiết một sự cố: đã thấy gì, ai đã làm gì.",
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "SỐ", description = "Số sự cố.") long id, @Mixin StoredAt stored) {
    return Person.with(
        stored,
        database -> {
          IncidentStore store = new IncidentStore(database);
          Incident incident = store.find(id).orElseThrow(() -> missing(id));
          PrintWriter out = out();
          out.printf("Sự cố số %d: %s%n", id, incident.says());
          out.printf("Loại: %s%n", incident.subject().kind().label());
          out.printf("Trạng thái: %s%n", incident.state().label());
          out.printf("Mức độ: %s%n", incident.severity().label());
          out.printf("Nguyên nhân: %s%n", incident.cause().label());
          out.printf("Từ: %s%n", Person.time(incident.startsAt()));
          out.printf("Đến: %s%n", Person.time(incident.endsAt()));
          incident
              .evidence()
              .forEach(seen -> out.printf("Thấy %s: %s%n", Person.time(seen.at()), seen.says()));
          store
              .log(id)
              .forEach(entry ->
                  out.printf(
                      "%s %s: %s %s%n",
                      Person.time(entry.at()), entry.by(), entry.what().code(), entry.says()));
          return 0;
        });
  }

  private static IllegalArgumentException missing(long id) {
    return new IllegalArgumentException("Không có sự cố số " + id);
  }

  @Command(name = "ack", description = "Tiếp nhận; thôi nhắc lại.", mixinStandardHelpOptions = true)
  int acknowledge(
      @Parameters(paramLabel = "SỐ", description = "Số sự cố.") long id,
      @Option(names = "--by", paramLabel = "TÊN", description = "Người làm.") @Nullable String by,
      @Mixin StoredAt stored) {
    return act(stored, id, new Deed.Acknowledge(name(by)), "Đã tiếp nhận");
  }

  @Command(name = "note", description = "Ghi chú.", mixinStandardHelpOptions = true)
  int note(
      @Parameters(paramLabel = "SỐ", description = "Số sự cố.") long id,
      @Parameters(paramLabel = "LỜI", description = "Nội dung.") String text,
      @Option(names = "--by", paramLabel = "TÊN", description = "Người làm.") @Nullable String by,
      @Mixin StoredAt stored) {
    return act(stored, id, new Deed.Note(name(by), text), "Đã ghi chú");
  }

  @Command(
      name = "merge",
      description = "Gộp vào một sự cố khác đang mở.",
      mixinStandardHelpOptions = true)
  int merge(
      @Parameters(paramLabel = "SỐ", description = "Số sự cố.") long id,
      @Parameters(paramLabel = "VÀO SỐ", description = "Số của sự cố kia.") long into,
      @Option(names = "--by", paramLabel = "TÊN", description = "Người làm.") @Nullable String by,
      @Mixin StoredAt stored) {
    return act(stored, id, new Deed.Merge(name(by), into), "Đã gộp");
  }

  @Command(name = "close", description = "Đóng.", mixinStandardHelpOptions = true)
  int close(
      @Parameters(paramLabel = "SỐ", description = "Số sự cố.") long id,
      @Parameters(paramLabel = "LỜI", arity = "0..1", description = "Lý do.") @Nullable String text,
      @Option(names = "--by", paramLabel = "TÊN", description = "Người làm.") @Nullable String by,
      @Mixin StoredAt stored) {
    return act(stored, id, new Deed.Close(name(by), text == null ? "" : text), "Đã đóng");
  }

  @Command(name = "reopen", description = "Mở lại.", mixinStandardHelpOptions = true)
  int reopen(
      @Parameters(paramLabel = "SỐ", description = "Số sự cố.") long id,
      @Parameters(paramLabel = "LỜI", arity = "0..1", description = "Lý do.") @Nullable String text,
      @Option(names = "--by", paramLabel = "TÊN", description = "Người làm.") @Nullable String by,
      @Mixin StoredAt stored) {
    return act(stored, id, new Deed.Reopen(name(by), text == null ? "" : text), "Đã mở lại");
  }

  private static String name(@Nullable String by) {
    return by == null || by.isBlank() ? Person.name() : by;
  }

  private int act(StoredAt stored, long id, Deed deed, String done) {
    return Person.with(stored, database -> act(database, id, deed, done));
  }

  private int act(Database database, long id, Deed deed, String done) {
    Life.Outcome outcome = new IncidentStore(database).act(id, deed).orElseThrow(() -> missing(id));
    return switch (outcome) {
      case Life.Outcome.Done ok -> {
        out().printf("%s sự cố số %d (%s)%n", done, id, ok.step().after().state().label());
        yield 0;
      }
      case Life.Outcome.Refused refused -> {
        out().println(refused.says());
        yield 1;
      }
    };
  }

  private PrintWriter out() {
    return Person.out(spec);
  }
}
