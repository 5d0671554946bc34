package vn.portalaudit.monitor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.net.Charsets;

/**
 * The words that a page shows, folded, and their hash without what changes at each visit: numbers
 * and anything with a digit in it (counters, dates, clocks), names of days and months, and words of
 * the clock. Pure.
 */
final class PageText {
  private static final int HASH_BYTES = 16;

  private static final Set<String> SKIPPED_ELEMENTS =
      Set.of("script", "style", "noscript", "template", "svg");

  private static final Set<String> CLOCK_WORDS =
      Set.of(
          "am", "pm", "sa", "ch", "gmt", "monday", "tuesday", "wednesday", "thursday", "friday",
          "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "january",
          "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december");

  private static final Set<String> WEEKDAYS = Set.of("hai", "ba", "tu", "nam", "sau", "bay");

  private final String html;
  private final String folded;

  private PageText(String html) {
    this.html = html;
    this.folded = Folding.fold(visible(html));
  }

  /** Reads a page by the character set that it has. */
  static PageText of(byte[] body, @Nullable String contentType) {
    return new PageText(new String(body, Charsets.guess(body, contentType).charset()));
  }

  /** Whether it shows words, whatever their case and marks; whole words only. */
  boolean shows(String words) {
    String wanted = Folding.fold(words);
    return (' ' + folded + ' ').contains(' ' + wanted + ' ');
  }

  int length() {
    return folded.length();
  }

  /** Whether it shows next to nothing without its scripts. */
  boolean needsScripts() {
    return folded.length() < 200 && html.toLowerCase(Locale.ROOT).contains("<script");
  }

  /** Whether it asks for a password and shows little else. */
  boolean isLogin() {
    String low = html.toLowerCase(Locale.ROOT);
    return folded.length() < 1_500
        && (low.contains("type=\"password\"") || low.contains("type='password'"))
        && (shows("đăng nhập") || shows("login") || shows("sign in"));
  }

  /** The hash of what lasts, in hexadecimal digits. */
  String hash() {
    StringBuilder lasting = new StringBuilder(folded.length());
    String[] words = folded.split(" ", -1);
    for (int i = 0; i < words.length; i++) {
      String next = i + 1 < words.length ? words[i + 1] : "";
      if ((words[i].equals("thu") && WEEKDAYS.contains(next))
          || (words[i].equals("chu") && next.equals("nhat"))) {
        i++;
      } else if (lasts(words[i])) {
        lasting.append(words[i]).append(' ');
      }
    }
    byte[] digest = sha256().digest(lasting.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
  }

  private static boolean lasts(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (Character.isDigit(word.charAt(i))) {
        return false;
      }
    }
    return !word.isEmpty() && !CLOCK_WORDS.contains(word);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The text between the tags, without comments and what is not shown; entities stay. */
  private static String visible(String html) {
    StringBuilder text = new StringBuilder(html.length() / 2);
    int at = 0;
    while (at < html.length()) {
      int open = html.indexOf('<', at);
      if (open < 0) {
        append(text, html, at, html.length());
        break;
      }
      append(text, html, at, open);
      text.append(' ');
      at = after(html, open);
    }
    return text.toString();
  }

  private static int after(String html, int open) {
    if (html.startsWith("<!--", open)) {
      int end = html.indexOf("-->", open + 4);
      return end < 0 ? html.length() : end + 3;
    }
    String name = name(html, open + 1);
    int close = html.indexOf('>', open);
    if (close < 0) {
      return html.length();
    }
    if (!SKIPPED_ELEMENTS.contains(name)) {
      return close + 1;
    }
    int from = close;
    while (true) {
      int end = html.indexOf("</", from);
      if (end < 0) {
        return html.length();
      }
      if (html.regionMatches(true, end + 2, name, 0, name.length())) {
        int done = html.indexOf('>', end);
        return done < 0 ? html.length() : done + 1;
      }
      from = end + 2;
    }
  }

  private static String name(String html, int from) {
    int to = from;
    while (to < html.length() && to - from < 10 && Character.isLetter(html.charAt(to))) {
      to++;
    }
    return html.substring(from, to).toLowerCase(Locale.ROOT);
  }

  private static void append(StringBuilder text, String html, int from, int to) {
    int at = from;
    while (at < to) {
      int amp = html.indexOf('&', at);
      if (amp < 0 || amp >= to) {
        text.append(html, at, to);
        return;
      }
      text.append(html, at, amp);
      int end = html.indexOf(';', amp);
      if (end < 0 || end >= to || end - amp > 10) {
        text.append(' ');
        at = amp + 1;
      } else {
        text.append(character(html.substring(amp + 1, end)));
        at = end + 1;
      }
    }
  }

  private static String character(String entity) {
    if (entity.startsWith("#") && entity.length() > 1) {
      boolean hex = entity.charAt(1) == 'x' || entity.charAt(1) == 'X';
      try {
        int code = Integer.parseInt(entity.substring(hex ? 2 : 1), hex ? 16 : 10);
        return Character.isValidCodePoint(code) ? Character.toString(code) : " ";
      } catch (NumberFormatException e) {
        return " ";
      }
    }
    // named vowels of Latin-1: the letter and its mark; the mark is folded away anyhow
    boolean letter = entity.length() > 4 && Character.isLetter(entity.charAt(0));
    return letter && entity.matches("[A-Za-z](grave|acute|circ|tilde|uml)")
        ? entity.substring(0, 1)
        : " ";
  }
}
