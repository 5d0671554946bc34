package vn.portalaudit.net.browser;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriverException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.Dialer;

/**
 * A browser that lasts: started when first needed, anew after a crash, for another host, and after
 * so many pages, always with an empty profile. One thread at a time; only {@link #stop} is for any.
 */
final class Browser implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Browser.class);
  private static final int MOST_PAGES = 100;
  private static final int ATTEMPTS = 2;

  private final Starter starter;
  private final Browsers.Settings settings;
  private final Dialer dialer;
  private @Nullable EgressProxy proxy;
  private volatile @Nullable Session session;
  private volatile boolean stopped;
  private volatile String trouble = "";
  private String site = "";
  private int pages;

  /** Has browsers started, here or elsewhere. */
  interface Starter {
    /** For whom the proxy listens. */
    Door door();

    /**
     * Starts one with an empty profile.
     *
     * @param proxyPort where the proxy listens behind the door
     * @throws IOException when it does not start
     */
    Session start(int proxyPort) throws IOException;
  }

  Browser(Starter starter, Browsers.Settings settings, Dialer dialer) {
    this.starter = starter;
    this.settings = settings;
    this.dialer = dialer;
  }

  /**
   * A visit.
   *
   * @param taken what was taken from the page, null when there is a reason
   */
  record Visit<T>(@Nullable T taken, String finalUrl, @Nullable Reason reason) {}

  /**
   * Shows a page and takes something from it.
   *
   * @param address where
   * @param take what to do when the page is complete and still
   */
  <T> Visit<T> visit(WebAddress address, Function<Tab, T> take) {
    for (int attempt = 1; ; attempt++) {
      boolean late = false;
      try {
        EgressProxy gate = gate();
        Session running = ready(address.site(), gate.port());
        try (Deadline deadline = new Deadline(settings.pageTime(), running::kill)) {
          try {
            return show(new Tab(running), address, gate, take);
          } finally {
            late = deadline.passed() && !running.lost();
          }
        }
      } catch (WebDriverException | IOException e) {
        Reason reason = reason(e, late);
        abandon();
        if (reason != Reason.BROWSER_FAILED || attempt == ATTEMPTS) {
          return new Visit<>(null, address.url(), reason);
        }
        LOG.warn("Trình duyệt gặp lỗi ở {}, khởi động lại: {}", address.url(), firstLine(e));
      }
    }
  }

  private <T> Visit<T> show(Tab tab, WebAddress address, EgressProxy gate, Function<Tab, T> take) {
    Traffic traffic = gate.open();
    try {
      String error = tab.open(address.url());
      Tab.Frame frame = tab.frame();
      if (error.isEmpty()) {
        tab.settle();
        frame = tab.frame();
      }
      Reason reason = failure(tab, frame, error, traffic);
      String at = Objects.requireNonNullElse(frame.unreachable(), frame.url());
      Visit<T> visit =
          reason == null
              ? new Visit<>(take.apply(tab), at, null)
              : new Visit<>(null, WebAddress.of(at).isPresent() ? at : address.url(), reason);
      gate.shut();
      tab.leave();
      return visit;
    } finally {
      gate.shut();
    }
  }

  private static @Nullable Reason failure(Tab tab, Tab.Frame frame, String error, Traffic traffic) {
    String unreachable = frame.unreachable();
    Optional<WebAddress> shown = WebAddress.of(frame.url());
    if (unreachable == null && (error.isEmpty() || shown.isPresent())) {
      return shown.isPresent() ? null : Reason.UNSUPPORTED_TYPE;
    }
    Reason known =
        WebAddress.of(Objects.requireNonNullElse(unreachable, ""))
            .map(target -> traffic.failure(target.host(), target.port()))
            .orElse(null);
    if (known != null) {
      return known;
    }
    if (traffic.overspent()) {
      return Reason.TOO_LARGE;
    }
    return NetError.reason(error.isEmpty() ? tab.errorCode() : error);
  }

  private Reason reason(Exception e, boolean late) {
    boolean interrupted = Thread.currentThread().isInterrupted();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      interrupted |= cause instanceof InterruptedException;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (interrupted || stopped) {
      return Reason.INTERRUPTED;
    }
    return late || e instanceof TimeoutException ? Reason.READ_TIMEOUT : Reason.BROWSER_FAILED;
  }

  private EgressProxy gate() throws IOException {
    EgressProxy gate = proxy;
    if (gate == null) {
      gate = new EgressProxy(dialer, EgressProxy.Limits.STANDARD, starter.door());
      proxy = gate;
    }
    return gate;
  }

  /** A browser fit for one more page of a site. */
  private Session ready(String wanted, int proxyPort) throws IOException {
    Session running = session;
    if (running != null && (running.killed() || pages >= MOST_PAGES || !site.equals(wanted))) {
      discard();
      running = null;
    }
    if (stopped) {
      throw new IOException("closed");
    }
    if (running == null) {
      running = started(proxyPort);
      session = running;
      pages = 0;
      site = wanted;
      if (stopped) {
        running.kill();
      }
      new Tab(running).lock();
    }
    pages++;
    return running;
  }

  private Session started(int proxyPort) throws IOException {
    try {
      Session started = starter.start(proxyPort);
      trouble = "";
      return started;
    } catch (IOException e) {
      trouble = firstLine(e);
      throw e;
    }
  }

  /** Why the last start failed; empty when it did not. */
  String trouble() {
    return trouble;
  }

  /** Discards a browser that answers no more, without asking it to leave. */
  private void abandon() {
    Session running = session;
    if (running != null) {
      running.kill();
    }
    discard();
  }

  private void discard() {
    Session running = session;
    session = null;
    if (running != null) {
      running.close();
    }
  }

  /** Ends the page that is being shown, at once, and shows none any more. */
  void stop() {
    stopped = true;
    Session running = session;
    if (running != null) {
      running.kill();
    }
  }

  @Override
  public void close() {
    stopped = true;
    discard();
    if (proxy != null) {
      proxy.close();
    }
  }

  private static String firstLine(Exception e) {
    return Objects.toString(e.getMessage(), e.getClass().getSimpleName())
        .lines()
        .findFirst()
        .orElse("");
  }
}
