package vn.portalaudit.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A page in a real Chromium. Screenshots go to the folder of the property {@code screenshots}. */
public final class BrowserPage implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final int PHONE = 500;

  private final String address;
  private final ChromeDriver driver;

  private BrowserPage(String address, ChromeDriver driver) {
    this.address = address;
    this.driver = driver;
  }

  /** Starts a Chromium; skips the test where there is none. */
  static BrowserPage open(String address, int width, boolean dark) {
    assumeTrue(Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER), "no browser here");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run");
    options.addArguments(
        "--disable-background-networking", "--window-size=" + Math.max(width, PHONE) + ",1000");
    if (dark) {
      options.addArguments("--force-dark-mode");
    }
    if (width < PHONE) {
      options.setExperimentalOption(
          "mobileEmulation",
          Map.of("deviceMetrics", Map.of("width", width, "height", 740, "pixelRatio", 2.0)));
    }
    options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().implicitlyWait(Duration.ofSeconds(5));
    return new BrowserPage(address, driver);
  }

  /** Signs in by the form. */
  public void signIn(String login, String password) {
    open("/dang-nhap");
    fill("login", login);
    fill("password", password);
    press("Đăng nhập");
    find("details.who");
  }

  /** Opens a page. */
  public void open(String path) {
    driver.get(address + path);
  }

  /** The first element of a selector; waits up to 5 s for it. */
  public WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** Types into the field of a name. */
  public void fill(String name, String text) {
    WebElement field = find("main [name='" + name + "']");
    field.clear();
    field.sendKeys(text);
  }

  /** Presses the button of the main part with these words. */
  public void press(String words) {
    driver
        .findElement(
            By.xpath(
                "//main//button[normalize-space()='"
                    + words
                    + "'] | //dialog//button"
                    + "[normalize-space()='"
                    + words
                    + "']"))
        .click();
  }

  /** Follows the link of the main part with these words. */
  public void follow(String words) {
    driver.findElement(By.xpath("//main//a[normalize-space()='" + words + "']")).click();
  }

  /** The text of the main part. */
  public String text() {
    return find("main").getText();
  }

  /** The path where the browser is. */
  public String path() {
    return String.valueOf(driver.getCurrentUrl()).substring(address.length());
  }

  /** Runs a script on the page. */
  public Object script(String script, Object... arguments) {
    return Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
  }

  /** For whatever else is needed. */
  public ChromeDriver driver() {
    return driver;
  }

  /** What axe finds, with everything unfolded; and that a page needs no sideways scrolling. */
  @SuppressWarnings("unchecked")
  public List<String> axe() {
    try (InputStream axe = BrowserPage.class.getResourceAsStream("/axe.min.js")) {
      script("document.querySelectorAll('details').forEach(d => d.open = true)");
      script(new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
      Object found =
          driver.executeAsyncScript(
              """
              const done = arguments[arguments.length - 1];
              axe.run().then(r => done(r.passes.length < 10 ? ['axe did not look'] :
                r.violations.flatMap(v => v.nodes.map(n => v.impact + ' ' + v.id + ' ' + n.html))
                  .concat(document.documentElement.scrollWidth > innerWidth ? ['sideways scrolling: '
                    + document.documentElement.scrollWidth + ' of ' + innerWidth] : [])));
              """);
      return (List<String>) Objects.requireNonNull(found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the browser complained of: refused styles and scripts, failed requests. */
  public List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream()
        .map(entry -> entry.getMessage())
        .toList();
  }

  /** Keeps a picture of the whole page where the property {@code screenshots} names a folder. */
  public void picture(String name) {
    String folder =
        System.getProperty("screenshots", System.getenv().getOrDefault("SCREENSHOTS", ""));
    if (folder.isEmpty()) {
      return;
    }
    try {
      Map<?, ?> shot =
          driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
      byte[] png =
          shot.get("data") instanceof String data
              ? java.util.Base64.getDecoder().decode(data)
              : driver.getScreenshotAs(OutputType.BYTES);
      Files.createDirectories(Path.of(folder));
      Files.write(Path.of(folder).resolve(name + ".png"), png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
