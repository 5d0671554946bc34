package vn.portalaudit.web.department;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.FindingThreads;
import vn.portalaudit.store.IncidentList;
import vn.portalaudit.store.Listing;
import vn.portalaudit.store.Overview;
import vn.portalaudit.store.PortalList;
import vn.portalaudit.web.page.Criteria;

/** What the department has to do today, the worst first. Safe for threads. */
@Component
final class Pending {
  private static final int SHOWN = 8;

  private final Overview overview;
  private final Criteria criteria;

  Pending(Overview overview, Criteria criteria) {
    this.overview = overview;
    this.criteria = criteria;
  }

  /** Something to do. */
  public record Todo(
      String kind, String what, String title, String href, String says, @Nullable Instant at) {}

  List<Todo> of(
      PortalList.Page page,
      Listing<IncidentList.Row> open,
      Listing<FindingThreads.Open> objections,
      Instant now) {
    List<Todo> todos = new ArrayList<>();
    List<PortalList.Row> down =
        page.rows().stream().filter(row -> row.watched() && row.state() == State.DOWN).toList();
    down.forEach(row ->
        todos.add(
            new Todo(
                "bad",
                "Không truy cập được",
                row.title(),
                "/cong/" + row.code() + "/hoat-dong",
                row.reason() == null ? "" : row.reason().says(),
                row.since())));
    Set<Integer> told = down.stream().map(PortalList.Row::id).collect(Collectors.toSet());
    open.rows().stream()
        // an outage stands above by the name of its portal
        .filter(one ->
            one.incident().subject().kind() != Kind.DOWN
                || !told.contains(one.incident().subject().portal()))
        .forEach(one ->
            todos.add(
                new Todo(
                    "warn",
                    "Sự cố mới",
                    Objects.requireNonNullElse(one.title(), "Hệ thống giám sát"),
                    "/su-co/" + one.incident().id(),
                    one.incident().says(),
                    one.incident().startsAt())));
    objections
        .rows()
        .forEach(line -> {
          FindingThreads.Place place = line.entry().place();
          todos.add(
              new Todo(
                  "warn",
                  "Phản đối",
                  line.portalTitle(),
                  "/don-vi/cong/%s/tieu-chi/%s/%s"
                      .formatted(line.portalCode(), place.checklist(), place.criterion()),
                  criteria.title(place.checklist(), place.criterion()) + ", chờ trả lời",
                  line.entry().at()));
        });
    overview
        .certificates(now, SHOWN)
        .forEach(line -> {
          Standing standing = Standing.certificate(line.at(), now);
          todos.add(
              new Todo(
                  standing == null ? "warn" : standing.kind(),
                  "Chứng thư",
                  line.title(),
                  "/cong/" + line.code() + "/tls-dns",
                  standing == null ? "" : standing.name(),
                  line.at()));
        });
    overview
        .fallen(now, SHOWN)
        .forEach(line ->
            todos.add(
                new Todo(
                    "warn",
                    "Điểm giảm",
                    line.title(),
                    "/cong/" + line.code() + "/kiem-tra",
                    "từ " + percent(line.from()) + " xuống " + percent(line.to()),
                    line.at())));
    return todos;
  }

  private static String percent(double share) {
    return Vietnamese.percent(BigDecimal.valueOf(share));
  }
}
