package vn.portalaudit.web.page;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;

/**
 * The words of the pages. The Vietnamese text is the key, as in gettext; what a catalogue does not
 * have stays Vietnamese. Templates call {@code $t.x("Danh sách cổng")}, with {@code {0}} for
 * values.
 */
public final class Texts {
  private static final Texts VIETNAMESE = new Texts("vi", Map.of());
  private final String language;
  private final Map<String, String> catalogue;

  private Texts(String language, Map<String, String> catalogue) {
    this.language = language;
    this.catalogue = Map.copyOf(catalogue);
  }

  /** Vietnamese, which needs no catalogue. */
  static Texts vietnamese() {
    return VIETNAMESE;
  }

  /** Another language. */
  static Texts of(String language, Map<String, String> catalogue) {
    return new Texts(language, catalogue);
  }

  /** The language, as HTML names it. */
  public String language() {
    return language;
  }

  /** A text. */
  public String x(String vietnamese) {
    return catalogue.getOrDefault(vietnamese, vietnamese);
  }

  /** A text with values. */
  public String x(String vietnamese, Object... values) {
    return new MessageFormat(x(vietnamese).replace("'", "''"), Locale.of("vi")).format(values);
  }
}
