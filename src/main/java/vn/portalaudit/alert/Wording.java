package vn.portalaudit.alert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of messages, read from a file: sections {@code [name]}, placeholders {@code {name}}. A
 * line of which a placeholder is empty is left out. Safe for several threads.
 */
public final class Wording {
  private static final Pattern NAME = Pattern.compile("\\[([a-z0-9.-]+)]");
  private static final Pattern HOLE = Pattern.compile("\\{([a-z]+)}");

  private final Map<String, String> sections;

  private Wording(Map<String, String> sections) {
    this.sections = Map.copyOf(sections);
  }

  /**
   * Reads the texts.
   *
   * @param file a file of UTF-8; lines that begin with {@code ##} are notes
   * @throws IOException when it cannot be read
   */
  public static Wording read(Path file) throws IOException {
    Map<String, StringBuilder> found = new HashMap<>();
    StringBuilder current = new StringBuilder();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      Matcher name = NAME.matcher(line.strip());
      if (name.matches()) {
        current = new StringBuilder();
        found.put(name.group(1), current);
      } else if (!line.startsWith("##")) {
        current.append(line).append('\n');
      }
    }
    Map<String, String> sections = new HashMap<>();
    found.forEach((name, text) ->
        sections.put(name, Normalizer.normalize(text.toString().strip(), Normalizer.Form.NFC)));
    return new Wording(sections);
  }

  /** Whether there is a text of this name. */
  boolean has(String name) {
    return sections.containsKey(name);
  }

  /**
   * A text with its placeholders filled.
   *
   * @throws IllegalArgumentException when the file has no such text
   */
  String text(String name, Map<String, String> values) {
    String template = sections.get(name);
    if (template == null) {
      throw new IllegalArgumentException("thiếu mục [" + name + "] trong tệp lời cảnh báo");
    }
    StringBuilder out = new StringBuilder();
    for (String line : template.split("\n", -1)) {
      boolean empty =
          HOLE.matcher(line).results().anyMatch(hole -> value(values, hole.group(1)).isEmpty());
      if (!empty) {
        out.append(
                HOLE.matcher(line)
                    .replaceAll(hole -> Matcher.quoteReplacement(value(values, hole.group(1)))))
            .append('\n');
      }
    }
    return out.toString().strip();
  }

  private static String value(Map<String, String> values, String name) {
    return Objects.requireNonNullElse(values.get(name), "");
  }
}
