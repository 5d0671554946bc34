package vn.portalaudit.crawl;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;

/** A portal in memory that answers as servers do, and remembers what it was asked. */
final class Site implements LiveSource.Transport {
  static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");
  static final Response NOT_FOUND = new Response(404, "text/html", "<p>Không tìm thấy", null, null);

  final List<String> asked = new ArrayList<>();
  final Map<String, Duration> delays = new TreeMap<>();
  private final Map<String, Response> pages = new TreeMap<>();
  private Handler handler = url -> NOT_FOUND;

  /** What a server sends, or the reason why nothing came. */
  record Response(
      int status, String type, String body, @Nullable String location, @Nullable Reason failure) {}

  interface Handler {
    Response answer(String url);
  }

  Site page(String url, String html) {
    pages.put(url, html(html));
    return this;
  }

  Site put(String url, Response response) {
    pages.put(url, response);
    return this;
  }

  /** Answers whatever no page was put for. */
  Site otherwise(Handler other) {
    handler = other;
    return this;
  }

  static Response html(String html) {
    return new Response(200, "text/html; charset=utf-8", html, null, null);
  }

  static Response redirect(String location) {
    return new Response(302, "text/html", "", location, null);
  }

  static Response status(int status) {
    return new Response(status, "text/html", "<p>" + status, null, null);
  }

  static Response fails(Reason reason) {
    return new Response(0, "", "", null, reason);
  }

  static Response typed(String type, String body) {
    return new Response(200, type, body, null, null);
  }

  @Override
  public LiveSource.Reply get(String url, Capture.Purpose purpose, Predicate<String> mayFollow) {
    List<Exchange> exchanges = new ArrayList<>();
    String next = url;
    while (true) {
      asked.add(next);
      Response response = answer(next);
      if (response.failure() != null) {
        return reply(exchanges, response.failure());
      }
      exchanges.add(exchange(next, response));
      String location = response.location();
      if (location == null) {
        return reply(exchanges, response.status() == 403 ? Reason.BLOCKED : null);
      }
      String target = Urls.resolve(next, location);
      if (target == null || exchanges.size() > 10) {
        return reply(exchanges, Reason.REDIRECT_LOOP);
      }
      if (!mayFollow.test(target)) {
        return reply(exchanges, Reason.ROBOTS_DENIED);
      }
      next = target;
    }
  }

  private Response answer(String url) {
    Response page = pages.get(url);
    return page == null ? handler.answer(url) : page;
  }

  private static Exchange exchange(String url, Response response) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Content-Type", response.type()));
    if (response.location() != null) {
      headers.add(new Header("Location", response.location()));
    }
    StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status() + " X\r\n");
    headers.forEach(h -> head.append(h.name()).append(": ").append(h.value()).append("\r\n"));
    return new Exchange(
        url,
        AT,
        "192.0.2.1",
        "GET " + Urls.file(url) + " HTTP/1.1\r\nHost: " + Urls.host(url) + "\r\n\r\n",
        head.append("\r\n").toString(),
        response.status(),
        headers,
        response.body().getBytes(StandardCharsets.UTF_8),
        false,
        new Timing(1, 1, 1, 1, 1));
  }

  private static LiveSource.Reply reply(List<Exchange> exchanges, @Nullable Reason reason) {
    byte[] body = exchanges.isEmpty() ? new byte[0] : exchanges.getLast().wire();
    return new LiveSource.Reply(AT, exchanges, body, false, reason, Timing.NONE);
  }

  @Override
  public void slowDown(String host, Duration delay) {
    delays.put(host, delay);
  }
}
