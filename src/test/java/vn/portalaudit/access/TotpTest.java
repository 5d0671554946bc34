package vn.portalaudit.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /** RFC 6238 appendix B, the last six digits. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void codesAreThoseOfTheStandard(long second, String code) {
    assertThat(Totp.code(SECRET, Instant.ofEpochSecond(second))).isEqualTo(code);
  }

  @Test
  void aCodeWorksOneStepEarlyOrLateAndOnce() {
    Instant now = Instant.ofEpochSecond(1_234_567_890);
    long step = 1_234_567_890 / 30;
    for (int away = -2; away <= 2; away++) {
      String code = Totp.code(SECRET, now.plusSeconds(30L * away));
      assertThat(Totp.accepted(SECRET, code, now, 0).isPresent())
          .as("%d steps away", away)
          .isEqualTo(Math.abs(away) <= 1);
    }

    String code = Totp.code(SECRET, now);
    assertThat(Totp.accepted(SECRET, code, now, 0)).hasValue(step);
    assertThat(Totp.accepted(SECRET, code, now, step)).isEmpty();
    assertThat(Totp.accepted(SECRET, Totp.code(SECRET, now.minusSeconds(30)), now, step))
        .as("an earlier one after a later one")
        .isEmpty();
    for (String wrong : new String[] {"", "005925", "0059240", "００５９２４"}) {
      assertThat(Totp.accepted(SECRET, wrong, now, 0)).as(wrong).isEmpty();
    }
  }

  @Test
  void secretsAndRecoveryCodesAreNeverTheSame() {
    assertThat(Totp.secret()).hasSize(20).isNotEqualTo(Totp.secret());
    assertThat(Totp.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assertThat(new HashSet<>(Totp.recoveryCodes()))
        .hasSize(10)
        .allMatch(code -> code.matches("[a-z2-9]{5}-[a-z2-9]{5}"));
  }
}
