package vn.portalaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.portalaudit.domain.Datum;

class VietnameseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "0.0000 | 0",
        "5.0 | 5",
        "61.5 | 61,5",
        "3.3333 | 3,33",
        "0.005 | 0,01",
        "0.0049 | 0",
        "-0.001 | 0",
        "-1.5 | −1,5",
        "1E+2 | 100",
        "1234.5 | 1.234,5",
        "1234567.891 | 1.234.567,89",
        "99.995 | 100",
        "0.1 | 0,1",
      })
  void numbersHaveADecimalComma(String number, String shown) {
    assertThat(Vietnamese.number(new BigDecimal(number))).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0 | 0%", "0.875 | 87,5%", "1 | 100%", "0.33333 | 33,33%", "1.0000 | 100%"})
  void sharesArePercentages(String share, String shown) {
    assertThat(Vietnamese.percent(new BigDecimal(share))).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 B",
        "999 | 999 B",
        "1000 | 1 kB",
        "1550 | 1,6 kB",
        "9123456 | 9,1 MB",
        "999949 | 999,9 kB",
        "4200000000 | 4,2 GB",
        "999950000 | 1 GB",
      })
  void bytesHaveDecimalUnits(long bytes, String shown) {
    assertThat(Vietnamese.bytes(bytes).replace('\u00a0', ' ')).isEqualTo(shown);
  }

  @Test
  void timesAreThoseOfVietnam() {
    Instant instant = Instant.parse("2026-12-31T17:04:05.678Z");
    assertThat(Vietnamese.minute(instant)).isEqualTo("01/01/2027 00:04");
    assertThat(Vietnamese.second(instant)).isEqualTo("01/01/2027 00:04:05");
    assertThat(Json.time(instant)).isEqualTo("2027-01-01T00:04:05+07:00");
    assertThat(Vietnamese.day(LocalDate.of(2026, 3, 5))).isEqualTo("05/03/2026");
  }

  @Test
  void valuesOfEveryKindAreShown() {
    assertThat(Vietnamese.datum("found", Datum.of(true))).isEqualTo("có");
    assertThat(Vietnamese.datum("found", Datum.of(false))).isEqualTo("không");
    assertThat(Vietnamese.datum("items", Datum.of(1500))).isEqualTo("1.500");
    assertThat(Vietnamese.datum("aliveShare", Datum.of(new BigDecimal("0.985"))))
        .isEqualTo("98,5%");
    assertThat(Vietnamese.datum("newest", Datum.of(LocalDate.of(2026, 11, 2))))
        .isEqualTo("02/11/2026");
    assertThat(Vietnamese.datum("alpn", Datum.of(List.of("h2", "http/1.1"))))
        .isEqualTo("h2, http/1.1");
  }

  @Test
  void sortsAsADictionaryDoes() {
    List<String> sorted = List.of("An Giang", "Ăn", "Ân Thi", "Ba", "Dương", "Đà Nẵng", "Ý Yên");
    assertThat(
            Stream.of("Ý Yên", "Đà Nẵng", "Ân Thi", "Dương", "Ba", "Ăn", "An Giang")
                .sorted(Vietnamese.order()))
        .containsExactlyElementsOf(sorted);
  }

  @Test
  void theMachinesLocaleChangesNothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Vietnamese.number(new BigDecimal("1234.5"))).isEqualTo("1.234,5");
      assertThat(Vietnamese.day(LocalDate.of(2026, 11, 2))).isEqualTo("02/11/2026");
      assertThat(Json.time(Instant.EPOCH)).isEqualTo("1970-01-01T08:00:00+08:00");
    } finally {
      Locale.setDefault(before);
    }
  }
}
