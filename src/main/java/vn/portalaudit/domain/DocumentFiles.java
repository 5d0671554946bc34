package vn.portalaudit.domain;

import java.util.List;
import java.util.Locale;

/** Tells addresses of document files from those of pages, by their endings. */
public final class DocumentFiles {
  private static final List<String> ENDINGS =
      List.of(".pdf", ".doc", ".docx", ".xls", ".xlsx", ".zip", ".rar", ".odt", ".rtf");

  private DocumentFiles() {}

  /** Whether the path of an address ends as a document file does. */
  public static boolean atPath(String url) {
    int query = url.indexOf('?');
    int end = query < 0 ? url.length() : query;
    for (String ending : ENDINGS) {
      int from = end - ending.length();
      if (from > 0 && url.regionMatches(true, from, ending, 0, ending.length())) {
        return true;
      }
    }
    return false;
  }

  /** Whether an address names a document file: at its path, or to a page that hands it out. */
  public static boolean named(String url) {
    return atPath(url)
        || url.indexOf('?') >= 0
            && ENDINGS.stream().anyMatch(url.toLowerCase(Locale.ROOT)::contains);
  }
}
