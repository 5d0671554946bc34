package vn.portalaudit.web.open;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.PublicStatus;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.NotFound;

/**
 * Small pictures of one figure, for an agency's own portal; browsers keep them for five minutes.
 */
@Controller
final class BadgeController {
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final double FINE = 0.99;
  private static final double FAIR = 0.95;
  private static final int SOON = 14;

  private final PublicStatus status;
  private final InstantSource clock;

  BadgeController(PublicStatus status, InstantSource clock) {
    this.status = status;
    this.clock = clock;
  }

  @Allowed(anyone = true)
  @GetMapping("/huy-hieu/{code}/trang-thai.svg")
  ResponseEntity<String> state(@PathVariable String code) {
    StatusController.Shown shown = StatusController.Shown.of(State.of(portal(code).state()));
    return answer(Badge.of("Cổng", shown.says(), shown.kind()));
  }

  @Allowed(anyone = true)
  @GetMapping("/huy-hieu/{code}/hoat-dong.svg")
  ResponseEntity<String> availability(@PathVariable String code) {
    Double share = portal(code).up30d();
    return answer(
        Badge.of(
            "Hoạt động 30 ngày",
            share == null ? "chưa có số liệu" : Vietnamese.percent(BigDecimal.valueOf(share)),
            share == null ? "none" : share >= FINE ? "ok" : share >= FAIR ? "warn" : "bad"));
  }

  @Allowed(anyone = true)
  @GetMapping("/huy-hieu/{code}/chung-thu.svg")
  ResponseEntity<String> certificate(@PathVariable String code) {
    Instant ends = portal(code).certificateEnds();
    return answer(certificate(ends, clock.instant()));
  }

  private static Badge certificate(@Nullable Instant ends, Instant now) {
    if (ends == null) {
      return Badge.of("Chứng thư số", "chưa rõ", "none");
    }
    long days = Duration.between(now, ends).toDays();
    return ends.isBefore(now)
        ? Badge.of("Chứng thư số", "đã hết hạn", "bad")
        : Badge.of("Chứng thư số", "còn " + days + " ngày", days < SOON ? "warn" : "ok");
  }

  private PublicStatus.Portal portal(String code) {
    return NotFound.unless(status.portal(code));
  }

  private static ResponseEntity<String> answer(Badge badge) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("image/svg+xml;charset=UTF-8"))
        .cacheControl(CacheControl.maxAge(KEPT).cachePublic())
        .body(badge.svg());
  }
}
