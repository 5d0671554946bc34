package vn.portalaudit.demo;

import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * Endless parts of a portal, as real ones have them. They depend on nothing but the address, so two
 * crawls see the same. Immutable.
 */
record TrapPages(List<Portal.Trap> traps) {

  /**
   * The body of a page inside a trap.
   *
   * @param path path of the request
   * @param query its query, empty without one
   * @return body, or empty when the address is in no trap
   */
  Optional<String> page(String path, String query) {
    return traps.stream().flatMap(trap -> page(trap, path, query).stream()).findFirst();
  }

  private static Optional<String> page(Portal.Trap trap, String path, String query) {
    return switch (trap) {
      case CALENDAR -> path.startsWith("/lich/") ? month(path.substring(6)) : Optional.empty();
      case SESSION ->
          path.startsWith("/phien") ? Optional.of(session(path, query)) : Optional.empty();
      case SPIRAL -> path.startsWith("/xoan/") ? Optional.of(spiral(path)) : Optional.empty();
    };
  }

  private static Optional<String> month(String text) {
    try {
      YearMonth month = YearMonth.parse(text);
      StringBuilder days = new StringBuilder();
      for (int day = 1; day <= month.lengthOfMonth(); day++) {
        days.append("<td><a href=\"/lich/%s?ngay=%d\">%d</a></td>".formatted(month, day, day));
      }
      return Optional.of(
          "<h1>Lịch tháng %02d/%d</h1><p><a href=\"/lich/%s\">Tháng trước</a> <a href=\"/lich/%s\">Tháng sau</a></p><table><tr>%s</tr></table>"
              .formatted(
                  month.getMonthValue(),
                  month.getYear(),
                  month.minusMonths(1),
                  month.plusMonths(1),
                  days));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Every address leads on to two new ones, which show the same text. */
  private static String session(String path, String query) {
    String next = Integer.toHexString((path + "?" + query).hashCode());
    return "<h1>Văn bản chia sẻ</h1><p>Trang có mã phiên trong địa chỉ.</p><ul>"
        + "<li><a href=\"/phien;jsessionid=%s\">Văn bản mới</a></li>".formatted(next)
        + "<li><a href=\"/phien?sid=%s\">Văn bản xem nhiều</a></li></ul>".formatted(next);
  }

  private static String spiral(String path) {
    String shown = Template.escape(path.substring(0, Math.min(80, path.length())));
    return "<h1>Thư mục</h1><p>Đang xem %s</p>".formatted(shown)
        + "<p><a href=\"xoan/tin/\">Tin cùng thư mục</a> <a href=\"tin/xoan/\">Xem thêm</a></p>";
  }
}
