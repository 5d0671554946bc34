package vn.portalaudit.net.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.UnexpectedAlertBehaviour;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.remote.http.ClientConfig;

/**
 * One running Chromium with its driver, its profile folder and all its processes. Ends without a
 * trace of any of them.
 *
 * <p>Used by one thread; only {@link #kill} is for any.
 */
final class Chromium implements Session {
  /** Held, because a logger nobody holds forgets its level: the protocol version is no news. */
  private static final Logger VERSIONS =
      Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

  private static final Duration PATIENCE_AT_END = Duration.ofSeconds(3);

  private final Path home;
  private final ProcessTree processes;
  private final ChromeDriver driver;
  private volatile boolean killed;

  private Chromium(Path home, ProcessTree processes, ChromeDriver driver) {
    this.home = home;
    this.processes = processes;
    this.driver = driver;
  }

  /**
   * Starts one.
   *
   * @param installation the programs
   * @param settings user agent and times
   * @param proxyPort where its only way out listens on 127.0.0.1
   * @param fonts font files by name that its pages may use besides those of the machine
   * @throws IOException when it does not start
   */
  static Chromium start(
      Installation installation,
      Browsers.Settings settings,
      int proxyPort,
      Map<String, byte[]> fonts)
      throws IOException {
    VERSIONS.setLevel(Level.SEVERE);
    Path home = Files.createTempDirectory("portal-audit-browser-");
    install(fonts, home);
    ChromeDriverService service = service(installation, home);
    ProcessTree processes = null;
    try {
      service.start();
      processes = new ProcessTree(processOf(service));
      ClientConfig client =
          ClientConfig.defaultConfig().readTimeout(settings.pageTime().plusSeconds(30));
      ChromeDriver driver =
          new ChromeDriver(service, options(installation, home, settings, proxyPort), client);
      processes.look();
      driver.manage().timeouts().pageLoadTimeout(settings.pageTime());
      return new Chromium(home, processes, driver);
    } catch (IOException | RuntimeException e) {
      if (processes != null) {
        processes.end();
      }
      service.stop();
      delete(home);
      throw e instanceof UncheckedIOException unchecked ? unchecked.getCause() : new IOException(e);
    }
  }

  /** Where fontconfig looks for the fonts of a user. */
  private static void install(Map<String, byte[]> fonts, Path home) throws IOException {
    Path folder = Files.createDirectories(home.resolve(".local/share/fonts"));
    for (Map.Entry<String, byte[]> font : fonts.entrySet()) {
      Files.write(folder.resolve(font.getKey()), font.getValue());
    }
  }

  private static ChromeDriverService service(Installation installation, Path home) {
    return new ChromeDriverService.Builder()
        .usingDriverExecutable(installation.driver().toFile())
        .usingAnyFreePort()
        .withLogFile(new File("/dev/null"))
        .withEnvironment(
            Map.of(
                "HOME", home.toString(),
                "TMPDIR", home.toString(),
                "XDG_CONFIG_HOME", home.toString(),
                "XDG_CACHE_HOME", home.toString(),
                "XDG_DATA_HOME", home.resolve(".local/share").toString(),
                "TZ", "Asia/Ho_Chi_Minh",
                "SE_OFFLINE", "true"))
        .build();
  }

  /** Selenium keeps the process to itself; its port tells it from every other. */
  private static ProcessHandle processOf(ChromeDriverService service) throws IOException {
    String port = "--port=" + service.getUrl().getPort();
    return ProcessHandle.current()
        .children()
        .filter(p -> List.of(p.info().arguments().orElse(new String[0])).contains(port))
        .findFirst()
        .orElseThrow(() -> new IOException("the driver has ended"));
  }

  private static ChromeOptions options(
      Installation installation, Path home, Browsers.Settings settings, int proxyPort) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(installation.browser().toFile());
    options.setPageLoadStrategy(PageLoadStrategy.NONE);
    options.setUnhandledPromptBehaviour(UnexpectedAlertBehaviour.DISMISS);
    options.setAcceptInsecureCerts(true);
    options.addArguments(
        Switches.of(home.resolve("profile"), settings.userAgent(), proxyPort, !LocalUser.isRoot()));
    options.setExperimentalOption("excludeSwitches", Switches.UNWANTED);
    options.setExperimentalOption("prefs", Switches.PREFERENCES);
    return options;
  }

  @Override
  public Map<String, Object> send(String method, Map<String, Object> parameters) {
    return driver.executeCdpCommand(method, parameters);
  }

  /** Kills every process. */
  @Override
  public void kill() {
    killed = true;
    processes.kill();
  }

  @Override
  public boolean killed() {
    return killed;
  }

  /** A process of this machine is always killed. */
  @Override
  public boolean lost() {
    return false;
  }

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    processes.look();
    if (!killed) {
      interrupted |= !leaves();
    }
    processes.end();
    quit();
    delete(home);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Asks it to leave, for then it collects its children, which one that is killed cannot.
   *
   * @return false when interrupted
   */
  private boolean leaves() {
    try {
      Thread.ofVirtual().start(this::quit).join(PATIENCE_AT_END);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void quit() {
    try {
      driver.quit();
    } catch (WebDriverException | UncheckedIOException e) {
      // it is dead already, which is all that is wanted
    }
  }

  private static void delete(Path folder) {
    for (int attempt = 0; attempt < 3 && Files.exists(folder); attempt++) {
      try (Stream<Path> files = Files.walk(folder)) {
        List<Path> deepestFirst = files.sorted((a, b) -> b.compareTo(a)).toList();
        for (Path file : deepestFirst) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | UncheckedIOException e) {
        // a process on its way out has written once more
      }
    }
  }
}
