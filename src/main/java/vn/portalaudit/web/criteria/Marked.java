package vn.portalaudit.web.criteria;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Two texts with those words marked that only one of them has. Pure. */
final class Marked {
  private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|\\s+|.");

  /** What is compared word by word; longer texts are marked as a whole. */
  private static final int MOST = 1_500;

  private Marked() {}

  /**
   * A part of a text.
   *
   * @param only whether the other text does not have it
   */
  public record Piece(String text, boolean only) {}

  /** Both texts in pieces. */
  record Pair(List<Piece> before, List<Piece> after) {}

  static Pair of(String before, String after) {
    List<String> a = words(before);
    List<String> b = words(after);
    if (a.size() > MOST || b.size() > MOST) {
      return new Pair(List.of(new Piece(before, true)), List.of(new Piece(after, true)));
    }
    int[][] common = common(a, b);
    boolean[] keptBefore = new boolean[a.size()];
    boolean[] keptAfter = new boolean[b.size()];
    for (int i = 0, j = 0; i < a.size() && j < b.size(); ) {
      if (a.get(i).equals(b.get(j))) {
        keptBefore[i++] = true;
        keptAfter[j++] = true;
      } else if (common[i + 1][j] >= common[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    return new Pair(pieces(a, keptBefore), pieces(b, keptAfter));
  }

  private static List<String> words(String text) {
    return WORDS.matcher(text).results().map(found -> found.group()).toList();
  }

  /** How many words the ends of both have in common, from every place on. */
  private static int[][] common(List<String> a, List<String> b) {
    int[][] common = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        common[i][j] =
            a.get(i).equals(b.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private static List<Piece> pieces(List<String> words, boolean[] kept) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      text.append(words.get(i));
      if (i + 1 == words.size() || only(words, kept, i) != only(words, kept, i + 1)) {
        pieces.add(new Piece(text.toString(), only(words, kept, i)));
        text.setLength(0);
      }
    }
    return pieces;
  }

  /** A blank between two marked words is marked with them. */
  private static boolean only(List<String> words, boolean[] kept, int i) {
    boolean between =
        words.get(i).isBlank() && i > 0 && i + 1 < words.size() && !kept[i - 1] && !kept[i + 1];
    return !kept[i] || between;
  }
}
