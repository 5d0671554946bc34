package vn.portalaudit.report;

import java.util.Locale;
import org.apache.velocity.app.event.ReferenceInsertionEventHandler;
import org.apache.velocity.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a value and the text it is put into. Every reference of every template passes
 * here; only {@link SafeHtml} stays as it is.
 */
public enum Escaping implements ReferenceInsertionEventHandler {
  /** For text and double-quoted attributes of HTML. */
  HTML {
    @Override
    void append(StringBuilder out, int c) {
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.appendCodePoint(c);
      }
    }
  },
  /** For a terminal, where a control character is a command. */
  TERMINAL {
    @Override
    void append(StringBuilder out, int c) {
      out.appendCodePoint(c == '\n' || c == '\t' || c == 0x2028 || c == 0x2029 ? ' ' : c);
    }
  };

  abstract void append(StringBuilder out, int c);

  @Override
  public @Nullable Object referenceInsert(
      @Nullable Context context, String reference, @Nullable Object value) {
    if (value == null || value instanceof SafeHtml) {
      return value;
    }
    return escape(value.toString());
  }

  /** The text made harmless; a character that would be obeyed and not shown is named. */
  String escape(String text) {
    if (harmless(text)) {
      return text;
    }
    String normal = Json.nfc(text);
    StringBuilder out = new StringBuilder(normal.length() + 16);
    for (int i = 0, c; i < normal.length(); i += Character.charCount(c)) {
      c = normal.codePointAt(i);
      if (obeyed(c)) {
        out.append(String.format(Locale.ROOT, "[U+%04X]", c));
      } else {
        append(out, c);
      }
    }
    return out.toString();
  }

  /** Most of what a page shows is numbers, codes and addresses: nothing in them to escape. */
  private static boolean harmless(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '&' || c == '<' || c == '>' || c == '"' || c == '\'') {
        return false;
      }
    }
    return true;
  }

  /** Controls, and marks that turn the direction of what follows. */
  private static boolean obeyed(int c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\t')
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x200E
        || c == 0x200F
        || c == 0x061C
        || (c & 0xFFFE) == 0xFFFE
        || (c >= 0xFDD0 && c <= 0xFDEF);
  }
}
