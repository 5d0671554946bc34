package vn.portalaudit.net.browser;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.WebDriverException;

/**
 * Prints pages of our own as PDF in a Chromium that lasts: started for the first page, anew after a
 * crash and after so many pages. It reaches no network, opens no file and runs no script.
 *
 * <p>Safe for several threads; one page is printed at a time.
 */
public final class Printer implements AutoCloseable {
  private static final int MOST_PAGES = 200;

  /** Nobody listens there (RFC 863), and Chromium has no other way out. */
  private static final int NO_PROXY = 9;

  private static final String NOTHING = "about:blank";

  private final ReentrantLock turn = new ReentrantLock(true);
  private final Duration pageTime;
  private final Map<String, byte[]> fonts;
  private final Thread atExit = new Thread(this::end, "printer-at-exit");
  private volatile @Nullable Chromium chromium;
  private volatile boolean closed;
  private int pages;

  /**
   * A printer, without starting anything.
   *
   * @param pageTime longest time for one document
   * @param fonts font files by name that pages may use besides those of the machine
   */
  public Printer(Duration pageTime, Map<String, byte[]> fonts) {
    this.pageTime = pageTime;
    this.fonts = Map.copyOf(fonts);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Prints a page.
   *
   * @param html a whole page that needs nothing else; its style gives the paper and its margins
   * @return PDF, tagged
   * @throws IOException when there is no browser, it fails, or the time is up
   */
  public byte[] print(String html) throws IOException {
    turn.lock();
    try {
      Chromium running = ready();
      try (Deadline deadline = new Deadline(pageTime, running::kill)) {
        return print(running, html);
      } catch (WebDriverException | IllegalArgumentException e) {
        discard();
        throw new IOException("Chromium: " + e.getClass().getSimpleName(), e);
      }
    } finally {
      turn.unlock();
    }
  }

  private static byte[] print(Chromium running, String html) throws IOException {
    Tab tab = new Tab(running);
    running.send("Page.navigate", Map.of("url", NOTHING));
    running.send("Page.setDocumentContent", Map.of("frameId", tab.frame().id(), "html", html));
    Map<String, Object> order = new HashMap<>();
    order.put("printBackground", true);
    order.put("preferCSSPageSize", true);
    order.put("generateTaggedPDF", true);
    order.put("transferMode", "ReturnAsBase64");
    Object pdf = running.send("Page.printToPDF", order).get("data");
    running.send("Page.navigate", Map.of("url", NOTHING));
    if (pdf == null) {
      throw new IOException("Chromium printed nothing");
    }
    return Base64.getDecoder().decode(pdf.toString());
  }

  private Chromium ready() throws IOException {
    Chromium running = chromium;
    if (running != null && (running.killed() || pages >= MOST_PAGES)) {
      discard();
      running = null;
    }
    if (closed) {
      throw new IOException("the printer is closed");
    }
    if (running == null) {
      Optional<Installation> installation = Installation.find();
      if (installation.isEmpty()) {
        throw new IOException(Browsers.unavailableReason());
      }
      Browsers.Settings settings = new Browsers.Settings(1, "portal-audit", pageTime);
      running = Chromium.start(installation.get(), settings, NO_PROXY, fonts);
      chromium = running;
      pages = 0;
      lock(running);
    }
    pages++;
    return running;
  }

  private void lock(Chromium running) throws IOException {
    try {
      running.send("Page.enable", Map.of());
      running.send("Network.enable", Map.of());
      running.send("Network.setBlockedURLs", Map.of("urls", List.of("*")));
      running.send("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    } catch (WebDriverException e) {
      discard();
      throw new IOException("Chromium: " + e.getClass().getSimpleName(), e);
    }
  }

  private void discard() {
    Chromium running = chromium;
    chromium = null;
    if (running != null) {
      running.close();
    }
  }

  private void end() {
    closed = true;
    Chromium running = chromium;
    if (running != null && turn.isLocked()) {
      running.kill();
    }
    turn.lock();
    try {
      discard();
    } finally {
      turn.unlock();
    }
  }

  /** Ends a page that is being printed, and every process. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // the program is ending, and the hook has done or is doing the same
    }
  }
}
