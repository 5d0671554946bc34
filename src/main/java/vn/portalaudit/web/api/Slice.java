package vn.portalaudit.web.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which page of a list is asked for, by {@code page} (from 1) and {@code size} (1 to 100).
 *
 * @param path of the list
 * @param query as it was sent, or null
 */
record Slice(int number, int size, String path, @Nullable String query) {
  static final String NUMBER = "page";
  static final String SIZE = "size";
  static final int STANDARD = 25;
  static final int MOST = 100;
  static final int LAST = 100_000;

  /**
   * A page of a list.
   *
   * @param items the rows
   * @param total how many there are on all pages
   * @param page number of this page, from 1
   * @param size most rows of a page
   * @param next address of the next page; null on the last
   */
  record Page<T>(List<T> items, long total, int page, int size, @Nullable String next) {}

  int offset() {
    return (number - 1) * size;
  }

  /** The page with links to others (RFC 8288), relative to this server. */
  <T> ResponseEntity<Page<T>> page(List<T> items, long total) {
    long last = Math.max(1, (total + size - 1) / size);
    List<String> links = new ArrayList<>();
    if (number > 1) {
      links.add(link(1, "first"));
      links.add(link(Math.min(number - 1, last), "prev"));
    }
    if (number < last) {
      links.add(link(number + 1L, "next"));
      links.add(link(last, "last"));
    }
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    if (!links.isEmpty()) {
      answer.header(HttpHeaders.LINK, String.join(", ", links));
    }
    return answer.body(
        new Page<>(items, total, number, size, number < last ? address(number + 1L) : null));
  }

  /** The part of a list that was read whole. */
  <T> ResponseEntity<Page<T>> of(List<T> all) {
    int from = Math.min(offset(), all.size());
    return page(all.subList(from, Math.min(from + size, all.size())), all.size());
  }

  private String link(long page, String relation) {
    return "<" + address(page) + ">; rel=\"" + relation + "\"";
  }

  private String address(long page) {
    return UriComponentsBuilder.fromPath(path)
        .query(query == null ? "" : query)
        .replaceQueryParam(NUMBER, page)
        .build()
        .toUriString();
  }
}
