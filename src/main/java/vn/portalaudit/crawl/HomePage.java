package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Capture.Purpose;
import vn.portalaudit.domain.Reason;

/**
 * Finds a portal's home page: as asked for, by the other scheme, with or without www; where it is
 * refused, at two other usual places, and no further.
 */
final class HomePage {
  private static final int LITTLE_TEXT = 50;
  private static final int FEW_LINKS = 3;

  private final Loader loader;
  private final Ledger ledger;
  private final Scope scope;
  private int asked;

  HomePage(Loader loader, Ledger ledger, Scope scope) {
    this.loader = loader;
    this.ledger = ledger;
    this.scope = scope;
  }

  /**
   * What was found.
   *
   * @param page the home page, or null
   * @param capture the ask that decided
   * @param url its address after redirects
   * @param empty whether the page shows next to nothing
   * @param elsewhere whether it makes sense to look for pages in the sitemap although there is no
   *     home page
   * @param reason why there is no home page
   * @param asked pages asked for
   */
  record Found(
      @Nullable Page page,
      Capture capture,
      String url,
      boolean empty,
      boolean elsewhere,
      @Nullable Reason reason,
      int asked) {}

  Found find(String root) {
    Source.Answer first = null;
    for (String candidate : twins(root)) {
      Source.Answer answer = ask(candidate, Purpose.HOME);
      first = first == null ? answer : first;
      Reason reason = answer.capture().reason();
      if (reason == null) {
        return opened(answer, root);
      }
      if (!isUnreachable(reason)) {
        return refused(answer, root);
      }
    }
    if (first == null) {
      throw new IllegalStateException("an address has at least itself as candidate");
    }
    return none(first.capture(), first.capture().reason(), false);
  }

  private Source.Answer ask(String url, Purpose purpose) {
    asked++;
    return loader.ask(url, purpose, false);
  }

  private static boolean isUnreachable(Reason reason) {
    return Ledger.isOfConnection(reason)
        && reason != Reason.BLOCKED
        && reason != Reason.RATE_LIMITED
        && reason != Reason.ADDRESS_REFUSED;
  }

  private static List<String> twins(String url) {
    List<String> twins = new ArrayList<>();
    twins.add(url);
    String host = Urls.authority(url);
    if (host.equals(Urls.host(url)) && host.matches(".*[a-z].*\\..*")) {
      String other = url.startsWith("https:") ? "http://" : "https://";
      String same = url.startsWith("https:") ? "https://" : "http://";
      String bare = Urls.withoutWww(host);
      String twin = bare.equals(host) ? "www." + host : bare;
      twins.add(other + host + Urls.file(url));
      twins.add(same + twin + Urls.file(url));
      twins.add(other + twin + Urls.file(url));
    }
    return twins;
  }

  private Found opened(Source.Answer answer, String root) {
    Capture capture = answer.capture();
    if (!Scope.sameDomain(Urls.authority(root), Urls.authority(capture.finalUrl()))) {
      return none(ledger.reject(capture, Reason.REDIRECTED_AWAY), Reason.REDIRECTED_AWAY, false);
    }
    Page page = loader.read(answer, Page.Type.HOME);
    if (page == null) {
      Capture last = ledger.last();
      Reason reason = last == null ? null : last.reason();
      return reason != null
          ? none(capture, reason, false)
          : none(
              ledger.reject(capture, Reason.UNSUPPORTED_TYPE), Reason.UNSUPPORTED_TYPE, false);
    }
    scope.include(capture.finalUrl());
    long links = page.labels().stream().filter(l -> l.url() != null).count();
    boolean empty = page.textLength() < LITTLE_TEXT && links < FEW_LINKS && !page.shell();
    return new Found(page, capture, normal(capture), empty, false, null, asked);
  }

  private Found refused(Source.Answer answer, String root) {
    Capture capture = answer.capture();
    Reason reason = capture.reason();
    if (reason != Reason.HTTP_STATUS && reason != Reason.BLOCKED) {
      return none(capture, reason, false);
    }
    for (String path : List.of("/trang-chu", "/index.html")) {
      Source.Answer other = ask(Urls.origin(root) + path, Purpose.PAGE);
      if (other.capture().ok()) {
        Found found = opened(other, root);
        if (found.page() != null) {
          return found;
        }
      }
    }
    return none(capture, reason, true);
  }

  private Found none(Capture capture, @Nullable Reason reason, boolean elsewhere) {
    return new Found(null, capture, normal(capture), false, elsewhere, reason, asked);
  }

  private static String normal(Capture capture) {
    String url = Urls.normalise(capture.finalUrl());
    return url == null ? capture.url() : url;
  }
}
