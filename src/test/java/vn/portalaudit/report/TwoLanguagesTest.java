package vn.portalaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a page shows the translation of a value, and where it keeps the value as it is. */
class TwoLanguagesTest {
  private static final TwoLanguages INSERTIONS =
      new TwoLanguages(
          Map.of("Đạt", "Passed", "Sở A: Đạt", Wording.within("Sở Á") + ": Passed")::get);

  private static String put(Object value) {
    return String.valueOf(INSERTIONS.referenceInsert(null, "$x", value));
  }

  private static String page(String before, Object value, String after) {
    return TwoLanguages.resolve(before + put(value) + after);
  }

  @Test
  void peopleReadTheTranslationProgramsTheOriginal() {
    assertThat(page("<b>", "Đạt", "</b>")).isEqualTo("<b>Passed</b>");
    assertThat(page("<b title=\"a ", "Đạt", "\">")).isEqualTo("<b title=\"a Passed\">");
    assertThat(page("<input value=\"", "Đạt", "\">")).isEqualTo("<input value=\"Đạt\">");
    assertThat(page("<a href='/x?", "Đạt", "'>")).isEqualTo("<a href='/x?Đạt'>");
    assertThat(page("<textarea>", "Đạt", "</textarea>")).isEqualTo("<textarea>Đạt</textarea>");
    assertThat(page("<code>", "Đạt", "</code>")).isEqualTo("<code>Đạt</code>");
  }

  @Test
  void whatStaysVietnameseSaysSoWhereItCan() {
    assertThat(page("<p>", "Sở Á", "</p>")).isEqualTo("<p><span lang=\"vi\">Sở Á</span></p>");
    assertThat(page("<option value=\"1\">", "Sở Á", "</option>"))
        .isEqualTo("<option value=\"1\" lang=\"vi\">Sở Á</option>");
    assertThat(page("<title>", "Sở Á", "</title>")).isEqualTo("<title>Sở Á</title>");
    assertThat(page("<p title=\"", "Sở Á", "\">")).isEqualTo("<p title=\"Sở Á\">");
    assertThat(page("<p>", "Sở A: Đạt", "</p>"))
        .isEqualTo("<p><span lang=\"vi\">Sở Á</span>: Passed</p>");
    assertThat(page("<p title=\"", "Sở A: Đạt", "\">")).isEqualTo("<p title=\"Sở Á: Passed\">");
  }

  @Test
  void wordsOfPeopleAreQuotedAsTheyAre() {
    assertThat(page("<p>", new Wording("Đạt", false), "</p>"))
        .isEqualTo("<p><span lang=\"vi\">Đạt</span></p>");
    assertThat(page("<p>", new Wording("See " + Wording.within("Sở Á"), true), "</p>"))
        .isEqualTo("<p>See <span lang=\"vi\">Sở Á</span></p>");
  }

  @Test
  void anElementOfVietnameseIsLeftAlone() {
    assertThat(page("<div lang=\"vi\"><div></div><p>", "Đạt", "</p></div>" + put("Đạt")))
        .isEqualTo("<div lang=\"vi\"><div></div><p>Đạt</p></div>Passed");
  }

  @Test
  void everythingIsEscapedAndMarksAreNotTakenFromOutside() {
    assertThat(page("<p>", "<Đạt>", "</p>"))
        .isEqualTo("<p><span lang=\"vi\">&lt;Đạt&gt;</span></p>");
    assertThat(page("<p>", "\ue003x\ue004\ue000y\ue001z", "</p>")).isEqualTo("<p>xy</p>");
    assertThat(page("<p>", put("Đạt"), "</p>")).isEqualTo("<p>Passed</p>");
  }
}
