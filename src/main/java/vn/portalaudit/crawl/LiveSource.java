package vn.portalaudit.crawl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Capture.Purpose;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;
import vn.portalaudit.domain.Validators;
import vn.portalaudit.evidence.EarlierEvidence.Kept;
import vn.portalaudit.evidence.Entry;
import vn.portalaudit.evidence.EvidenceFolder;
import vn.portalaudit.evidence.EvidenceReader;
import vn.portalaudit.net.Robots;

/**
 * Answers from the network, recording everything; what the folder's record already holds is not
 * asked again, so an interrupted audit goes on where it stopped. Obeys robots.txt of every origin,
 * redirects included. {@link #stop} may be called by any thread, the rest by one.
 */
public final class LiveSource implements Source {
  /** How much is kept of what is no text: enough to tell its type. */
  static final int BEGINNING = 65_536;

  private final EvidenceFolder folder;
  private final Means means;
  private final Instant deadline;
  private final Answers answers;
  private final Revalidation revalidation;
  private final Map<String, Robots> robots = new HashMap<>();
  private final Stopping stopping = new Stopping();
  private @Nullable Reason stopped;

  /**
   * What is needed to ask.
   *
   * @param transport asks servers
   * @param decoder undoes content codings
   * @param renderer a browser; null when pages are not to be rendered
   * @param clock for times in evidence and for the budget
   * @param held whether the portal and the folder are still this program's; where not, nothing is
   *     asked and nothing written any more
   */
  public record Means(
      Transport transport,
      EvidenceReader.Decoder decoder,
      @Nullable Renderer renderer,
      InstantSource clock,
      BooleanSupplier held) {
    /** For who shares neither portal nor folder with another program. */
    public Means(
        Transport transport,
        EvidenceReader.Decoder decoder,
        @Nullable Renderer renderer,
        InstantSource clock) {
      this(transport, decoder, renderer, clock, () -> true);
    }
  }

  /** Asks a server. */
  public interface Transport {
    /**
     * Asks and follows redirects.
     *
     * @param url absolute address
     * @param purpose why; bounds what is read
     * @param mayFollow whether a redirect may be followed there; where not, the reply ends with
     *     {@link Reason#ROBOTS_DENIED}
     * @return the reply; failures are values
     */
    Reply get(String url, Purpose purpose, Predicate<String> mayFollow);

    /**
     * Asks and follows redirects, on the condition that an address no longer sends what is known of
     * it; without any condition where the transport knows none.
     *
     * @param known validators of what is known of an address, {@link Validators#NONE} where nothing
     *     is; asked for every hop
     */
    default Reply get(
        String url,
        Purpose purpose,
        Predicate<String> mayFollow,
        Function<String, Validators> known) {
      return get(url, purpose, mayFollow);
    }

    /** Waits at least this long between two requests to a host. */
    default void slowDown(String host, Duration delay) {}
  }

  /**
   * A server's reply.
   *
   * @param at when it was asked
   * @param exchanges what went over the wire, redirects first; none when nothing was answered
   * @param body the last body, decoded
   * @param cut whether the end of that body is missing
   * @param reason why there is nothing to read, or null
   * @param timing phases of the last exchange
   * @param unchanged whether the last exchange says that what is known of its address still holds
   */
  public record Reply(
      Instant at,
      List<Exchange> exchanges,
      byte[] body,
      boolean cut,
      @Nullable Reason reason,
      Timing timing,
      boolean unchanged) {
    public Reply {
      exchanges = List.copyOf(exchanges);
    }

    /** A reply to an ask without a condition. */
    public Reply(
        Instant at,
        List<Exchange> exchanges,
        byte[] body,
        boolean cut,
        @Nullable Reason reason,
        Timing timing) {
      this(at, exchanges, body, cut, reason, timing, false);
    }
  }

  /** A browser. */
  public interface Renderer {
    /** Renders a page; failures are values. */
    Rendered render(String url);

    /** A picture of a page as PNG, or null. */
    byte @Nullable [] picture(String url);
  }

  /** A page after its scripts ran: markup, address at the end, or the reason why there is none. */
  public record Rendered(String html, String finalUrl, @Nullable Reason reason) {}

  /**
   * Over a folder.
   *
   * @param folder takes everything that is received
   * @param means what is needed to ask
   * @param budget after which nothing is asked any more
   * @throws IOException when the folder's record cannot be read
   */
  public LiveSource(EvidenceFolder folder, Means means, Duration budget) throws IOException {
    this.folder = folder;
    this.means = means;
    this.deadline = means.clock().instant().plus(budget);
    List<Entry> recorded = EvidenceReader.open(folder.folder()).entries();
    this.answers = new Answers(folder.folder(), recorded, means.decoder());
    this.revalidation = new Revalidation(folder.earlier(), means.decoder());
  }

  /**
   * Gives up the request that is running and ends the audit at the next ask of anything that is not
   * recorded; returns at once.
   */
  public void stop() {
    stopping.now();
  }

