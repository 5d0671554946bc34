package vn.portalaudit.web.open;

import org.springframework.web.util.HtmlUtils;

/**
 * A badge: what is told on the left, the figure on the right. Drawn without any font of its own, so
 * widths are estimated and the texts fitted to them.
 *
 * @param kind ok, warn, bad or none
 */
record Badge(String label, String value, String kind) {
  private static final int LETTER = 7;
  private static final int EDGE = 12;
  private static final int HEIGHT = 22;

  static Badge of(String label, String value, String kind) {
    return new Badge(label, value, kind);
  }

  private String ground() {
    // white on each of these passes 4.5 : 1
    return switch (kind) {
      case "ok" -> "#1b7a3d";
      case "warn" -> "#8a5a00";
      case "bad" -> "#b3261e";
      default -> "#5a5f66";
    };
  }

  String svg() {
    int left = label.length() * LETTER + EDGE;
    int right = value.length() * LETTER + EDGE;
    String says = HtmlUtils.htmlEscape(label + ": " + value, "UTF-8");
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" role="img" aria-label="%3$s">\
    <title>%3$s</title><rect width="%4$d" height="%2$d" fill="#333a44"/>\
    <rect x="%4$d" width="%5$d" height="%2$d" fill="%6$s"/>\
    <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="12" text-anchor="middle">\
    <text x="%7$d" y="15" textLength="%8$d">%9$s</text><text x="%10$d" y="15" textLength="%11$d">%12$s</text>\
    </g></svg>
    """
        .formatted(
            left + right,
            HEIGHT,
            says,
            left,
            right,
            ground(),
            left / 2,
            left - EDGE,
            HtmlUtils.htmlEscape(label, "UTF-8"),
            left + right / 2,
            right - EDGE,
            HtmlUtils.htmlEscape(value, "UTF-8"));
  }
}
