package vn.portalaudit.net;

import java.util.ArrayList;
import java.util.List;
import okhttp3.Cookie;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Header;

/**
 * The cookies of one call. Some firewalls set one and redirect to the same page; without it that is
 * an endless loop.
 */
final class Cookies {
  private static final int MOST = 20;

  private final List<Cookie> cookies = new ArrayList<>();

  /** Takes what an answer sets. */
  void remember(HttpUrl url, Exchange answer) {
    for (Header header : answer.headers()) {
      if (header.name().equalsIgnoreCase("Set-Cookie") && cookies.size() < MOST) {
        Cookie cookie = Cookie.parse(url, header.value());
        if (cookie != null) {
          cookies.removeIf(
              c -> c.name().equals(cookie.name()) && c.domain().equals(cookie.domain()));
          cookies.add(cookie);
        }
      }
    }
  }

  /** Value of the Cookie field for an address; null for none. */
  @Nullable String field(HttpUrl url) {
    List<String> sent =
        cookies.stream().filter(c -> c.matches(url)).map(c -> c.name() + "=" + c.value()).toList();
    return sent.isEmpty() ? null : String.join("; ", sent);
  }
}
