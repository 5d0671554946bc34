package vn.portalaudit.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Evidence;

/** Evidence as it is shown. The only place where a link is made out of a crawled address. */
final class EvidenceViews {
  private static final int SHOWN = 8;
  private static final int ADDRESS = 110;
  private static final int QUOTE = 400;
  private static final int HASH = 12;

  private EvidenceViews() {}

  static List<View.Seen> shown(List<Evidence> evidence) {
    return evidence.stream().limit(SHOWN).map(EvidenceViews::seen).toList();
  }

  /** How many are left out, empty for none. */
  static String more(List<Evidence> evidence) {
    return evidence.size() > SHOWN ? Vietnamese.number(evidence.size() - SHOWN) : "";
  }

  private static View.Seen seen(Evidence piece) {
    String label = cut(piece.url(), ADDRESS);
    return new View.Seen(
        href(piece.url()),
        label,
        label.length() < piece.url().length(),
        Vietnamese.second(piece.capturedAt()),
        hash(piece.sha256()),
        piece.quote() == null ? "" : cut(piece.quote().strip(), QUOTE));
  }

  /** The address when a click on it can only open a page, otherwise an empty text. */
  static String href(String address) {
    try {
      URI uri = new URI(address);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      return web && uri.getHost() != null ? uri.toASCIIString() : "";
    } catch (URISyntaxException e) {
      return "";
    }
  }

  static String host(String address) {
    try {
      String host = new URI(address).getHost();
      return host == null ? address : host;
    } catch (URISyntaxException e) {
      return address;
    }
  }

  /** At most that many code points; what is left out shows as an ellipsis. */
  static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  private static String hash(@Nullable String sha256) {
    return sha256 == null ? "" : sha256.substring(0, Math.min(HASH, sha256.length()));
  }
}
