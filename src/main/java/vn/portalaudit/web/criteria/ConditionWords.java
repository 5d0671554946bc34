package vn.portalaudit.web.criteria;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import vn.portalaudit.checklist.Condition;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.report.Bilingual;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.web.page.Texts;

/** Conditions as clauses, in both languages. Safe for threads. */
final class ConditionWords {
  private static final Properties VIETNAMESE = fields("fields.properties");
  private static final Properties ENGLISH = fields("fields-english.properties");
  private final Map<String, String> probes;

  /**
   * @param probes titles of the probes, by their ids
   */
  ConditionWords(Map<String, String> probes) {
    this.probes = probes;
  }

  private static Properties fields(String file) {
    Properties words = new Properties();
    try (InputStream in = ConditionWords.class.getResourceAsStream("/web/criteria/" + file)) {
      words.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there are words for a field, in both languages. */
  static boolean knows(String key) {
    return VIETNAMESE.containsKey(field(key)) && ENGLISH.containsKey(field(key));
  }

  private static String field(String key) {
    return key.substring(key.indexOf('.') + 1);
  }

  /** What must hold. */
  Bilingual says(Condition condition) {
    return switch (condition) {
      case Condition.Is is -> thing(is.key()).and(words(": ", ": ")).and(value(is));
      case Condition.AtLeast least ->
          thing(least.key())
              .and(words(": từ ", ": at least "))
              .and(number(least.key(), least.least()))
              .and(words(" trở lên", ""));
      case Condition.AtMost most ->
          thing(most.key())
              .and(words(": không quá ", ": at most "))
              .and(number(most.key(), most.most()));
      case Condition.OneOf one ->
          thing(one.key()).and(words(": là một trong ", ": one of ")).and(quoted(one.words()));
      case Condition.Contains has ->
          thing(has.key()).and(words(": có ", ": contains ")).and(quoted(List.of(has.word())));
      case Condition.ContainsNone none ->
          thing(none.key()).and(words(": không có ", ": none of ")).and(quoted(none.words()));
      case Condition.All all -> joined(all.conditions(), words("; và ", "; and "));
      case Condition.Any any -> joined(any.conditions(), words("; hoặc ", "; or "));
      case Condition.Not not ->
          words("không phải (", "not (").and(says(not.condition())).and(words(")", ")"));
    };
  }

  private Bilingual joined(List<Condition> conditions, Bilingual by) {
    Bilingual all = Bilingual.NONE;
    for (Condition part : conditions) {
      Bilingual one = says(part);
      if (!(part instanceof Condition.Test)) {
        one = words("(", "(").and(one).and(words(")", ")"));
      }
      all = all.equals(Bilingual.NONE) ? one : all.and(by).and(one);
    }
    return all;
  }

  /** A quantity that is asked for. */
  Bilingual thing(String key) {
    String probe = key.substring(0, key.indexOf('.'));
    String field = field(key);
    return words("«", "“")
        .and(Bilingual.written(probes.getOrDefault(probe, probe)))
        .and(
            words(
                "» " + VIETNAMESE.getProperty(field, field),
                "” " + ENGLISH.getProperty(field, field)));
  }

  private static Bilingual value(Condition.Is is) {
    String value = Vietnamese.datum(field(is.key()), is.value());
    return is.value() instanceof Datum.Text ? Bilingual.written(value) : ours(value);
  }

  private static Bilingual number(String key, BigDecimal value) {
    return ours(key.endsWith("Share") ? Vietnamese.percent(value) : Vietnamese.number(value));
  }

  private static Bilingual quoted(List<String> words) {
    return new Bilingual(
        words.stream().map(word -> "«" + word + "»").collect(Collectors.joining(", ")),
        words.stream()
            .map(word -> "“" + Bilingual.written(word).english() + "”")
            .collect(Collectors.joining(", ")));
  }

  private static Bilingual words(String vietnamese, String english) {
    return new Bilingual(vietnamese, english);
  }

  /** What the catalogue has. */
  static Bilingual ours(String vietnamese) {
    return new Bilingual(vietnamese, Texts.english().say(vietnamese));
  }
}
