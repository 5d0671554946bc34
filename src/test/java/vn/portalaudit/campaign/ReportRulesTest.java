package vn.portalaudit.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportRulesTest {
  private static final BigDecimal TEN = BigDecimal.TEN;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "85.25 | 85,25",
        "1.234 | đọc được hai cách",
        "1.000,5 | không phải số",
        "12abc | không phải số",
        "NaN | không phải số",
        "1e400 | không phải số",
        "1e2147483647 | không phải số",
        "∞ | không phải số",
        "１２ | không phải số",
        "٣ | không phải số",
        "0,1+0,2 | không phải số",
        "-0 | số âm",
        "10,0001 | vượt điểm tối đa 10",
        "-1 | số âm",
        "10,5 | vượt điểm tối đa 10",
        "1,23456 | 4 chữ số thập phân",
        "=1+1 | không phải số",
        "'' | không phải số"
      })
  void whatCannotBeReadForSureIsRefusedInOneSentence(String typed, String says) {
    assertThat(ReportRules.points(typed, TEN).says()).contains(says);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "0", "9,5", "0,125", " 7 ", "4,625"})
  void whatCanBeReadIsTakenExactly(String typed) {
    assertThat(ReportRules.points(typed, TEN).value())
        .isEqualByComparingTo(typed.strip().replace(',', '.'));
  }

  @Test
  void threeDecimalsThatCouldBeThousandsAreRefused() {
    assertThat(ReportRules.points("1,234", BigDecimal.valueOf(2_000)).says()).contains("hai cách");
    assertThat(ReportRules.points("1,234", null).says()).contains("hai cách");
  }

  @Test
  void aReportNeedsPointsAndEvidenceOrSaysThatNothingArose() {
    SelfReport claimed = new SelfReport("12", "cuộc", "", "5", "", false);
    SelfReport nothing = new SelfReport("", "", "", "", "", true);
    SelfReport both = new SelfReport("", "", "", "5", "", true);

    assertThat(ReportRules.problems("1.1", SelfReport.BLANK, TEN, 0)).hasSize(1);
    assertThat(ReportRules.problems("1.1", claimed, TEN, 0).getFirst()).contains("minh chứng");
    assertThat(ReportRules.problems("1.1", claimed, TEN, 1)).isEmpty();
    assertThat(ReportRules.problems("1.1", nothing, TEN, 0)).isEmpty();
    assertThat(ReportRules.problems("1.1", both, TEN, 1)).hasSize(1);
  }

  @Test
  void aFileIsKnownByItsBytesAndNotByItsName() {
    byte[] pdf = "%PDF-1.7\n".getBytes(StandardCharsets.UTF_8);
    byte[] html = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);

    assertThat(EvidenceFile.check("../../Kế hoạch.pdf", pdf).value().name())
        .isEqualTo("Kế hoạch.pdf");
    assertThat(EvidenceFile.check("ke-hoach.pdf", html).says()).contains("không phải tệp .pdf");
    assertThat(EvidenceFile.check("trang.html", html).says()).contains("chỉ nhận");
    assertThat(EvidenceFile.check("anh.svg", html).granted()).isFalse();
    assertThat(EvidenceFile.check("rong.pdf", new byte[0]).says()).contains("rỗng");
    assertThat(EvidenceFile.check("lon.pdf", new byte[EvidenceFile.MOST_BYTES + 1]).says())
        .contains("20 MB");
    assertThat(EvidenceFile.check("a\u202efdp.\npdf", pdf).value().name()).isEqualTo("afdp.pdf");
  }
}
