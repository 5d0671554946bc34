package vn.portalaudit.net.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.Dialer;

/**
 * A small pool of Chromium browsers for pages that show nothing without scripts, and for pictures.
 * Nothing starts before the first page is asked for. A browser that crashes is started again; every
 * page has its time, after which the browser is killed; at the end no process and no file is left.
 *
 * <p>A page gets no dialog, window, download, permission or form, and reaches the network through
 * {@link Dialer} alone. Its resources are fetched as fast as it asks for them, so render a page no
 * more often than the politeness of its host allows.
 *
 * <p>Under root Chromium runs without its sandbox, of which the log warns.
 *
 * <p>Safe for several threads; they share the browsers. Interruption ends a page with {@link
 * Reason#INTERRUPTED} and leaves the thread interrupted.
 */
public final class Browsers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Browsers.class);

  private final List<Browser> all;
  private final BlockingQueue<Browser> idle;
  private final Thread atExit = new Thread(this::end, "browsers-at-exit");
  private volatile boolean closed;

  /**
   * How browsers are run.
   *
   * @param size browsers at a time, 1 or more
   * @param userAgent how we name ourselves to portals
   * @param pageTime for one page, from the request to the document
   */
  public record Settings(int size, String userAgent, Duration pageTime) {
    /** One browser, 30 seconds a page. */
    public static Settings standard(String userAgent) {
      return new Settings(1, userAgent, Duration.ofSeconds(30));
    }
  }

  /**
   * A pool, without starting anything. Without a browser on the machine every page fails with
   * {@link Reason#BROWSER_FAILED}.
   *
   * @param dialer opens every outbound connection
   * @param settings how many, and how
   */
  public Browsers(Dialer dialer, Settings settings) {
    this(
        Installation.find().stream()
            .flatMap(found ->
                Stream.generate(() -> new Browser(here(found, settings), settings, dialer))
                    .limit(settings.size()))
            .toList());
    if (!all.isEmpty() && LocalUser.isRoot()) {
      LOG.warn("Đang chạy bằng root: Chromium không có hộp cát; hãy dùng tài khoản thường.");
    }
  }

  private Browsers(List<Browser> all) {
    this.all = all;
    this.idle = new ArrayBlockingQueue<>(Math.max(1, all.size()), true, all);
    if (!all.isEmpty()) {
      Runtime.getRuntime().addShutdownHook(atExit);
    }
  }

  private static Browser.Starter here(Installation installation, Settings settings) {
    return new Browser.Starter() {
      private final Door door = Door.local();

      @Override
      public Door door() {
        return door;
      }

      @Override
      public Session start(int proxyPort) throws IOException {
        return Chromium.start(installation, settings, proxyPort, Map.of());
      }
    };
  }

  /**
   * A Selenium Grid that runs the browsers on other machines.
   *
   * @param url of its hub, {@code http} or {@code https}
   * @param proxy address of this machine, as the machines of the Grid reach it: the browsers' only
   *     way out is our proxy there, which lets in each browser by a secret of its own, and nobody
   *     who does not come from the Grid
   */
  public record Grid(URI url, InetAddress proxy) {
    @Override
    public String toString() {
      return "Grid[" + url.getHost() + ":" + url.getPort() + "]";
    }
  }

  /**
   * A pool of browsers of a Grid, without starting anything. Whatever the Grid does not do is
   * {@link Reason#BROWSER_FAILED}.
   *
   * @param dialer opens every outbound connection
   * @param settings how many, and how
   * @throws IOException when the proxy cannot be made ready
   */
  public static Browsers on(Grid grid, Dialer dialer, Settings settings) throws IOException {
    List<Browser> all = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      all.add(new Browser(there(grid, settings), settings, dialer));
    }
    return new Browsers(all);
  }

  private static Browser.Starter there(Grid grid, Settings settings) throws IOException {
    GridDoor door = new GridDoor(grid.proxy());
    return new Browser.Starter() {
      @Override
      public Door door() {
        return door;
      }

      @Override
      public Session start(int proxyPort) throws IOException {
        return GridSession.start(grid.url(), settings, door, proxyPort);
      }
    };
  }

  /** Whether a browser and its driver are on this machine. */
  public static boolean available() {
    return Installation.find().isPresent();
  }

  /** A Vietnamese sentence on why no page can be rendered here; empty when pages can be. */
  public static String unavailableReason() {
    return available()
        ? ""
        : "Không tìm thấy Chromium và chromedriver trên máy này; hãy cài (Debian: apt install"
            + " chromium chromium-driver) hoặc chỉ đường dẫn bằng PORTAL_AUDIT_CHROMIUM và"
            + " PORTAL_AUDIT_CHROMEDRIVER.";
  }

  /**
   * Renders a page. Waits for a free browser if need be; throws nothing for the page's sake.
   *
   * @param url http or https address
   * @return the document after its scripts ran, or the reason why there is none
   */
  public Rendering render(String url) {
    Browser.Visit<String> visit = visit(url, Tab::markup);
    String html = visit.taken();
    return html == null
        ? Rendering.failed(visit.finalUrl(), orElse(visit.reason()))
        : new Rendering(html, visit.finalUrl(), null);
  }

  /**
   * Takes a picture of a page, 1280 pixels wide and as high as the page, up to 4,000.
   *
   * @param url http or https address
   * @return PNG, or null when there is none
   */
  public byte @Nullable [] picture(String url) {
    return visit(url, Tab::picture).taken();
  }

  /** Why a browser could not be started when one was last needed; empty when all could. */
  public String trouble() {
    return all.stream().map(Browser::trouble).filter(why -> !why.isEmpty()).findFirst().orElse("");
  }

  private static Reason orElse(@Nullable Reason reason) {
    return reason == null ? Reason.BROWSER_FAILED : reason;
  }

  private <T> Browser.Visit<T> visit(String url, Function<Tab, T> take) {
    Optional<WebAddress> address = WebAddress.of(url);
    if (address.isEmpty()) {
      return new Browser.Visit<>(null, url, Reason.ADDRESS_REFUSED);
    }
    if (all.isEmpty()) {
      return new Browser.Visit<>(null, url, Reason.BROWSER_FAILED);
    }
    try {
      Browser browser = idle.take();
      try {
        return browser.visit(address.get(), take);
      } finally {
        idle.add(browser);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Browser.Visit<>(null, url, Reason.INTERRUPTED);
    }
  }

  /** Ends pages that are being shown, and every process. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // the program is ending, and the hook has done or is doing the same
    }
  }

  private synchronized void end() {
    if (closed) {
      return;
    }
    closed = true;
    all.forEach(Browser::stop);
    boolean interrupted = Thread.interrupted();
    List<Browser> back = new ArrayList<>();
    try {
      while (back.size() < all.size()) {
        Browser next = idle.poll(10, TimeUnit.SECONDS);
        if (next == null) {
          break;
        }
        back.add(next);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    all.forEach(Browser::close);
    idle.addAll(back);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
