package vn.portalaudit.report;

/**
 * A value of a page that was put together in both languages, where its parts would not be told from
 * one another afterwards.
 *
 * @param vietnamese the words where the page is Vietnamese, and where programs read them
 * @param english the words where it is English; may hold names by {@link Wording#within}
 */
public record Bilingual(String vietnamese, String english) {
  /** Nothing, in both. */
  public static final Bilingual NONE = new Bilingual("", "");

  /** What somebody wrote in Vietnamese. */
  public static Bilingual written(String vietnamese) {
    return new Bilingual(
        vietnamese, Vietnamese.written(vietnamese) ? Wording.within(vietnamese) : vietnamese);
  }

  /** This and another after it. */
  public Bilingual and(Bilingual other) {
    return new Bilingual(vietnamese + other.vietnamese, english + other.english);
  }

  @Override
  public String toString() {
    return vietnamese;
  }
}
