package vn.portalaudit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Reason;

@Timeout(30)
class CourtesyTest {
  private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress TWO = InetAddress.ofLiteral("192.0.2.2");

  private final FakePace pace = new FakePace();
  private final Courtesy courtesy = new Courtesy(BigDecimal.ONE, pace);

  @Test
  void firstRequestNeedNotWait() throws Exception {
    ask("a", ONE, 0, 200);

    assertThat(pace.waits).isEmpty();
  }

  @Test
  void startsAreASecondApart() throws Exception {
    ask("a", ONE, 100, 200);
    ask("a", ONE, 400, 200);
    ask("a", ONE, 100, 200);

    assertThat(pace.waits).containsExactly(Duration.ofMillis(900), Duration.ofMillis(600));
  }

  @Test
  void theDistanceCountsFromWhenTheRequestWentOutNotFromTheTurn() throws Exception {
    try (Courtesy.Turn turn = courtesy.await("a", ONE)) {
      pace.pass(Duration.ofMillis(400));
      turn.sent();
      pace.pass(Duration.ofMillis(100));
    }
    ask("b", ONE, 0, 200);

    assertThat(pace.waits).containsExactly(Duration.ofMillis(900));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 2000", "4, 250", "3, 334"})
  void rateSetsTheDistance(BigDecimal rate, long millis) throws Exception {
    Courtesy other = new Courtesy(rate, pace);
    other.await("a", ONE).close();
    other.await("a", ONE).close();

    assertThat(pace.waits.getFirst().plusNanos(999_999).toMillis()).isEqualTo(millis);
  }

  @Test
  void hostsOnOneAddressShareItsRate() throws Exception {
    ask("a", ONE, 0, 200);
    ask("b", ONE, 0, 200);
    ask("c", TWO, 0, 200);

    assertThat(pace.waits).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void hostOnTwoAddressesKeepsItsRate() throws Exception {
    ask("a", ONE, 0, 200);
    ask("a", TWO, 0, 200);

    assertThat(pace.waits).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void slowHostIsLeftAloneAsLongAsItTook() throws Exception {
    ask("a", ONE, 3_000, 200);
    ask("a", ONE, 30_000, 200);
    ask("a", ONE, 0, 200);

    assertThat(pace.waits).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource({"PT5S, PT5S", "PT0.1S, PT1S", "PT10M, PT30S", "PT-1S, PT1S"})
  void crawlDelayIsObeyedUpToItsLimit(Duration delay, Duration wait) throws Exception {
    courtesy.slowDown("A", delay);
    ask("a", ONE, 0, 200);
    ask("b", ONE, 0, 200);
    ask("a", ONE, 0, 200);

    assertThat(pace.waits.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(wait.compareTo(Duration.ofSeconds(2)) < 0 ? Duration.ofSeconds(2) : wait);
  }

  @Test
  void theAskAfterTheOneThatReadRobotsAlreadyKeepsTheDelay() throws Exception {
    ask("a", ONE, 0, 200);
    courtesy.slowDown("a", Duration.ofSeconds(3));
    ask("a", ONE, 0, 200);

    assertThat(pace.waits).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void withoutARateNothingWaits() throws Exception {
    Courtesy free = new Courtesy(null, pace);
    free.slowDown("a", Duration.ofSeconds(9));
    for (int i = 0; i < 20; i++) {
      try (Courtesy.Turn turn = free.await("a", ONE)) {
        pace.pass(Duration.ofSeconds(2));
        turn.answered(503, null);
      }
    }

    assertThat(pace.waits).isEmpty();
    assertThat(free.closed("a")).isNull();
  }

  @Test
  void retryAfterIsHonouredWithoutARateToo() throws Exception {
    Courtesy free = new Courtesy(null, pace);
    try (Courtesy.Turn turn = free.await("a", ONE)) {
      turn.answered(429, Duration.ofSeconds(7));
    }
    free.await("a", ONE).close();

    assertThat(pace.waits).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void repeatedRefusalsAreAskedLessAndLessAndThenNotAtAll() throws Exception {
    for (int i = 0; i < Courtesy.REFUSALS; i++) {
      assertThat(courtesy.closed("a")).isNull();
      ask("a", ONE, 0, 503);
    }

    assertThat(pace.waits)
        .extracting(Duration::toSeconds)
        .containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L);
    assertThat(courtesy.closed("a")).isEqualTo(Reason.HTTP_STATUS);
    assertThat(courtesy.closed("b")).isNull();
    pace.pass(Courtesy.CLOSED);
    assertThat(courtesy.closed("a")).isNull();
  }

  @Test
  void goodAnswerForgetsRefusals() throws Exception {
    for (int i = 0; i < 4 * Courtesy.REFUSALS; i++) {
      ask("a", ONE, 0, i % 4 == 3 ? 200 : 429);
    }

    assertThat(courtesy.closed("a")).isNull();
  }

  @Test
  void longRetryAfterClosesTheHost() throws Exception {
    try (Courtesy.Turn turn = courtesy.await("a", ONE)) {
      turn.answered(429, Duration.ofMinutes(3));
    }

    assertThat(courtesy.closed("a")).isEqualTo(Reason.RATE_LIMITED);
    pace.pass(Duration.ofMinutes(3));
    assertThat(courtesy.closed("a")).isNull();
  }

  @Test
  void oneRequestAtATimeGoesToAHostAndToAnAddress() throws Exception {
    AtomicInteger under = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Courtesy free = new Courtesy(new BigDecimal("1000"), pace);
    Thread[] threads = new Thread[16];
    for (int i = 0; i < threads.length; i++) {
      String host = i % 2 == 0 ? "a" : "b";
      threads[i] =
          Thread.ofVirtual()
              .start(() -> {
                try (Courtesy.Turn turn = free.await(host, ONE)) {
                  most.accumulateAndGet(under.incrementAndGet(), Math::max);
                  LockSupport.parkNanos(1);
                  turn.answered(200, null);
                  under.decrementAndGet();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(most).hasValue(1);
    assertThat(under).hasValue(0);
  }

  @Test
  void interruptEndsTheWaitAndGivesTheTurnBack() throws Exception {
    ask("a", ONE, 0, 200);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> courtesy.await("a", ONE)).isInstanceOf(InterruptedException.class);

    ask("a", ONE, 0, 200);
    assertThat(pace.waits).hasSize(1);
  }

  @Test
  void interruptEndsTheWaitForAnotherRequest() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    try (Courtesy.Turn turn = courtesy.await("a", ONE)) {
      Thread second =
          Thread.ofPlatform()
              .start(() -> {
                waiting.countDown();
                try {
                  courtesy.await("a", ONE).close();
                  interrupted.complete(false);
                } catch (InterruptedException e) {
                  interrupted.complete(true);
                }
              });
      waiting.await();
      second.interrupt();

      assertThat(interrupted.get(5, TimeUnit.SECONDS)).isTrue();
      turn.answered(200, null);
    }
  }

  // ---- through the client ----

  @ParameterizedTest
  @ValueSource(strings = {"429 Too Many Requests", "503 Unavailable"})
  void hostIsAskedOnceMoreAfterTheTimeItNames(String status) {
    AtomicInteger asked = new AtomicInteger();
    try (Portal portal =
            new Portal((head, out) -> {
              if (asked.getAndIncrement() == 0) {
                Portal.page(out, status, "Retry-After: 20\r\n", "");
              } else {
                Portal.html(out, "<p>");
              }
            });
        Web web = web(null)) {
      Web.Fetched fetched = web.get(portal.url("/"), Web.Rules.GET);

      assertThat(fetched.reason()).isNull();
      assertThat(fetched.exchanges()).extracting(Exchange::status).last().isEqualTo(200);
      assertThat(fetched.exchanges()).hasSize(2);
      assertThat(pace.waits).containsExactly(Duration.ofSeconds(20));
    }
  }

  @Test
  void hostThatLimitsAgainIsLeftAlone() {
    try (Portal portal =
            new Portal((head, out) ->
                Portal.page(out, "429 Too Many Requests", "Retry-After: 1\r\n", ""));
        Web web = web(null)) {
      Web.Fetched fetched = web.get(portal.url("/"), Web.Rules.GET);

      assertThat(fetched.reason()).isEqualTo(Reason.RATE_LIMITED);
      assertThat(portal.heads).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Retry-After: 61\r\n", "Retry-After: soon\r\n", ""})
  void hostIsNotAskedAgainWithoutAShortTime(String field) {
    try (Portal portal =
            new Portal((head, out) -> Portal.page(out, "429 Too Many Requests", field, ""));
        Web web = web(null)) {
      assertThat(web.get(portal.url("/"), Web.Rules.GET).reason()).isEqualTo(Reason.RATE_LIMITED);
      assertThat(portal.heads).hasSize(1);
    }
  }

  @Test
  void closedHostIsNotAsked() {
    try (Portal portal =
            new Portal((head, out) ->
                Portal.page(out, "429 Too Many Requests", "Retry-After: 600\r\n", ""));
        Web web = web(BigDecimal.ONE)) {
      web.get(portal.url("/1"), Web.Rules.GET);
      Web.Fetched second = web.get(portal.url("/2"), Web.Rules.GET);

      assertThat(second.reason()).isEqualTo(Reason.RATE_LIMITED);
      assertThat(second.exchanges()).isEmpty();
      assertThat(portal.heads).hasSize(1);
    }
  }

  @Test
  void everyHopTakesATurn() {
    try (Portal portal =
            new Portal((head, out) -> {
              if (head.startsWith("GET /a ")) {
                Portal.redirect(out, "/b");
              } else {
                Portal.html(out, "<p>");
              }
            });
        Web web = web(BigDecimal.ONE)) {
      web.get(portal.url("/a"), Web.Rules.GET);

      assertThat(pace.waits).containsExactly(Duration.ofSeconds(1));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | PT0S",
        "120 | PT2M",
        "Fri, 20 Nov 2026 05:00:30 GMT | PT30S",
        "Fri, 20 Nov 2026 04:00:00 GMT | PT0S",
        "-1 |",
        "99999999999999999999 |",
        "soon |"
      })
  void retryAfterIsSecondsOrADate(String text, @Nullable Duration wait) {
    assertThat(Journey.retryAfter(text, Instant.parse("2026-11-20T05:00:00Z")))
        .isEqualTo(Optional.ofNullable(wait));
  }

  private void ask(String host, InetAddress address, long millis, int status)
      throws InterruptedException {
    try (Courtesy.Turn turn = courtesy.await(host, address)) {
      pace.pass(Duration.ofMillis(millis));
      turn.answered(status, null);
    }
  }

  private Web web(@Nullable BigDecimal rate) {
    Web.Options options = Web.Options.standard().allowPrivate(true).rate(rate);
    return new Web(options, new Guard(true, List.of()), pace);
  }
}
