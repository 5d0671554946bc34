package vn.portalaudit.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages from the outbox to people, each channel on a thread of its own, so that a slow
 * channel holds up no other. A failed message is tried again after twice the time, by chance a
 * quarter more or less. Several couriers may share an outbox. Safe for threads.
 */
public final class Courier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(3);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Duration LONGEST_ASKED = Duration.ofHours(24);

  /** A message that failed so often is given up; that is after about eight hours. */
  public static final int ATTEMPTS = 15;

  private static final int LASTING_ATTEMPTS = 3;
  private static final int AT_ONCE = 4;

  /** More than all messages of a claim can take. */
  private static final Duration LEASE = Duration.ofMinutes(6);

  private final Outbox outbox;
  private final Carrier carrier;
  private final RandomGenerator random;
  private final UUID owner = UUID.randomUUID();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("courier-", 0).factory());

  /**
   * A courier.
   *
   * @param random for the jitter; used by several threads
   */
  public Courier(Outbox outbox, Carrier carrier, RandomGenerator random) {
    this.outbox = outbox;
    this.carrier = carrier;
    this.random = random;
  }

  /**
   * Starts sending what may go now. Call it again and again, without waiting for the end.
   *
   * @return the number of messages that were tried, when all that this call started has ended
   */
  public CompletableFuture<Integer> round() {
    List<CompletableFuture<Integer>> under = new ArrayList<>();
    for (int channel : outbox.channels()) {
      List<Parcel> parcels = outbox.claim(channel, owner, AT_ONCE, LEASE);
      if (!parcels.isEmpty()) {
        under.add(CompletableFuture.supplyAsync(() -> sendAll(parcels), threads));
      }
    }
    return CompletableFuture.allOf(under.toArray(CompletableFuture<?>[]::new))
        .thenApply(nothing -> under.stream().mapToInt(CompletableFuture::join).sum());
  }

  private int sendAll(List<Parcel> parcels) {
    for (int i = 0; i < parcels.size(); i++) {
      boolean failed = send(parcels.get(i));
      if (failed || Thread.currentThread().isInterrupted()) {
        outbox.release(owner, parcels.subList(i + 1, parcels.size()));
        return i + 1;
      }
    }
    return parcels.size();
  }

  /** Whether it is to be tried again: what comes after it must not overtake it. */
  private boolean send(Parcel parcel) {
    switch (attempt(parcel)) {
      case Delivery.Sent sent -> outbox.sent(owner, parcel, sent.says());
      case Delivery.Failed failed -> {
        int tries = parcel.attempts() + 1;
        if (tries >= (failed.lasting() ? LASTING_ATTEMPTS : ATTEMPTS)) {
          LOG.warn("message {} to {} given up: {}", parcel.id(), parcel.channel(), failed.says());
          outbox.giveUp(owner, parcel, failed.says());
          return false;
        }
        outbox.later(owner, parcel, failed.says(), wait(failed, tries), failed.pause() != null);
        return true;
      }
    }
    return false;
  }

  private Delivery attempt(Parcel parcel) {
    try {
      return carrier.deliver(parcel);
    } catch (RuntimeException e) {
      // Its words could hold a secret of the channel
      LOG.warn("sending {} to {} failed: {}", parcel.id(), parcel.channel(), e.getClass());
      return new Delivery.Failed("lỗi của hệ thống giám sát khi gửi", false, null);
    }
  }

  private Duration wait(Delivery.Failed failed, int tries) {
    long base = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(tries - 1, 20));
    Duration own = Duration.ofMillis((long) (base * (0.75 + random.nextDouble() / 2)));
    Duration asked = failed.pause();
    if (asked == null || asked.compareTo(own) < 0) {
      return own;
    }
    return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
  }

  /** Interrupts what is being sent; its messages go back when their lease is over. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("what was being sent did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
