package vn.portalaudit.net.browser;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.UnhandledAlertException;
import org.openqa.selenium.WebDriverException;

/** The page that a browser shows, by the DevTools protocol. Used by one thread. */
final class Tab {
  /** Longest document, in bytes of UTF-8. */
  static final int MOST_MARKUP = 3 * 1024 * 1024;

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 1024;
  private static final int MOST_HEIGHT = 4_000;
  private static final int STILL_MILLIS = 500;
  private static final int MOST_WAIT_MILLIS = 10_000;

  /** A document that goes away under a command; the next one takes its place. */
  private static final Pattern MOVED =
      Pattern.compile(
          "(?i)execution context|specified id|target navigated|promise was collected|frame.* not"
              + " found");

  private static final int MOST_MOVES = 20;

  private final Session session;

  Tab(Session session) {
    this.session = session;
  }

  /**
   * What is shown.
   *
   * @param url address of the document
   * @param unreachable address that was asked for when an error page is shown in its place
   */
  record Frame(String id, String url, @Nullable String unreachable) {}

  /** Forbids what pages may not do; once for a browser. */
  void lock() {
    session.send("Page.enable", Map.of());
    session.send(
        "Page.addScriptToEvaluateOnNewDocument", Map.of("source", Lockdown.BEFORE_ANY_SCRIPT));
    session.send("Page.setDownloadBehavior", Map.of("behavior", "deny"));
  }

  /**
   * Goes to an address.
   *
   * @return the network error, empty when there is a document
   */
  String open(String url) {
    screen(HEIGHT);
    Object error = session.send("Page.navigate", Map.of("url", url)).get("errorText");
    return Objects.toString(error, "");
  }

  /** Leaves the page, so that it asks for nothing more. */
  void leave() {
    session.send("Page.navigate", Map.of("url", "about:blank"));
  }

  /** Waits until the page is complete and still. */
  void settle() {
    settle(MOST_WAIT_MILLIS);
  }

  private void settle(int mostMillis) {
    evaluate(Lockdown.untilQuiet(STILL_MILLIS, mostMillis));
  }

  Frame frame() {
    Map<?, ?> tree = (Map<?, ?>) value(session.send("Page.getFrameTree", Map.of()), "frameTree");
    Map<?, ?> frame = (Map<?, ?>) value(tree, "frame");
    Object unreachable = frame.get("unreachableUrl");
    return new Frame(
        (String) value(frame, "id"),
        (String) value(frame, "url"),
        unreachable == null ? null : unreachable.toString());
  }

  /** What Chromium's error page says. */
  String errorCode() {
    return evaluate(Lockdown.ERROR_CODE);
  }

  /** The document as markup, cut to {@link #MOST_MARKUP}. */
  String markup() {
    String text = evaluate(Lockdown.markup(MOST_MARKUP));
    if (text.length() <= MOST_MARKUP / 3) {
      return text;
    }
    ByteBuffer bytes = ByteBuffer.allocate(MOST_MARKUP);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(text), bytes, true);
    return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
  }

  /** The page as PNG, in full height up to {@link #MOST_HEIGHT}. */
  byte[] picture() {
    Map<?, ?> size =
        (Map<?, ?>) value(session.send("Page.getLayoutMetrics", Map.of()), "cssContentSize");
    int height = Math.clamp(((Number) value(size, "height")).longValue(), HEIGHT, MOST_HEIGHT);
    screen(height);
    settle(3_000);
    Object png = value(session.send("Page.captureScreenshot", Map.of("format", "png")), "data");
    return Base64.getDecoder().decode(png.toString());
  }

  private void screen(int height) {
    session.send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", WIDTH, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Evaluates in a world that the page's scripts cannot reach. */
  private String evaluate(String expression) {
    for (int move = 1; ; move++) {
      try {
        Map<String, Object> world =
            session.send(
                "Page.createIsolatedWorld",
                Map.of("frameId", frame().id(), "worldName", "portal-audit"));
        Map<String, Object> call = new HashMap<>();
        call.put("expression", expression);
        call.put("contextId", value(world, "executionContextId"));
        call.put("returnByValue", true);
        call.put("awaitPromise", true);
        Map<?, ?> result = (Map<?, ?>) value(session.send("Runtime.evaluate", call), "result");
        return Objects.toString(result.get("value"), "");
      } catch (WebDriverException e) {
        String said = Objects.requireNonNullElse(e.getRawMessage(), "");
        boolean again = e instanceof UnhandledAlertException || MOVED.matcher(said).find();
        if (!again || move == MOST_MOVES) {
          throw e;
        }
      }
    }
  }

  private static Object value(Map<?, ?> map, String key) {
    Object value = map.get(key);
    if (value == null) {
      throw new WebDriverException("no " + key + " in the browser's answer");
    }
    return value;
  }
}
