package vn.portalaudit.report;

/**
 * A value of a page about whose language something is known.
 *
 * @param text for people
 * @param ready true for words that are in the reader's language already; false for what somebody
 *     wrote, which is never translated
 */
public record Wording(String text, boolean ready) {
  /** A Vietnamese part, a name, within words of another language. */
  public static String within(String vietnamese) {
    return TwoLanguages.name(vietnamese);
  }

  /** Words for a place that is no page: without the marks of {@link #within}. */
  public static String plain(String words) {
    return TwoLanguages.unmarked(words);
  }

  @Override
  public String toString() {
    return text;
  }
}
