package vn.portalaudit.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.report.Translation;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.report.Wording;

/**
 * The catalogue {@code web/english.yml}: whole texts, texts around values, lists of such texts, and
 * numbers and dates on their own. Safe for threads; what was asked before is remembered, within
 * bounds.
 */
final class English implements Translation {
  private static final int REMEMBERED = 20_000;
  private static final int LONGEST = 2_000;
  private static final List<String> SEPARATORS = List.of(" · ", "; ", " – ", ", ", ": ");
  private static final int SURE = 20;
  private static final int HEADING = "Phụ lục: ".length();
  private static final int LONGEST_NAME = 120;
  private static final Pattern SENTENCES = Pattern.compile("[;:.] |[.]$");
  private static final Pattern LIST = Pattern.compile(", |[()]");

  /** Vietnamese within an English text of the catalogue. */
  private static final Pattern NAME = Pattern.compile("\\[\\[(.*?)]]");

  private static final String NOTHING = "";

  private final Map<String, String> whole = new HashMap<>();
  private final List<Around> around = new ArrayList<>();
  private final Map<String, String> remembered = new ConcurrentHashMap<>();

  /** A text around values; {a} is any text, {a#} a number or a date. */
  private record Around(
      String key,
      String begin,
      String end,
      Pattern pattern,
      List<String> names,
      String english,
      int weight) {
    private static final Pattern VALUE = Pattern.compile("\\{([a-z]#?)}");

    /** Whether a value stands in quotes, or is all that follows a heading: its end is sure. */
    boolean quotes(int value) {
      String name = names.get(value);
      return key.contains("«" + name + "»")
          || key.endsWith(": " + name) && begin.length() >= HEADING && names.size() == 1;
    }

    static Around of(String key, String english) {
      StringBuilder pattern = new StringBuilder();
      List<String> names = new ArrayList<>();
      Matcher value = VALUE.matcher(key);
      int at = 0;
      int weight = 0;
      int first = key.length();
      while (value.find()) {
        first = Math.min(first, value.start());
        pattern.append(Pattern.quote(key.substring(at, value.start())));
        weight += value.start() - at;
        names.add(value.group());
        pattern.append(value.group().endsWith("#}") ? "([-−+]?\\d[\\d.,/: ]*%?|–)" : "(.*?)");
        at = value.end();
      }
      pattern.append(Pattern.quote(key.substring(at)));
      return new Around(
          key,
          key.substring(0, first),
          key.substring(at),
          Pattern.compile(pattern.toString(), Pattern.DOTALL),
          names,
          english,
          weight + key.length() - at);
    }
  }

  English() {
    entries()
        .forEach((vietnamese, words) -> {
          String english = NAME.matcher(words).replaceAll(name -> Wording.within(name.group(1)));
          whole.put(vietnamese, english);
          if (Around.VALUE.matcher(vietnamese).find()) {
            around.add(Around.of(vietnamese, english));
          }
        });
    around.sort(Comparator.comparingInt(Around::weight).reversed());
  }