  @Override
  public Answer fetch(String address, Purpose purpose) {
    String url = Urls.oneSpelling(address);
    Answer known = answers.fetched(url, purpose);
    if (known != null) {
      return known;
    }
    if (purpose != Purpose.ROBOTS && !allowed(url)) {
      Answer origin = fetch(robotsOf(url), Purpose.ROBOTS);
      Reason unreachable = origin.capture().reason();
      return denied(url, purpose, unreachable == null ? Reason.ROBOTS_DENIED : unreachable);
    }
    check();
    Revalidation.Conditions conditions = revalidation.conditions(purpose);
    Reply reply =
        stopping.unlessWanted(() ->
            means
                .transport()
                .get(url, purpose, hop -> purpose == Purpose.ROBOTS || allowed(hop), conditions));
    if (reply.reason() == Reason.INTERRUPTED) {
      stopping.now();
      check();
    }
    Kept kept = reply.unchanged() ? conditions.kept(reply.exchanges().getLast().url()) : null;
    return kept == null ? record(url, purpose, reply) : reuse(url, purpose, reply, kept);
  }

  private Answer reuse(String url, Purpose purpose, Reply reply, Kept kept) {
    Capture capture = Captures.unchanged(url, purpose, reply, kept);
    keep(() -> folder.unchanged(capture, reply.exchanges(), kept));
    return new Answer(capture, revalidation.body(kept));
  }

  private Answer record(String url, Purpose purpose, Reply reply) {
    Capture capture = Captures.of(url, purpose, reply);
    revalidation.note(capture);
    boolean part = Captures.beginningSuffices(purpose, capture.mediaType());
    byte[] wire = reply.exchanges().isEmpty() ? new byte[0] : reply.exchanges().getLast().wire();
    byte[] body = reply.body();
    if (part && wire.length > BEGINNING) {
      body = means.decoder().decode(capture.headers(), Arrays.copyOf(wire, BEGINNING));
    }
    keep(() -> folder.fetched(capture, reply.exchanges(), part ? BEGINNING : Integer.MAX_VALUE));
    return new Answer(capture, body);
  }

  private Answer denied(String url, Purpose purpose, Reason reason) {
    check();
    Reply none =
        new Reply(means.clock().instant(), List.of(), new byte[0], false, reason, Timing.NONE);
    return record(url, purpose, none);
  }

  private boolean allowed(String url) {
    String origin = Urls.origin(url);
    Robots rules = robots.get(origin);
    if (rules == null) {
      String address = robotsOf(url);
      Answer answer = fetch(address, Purpose.ROBOTS);
      rules = Robots.parse(answer.capture().status(), answer.body(), address);
      robots.put(origin, rules);
      rules.crawlDelay().ifPresent(d -> means.transport().slowDown(Urls.host(url), d));
    }
    return rules.allows(url);
  }

  static String robotsOf(String url) {
    return Urls.origin(url) + "/robots.txt";
  }

  @Override
  public Answer render(String address) {
    String url = Urls.oneSpelling(address);
    Answer known = answers.rendered(url);
    if (known != null) {
      return known;
    }
    check();
    Renderer renderer = means.renderer();
    Rendered rendered =
        renderer == null ? new Rendered("", url, Reason.NEEDS_JAVASCRIPT) : renderer.render(url);
    byte[] html = rendered.html().getBytes(StandardCharsets.UTF_8);
    Answer fetched = answers.fetched(url, Purpose.PAGE);
    List<Header> headers = fetched == null ? List.of() : fetched.capture().headers();
    Capture capture = Captures.ofRendering(url, means.clock().instant(), rendered, headers, html);
    keep(() -> folder.rendered(capture, html));
    return new Answer(capture, html);
  }

  @Override
  public void picture(String url, String name) {
    Renderer renderer = means.renderer();
    if (renderer == null || answers.pictured(name, url) || over() != null) {
      return;
    }
    byte[] png = renderer.picture(url);
    if (png != null) {
      Instant at = means.clock().instant();
      keep(() -> folder.pictured(name, url, at, png));
    }
  }

  @Override
  public String measure(String kind, String target, Supplier<String> live) {
    String known = answers.measured(kind, target);
    if (known != null) {
      return known;
    }
    check();
    String json = live.get();
    Instant at = means.clock().instant();
    keep(() -> folder.measured(kind, target, at, json));
    return json;
  }

  private void check() {
    Reason reason = stopped;
    if (reason == null) {
      reason = over();
      if (reason == null) {
        return;
      }
      stopped = reason;
      Reason first = reason;
      keep(() -> folder.stopped(first));
    }
    throw new Stopped(reason);
  }

  private @Nullable Reason over() {
    if (stopped != null) {
      return stopped;
    }
    if (stopping.wanted() || !means.held().getAsBoolean()) {
      return Reason.INTERRUPTED;
    }
    return means.clock().instant().isBefore(deadline) ? null : Reason.BUDGET_EXHAUSTED;
  }

  /** Writes one line of the record. */
  private interface Writing {
    Entry write() throws IOException;
  }

  private void keep(Writing writing) {
    if (!means.held().getAsBoolean()) {
      throw new Stopped(Reason.INTERRUPTED);
    }
    try {
      answers.add(writing.write());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
