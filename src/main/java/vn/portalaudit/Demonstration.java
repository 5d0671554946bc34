package vn.portalaudit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
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
import vn.portalaudit.alert.Channel;
import vn.portalaudit.alert.Rule;
import vn.portalaudit.alert.Severity;
import vn.portalaudit.demo.AlertReceiver;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.report.ReportFiles;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.AlertStore;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.FindingStore;
import vn.portalaudit.store.FindingThreads;
import vn.portalaudit.store.MaintenanceStore;
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
  private static final List<String> AGENCIES = List.of("so-mau", "so-thieu-muc");
  private static final String WINDOW = "Cửa sổ chạy thử";

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
      listen(database, receiver);
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

  /** Alerts are shown where the demonstration runs, as if by a service that takes webhooks. */
  private static void listen(Database database, AlertReceiver receiver) {
    AlertStore alerts = new AlertStore(database);
    int known =
        alerts.allChannels().stream()
            .filter(channel -> channel.name().equals(WINDOW))
            .mapToInt(Channel::id)
            .findFirst()
            .orElse(0);
    int id =
        alerts.save(
            new Channel(known, WINDOW, Channel.Kind.WEBHOOK, receiver.url().toString(), null),
            true);
    if (known == 0) {
      alerts.add(
          new Rule(
              0,
              id,
              Set.of(),
              Severity.MINOR,
              null,
              null,
              LocalTime.of(22, 0),
              LocalTime.of(6, 0),
              true,
              Duration.ofHours(4)));
    }
  }

  /**
   * Those with a past are audited as they were before they are audited as they are; the small ones
   * first, so that there is soon something to see.
   */
  private List<Long> audits(Database database, Serving serving, Instant now, CountDownLatch stop) {
    Map<String, Integer> numbers = new RegistryStore(database).numbers(portals.codes());
    WorkStore queue = new WorkStore(database);
    SampleAudits past = new SampleAudits(serving, settings.data(), settings.node());
    String slot = "demo-" + now.getEpochSecond();
    List<Long> works = new ArrayList<>();
    for (String code : portals.codes().reversed()) {
      int portal = Objects.requireNonNull(numbers.get(code));
      if (portals.served().contains(code) && stop.getCount() > 0) {
        lay(past, portal, code, now);
      }
      for (WorkKind kind : List.of(WorkKind.HEADERS, WorkKind.TLS, WorkKind.DNS)) {
        queue.request(portal, kind, slot, "demo");
      }
      works.add(queue.request(portal, WorkKind.AUDIT, slot, "demo"));
    }
    business(database, numbers, now);
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

  /** Something to answer, and something to come. */
  private static void business(Database database, Map<String, Integer> numbers, Instant now) {
    int portal = Objects.requireNonNull(numbers.get(AGENCIES.get(1)));
    FindingThreads threads = new FindingThreads(database);
    if (threads.newest(List.of(portal), true, 1).isEmpty()) {
      // of the checklist that agencies are scored by, which comes first
      Comparator<FindingStore.Held> most =
          Comparator.comparing(FindingStore.Held::checklist)
              .thenComparing(FindingStore.Held::maxPoints, Comparator.reverseOrder());
      new FindingStore(database)
          .current(portal, now).stream()
              .map(FindingStore.Current::finding)
              .filter(finding -> finding.outcome() == Outcome.FAILED)
              .min(most)
              .ifPresent(finding -> threads.add(objection(portal, finding, now)));
    }
    MaintenanceStore maintenance = new MaintenanceStore(database);
    if (maintenance.page(0, 1).total() == 0) {
      Instant night =
          LocalDate.ofInstant(now, Timetable.VIETNAM)
              .plusDays(2)
              .atTime(LocalTime.of(22, 0))
              .atZone(Timetable.VIETNAM)
              .toInstant();
      maintenance.announce(
          new MaintenanceStore.Scope(numbers.get("xa-mau"), null),
          night,
          night.plus(Duration.ofMinutes(90)),
          "Nâng cấp máy chủ (số liệu mẫu)",
          "vanhanh");
    }
  }

  private static FindingThreads.Draft objection(
      int portal, FindingStore.Held finding, Instant now) {
    return new FindingThreads.Draft(
        new FindingThreads.Place(portal, finding.checklist(), finding.criterion()),
        FindingThreads.Kind.OBJECTION,
        "Trang của mục này đang được chuyển sang máy chủ mới, đề nghị kiểm tra lại sau ngày mai.",
        null,
        null,
        finding.observedHash(),
        true,
        "baocao2",
        now);
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
