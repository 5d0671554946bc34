package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.List;
import vn.portalaudit.domain.Folding;

/**
 * Finds the foot of a page. {@code footer} elements are rare on state portals, so where none is marked the foot is known by
 * its words, within the last third of the page.
 */
final class Footers {
  private static final List<String> WORDS =
      List.of("dia chi", "ban quyen", "giay phep", "chiu trach nhiem", "ban bien tap", "ghi ro nguon", "chu quan", "copyright",
          "dien thoai", "email", "e mail", "fax", "phat trien boi", "thiet ke boi");
  private static final int MAX = 80;

  private Footers() {}

  /**
   * The texts of the foot.
   *
   * @param blocks all texts of the page
   * @param marked texts inside an element marked as the foot
   */
  static List<String> of(List<String> blocks, List<String> marked) {
    if (marked.stream().anyMatch(Footers::speaks)) {
      return List.copyOf(marked.subList(Math.max(0, marked.size() - MAX), marked.size()));
    }
    List<String> foot = new ArrayList<>();
    int from = Math.max(0, Math.min(blocks.size() * 2 / 3, blocks.size() - 12));
    int first = -1;
    for (int i = from; i < blocks.size(); i++) {
      if (first < 0 && speaks(blocks.get(i))) {
        first = Math.max(from, i - 2);
      }
    }
    if (first >= 0) {
      foot.addAll(blocks.subList(first, Math.min(blocks.size(), first + MAX)));
    }
    return foot;
  }

  private static boolean speaks(String block) {
    String folded = " " + Folding.fold(block.length() > 300 ? block.substring(0, 300) : block) + " ";
    return WORDS.stream().anyMatch(word -> folded.contains(" " + word + " "));
  }
}