  private static Map<String, String> entries() {
    try (InputStream in = English.class.getResourceAsStream("/web/english.yml")) {
      if (in == null) {
        throw new IllegalStateException("missing on the class path: web/english.yml");
      }
      Problems problems = new Problems();
      Map<String, String> entries = new HashMap<>();
      YamlFile.parse("english.yml", new String(in.readAllBytes(), StandardCharsets.UTF_8), problems)
          .ifPresent(
              root -> root.entries().forEach((key, value) -> entries.put(key, value.text())));
      problems.throwIfAny();
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable String of(String vietnamese) {
    if (vietnamese.length() > LONGEST || vietnamese.isBlank()) {
      return null;
    }
    String known = remembered.get(vietnamese);
    if (known == null) {
      known = Optional.ofNullable(found(vietnamese)).orElse(NOTHING);
      if (remembered.size() >= REMEMBERED) {
        remembered.clear();
      }
      remembered.put(vietnamese, known);
    }
    return known.isEmpty() ? null : known;
  }

  /** With the blanks around it as they were. */
  private @Nullable String found(String vietnamese) {
    String text = vietnamese.strip();
    String english = text(text.replace('\u00a0', ' '));
    if (english == null) {
      return null;
    }
    int at = vietnamese.indexOf(text);
    return vietnamese.substring(0, at) + english + vietnamese.substring(at + text.length());
  }

  private @Nullable String text(String text) {
    String english = whole.get(text);
    if (english == null) {
      english = Figures.of(text);
    }
    if (english == null && (Vietnamese.written(text) || hasDigit(text))) {
      english = around(text);
    }
    return english == null && Vietnamese.written(text) ? loosely(text) : english;
  }

  /** Texts that continue a list or begin a sentence, and lists. */
  private @Nullable String loosely(String text) {
    if (text.startsWith("; ") || text.startsWith(", ")) {
      String rest = of(text.substring(2));
      return rest == null ? null : text.substring(0, 2) + rest;
    }
    int first = text.codePointAt(0);
    if (Character.isUpperCase(first)) {
      String english =
          whole.get(Character.toString(Character.toLowerCase(first)) + text.substring(1));
      if (english != null) {
        return Character.toUpperCase(english.charAt(0)) + english.substring(1);
      }
    }
    return parts(text);
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(Character::isDigit);
  }

  private @Nullable String around(String text) {
    for (Around one : around) {
      if (text.startsWith(one.begin) && text.endsWith(one.end)) {
        Matcher match = one.pattern.matcher(text);
        if (match.matches()) {
          String english = filled(one, match);
          if (english != null) {
            return english;
          }
        }
      }
    }
    return null;
  }

  /** Null where few words matched around what is not known and no name: it was another text. */
  private @Nullable String filled(Around one, Matcher match) {
    String english = one.english;
    for (int i = 0; i < one.names.size(); i++) {
      String value = match.group(i + 1);
      String said = of(value);
      if (said == null && one.weight < SURE && !one.quotes(i) && !nameable(value)) {
        return null;
      }
      english = english.replace(one.names.get(i), said == null ? named(value) : said);
    }
    return Plural.mended(english);
  }

  private static String named(String value) {
    return Vietnamese.written(value) ? Wording.within(value) : value;
  }

  /**
   * Whether a text may be the name of somebody or something, to stand as it is among other words:
   * Vietnamese only with a capital as its first letter and nothing in it that parts sentences. What
   * the law says is neither known nor a name, and so stays whole.
   */
  private static boolean nameable(String text) {
    return !Vietnamese.written(text)
        || text.length() <= LONGEST_NAME
            && text.codePoints()
                .filter(Character::isLetter)
                .limit(1)
                .noneMatch(Character::isLowerCase)
            && !SENTENCES.matcher(text).find();
  }

  /** Whether the left of a separator is a heading that is known: all that follows belongs to it. */
  private static boolean heads(String separator, @Nullable String left) {
    return separator.equals(": ") && left != null;
  }

  /** The same for a text within a list: that a comma or a bracket is its own is not sure there. */
  private static boolean item(String text) {
    return !Vietnamese.written(text) || nameable(text) && !LIST.matcher(text).find();
  }

  /** A list of parts that are known, or names; null when a part is neither. */
  private @Nullable String parts(String text) {
    for (String separator : SEPARATORS) {
      int at = text.indexOf(separator);
      if (at > 0) {
        String left = text.substring(0, at);
        String right = text.substring(at + separator.length());
        String leftSaid = of(left);
        String rightSaid = of(right);
        if ((leftSaid != null || (rightSaid != null && Vietnamese.written(right)))
            && (leftSaid != null || item(left))
            && (rightSaid != null
                || (heads(separator, leftSaid) ? nameable(right) : item(right)))) {
          return (leftSaid == null ? named(left) : leftSaid)
              + separator
              + (rightSaid == null ? named(right) : rightSaid);
        }
      }
    }
    return null;
  }
}
