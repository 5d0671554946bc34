package vn.portalaudit.web.page;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Progress told to browsers as server-sent events, for the macro {@code #progress}: one thread
 * looks once a second for all who watch, and no more watch than the server can bear. Safe for
 * threads.
 */
@Component
public final class EventStreams implements DisposableBean {
  private static final int MOST = 200;
  private static final long LONGEST_MS = 600_000;
  private static final long EVERY_MS = 1_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Semaphore places = new Semaphore(MOST);
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("progress").factory());

  /**
   * How far something is.
   *
   * @param total 0 while nobody can say
   * @param says for people
   * @param end whether nothing more will come
   */
  public record Step(long done, long total, String says, boolean end) {
    private Step in(Texts texts) {
      return new Step(done, total, texts.say(says), end);
    }
  }

  /**
   * Tells a browser how far something is, whenever that changes, until it ends. The browser asks
   * again by itself when the stream is cut after ten minutes.
   *
   * @param texts the words of the person who looks
   * @param look reads how far it is; called once a second
   * @throws Refused when too many watch already
   */
  public SseEmitter follow(Texts texts, Supplier<Step> look) {
    if (!places.tryAcquire()) {
      throw new Refused("Đang có quá nhiều người xem tiến độ; hãy tải lại trang sau ít phút.");
    }
    SseEmitter stream = new SseEmitter(LONGEST_MS);
    AtomicReference<@Nullable Step> told = new AtomicReference<>();
    AtomicReference<@Nullable Future<?>> task = new AtomicReference<>();
    AtomicBoolean over = new AtomicBoolean();
    Runnable end =
        () -> {
          if (over.compareAndSet(false, true)) {
            places.release();
            Future<?> running = task.get();
            if (running != null) {
              running.cancel(false);
            }
          }
        };
    stream.onCompletion(end);
    stream.onTimeout(stream::complete);
    stream.onError(problem -> end.run());
    task.set(
        looking.scheduleWithFixedDelay(
            () -> tell(stream, texts, look, told, end), 0, EVERY_MS, TimeUnit.MILLISECONDS));
    return stream;
  }

  private static void tell(
      SseEmitter stream,
      Texts texts,
      Supplier<Step> look,
      AtomicReference<@Nullable Step> told,
      Runnable end) {
    try {
      Step step = look.get().in(texts);
      if (step.equals(told.getAndSet(step))) {
        return;
      }
      stream.send(SseEmitter.event().data(JSON.writeValueAsString(step), MediaType.TEXT_PLAIN));
      if (step.end()) {
        end.run();
        stream.complete();
      }
    } catch (IOException | RuntimeException e) {
      // the reader went away, or nothing can be read: the browser asks again
      end.run();
      stream.complete();
    }
  }

  @Override
  public void destroy() {
    looking.shutdownNow();
  }
}
