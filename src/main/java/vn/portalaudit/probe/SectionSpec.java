package vn.portalaudit.probe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.Folding;

/**
 * By what a content section is known: the parameters of a probe of kind {@code section}. All words are folded.
 *
 * @param id id of the probe
 * @param title Vietnamese title
 * @param labels phrases; a label that holds one, with few words beside it, names the section
 * @param exact labels that name the section only when nothing else stands in them
 * @param not phrases; a label that holds one names something else
 * @param slugs last parts of addresses that name it, with letters lost as some systems lose them
 * @param images squeezed parts of image file names or class names
 * @param hosts ends or beginnings of host names
 * @param schemes schemes of links that are the section, such as {@code tel}
 * @param controls squeezed parts of the names of fields
 * @param feeds whether a feed declared in the page's head is the section
 * @param foot phrases that are the section when they stand in the page's foot
 * @param texts phrases that are the section wherever they stand as a short text of their own
 * @param extra how many words may stand beside a phrase
 * @param within sections on whose pages it may be found
 * @param textIsEnough whether the text or control itself is the section, without a link
 * @param itself whether a text, control or foot on a page is the section as fully as a link to it would be
 * @param notPaths parts of addresses by which a host named in {@code hosts} does not show the section
 * @param emptyBelow characters of own text below which a page without entries, files or tables is empty
 */
record SectionSpec(
    String id,
    String title,
    List<String> labels,
    List<String> exact,
    List<String> not,
    Set<String> slugs,
    List<String> images,
    List<String> hosts,
    List<String> schemes,
    List<String> controls,
    boolean feeds,
    List<String> foot,
    List<String> texts,
    int extra,
    List<String> within,
    boolean textIsEnough,
    boolean itself,
    List<String> notPaths,
    int emptyBelow) {

  static final List<String> KEYS =
      List.of("labels", "exact", "not", "slugs", "images", "hosts", "schemes", "controls", "feeds", "foot", "texts", "extra", "within", "text_is_enough", "itself", "not_paths", "empty_below");
  private static final int EXTRA = 6;
  private static final int EMPTY_BELOW = 80;

  static SectionSpec read(String id, YamlNode file) {
    List<String> written = texts(file, "labels");
    Set<String> slugs = new LinkedHashSet<>();
    for (String phrase : written) {
      if (phrase.contains(" ")) {
        slugs.addAll(slugsOf(phrase));
      }
    }
    for (String phrase : texts(file, "exact")) {
      slugs.addAll(slugsOf(phrase));
    }
    texts(file, "slugs").forEach(slug -> slugs.add(Folding.fold(slug)));
    slugs.remove("");
    List<String> images = new ArrayList<>(fold(texts(file, "images")).stream().map(i -> i.replace(" ", "")).toList());
    for (String phrase : written) {
      String squeezed = Folding.fold(phrase).replace(" ", "");
      if (squeezed.length() >= 7) {
        images.add(squeezed);
      }
    }
    return new SectionSpec(
        id,
        file.get("title").text(),
        fold(written),
        fold(texts(file, "exact")),
        fold(texts(file, "not")),
        slugs,
        images,
        texts(file, "hosts").stream().map(h -> h.toLowerCase(Locale.ROOT)).toList(),
        texts(file, "schemes"),
        fold(texts(file, "controls")).stream().map(i -> i.replace(" ", "")).toList(),
        file.find("feeds").map(YamlNode::flag).orElse(false),
        fold(texts(file, "foot")),
        fold(texts(file, "texts")),
        file.find("extra").map(YamlNode::whole).orElse(EXTRA),
        texts(file, "within"),
        file.find("text_is_enough").map(YamlNode::flag).orElse(false),
        file.find("itself").map(YamlNode::flag).orElse(false),
        texts(file, "not_paths"),
        file.find("empty_below").map(YamlNode::whole).orElse(EMPTY_BELOW));
  }

  private static List<String> texts(YamlNode file, String key) {
    return file.find(key).map(YamlNode::texts).orElse(List.of());
  }

  private static List<String> fold(List<String> phrases) {
    return phrases.stream().map(Folding::fold).filter(p -> !p.isEmpty()).toList();
  }

  /** The forms that systems make of a phrase in an address: all letters folded, đ lost, every letter with marks lost. */
  private static List<String> slugsOf(String phrase) {
    String lower = phrase.toLowerCase(Locale.ROOT);
    String withoutDd = Folding.fold(lower.replace("đ", ""));
    StringBuilder latin = new StringBuilder();
    for (char c : lower.toCharArray()) {
      latin.append(c < 0x100 ? c : ' ');
    }
    return List.of(Folding.fold(lower), withoutDd, Folding.fold(latin.toString()));
  }
}
