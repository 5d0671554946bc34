package vn.portalaudit.probe.observatory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * What a document says of itself in markup.
 *
 * @param readable whether it could be parsed
 * @param policies contents of its {@code meta} elements for Content-Security-Policy
 * @param referrer content of its last {@code meta} element named referrer, null without one
 * @param scripts its script elements, inline ones with an empty source
 */
record Markup(
    boolean readable, List<String> policies, @Nullable String referrer, List<Script> scripts) {
  /** No document. */
  static final Markup NONE = new Markup(true, List.of(), null, List.of());

  /** A document that cannot be parsed. */
  static final Markup UNREADABLE = new Markup(false, List.of(), null, List.of());

  /** Media types of documents whose markup counts, as they must be written. */
  static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml");

  private static final int MAX_BYTES = 3_000_000;
  private static final int MAX_ELEMENTS = 5_000;

  Markup {
    policies = List.copyOf(policies);
    scripts = List.copyOf(scripts);
  }

  /** A script element: its source as written and whether it carries an integrity attribute. */
  record Script(String source, boolean integrity) {}

  /**
   * Parses a document, the first 3 MB of it.
   *
   * @param body its bytes
   * @param contentType its Content-Type, empty without one
   */
  static Markup parse(byte[] body, String contentType) {
    try {
      ByteArrayInputStream bytes =
          new ByteArrayInputStream(body, 0, Math.min(body.length, MAX_BYTES));
      return of(Jsoup.parse(bytes, charset(contentType), ""), contentType);
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      return UNREADABLE;
    }
  }

  private static Markup of(Document document, String contentType) {
    List<Script> scripts = new ArrayList<>();
    for (Element script : document.select("script")) {
      if (scripts.size() < MAX_ELEMENTS) {
        scripts.add(new Script(script.attr("src"), !script.attr("integrity").isEmpty()));
      }
    }
    // Without a declared type the reference counts scripts, yet reads no meta element.
    boolean declared = HTML.contains(FieldText.split(contentType, ';').getFirst());
    List<String> policies = new ArrayList<>();
    String referrer = null;
    for (Element meta : declared ? document.select("meta") : List.<Element>of()) {
      String content = meta.attr("content");
      if (meta.hasAttr("http-equiv") && meta.hasAttr("content")) {
        if (!content.isEmpty()
            && policies.size() < MAX_ELEMENTS
            && FieldText.lower(meta.attr("http-equiv")).equals("content-security-policy")) {
          policies.add(content);
        }
      } else if (FieldText.lower(meta.attr("name")).equals("referrer") && !content.isEmpty()) {
        referrer = content;
      }
    }
    return new Markup(true, policies, referrer, scripts);
  }

  private static @Nullable String charset(String contentType) {
    return FieldText.split(contentType, ';').stream()
        .skip(1)
        .map(FieldText::lower)
        .filter(parameter -> parameter.startsWith("charset="))
        .map(parameter -> parameter.substring("charset=".length()).replace("\"", ""))
        .filter(Markup::supported)
        .findFirst()
        .orElse(null);
  }

  private static boolean supported(String charset) {
    try {
      return Charset.isSupported(charset);
    } catch (IllegalCharsetNameException e) {
      return false;
    }
  }

  /** The addresses of the scripts that are loaded. */
  List<Script> loaded() {
    return scripts.stream().filter(script -> !script.source().isEmpty()).toList();
  }

  /** The referrer policy of the document, if it has one. */
  Optional<String> referrerPolicy() {
    return Optional.ofNullable(referrer);
  }
}
