package vn.portalaudit.web.page;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed, and what is wrong of it. A handler names each field that it takes, so that
 * nothing else can be set; whatever was typed is shown again. A handler gets it as a parameter.
 */
public final class Form {
  private static final int LONGEST = 20_000;
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");
  private final Map<String, List<String>> typed;
  private final Map<String, String> problems = new LinkedHashMap<>();

  private Form(Map<String, List<String>> typed) {
    this.typed = typed;
  }

  /** A form that nobody filled in. */
  public static Form empty() {
    return new Form(new LinkedHashMap<>());
  }

  /** What a request brings. */
  static Form of(Map<String, String[]> parameters) {
    Map<String, List<String>> typed = new LinkedHashMap<>();
    parameters.forEach(
        (name, values) -> typed.put(name, Arrays.stream(values).map(Form::plain).toList()));
    return new Form(typed);
  }

  private static String plain(String value) {
    String bounded = value.length() > LONGEST ? value.substring(0, LONGEST) : value;
    return CONTROLS
        .matcher(Normalizer.normalize(bounded.replace("\r\n", "\n"), Normalizer.Form.NFC))
        .replaceAll("");
  }

  /** Fills a field before the form is shown for the first time. */
  public Form put(String name, @Nullable Object value) {
    typed.put(name, value == null ? List.of() : List.of(value.toString()));
    return this;
  }

  /** Chooses several values of a field before the form is shown for the first time. */
  public Form put(String name, List<String> values) {
    typed.put(name, List.copyOf(values));
    return this;
  }

  /** What a field holds, as it was typed; empty without anything. For templates. */
  public String value(String name) {
    List<String> values = typed.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.get(0);
  }

  /** Whether a value of a choice is chosen. For templates. */
  public boolean chosen(String name, String value) {
    return typed.getOrDefault(name, List.of()).contains(value);
  }

  /** Whether a box is ticked. */
  public boolean ticked(String name) {
    return !value(name).isEmpty();
  }

  /** The text of a field without blanks at its ends; too long is a problem. */
  public String text(String name, int longest) {
    String text = value(name).strip();
    if (text.codePointCount(0, text.length()) > longest) {
      problem(name, "Dài nhất " + longest + " ký tự; hãy rút ngắn.");
    }
    return text;
  }

  /**
   * The text of a field that must not be empty.
   *
   * @param what in the middle of a sentence, e.g. {@code tên cổng}
   */
  public String required(String name, String what, int longest) {
    String text = text(name, longest);
    if (text.isEmpty()) {
      problem(name, "Hãy nhập " + what + ".");
    }
    return text;
  }

  /** A password: nothing is taken away from it. */
  public String secret(String name) {
    return value(name);
  }

  /** The values of a choice of several, in the order in which they came. */
  public Set<String> several(String name) {
    return new LinkedHashSet<>(typed.getOrDefault(name, List.of()));
  }

  /** A whole number; null with a problem when it is none or out of bounds. */
  public @Nullable Integer whole(String name, String what, int least, int most) {
    String text = value(name).strip();
    if (text.matches("-?[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    problem(name, "Hãy nhập " + what + " là số nguyên từ " + least + " đến " + most + ".");
    return null;
  }

  /** Says what is wrong with a field and what to write; the first word on a field stays. */
  public void problem(String name, String says) {
    problems.putIfAbsent(name, says);
  }

  /** Whether anything is wrong. */
  public boolean bad() {
    return !problems.isEmpty();
  }

  /** What is wrong, by field. For templates. */
  public Map<String, String> problems() {
    return problems;
  }

  /** What is wrong with a field; empty when nothing is. For templates. */
  public String problemOf(String name) {
    return problems.getOrDefault(name, "");
  }
}
