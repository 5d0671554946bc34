package vn.portalaudit.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.net.Guard;
import vn.portalaudit.net.Loopback;

@Timeout(120)
class EngineTest {
  private static Map<Watched, Standing> portals(int count, String url) {
    Map<Watched, Standing> portals = new HashMap<>();
    IntStream.range(0, count)
        .forEach(
            portal ->
                portals.put(
                    new Watched(
                        portal, url, Duration.ofSeconds(10), Watched.Expected.ANYTHING, List.of()),
                    Standing.unknown(Instant.EPOCH)));
    return portals;
  }

  private static Engine engine(Sink sink) throws IOException {
    return new Engine(
        Engine.Options.standard("test"),
        new Guard(true, List.of()),
        InstantSource.system(),
        sink);
  }

  @Test
  void everyPortalIsLookedAtAndAFailedBatchComesAgain() throws Exception {
    BlockingQueue<Sink.Batch> kept = new LinkedBlockingQueue<>();
    BlockingQueue<Sink.Batch> refused = new LinkedBlockingQueue<>();
    AtomicBoolean ready = new AtomicBoolean();
    Sink sink =
        batch -> {
          if (ready.compareAndSet(false, true)) {
            refused.add(batch);
            throw new IllegalStateException("database down");
          }
          kept.add(batch);
        };
    Map<Integer, ProbeResult> seen = new HashMap<>();
    try (ScriptedPortal portal = ScriptedPortal.plain(ScriptedPortal.html("<p>Xin chào</p>"));
        Engine engine = engine(sink)) {
      engine.watch(portals(50, portal.url()));
      engine.start();
      while (seen.size() < 50) {
        Sink.Batch batch = kept.poll(60, TimeUnit.SECONDS);
        assertThat(batch).isNotNull();
        if (seen.isEmpty()) {
          assertThat(batch.results()).isEqualTo(refused.element().results());
        }
        batch.results().forEach(result -> seen.put(result.portal(), result));
      }
      assertThat(engine.health().watched()).isEqualTo(50);
      engine.forget(List.copyOf(seen.keySet()));
      assertThat(engine.health().watched()).isZero();
    }
    assertThat(seen.values()).allMatch(result -> result.state() == State.UP);
    assertThat(seen.values())
        .allMatch(
            result ->
                result.slot().equals(
                    Grid.of(result.portal(), Duration.ofSeconds(10))
                        .start(
                            Grid.of(result.portal(), Duration.ofSeconds(10))
                                .index(result.slot()))));
  }

  @Test
  void loopbackAnswersWhileItIsOpen() throws IOException {
    Loopback loopback = new Loopback();
    assertThat(loopback.answers(Duration.ofSeconds(5))).isTrue();
    loopback.close();
    assertThat(loopback.answers(Duration.ofSeconds(5))).isFalse();
  }
}
