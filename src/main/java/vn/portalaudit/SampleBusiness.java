package vn.portalaudit;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vn.portalaudit.alert.Channel;
import vn.portalaudit.alert.Rule;
import vn.portalaudit.alert.Severity;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.store.AlertStore;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.FindingStore;
import vn.portalaudit.store.FindingThreads;
import vn.portalaudit.store.MaintenanceStore;

/**
 * What keeps the people of the demonstration busy: a channel that is told of alerts, an objection
 * to answer, maintenance to come.
 */
final class SampleBusiness {
  private static final String WINDOW = "Cửa sổ chạy thử";

  private SampleBusiness() {}

  /** Alerts are shown where the demonstration runs, as if by a service that takes webhooks. */
  static void listen(Database database, URI receiver) {
    AlertStore alerts = new AlertStore(database);
    int known =
        alerts.allChannels().stream()
            .filter(channel -> channel.name().equals(WINDOW))
            .mapToInt(Channel::id)
            .findFirst()
            .orElse(0);
    int id =
        alerts.save(
            new Channel(known, WINDOW, Channel.Kind.WEBHOOK, receiver.toString(), null), true);
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

  /** Something to answer, and something to come. */
  static void lay(Database database, Map<String, Integer> numbers, Instant now) {
    int portal = Objects.requireNonNull(numbers.get(Demonstration.AGENCIES.get(1)));
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
}
