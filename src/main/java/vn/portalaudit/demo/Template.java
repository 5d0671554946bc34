package vn.portalaudit.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code {{…}}} in the sample pages: date words, values, {@code each NAME}, {@code each NAME
 * 5} (the first five), {@code each NAME by 20} (one page of the list) up to {@code end}, {@code
 * pager NAME by 20}, {@code include FILE}. Values are escaped, except {@code content}. Immutable,
 * safe for several threads.
 */
final class Template {
  private static final Pattern LIST = Pattern.compile("(\\S+)(?: (\\d+)| by (\\d+))?");
  private static final String END = "{{end}}";

  private final Calendar calendar;
  private final Function<String, String> files;

  /**
   * Creates it.
   *
   * @param calendar the reference day
   * @param files gives the text of a file to include
   */
  Template(Calendar calendar, Function<String, String> files) {
    this.calendar = calendar;
    this.files = files;
  }

  /**
   * What a page may show.
   *
   * @param values values by name
   * @param lists entries by the list's name
   * @param path path of the page
   * @param page number of the list's page that is asked for, from 1
   */
  record Scope(
      Map<String, String> values,
      Function<String, List<Map<String, String>>> lists,
      String path,
      int page) {

    Scope with(Map<String, String> more) {
      Map<String, String> all = new HashMap<>(values);
      all.putAll(more);
      return new Scope(all, lists, path, page);
    }
  }

  /** Fills a text. */
  String fill(String text, Scope scope) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", at)) {
      out.append(text, at, open);
      int close = text.indexOf("}}", open);
      if (close < 0) {
        throw new IllegalArgumentException("{{ without }}");
      }
      String word = text.substring(open + 2, close).strip();
      at = close + 2;
      if (word.startsWith("each ")) {
        int end = text.indexOf(END, at);
        if (end < 0) {
          throw new IllegalArgumentException("no end of " + word);
        }
        String body = text.substring(at, end);
        chosen(word.substring(5), scope)
            .forEach(entry -> out.append(fill(body, scope.with(entry))));
        at = end + END.length();
      } else {
        out.append(value(word, scope));
      }
    }
    return out.append(text, at, text.length()).toString();
  }

  /** Fills only the date words of a text. */
  String dates(String text) {
    return Pattern.compile("\\{\\{([^}]*)}}")
        .matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(calendar.fill(match.group(1)).orElse(match.group())));
  }

  /** A text as HTML. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private String value(String word, Scope scope) {
    if (word.startsWith("include ")) {
      return fill(files.apply(word.substring(8)), scope);
    }
    if (word.startsWith("pager ")) {
      return pager(word.substring(6), scope);
    }
    String value = scope.values().get(word);
    if (value != null) {
      return word.equals("content") ? value : escape(value);
    }
    Optional<String> day = calendar.fill(word);
    return day.orElseThrow(() -> new IllegalArgumentException("unknown word «" + word + "»"));
  }

  private static List<Map<String, String>> chosen(String words, Scope scope) {
    Matcher list = list(words);
    List<Map<String, String>> all = scope.lists().apply(list.group(1));
    if (list.group(2) != null) {
      return all.subList(0, Math.min(all.size(), Integer.parseInt(list.group(2))));
    }
    if (list.group(3) != null) {
      int size = Integer.parseInt(list.group(3));
      int from = (int) Math.min(all.size(), (scope.page() - 1L) * size);
      return all.subList(from, Math.min(all.size(), from + size));
    }
    return all;
  }

  private static String pager(String words, Scope scope) {
    Matcher list = list(words);
    int size = Integer.parseInt(list.group(3));
    int pages = (scope.lists().apply(list.group(1)).size() + size - 1) / size;
    StringBuilder out = new StringBuilder("<ul class=\"phan-trang\">");
    for (int page = 1; page <= pages; page++) {
      String address = page == 1 ? scope.path() : scope.path() + "?page=" + page;
      out.append("<li><a href=\"%s\">%d</a></li>".formatted(escape(address), page));
    }
    return out.append("</ul>").toString();
  }

  private static Matcher list(String words) {
    Matcher list = LIST.matcher(words);
    if (!list.matches()) {
      throw new IllegalArgumentException("no list: " + words);
    }
    return list;
  }
}
