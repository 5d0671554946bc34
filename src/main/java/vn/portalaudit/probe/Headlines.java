package vn.portalaudit.probe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;

/**
 * Words by which the title of an article is told from the name of a section: «Sở Tư pháp tập huấn
 * phổ biến pháp luật» speaks of a section and is none. Marks count here, since «tăng» and «tang»
 * are different words. Immutable.
 *
 * @param begins phrases with which only a title begins
 * @param holds phrases that only a title holds beside the name of a section
 */
record Headlines(List<List<String>> begins, List<List<String>> holds) {
  /** Takes every label for what it says. */
  static final Headlines NONE = new Headlines(List.of(), List.of());

  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

  Headlines {
    begins = List.copyOf(begins);
    holds = List.copyOf(holds);
  }

  /** Reads the phrases; without the file there are none. */
  static Headlines read(Path file, Problems problems) {
    if (!Files.exists(file)) {
      return NONE;
    }
    return YamlFile.read(file, problems)
        .map(root -> {
          root.only("title", "begins", "holds");
          return new Headlines(phrases(root.get("begins")), phrases(root.get("holds")));
        })
        .orElse(NONE);
  }

  private static List<List<String>> phrases(YamlNode list) {
    List<List<String>> phrases = new ArrayList<>();
    list.texts().forEach(text -> phrases.add(words(text)));
    return phrases;
  }

  /** The words of a label in lower case with their marks. */
  static List<String> words(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT).strip();
    return List.of(BETWEEN.split(plain));
  }

  /**
   * Whether a label is a title.
   *
   * @param words of the label, in lower case with marks
   * @param from first word of the section's name in it
   * @param to behind the last word of that name
   */
  boolean isTitle(List<String> words, int from, int to) {
    List<String> before = words.subList(0, from);
    List<String> after = words.subList(to, words.size());
    for (List<String> phrase : begins) {
      if (before.size() >= phrase.size() && before.subList(0, phrase.size()).equals(phrase)) {
        return true;
      }
    }
    for (List<String> phrase : holds) {
      if (stands(phrase, before) || stands(phrase, after)) {
        return true;
      }
    }
    return false;
  }

  private static boolean stands(List<String> phrase, List<String> words) {
    for (int at = 0; at + phrase.size() <= words.size(); at++) {
      if (words.subList(at, at + phrase.size()).equals(phrase)) {
        return true;
      }
    }
    return false;
  }
}
