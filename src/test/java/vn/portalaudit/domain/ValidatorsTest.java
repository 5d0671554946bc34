package vn.portalaudit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidatorsTest {
  private static final String DATE = "Fri, 20 Nov 2026 00:00:00 GMT";

  @Test
  void readsStrongAndWeakTagsAndDates() {
    Validators strong = Validators.of(List.of(new Header("etag", " \"a-1\" ")));
    Validators weak =
        Validators.of(List.of(new Header("ETag", "W/\"\""), new Header("last-modified", DATE)));

    assertThat(strong).isEqualTo(new Validators("\"a-1\"", null));
    assertThat(weak.entityTag()).isEqualTo("W/\"\"");
    assertThat(weak.modified()).hasValue(Instant.parse("2026-11-20T00:00:00Z"));
    assertThat(Validators.of(List.of()).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'Fri, 20 Nov 2026 00:01:00 GMT', true
          'Fri, 20 Nov 2026 00:00:59 GMT', false
          'Thu, 19 Nov 2026 00:00:00 GMT', false
          hôm nay,                         false
          """)
  void aDateTellsOnlyWhenItHadSettledBeforeTheAnswer(String made, boolean tells) {
    Header modified = new Header("Last-Modified", DATE);
    assertThat(Validators.telling(List.of(modified, new Header("Date", made))).isEmpty())
        .isEqualTo(!tells);
    assertThat(Validators.telling(List.of(modified)).isEmpty()).isTrue();
    assertThat(
            Validators.telling(
                List.of(modified, new Header("Date", made), new Header("ETag", "\"a\""))))
        .isEqualTo(new Validators("\"a\"", tells ? DATE : null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "abc", "\"a\", \"b\"", "w/\"a\"", "\"a\r\nX: 1\"", "\"ạ\"", "\"", ""})
  void whatIsNoTagIsNotSentBack(String tag) {
    assertThat(new Validators(tag, null).isEmpty()).isTrue();
    assertThat(new Validators('"' + "x".repeat(600) + '"', null).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "hôm qua", "2026-11-20T00:00:00Z", ""})
  void whatIsNoDateIsNotSentBack(String date) {
    assertThat(new Validators(null, date).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      textBlock =
          """
          "a",    "a",    true
          "a",    W/"a",  true
          W/"a",  "a",    true
          "a",    "b",    false
          "a",    a,      false
          "a",    '',     false
          """)
  void aTagOf304HasToBeTheSame(String known, String repeated, boolean fits) {
    assertThat(new Validators(known, DATE).fit(List.of(new Header("ETag", repeated))))
        .isEqualTo(fits);
  }

  @Test
  void aDateOf304HasToBeTheSameWhereThereIsNoTag() {
    Header same = new Header("Last-Modified", DATE);
    Header other = new Header("Last-Modified", "Sat, 21 Nov 2026 00:00:00 GMT");

    assertThat(new Validators(null, DATE).fit(List.of(same))).isTrue();
    assertThat(new Validators(null, DATE).fit(List.of())).isTrue();
    assertThat(new Validators(null, DATE).fit(List.of(other))).isFalse();
    assertThat(new Validators("\"a\"", DATE).fit(List.of(other, new Header("ETag", "\"a\""))))
        .isTrue();
    assertThat(Validators.NONE.fit(List.of(same))).isFalse();
  }
}
