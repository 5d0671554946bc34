package vn.portalaudit.report;

import java.util.Set;
import org.apache.velocity.app.event.ReferenceInsertionEventHandler;
import org.apache.velocity.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Makes a page in another language. While the template runs, each value that has a translation goes
 * into the page in both languages between marks; afterwards {@link #resolve} keeps the translation
 * where people read it and the original where programs do (values of fields, addresses, code,
 * elements with {@code lang="vi"}). What stays Vietnamese within text says so by {@code lang="vi"}
 * (WCAG 3.1.2).
 */
final class TwoLanguages implements ReferenceInsertionEventHandler {
  private static final char BEGIN = '\ue000';
  private static final char MIDDLE = '\ue001';
  private static final char END = '\ue002';
  private static final char NAME = '\ue003';
  private static final char NAME_END = '\ue004';

  /** Within an element that says of itself that it is Vietnamese. */
  private static final String QUOTED = "#";

  private static final Set<String> READ_ATTRIBUTES =
      Set.of(
          "title",
          "alt",
          "aria-label",
          "placeholder",
          "label",
          "data-confirm",
          "data-autosave",
          "data-too-large");
  private static final Set<String> AS_IT_IS =
      Set.of("textarea", "code", "pre", "kbd", "script", QUOTED);
  private static final Set<String> WITHOUT_SPAN = Set.of("title", "option", "text");

  private final Translation translation;

  TwoLanguages(Translation translation) {
    this.translation = translation;
  }

  @Override
  public @Nullable Object referenceInsert(
      @Nullable Context context, String reference, @Nullable Object value) {
    if (value == null || value instanceof SafeHtml) {
      return value;
    }
    if (value instanceof Bilingual(var vietnamese, var english)) {
      return vietnamese.isEmpty()
          ? ""
          : marked(Escaping.HTML.escape(vietnamese), Escaping.HTML.escape(english));
    }
    if (value instanceof Wording(var words, var ready) && ready) {
      return Escaping.HTML.escape(words);
    }
    String text = unmarked(value.toString());
    String said = value instanceof Wording ? null : translation.of(text);
    String safe = Escaping.HTML.escape(text);
    if (said == null) {
      return Vietnamese.written(text) ? marked(safe, "") : safe;
    }
    return said.equals(text) ? safe : marked(safe, Escaping.HTML.escape(said));
  }

  /** A Vietnamese part of words in the other language. */
  static String name(String vietnamese) {
    return NAME + unmarked(vietnamese) + NAME_END;
  }

  /** Both languages of a value; without a translation it is shown as Vietnamese. */
  private static String marked(String vietnamese, String said) {
    return BEGIN + vietnamese + MIDDLE + said + END;
  }

  /** The original of a text that was put together from values; foreign marks are dropped. */
  static String unmarked(String text) {
    if (text.chars().noneMatch(c -> c >= BEGIN && c <= NAME_END)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    boolean second = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case BEGIN -> second = false;
        case MIDDLE -> second = true;
        case END -> second = false;
        case NAME, NAME_END -> {}
        default -> {
          if (!second) {
            out.append(c);
          }
        }
      }
    }
    return out.toString();
  }

  /** The page with one language at each place. */
  static String resolve(String marked) {
    return new Page(marked).resolved();
  }

  /** A page with marks, read once from its beginning to its end. */
  private static final class Page {
    private final String html;
    private final StringBuilder out;
    private String within = "";
    private int opened;
    private String quoted = "";
    private int depth;

    Page(String html) {
      this.html = html;
      this.out = new StringBuilder(html.length());
    }

    String resolved() {
      int at = 0;
      while (at < html.length()) {
        int tag = html.indexOf('<', at);
        chosen(at, tag < 0 ? html.length() : tag, -1);
        if (tag < 0) {
          break;
        }
        at = tagEnd(tag);
        chosen(tag, at, tag);
        enter(tag);
      }
      return out.toString();
    }

    private int tagEnd(int tag) {
      char quote = 0;
      for (int at = tag; at < html.length(); at++) {
        char c = html.charAt(at);
        if (quote != 0) {
          quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '\'') {
          quote = c;
        } else if (c == '>') {
          return at + 1;
        }
      }
      return html.length();
    }

    /** Keeps in which of the elements that matter the text is that follows a tag. */
    private void enter(int tag) {
      boolean closes = html.startsWith("</", tag);
      int from = tag + (closes ? 2 : 1);
      int to = from;
      while (to < html.length() && Character.isLetterOrDigit(html.charAt(to))) {
        to++;
      }
      String name = html.substring(from, to);
      if (within.equals(QUOTED)) {
        depth += name.equals(quoted) ? (closes ? -1 : 1) : 0;
        within = depth == 0 ? "" : QUOTED;
      } else if (closes) {
        within = name.equals(within) ? "" : within;
      } else if (within.isEmpty() && (AS_IT_IS.contains(name) || WITHOUT_SPAN.contains(name))) {
        within = name;
        opened = out.length() - 1;
      } else if (within.isEmpty() && html.substring(tag, tagEnd(tag)).contains(" lang=\"vi\"")) {
        within = QUOTED;
        quoted = name;
        depth = 1;
      }
    }

    /**
     * One language of each value between two places.
     *
     * @param tag where the tag begins that they belong to; -1 for text
     */
    private void chosen(int from, int to, int tag) {
      int at = from;
      while (at < to) {
        int begin = html.indexOf(BEGIN, at);
        if (begin < 0 || begin >= to) {
          words(html.substring(at, to), tag);
          return;
        }
        int middle = html.indexOf(MIDDLE, begin);
        int end = html.indexOf(END, middle);
        words(html.substring(at, begin), tag);
        value(html.substring(begin + 1, middle), html.substring(middle + 1, end), tag, begin);
        at = end + 1;
      }
    }

    /** Words in which names may be marked. */
    private void words(String text, int tag) {
      boolean spans = tag < 0 && !WITHOUT_SPAN.contains(within) && !AS_IT_IS.contains(within);
      text.chars()
          .forEach(c -> {
            switch (c) {
              case NAME -> out.append(spans ? "<span lang=\"vi\">" : "");
              case NAME_END -> out.append(spans ? "</span>" : "");
              default -> out.append((char) c);
            }
          });
    }

    private void value(String vietnamese, String said, int tag, int place) {
      boolean read =
          tag < 0 ? !AS_IT_IS.contains(within) : READ_ATTRIBUTES.contains(attribute(tag, place));
      if (read && !said.isEmpty()) {
        words(said, tag);
      } else if (read && tag < 0 && !WITHOUT_SPAN.contains(within)) {
        words(NAME + vietnamese + NAME_END, tag);
      } else {
        if (read && tag < 0 && within.equals("option") && out.length() == opened + 1) {
          out.insert(opened, " lang=\"vi\"");
        }
        out.append(vietnamese);
      }
    }

    /** The name of the attribute whose value a place is in. */
    private String attribute(int tag, int place) {
      int quote = Math.max(html.lastIndexOf("=\"", place), html.lastIndexOf("='", place));
      int from = quote;
      while (from > tag && !Character.isWhitespace(html.charAt(from - 1))) {
        from--;
      }
      return quote > tag ? html.substring(from, quote) : "";
    }
  }
}
