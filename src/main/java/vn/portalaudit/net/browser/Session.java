package vn.portalaudit.net.browser;

import java.util.Map;

/**
 * A running browser with one tab, here or on another machine. Used by one thread; only {@link
 * #kill} is for any.
 */
interface Session extends AutoCloseable {
  /**
   * Sends a command of the DevTools protocol.
   *
   * @throws org.openqa.selenium.WebDriverException when it fails, when the renderer hangs or the
   *     browser is gone
   */
  Map<String, Object> send(String method, Map<String, Object> parameters);

  /** Ends the browser at once; whoever waits for an answer gets a failure. */
  void kill();

  /** Whether {@link #kill} was called. */
  boolean killed();

  /**
   * Whether a browser that was ended for want of an answer did not even answer to that: then the
   * fault was ours, and not that of the page.
   */
  boolean lost();

  @Override
  void close();
}
