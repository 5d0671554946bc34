package vn.portalaudit.net.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.UnexpectedAlertBehaviour;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.remote.CommandInfo;
import org.openqa.selenium.remote.HttpCommandExecutor;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.remote.http.ClientConfig;
import org.openqa.selenium.remote.http.Contents;
import org.openqa.selenium.remote.http.HttpClient;
import org.openqa.selenium.remote.http.HttpMethod;
import org.openqa.selenium.remote.http.HttpRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A browser of a Selenium Grid, with our proxy for its only way out. What the Grid does not do is
 * our fault and never a portal's. Used by one thread; only {@link #kill} is for any.
 */
final class GridSession implements Session {
  private static final Logger LOG = LoggerFactory.getLogger(GridSession.class);
  private static final String CDP = "executeCdpCommand";
  private static final Map<String, CommandInfo> COMMANDS =
      Map.of(CDP, new CommandInfo("/session/:sessionId/goog/cdp/execute", HttpMethod.POST));

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

  private final Remote driver;
  private final HttpClient grid;
  private volatile boolean killed;
  private volatile boolean lost;

  private GridSession(Remote driver, HttpClient grid) {
    this.driver = driver;
    this.grid = grid;
  }

  /** The driver, with the commands of the DevTools protocol that Chromium's own driver has. */
  private static final class Remote extends RemoteWebDriver {
    Remote(HttpCommandExecutor executor, ChromeOptions options) {
      super(executor, options);
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> cdp(String method, Map<String, Object> parameters) {
      Object value = execute(CDP, Map.of("cmd", method, "params", parameters)).getValue();
      return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
  }

  /**
   * Has the Grid start one.
   *
   * @param url of the Grid
   * @param settings user agent and times
   * @param door of the proxy; it is opened for this browser alone
   * @param proxyPort where the proxy listens
   * @throws IOException when the Grid gives none, in time
   */
  static GridSession start(URI url, Browsers.Settings settings, GridDoor door, int proxyPort)
      throws IOException {
    String name = door.renew();
    ClientConfig client =
        ClientConfig.defaultConfig()
            .baseUri(url)
            .connectionTimeout(ANSWERS_WITHIN)
            .readTimeout(settings.pageTime().plusSeconds(30));
    HttpClient.Factory factory = HttpClient.Factory.createDefault();
    HttpClient grid = factory.createClient(client.readTimeout(ANSWERS_WITHIN));
    try {
      Remote driver =
          new Remote(
              new HttpCommandExecutor(factory.createClient(client), COMMANDS, url.toURL()),
              options(settings, door, name, proxyPort));
      GridSession session = new GridSession(driver, grid);
      try {
        door.open(session.from(url));
      } catch (IOException | RuntimeException e) {
        session.close();
        throw e;
      }
      return session;
    } catch (RuntimeException e) {
      grid.close();
      throw new IOException("Selenium Grid: " + e.getMessage(), e);
    }
  }

  private static ChromeOptions options(
      Browsers.Settings settings, GridDoor door, String name, int proxyPort) {
    ChromeOptions options = new ChromeOptions();
    options.setPageLoadStrategy(PageLoadStrategy.NONE);
    options.setUnhandledPromptBehaviour(UnexpectedAlertBehaviour.DISMISS);
    options.setAcceptInsecureCerts(true);
    options.addArguments(Switches.elsewhere(settings.userAgent(), name, door.address(), proxyPort));
    options.setExperimentalOption("excludeSwitches", Switches.UNWANTED);
    options.setExperimentalOption("prefs", Switches.PREFERENCES);
    return options;
  }

  /** From where this browser may come: the machine that runs it, or one that stands before it. */
  private Set<InetAddress> from(URI url) throws IOException {
    Set<InetAddress> from = new HashSet<>(List.of(InetAddress.getAllByName(url.getHost())));
    String session = String.valueOf(driver.getSessionId());
    try {
      JsonNode status =
          JsonMapper.shared()
              .readTree(Contents.string(grid.execute(new HttpRequest(HttpMethod.GET, "/status"))));
      for (JsonNode node : status.path("value").path("nodes")) {
        boolean its =
            node.path("slots")
                .valueStream()
                .anyMatch(
                    slot -> session.equals(slot.path("session").path("sessionId").asString("")));
        if (its) {
          String host = URI.create(node.path("uri").asString("")).getHost();
          from.addAll(List.of(InetAddress.getAllByName(Objects.requireNonNullElse(host, ""))));
        }
      }
    } catch (UnknownHostException | JacksonException | IllegalArgumentException e) {
      LOG.warn("the Grid does not tell on which machine the browser runs: {}", e.getMessage());
    }
    return from;
  }

  @Override
  public Map<String, Object> send(String method, Map<String, Object> parameters) {
    return driver.cdp(method, parameters);
  }

  @Override
  public void kill() {
    if (!killed) {
      killed = true;
      lost = !end();
    }
  }

  @Override
  public boolean killed() {
    return killed;
  }

  @Override
  public boolean lost() {
    return lost;
  }

  /** Ends the session by a request of its own, for the driver may be waiting for an answer. */
  private boolean end() {
    try {
      return grid.execute(new HttpRequest(HttpMethod.DELETE, "/session/" + driver.getSessionId()))
              .getStatus()
          < 500;
    } catch (RuntimeException e) {
      LOG.warn("the Grid does not end a browser: {}", e.getMessage());
      return false;
    }
  }

  @Override
  public void close() {
    Thread leaving = Thread.ofVirtual().start(this::quit);
    boolean interrupted = Thread.interrupted();
    try {
      if (!killed) {
        leaving.join(ANSWERS_WITHIN);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void quit() {
    try {
      driver.quit();
    } catch (RuntimeException e) {
      LOG.debug("the browser is gone already", e);
    } finally {
      grid.close();
    }
  }
}
