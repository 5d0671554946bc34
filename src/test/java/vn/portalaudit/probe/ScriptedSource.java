package vn.portalaudit.probe;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.crawl.Survey;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Capture.Hop;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Period;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;

/** A record of answers, written down in the test; what is not in it is refused by the network. */
final class ScriptedSource implements Source {
  static final Instant AT = Instant.parse("2026-11-20T03:00:00Z");

  private final Map<String, Answer> answers = new HashMap<>();
  final List<String> asked = new ArrayList<>();

  /** An answer with fields {@code Name: value} and a document, after redirects. */
  ScriptedSource answer(List<String> route, int status, String html, String... fields) {
    List<Hop> hops = new ArrayList<>();
    for (int i = 0; i < route.size(); i++) {
      boolean last = i == route.size() - 1;
      hops.add(new Hop(route.get(i), last ? status : 301, last ? null : route.get(i + 1)));
    }
    Reason reason = status >= 400 ? Reason.HTTP_STATUS : null;
    byte[] body = html.getBytes(StandardCharsets.UTF_8);
    answers.put(
        route.getFirst(), new Answer(capture(route, status, headers(fields), reason, hops), body));
    return this;
  }

  /** A failure, after the given redirects. */
  ScriptedSource failure(String url, Reason reason, int status, Hop... hops) {
    answers.put(
        url,
        new Answer(capture(List.of(url), status, List.of(), reason, List.of(hops)), new byte[0]));
    return this;
  }

  static Capture capture(
      List<String> route,
      int status,
      List<Header> headers,
      @Nullable Reason reason,
      List<Hop> hops) {
    return new Capture(
        route.getFirst(),
        route.getLast(),
        AT,
        Capture.Purpose.PROBE,
        status,
        headers,
        null,
        0,
        0,
        false,
        reason,
        hops,
        Timing.NONE);
  }

  static List<Header> headers(String... fields) {
    List<Header> headers = new ArrayList<>();
    for (String field : fields) {
      int colon = field.indexOf(':');
      headers.add(new Header(field.substring(0, colon), field.substring(colon + 1).strip()));
    }
    return headers;
  }

  /** A portal of which the crawl read these pages until it was stopped, if it was. */
  Subject subject(String root, @Nullable Reason stopped, Page... pages) {
    Survey survey =
        new Survey(
            root,
            page(root),
            List.of(pages),
            List.of(),
            Set.of(),
            List.of(),
            List.of(),
            null,
            List.of(),
            stopped);
    Period period =
        new Period(java.time.LocalDate.of(2025, 11, 20), java.time.LocalDate.of(2026, 11, 20));
    return new Subject(survey, this, AT, period, Map.of(), new Content(List.of(pages)));
  }

  /** A page that the crawl read. */
  static Page page(String url, String... fields) {
    Capture capture = capture(List.of(url), 200, headers(fields), null, List.of());
    return new Page(
        capture,
        Page.Type.SECTION,
        "",
        "vi",
        "UTF-8",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        new Page.Tally(0, 0, 0, 0, 0, 0, 0, List.of(), true, true),
        false,
        0);
  }

  @Override
  public Answer fetch(String url, Capture.Purpose purpose) {
    asked.add(purpose + " " + url);
    return answers.computeIfAbsent(
        url,
        missing ->
            new Answer(
                capture(List.of(missing), 0, List.of(), Reason.CONNECT_REFUSED, List.of()),
                new byte[0]));
  }

  @Override
  public Answer render(String url) {
    throw new UnsupportedOperationException(url);
  }

  @Override
  public void picture(String url, String name) {
    throw new UnsupportedOperationException(url);
  }

  @Override
  public String measure(String kind, String target, Supplier<String> live) {
    throw new UnsupportedOperationException(kind);
  }
}
