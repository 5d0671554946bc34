package vn.portalaudit.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gathers what is wrong in files, so that all of it can be told at once. Not safe for several
 * threads.
 */
public final class Problems {
  private final Set<String> lines = new LinkedHashSet<>();

  /**
   * Adds a problem.
   *
   * @param file name of the file
   * @param line line number from 1, or 0 when the problem has no line
   * @param path place in the document, e.g. {@code groups[2].criteria[0].points}
   * @param says what is wrong and what to write
   */
  public void add(String file, int line, String path, String says) {
    String where = line > 0 ? file + ":" + line : file;
    lines.add(path.isEmpty() ? where + ": " + says : where + ": " + path + ": " + says);
  }

  /** Whether nothing is wrong so far. */
  public boolean none() {
    return lines.isEmpty();
  }

  /** The problems, one line each, in the order found. */
  public java.util.List<String> lines() {
    return new ArrayList<>(lines);
  }

  /**
   * Ends the reading when something is wrong.
   *
   * @throws ConfigException with every problem
   */
  public void throwIfAny() {
    if (!lines.isEmpty()) {
      throw new ConfigException(lines());
    }
  }

  /**
   * The nearest of the allowed words to a misspelt one, as a hint for a message; empty when none is
   * near.
   */
  public static String nearest(String word, Set<String> allowed) {
    String best = "";
    int least = Math.max(2, word.length() / 3) + 1;
    for (String candidate : new TreeSet<>(allowed)) {
      int distance = distance(word, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
