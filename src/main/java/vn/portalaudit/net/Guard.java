package vn.portalaudit.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;

/**
 * Decides what may be dialled. A name is looked up once, every address is judged, and only those
 * judged are handed out; whoever dials one asks {@link #check} again at the socket. So neither an
 * odd spelling nor a second answer of the DNS leads into the network that this program runs in.
 *
 * <p>Safe for several threads. Look-ups run on threads of their own, for they cannot be
 * interrupted.
 */
public final class Guard {
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final Duration FAILURE_REMEMBERED = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_REMEMBERED = 10_000;
  private static final int MOST_ADDRESSES = 4;
  private static final int MOST_LOOKUPS = 256;

  private final boolean allowPrivate;
  private final List<Detour> detours;
  private final Resolver resolver;
  private final Function<InetAddress, AddressRanges.Kind> ranges;
  private final LongSupplier nanos;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final ExecutorService lookups =
      new ThreadPoolExecutor(
          0,
          MOST_LOOKUPS,
          5,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("dns-", 0).factory());

  /**
   * A guard over the machine's own resolver.
   *
   * @param allowPrivate whether loopback and private addresses, and all ports, may be dialled
   * @param connectTo detours {@code HOST:PORT:ADDR:PORT2} as curl's; a host and port that has one
   *     may have any port, and its ADDR is judged
   * @throws IllegalArgumentException when a detour has another form; the message is for people
   */
  public Guard(boolean allowPrivate, List<String> connectTo) {
    this(allowPrivate, connectTo, Resolver.SYSTEM, AddressRanges::of, System::nanoTime);
  }

  Guard(
      boolean allowPrivate,
      List<String> connectTo,
      Resolver resolver,
      Function<InetAddress, AddressRanges.Kind> ranges,
      LongSupplier nanos) {
    this.allowPrivate = allowPrivate;
    this.detours = connectTo.stream().map(Detour::parse).toList();
    this.resolver = resolver;
    this.ranges = ranges;
    this.nanos = nanos;
  }

  /**
   * Where to connect for a host and port, after detours.
   *
   * @param host name or address, in any spelling that a browser takes
   * @param port port
   * @return addresses that may be dialled, in the resolver's order, at least one
   * @throws Refused with {@link Reason#ADDRESS_REFUSED}, {@link Reason#DNS_NOT_FOUND}, {@link
   *     Reason#DNS_FAILURE} or {@link Reason#INTERRUPTED} (the thread stays interrupted)
   */
  public Dial dial(String host, int port) throws Refused {
    String asked = Addresses.host(host);
    Optional<Detour> detour = detours.stream().filter(d -> d.applies(asked, port)).findFirst();
    if (detour.isEmpty() && !allowPrivate && port != 80 && port != 443) {
      throw new Refused(Reason.ADDRESS_REFUSED, "port " + port);
    }
    String target = detour.map(Detour::address).filter(a -> !a.isEmpty()).orElse(asked);
    int targetPort = detour.map(Detour::target).filter(p -> p > 0).orElse(port);
    return new Dial(
        resolve(target).stream().map(a -> new InetSocketAddress(a, targetPort)).toList());
  }

  /**
   * The addresses of a host that may be dialled, without detours.
   *
   * @param host name or address, in any spelling that a browser takes
   * @return at least one address
   * @throws Refused as {@link #dial}
   */
  public List<InetAddress> resolve(String host) throws Refused {
    String name = Addresses.host(host);
    List<InetAddress> all = literal(name).map(List::of).orElse(null);
    if (all == null) {
      all = lookUp(name);
    }
    List<InetAddress> permitted = all.stream().filter(this::permits).limit(MOST_ADDRESSES).toList();
    if (permitted.isEmpty()) {
      throw new Refused(Reason.ADDRESS_REFUSED, name + " is at " + all.getFirst().getHostAddress());
    }
    return permitted;
  }

  /**
   * Judges the address of a socket that is about to be connected.
   *
   * @throws Refused with {@link Reason#ADDRESS_REFUSED}
   */
  public void check(InetAddress address) throws Refused {
    if (!permits(address)) {
      throw new Refused(Reason.ADDRESS_REFUSED, address.getHostAddress());
    }
  }

  private boolean permits(InetAddress address) {
    return switch (ranges.apply(address)) {
      case PUBLIC -> true;
      case PRIVATE -> allowPrivate;
      case NEVER -> false;
    };
  }

  private static Optional<InetAddress> literal(String host) {
    boolean number = host.indexOf(':') >= 0 || Character.isDigit(host.charAt(host.length() - 1));
    try {
      return number ? Optional.of(InetAddress.ofLiteral(host)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<InetAddress> lookUp(String name) throws Refused {
    long now = nanos.getAsLong();
    Answer known = answers.get(name);
    if (known == null || now - known.until > 0) {
      known = ask(name, known == null ? null : known.failure);
      if (answers.size() >= MOST_REMEMBERED) {
        answers.clear();
      }
      answers.put(name, known);
    }
    if (known.failure != null) {
      throw new Refused(known.failure, name);
    }
    return known.addresses;
  }

  private Answer ask(String name, @Nullable Reason earlier) throws Refused {
    try {
      Future<InetAddress[]> answer = lookups.submit(() -> resolver.resolve(name));
      InetAddress[] found = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(
          new ArrayList<>(Arrays.asList(found)), null, nanos.getAsLong() + REMEMBERED.toNanos());
    } catch (ExecutionException e) {
      // Java repeats a failure that it remembers without the words that tell its kind
      boolean repeated = name.equals(e.getCause() == null ? "" : e.getCause().getMessage());
      return failed(
          repeated && earlier != null
              ? earlier
              : e.getCause() instanceof UnknownHostException unknown
                  ? Resolver.reason(unknown)
                  : Reason.DNS_FAILURE);
    } catch (TimeoutException | RejectedExecutionException e) {
      return failed(Reason.DNS_FAILURE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(Reason.INTERRUPTED, name);
    }
  }

  private Answer failed(Reason reason) {
    return new Answer(List.of(), reason, nanos.getAsLong() + FAILURE_REMEMBERED.toNanos());
  }

  private record Answer(List<InetAddress> addresses, @Nullable Reason failure, long until) {}

  /**
   * Where to connect.
   *
   * @param addresses judged addresses with the port to dial, at least one
   */
  public record Dial(List<InetSocketAddress> addresses) {
    public Dial {
      addresses = List.copyOf(addresses);
    }

    /** The address to try first. */
    public InetSocketAddress first() {
      return addresses.getFirst();
    }
  }

  /** A host that is not dialled, with the reason. */
  public static final class Refused extends IOException {
    private final Reason reason;

    /**
     * For a host.
     *
     * @param reason why
     * @param detail what it is about, for logs
     */
    public Refused(Reason reason, String detail) {
      super(reason + ": " + detail);
      this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
      return reason;
    }
  }
}
