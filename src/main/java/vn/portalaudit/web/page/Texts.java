package vn.portalaudit.web.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.report.Translation;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.report.Wording;

/**
 * The words of the pages. The Vietnamese text is the key, as in gettext; what the catalogue does
 * not have stays Vietnamese. Templates call {@code $t.x("Danh sách cổng")}, with {@code {0}} for
 * values, and {@code $t.said($x)} for what a person wrote, which is shown as it is. What handlers
 * give to a template in Vietnamese is translated where it is put into the page.
 */
public final class Texts {
  /** The cookie that keeps which language somebody reads. */
  public static final String COOKIE = "ngon-ngu";

  private static final Texts VIETNAMESE = new Texts("vi", Locale.of("vi"), null);
  private static final Texts ENGLISH = new Texts("en", Locale.ENGLISH, new English());

  private final String language;
  private final Locale locale;
  private final @Nullable English english;

  private Texts(String language, Locale locale, @Nullable English english) {
    this.language = language;
    this.locale = locale;
    this.english = english;
  }

  /** The words for those who sent a request: Vietnamese unless they chose otherwise. */
  public static Texts of(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies != null
            && Arrays.stream(cookies)
                .anyMatch(c -> c.getName().equals(COOKIE) && c.getValue().equals("en"))
        ? ENGLISH
        : VIETNAMESE;
  }

  /** English, whoever asks. */
  public static Texts english() {
    return ENGLISH;
  }

  /** The language, as HTML names it. */
  public String language() {
    return language;
  }

  /** What translates the values of a page; null for Vietnamese. */
  @Nullable Translation translation() {
    return english;
  }

  /** A text. */
  public Wording x(String vietnamese) {
    String said = english == null ? null : english.of(vietnamese);
    return new Wording(said == null ? named(vietnamese) : said, true);
  }

  /** A text with values. */
  public Wording x(String vietnamese, Object... values) {
    Object[] said = new Object[values.length];
    Arrays.setAll(
        said,
        i ->
            switch (values[i]) {
              case Number number -> number;
              case Wording(var text, var ready) when !ready -> named(text);
              case Object other -> within(other.toString());
            });
    String text = new MessageFormat(say(vietnamese).replace("'", "''"), locale).format(said);
    return new Wording(english == null ? text : Plural.mended(text), true);
  }

  private String within(String value) {
    String said = english == null ? value : english.of(value);
    return said != null ? said : named(value);
  }

  private String named(String value) {
    return english != null && Vietnamese.written(value) ? Wording.within(value) : value;
  }

  /** What a person wrote: never translated. */
  public Wording said(Object text) {
    return new Wording(text.toString(), false);
  }

  /** A text that a handler made. */
  public String say(String vietnamese) {
    String said = english == null ? null : english.of(vietnamese);
    return said == null ? vietnamese : Wording.plain(said);
  }
}
