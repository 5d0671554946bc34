package vn.portalaudit.web.page;

import java.util.ArrayList;
import java.util.List;
import vn.portalaudit.report.Vietnamese;

/**
 * The pages of a list, for the macro {@code #pages}.
 *
 * @param says which rows of how many are shown
 * @param previous address of the page before; empty on the first
 * @param next address of the page after; empty on the last
 * @param links some pages around this one
 * @param sizes other sizes of a page
 */
public record Paging(
    int total, String says, String previous, String next, List<Link> links, List<Link> sizes) {
  private static final int AROUND = 2;

  /**
   * A page to go to.
   *
   * @param title empty for a gap
   */
  public record Link(String title, String href, boolean current) {}

  static Paging of(Query query, int total) {
    int size = query.size();
    int last = Math.max(1, (total + size - 1) / size);
    int page = query.page();
    int first = total == 0 ? 0 : query.offset() + 1;
    String says =
        first > total
            ? "Trang này không có dòng nào; có " + Vietnamese.number(total) + " dòng"
            : Vietnamese.number(first)
                + "–"
                + Vietnamese.number(Math.min(total, query.offset() + size))
                + " trong "
                + Vietnamese.number(total);
    List<Link> sizes =
        query.sizes().stream()
            .map(s -> new Link(Integer.toString(s), query.href("co", s), s == size))
            .toList();
    return new Paging(
        total,
        says,
        page > 1 ? query.href("trang", Math.min(page - 1, last)) : "",
        page < last ? query.href("trang", page + 1) : "",
        links(query, page, last),
        sizes);
  }

  private static List<Link> links(Query query, int page, int last) {
    List<Link> links = new ArrayList<>();
    int shown = 0;
    for (int n = 1; n <= last; n++) {
      if (n == 1 || n == last || Math.abs(n - page) <= AROUND) {
        if (n > shown + 1) {
          links.add(new Link("", "", false));
        }
        links.add(new Link(Integer.toString(n), query.href("trang", n), n == page));
        shown = n;
      } else if (n > page + AROUND) {
        n = last - 1;
      } else if (n < page - AROUND) {
        n = page - AROUND - 1;
      }
    }
    return links;
  }
}
