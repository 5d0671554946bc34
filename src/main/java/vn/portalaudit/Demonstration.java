package vn.portalaudit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import vn.portalaudit.access.Role;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.demo.AlertReceiver;
import vn.portalaudit.report.ReportFiles;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.RegistryStore;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.store.SamplePast;
import vn.portalaudit.store.WorkList;
import vn.portalaudit.store.WorkStore;
import vn.portalaudit.web.DemoAccounts;
import vn.portalaudit.web.WebServer;

/**
 * A province in miniature: registers the samples, lays down what has happened to them, has each
 * audited, and tells of every report as it comes. What is there already is left as it is.
 */
final class Demonstration implements Service.Occasion {
  /** Those whose people have accounts. */
  static final List<String> AGENCIES = List.of("so-mau", "so-thieu-muc");

  private final SamplePortals portals;
  private final Settings settings;
  private final PrintStream out;

  Demonstration(SamplePortals portals, Settings settings, PrintStream out) {
    this.portals = portals;
    this.settings = settings;
    this.out = out;
  }

  @Override
  public void prepared(Database database) {
    new RegistryStore(database).apply(portals.registry(), true);
    new SamplePast(database).lay(Asked.CLOCK.instant());
  }

  @Override
  public void opened(Database database, Serving serving, WebServer web, CountDownLatch stop)
      throws IOException, InterruptedException {
    out.printf(
        "%d cổng mẫu trên máy này, được giám sát và kiểm tra; một cổng không trả lời:%n",
        portals.codes().size());
    address(database, web);
    try (AlertReceiver receiver = AlertReceiver.start(out)) {
      SampleBusiness.listen(database, receiver.url());
      Instant now = Asked.CLOCK.instant();
      SampleCampaigns campaigns =
          new SampleCampaigns(database, Home.folder(), settings.data(), portals.departments());
      // a year of steps takes a while; people can look around meanwhile
      CompletableFuture<Void> laid =
          CompletableFuture.runAsync(() -> campaigns.lay(now), Thread::startVirtualThread);
      List<Long> works = audits(database, serving, now, stop);
      laid.join();
      follow(database, works, stop, campaigns);
      stop.await();
    }
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

  /**
   * Those with a past are audited as they were before they are audited as they are; the small ones
   * first, so that there is soon something to see.
   */
  private List<Long> audits(Database database, Serving serving, Instant now, CountDownLatch stop) {
    Map<String, Integer> numbers = new RegistryStore(database).numbers(portals.codes());
    WorkStore queue = new WorkStore(database);
    SampleAudits past =
        new SampleAudits(serving, settings.data(), settings.node(), () -> stop.getCount() == 0);
    String slot = "demo-" + now.getEpochSecond();
    List<Long> works = new ArrayList<>();
    for (String code : portals.codes().reversed()) {
      int portal = Objects.requireNonNull(numbers.get(code));
      if (portals.served().contains(code)) {
        lay(past, portal, code, now);
      }
      for (WorkKind kind : List.of(WorkKind.HEADERS, WorkKind.TLS, WorkKind.DNS)) {
        queue.request(portal, kind, slot, "demo");
      }
      works.add(queue.request(portal, WorkKind.AUDIT, slot, "demo"));
    }
    SampleBusiness.lay(database, numbers, now);
    return works;
  }

  /** Without a past a sample is still worth showing. */
  private void lay(SampleAudits past, int portal, String code, Instant now) {
    try {
      past.lay(portal, code, SamplePortals.folder(Home.folder(), code), now);
    } catch (IOException | UncheckedIOException e) {
      out.printf("  %s: không dựng được lần kiểm tra trước (%s)%n", code, e.getMessage());
    }
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
          .ifPresent(kept -> out.println("    " + kept.folder().resolve(ReportFiles.PAGE).toUri()));
    }
  }

  private static String decimal(BigDecimal points) {
    return points
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString()
        .replace('.', ',');
  }
}
