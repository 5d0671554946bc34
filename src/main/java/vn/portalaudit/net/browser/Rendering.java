package vn.portalaudit.net.browser;

import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;

/**
 * A page after its scripts ran.
 *
 * @param html the document as markup, at most 3 MiB in UTF-8; empty when there is a reason
 * @param finalUrl address at the end, after redirects of every kind
 * @param reason why there is no document; null when there is one
 */
public record Rendering(String html, String finalUrl, @Nullable Reason reason) {
  static Rendering failed(String url, Reason reason) {
    return new Rendering("", url, reason);
  }
}
