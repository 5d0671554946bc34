package vn.portalaudit.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.portalaudit.alert.Tries.Way;

/** What is taken for guessing, and what is said of it. */
class GuessingTest {
  private static final Instant AT = Instant.parse("2026-11-26T02:00:00Z");
  private static final Guessing LIMITS = Guessing.STANDARD;

  private static Tries tries(Way way, String address, String name, int failed) {
    return new Tries(way, address, name, true, failed, 0, 0, 0, AT, AT);
  }

  private static Tries entered(String address, String name, boolean strange) {
    return new Tries(Way.PASSWORD, address, name, true, 0, 0, 1, strange ? 1 : 0, AT, AT);
  }

  private static Optional<Wave> wave(Tries... tries) {
    return LIMITS.wave(List.of(tries));
  }

  /** One try with each of so many names, each from an address of its own. */
  private static List<Tries> spread(int names, Way way) {
    return new ArrayList<>(
        IntStream.range(0, names)
            .mapToObj(i -> tries(way, "203.0.113." + i, "nguoi-" + i, 1))
            .toList());
  }

  @Test
  void oneAccountIsToldFromItsTenthFailureOnWhereverTheyCameFrom() {
    assertThat(wave(tries(Way.PASSWORD, "203.0.113.1", "lanhdao", 9))).isEmpty();
    Wave ten =
        wave(
                tries(Way.PASSWORD, "203.0.113.1", "lanhdao", 5),
                tries(Way.PASSWORD, "203.0.113.2", "lanhdao", 5))
            .orElseThrow();
    assertThat(ten.severity()).isEqualTo(Severity.MINOR);
    assertThat(ten.says()).contains("10 lần thử sai", "1 tên đăng nhập", "2 địa chỉ");
    assertThat(wave(tries(Way.CODE, "203.0.113.1", "lanhdao", 10)).orElseThrow().severity())
        .isEqualTo(Severity.MAJOR);
  }

  @Test
  void onePasswordForManyAccountsIsToldFromTheFifteenthOn() {
    assertThat(LIMITS.wave(spread(14, Way.PASSWORD))).isEmpty();
    assertThat(LIMITS.wave(spread(15, Way.PASSWORD)).orElseThrow().severity())
        .isEqualTo(Severity.MAJOR);
    assertThat(LIMITS.wave(spread(15, Way.RESET))).isPresent();
  }

  @Test
  void oneAddressIsToldFromItsThirtiethFailureOn() {
    List<Tries> three =
        List.of(
            tries(Way.PASSWORD, "203.0.113.1", "a1", 9),
            tries(Way.PASSWORD, "203.0.113.1", "b1", 9),
            tries(Way.PASSWORD, "203.0.113.1", "c1", 9));
    List<Tries> more = new ArrayList<>(three);
    more.add(tries(Way.RESET, "203.0.113.1", "d1", 3));

    assertThat(LIMITS.wave(three)).isEmpty();
    assertThat(LIMITS.wave(more)).isPresent();
  }

  @Test
  void whoMistypesAndThenGetsInIsNotCountedAndWhoGetsInAfterManyTriesIs() {
    List<Tries> office = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      office.add(tries(Way.PASSWORD, "203.0.113.1", "nguoi-" + i, 5));
      office.add(entered("203.0.113.1", "nguoi-" + i, i % 2 == 0));
    }
    assertThat(LIMITS.wave(office)).isEmpty();

    List<Tries> guessed =
        List.of(
            tries(Way.PASSWORD, "203.0.113.1", "lanhdao", 11),
            entered("203.0.113.1", "lanhdao", true));
    Wave wave = LIMITS.wave(guessed).orElseThrow();
    assertThat(wave.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(wave.says()).endsWith("với tài khoản lanhdao");
    assertThat(
            wave(
                    tries(Way.PASSWORD, "203.0.113.1", "lanhdao", 11),
                    entered("203.0.113.9", "lanhdao", false))
                .orElseThrow()
                .severity())
        .isEqualTo(Severity.MINOR);
  }

  @Test
  void whoGetsInFromAnAddressThatSprayedIsNamed() {
    List<Tries> sprayed = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      sprayed.add(tries(Way.PASSWORD, "203.0.113.1", "nguoi-" + i, 1));
    }
    sprayed.add(entered("203.0.113.1", "baocao", true));
    sprayed.add(entered("203.0.113.2", "pheduyet", true));

    assertThat(LIMITS.wave(sprayed).orElseThrow().entered()).containsExactly("baocao");
  }

  @Test
  void aKeyThatExpiredIsOneHoweverOftenItIsSentAndTenDifferentOnesAreGuesses() {
    assertThat(wave(tries(Way.KEY, "203.0.113.1", "0a1b2c3d", 5_000))).isEmpty();
    assertThat(LIMITS.wave(spread(9, Way.KEY))).isEmpty();
    assertThat(LIMITS.wave(spread(10, Way.KEY)).orElseThrow().says())
        .isEqualTo("Có dấu hiệu dò khóa API: 10 lần với 10 khóa không có thật, từ 10 địa chỉ");
  }

  @Test
  void itIsOverBelowHalfOfWhatBeganIt() {
    assertThat(LIMITS.half().wave(spread(7, Way.PASSWORD))).isPresent();
    assertThat(LIMITS.half().wave(spread(6, Way.PASSWORD))).isEmpty();
  }

  @Test
  void whatAGuesserTypedIsNotPassedOnAndListsAreShort() {
    List<Tries> nasty = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      nasty.add(
          new Tries(Way.PASSWORD, "10.0.0." + i, "nguoi-" + i, i % 2 == 0, 1, 0, 0, 0, AT, AT));
    }
    nasty.add(
        new Tries(Way.PASSWORD, "<b>x", "vào http://xau.example", false, 90, 0, 0, 0, AT, AT));
    nasty.add(tries(Way.PASSWORD, "", "", 500));
    Change.Opened begins = (Change.Opened) LIMITS.wave(nasty).orElseThrow().begins();

    assertThat(begins.seen())
        .hasSize(10)
        .allSatisfy(seen ->
            assertThat(seen.says())
                .matches("(tài khoản nguoi-[0-9]?[02468]|địa chỉ 10[.0-9]+): 1 lần"));
    assertThat(begins.says()).doesNotContain("xau", "<").contains("690 lần");
  }
}
