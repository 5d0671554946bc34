package vn.portalaudit.web.operations;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.portalaudit.store.WorkList;
import vn.portalaudit.web.page.Refused;

/**
 * Tells those who look at the queue that it has moved, by server-sent events: one look at the
 * database for all of them, and none while nobody looks. Safe for threads.
 */
@Component
final class QueueStream implements ApplicationListener<ContextClosedEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(QueueStream.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int MOST = 200;

  private final WorkList list;
  private final Set<SseEmitter> watchers = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("queue-stream").daemon(true).factory());
  private String told = "";

  QueueStream(WorkList list) {
    this.list = list;
    var ticking =
        clock.scheduleWithFixedDelay(
            this::tick, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    LOG.debug("looks at the queue: {}", ticking);
  }

  /** Events from now on; browsers ask again after ten minutes. */
  SseEmitter open() {
    if (watchers.size() >= MOST) {
      throw new Refused("Quá nhiều người đang xem trực tiếp; hãy tải lại trang sau ít phút.");
    }
    SseEmitter watcher = new SseEmitter(LONGEST.toMillis());
    watcher.onCompletion(() -> watchers.remove(watcher));
    watcher.onTimeout(watcher::complete);
    watcher.onError(e -> watchers.remove(watcher));
    watchers.add(watcher);
    return watcher;
  }

  private void tick() {
    if (watchers.isEmpty()) {
      return;
    }
    try {
      String pulse = list.pulse();
      boolean moved = !pulse.equals(told);
      told = pulse;
      for (SseEmitter watcher : watchers) {
        send(watcher, moved);
      }
    } catch (RuntimeException e) {
      LOG.debug("the queue could not be looked at", e);
    }
  }

  /** A comment where nothing has moved: a connection that is gone shows only when it is used. */
  private void send(SseEmitter watcher, boolean moved) {
    try {
      watcher.send(
          moved ? SseEmitter.event().data("{\"moved\":true}") : SseEmitter.event().comment("."));
    } catch (IOException | IllegalStateException gone) {
      watchers.remove(watcher);
    }
  }

  @Override
  public void onApplicationEvent(ContextClosedEvent event) {
    clock.shutdownNow();
    watchers.forEach(SseEmitter::complete);
  }
}
