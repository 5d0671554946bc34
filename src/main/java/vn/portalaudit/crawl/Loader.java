package vn.portalaudit.crawl;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Reason;

/**
 * Asks for a page and reads it, in a browser where it is a shell; tells a login wall from a page.
 */
final class Loader {
  private static final int MAX_BROWSER_FAILURES = 3;
  private static final Pattern LOGIN_WORD =
      Pattern.compile("(?i).*(?:log-?in|sign-?in|dang-?nhap|/sso|/cas/|auth|account).*");

  private final Crawler.Session session;
  private final Ledger ledger;
  private int renders;
  private int browserFailures;

  Loader(Crawler.Session session, Ledger ledger) {
    this.session = session;
    this.ledger = ledger;
  }

  /** Asks; the body is kept by the caller at most. */
  Source.Answer ask(String url, Capture.Purpose purpose, boolean counts) {
    Source.Answer answer = session.source().fetch(url, purpose);
    ledger.add(answer.capture(), counts);
    return answer;
  }

  /**
   * Reads the page of an answer.
   *
   * @return the page; null when there is none to read, with the reason in the ledger
   */
  @Nullable Page read(Source.Answer answer, Page.Type type) {
    Capture capture = answer.capture();
    if (!capture.ok() || !Captures.isPage(capture.mediaType())) {
      return null;
    }
    Page page = session.reader().read(capture, answer.body(), type);
    if (isLogin(page)) {
      ledger.reject(capture, Reason.LOGIN_WALL);
      return null;
    }
    return mayRender(page) ? rendered(page) : page;
  }

  private boolean mayRender(Page page) {
    boolean wanted =
        page.shell() || (session.options().renderAlways() && page.type() != Page.Type.ITEM);
    return wanted
        && renders < session.options().maxRenders()
        && browserFailures < MAX_BROWSER_FAILURES;
  }

  private Page rendered(Page page) {
    renders++;
    Source.Answer answer = session.source().render(page.capture().url());
    Reason reason = answer.capture().reason();
    if (reason != null) {
      browserFailures =
          reason == Reason.NEEDS_JAVASCRIPT ? MAX_BROWSER_FAILURES : browserFailures + 1;
      return page;
    }
    browserFailures = 0;
    ledger.add(answer.capture(), false);
    return session.reader().read(answer.capture(), answer.body(), page.type());
  }

  private static boolean isLogin(Page page) {
    return page.capture().hops().size() > 1
        && LOGIN_WORD.matcher(Urls.file(page.url())).matches()
        && page.forms().stream()
            .flatMap(form -> form.fields().stream())
            .anyMatch(field -> field.type().equalsIgnoreCase("password"));
  }

  /** A page whose own form is what it is for: words to write and to send. */
  static Page retyped(Page page) {
    boolean form =
        page.type() != Page.Type.HOME
            && page.forms().stream()
                .anyMatch(
                    f ->
                        f.fields().stream().anyMatch(x -> x.type().equalsIgnoreCase("textarea"))
                            && f.fields().size() >= 2);
    return form ? Pages.withType(page, Page.Type.FORM) : page;
  }
}
