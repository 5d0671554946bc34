package vn.portalaudit.agent;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.alert.Change;
import vn.portalaudit.alert.Incident;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Signs;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.IncidentStore;
import vn.portalaudit.store.LookStore;
import vn.portalaudit.store.WorkStore;

/** The daily looks at TLS, headers and DNS; of a certificate that runs out people are told. */
final class LookJob implements WorkLoop.Job {
  private final WorkStore queue;
  private final Auditing auditing;
  private final LookStore looks;
  private final IncidentStore incidents;
  private final Alarms alarms;
  private final InstantSource clock;

  LookJob(
      WorkStore queue,
      Auditing auditing,
      LookStore looks,
      IncidentStore incidents,
      Alarms alarms,
      InstantSource clock) {
    this.queue = queue;
    this.auditing = auditing;
    this.looks = looks;
    this.incidents = incidents;
    this.alarms = alarms;
    this.clock = clock;
  }

  @Override
  public Set<WorkKind> kinds() {
    return Set.of(WorkKind.TLS, WorkKind.HEADERS, WorkKind.DNS);
  }

  @Override
  public void carryOut(Task task) throws IOException {
    Auditing.Target target = task.target();
    Auditing.Looked looked = auditing.look(target, task::held);
    if (!task.held()) {
      return;
    }
    if (!looked.observed()) {
      queue.finish(target.work(), "không quan sát được gì của cổng");
      return;
    }
    Auditing.Certificate certificate = looked.certificate();
    boolean kept =
        looks.keep(
            target.work(),
            looked.at(),
            looked.seen(),
            certificate == null ? null : certificate.notAfter());
    if (kept) {
      queue.finish(target.work(), null);
      alarms.take(news(target.work().portal(), certificate));
    }
  }

  private List<Change> news(int portal, Auditing.@Nullable Certificate certificate) {
    List<Change> news = new ArrayList<>();
    if (certificate != null) {
      for (Incident other : incidents.open(portal, Kind.CERTIFICATE)) {
        String serial = other.subject().detail();
        if (!serial.equals(certificate.name())) {
          news.add(Signs.certificateReplaced(portal, serial, clock.instant()));
        }
      }
      Signs.certificate(portal, certificate.name(), certificate.notAfter(), clock.instant())
          .ifPresent(news::add);
    }
    return news;
  }
}
