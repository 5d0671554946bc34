package vn.portalaudit.crawl;

import org.jsoup.nodes.Element;

/** Reads attributes of elements. */
final class Attributes {
  private Attributes() {}

  /** The value of the first of these attributes that says something; an empty text if none does. */
  static String first(Element element, String... names) {
    for (String name : names) {
      String value = element.attr(name);
      if (!value.isBlank()) {
        return value;
      }
    }
    return "";
  }

  /** The file name in the address of an image; empty for an image inside the document itself. */
  static String fileName(String src) {
    String path = src.startsWith("data:") ? "" : src;
    int query = path.indexOf('?');
    path = query < 0 ? path : path.substring(0, query);
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
