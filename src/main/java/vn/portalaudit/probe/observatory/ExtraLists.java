package vn.portalaudit.probe.observatory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.portalaudit.config.YamlNode;

/**
 * The lists by which {@link ExtraSigns} looks.
 *
 * @param known parts of names by which the Observatory knows session cookies, in lower case
 * @param sessionNames other names of session cookies, in lower case
 * @param sessionParts other parts of such names, in lower case
 * @param anyAncestor sources of frame-ancestors that let in everybody
 * @param disclosing fields that tell what software answers
 * @param compared fields that inner pages should carry like the home page
 * @param weakVersions names of protocol versions that are weak
 */
record ExtraLists(
    List<String> known,
    Set<String> sessionNames,
    List<String> sessionParts,
    Set<String> anyAncestor,
    List<Disclosing> disclosing,
    List<String> compared,
    Set<String> weakVersions) {
  static final List<String> KEYS =
      List.of(
          "observatory_cookies",
          "session_cookies",
          "any_ancestor",
          "disclosing",
          "compared",
          "weak_tls");

  /** A field that tells what software answers: always, or when it shows a version. */
  record Disclosing(String field, boolean versionOnly) {
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+|/\\s*v?\\d");

    boolean tells(String value) {
      return !value.isBlank()
          && (!versionOnly || VERSION.matcher(FieldText.cut(value, 1_024)).find());
    }
  }

  static ExtraLists read(YamlNode file) {
    YamlNode cookies = file.get("session_cookies").only("names", "parts");
    List<Disclosing> disclosing = new ArrayList<>();
    for (YamlNode entry : file.get("disclosing").items()) {
      entry.only("field", "when");
      boolean version = entry.get("when").oneOf("present", "version").equals("version");
      disclosing.add(new Disclosing(entry.get("field").text(), version));
    }
    return new ExtraLists(
        lower(file.get("observatory_cookies")),
        Set.copyOf(lower(cookies.get("names"))),
        lower(cookies.get("parts")),
        Set.copyOf(lower(file.get("any_ancestor"))),
        disclosing,
        file.get("compared").texts(),
        Set.copyOf(file.get("weak_tls").texts()));
  }

  /** Whether a cookie keeps a session, though the Observatory does not know its name. */
  boolean missedSession(String cookie) {
    String name = cookie.toLowerCase(Locale.ROOT);
    return known.stream().noneMatch(name::contains)
        && (sessionNames.contains(name) || sessionParts.stream().anyMatch(name::contains));
  }

  private static List<String> lower(YamlNode list) {
    return list.texts().stream()
        .map(text -> text.toLowerCase(Locale.ROOT))
        .collect(Collectors.toList());
  }
}
