package vn.portalaudit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Họ tên: Nguyễn Văn An, hỏi về đất | Họ tên: [họ tên], hỏi về đất",
        "Họ và tên: trần thị bé; gửi lúc 8 giờ | Họ và tên: [họ tên]; gửi lúc 8 giờ",
        "HỌ TÊN: LÊ THỊ HOA | HỌ TÊN: [họ tên]",
        "Họ và tên (*): Lê Hoa | Họ và tên (*): [họ tên]",
        "Người gửi: Phạm Văn Đồng - 18/11/2026 | Người gửi: [họ tên] - 18/11/2026",
        "Người hỏi Hoàng Thị Ngọc Ánh hỏi | Người hỏi [họ tên] hỏi",
        "Công dân Đỗ Văn Ước phản ánh | Công dân [họ tên] phản ánh",
        "Ông Nguyễn Đình Ấn đề nghị | Ông [họ tên] đề nghị",
        "gọi 0912 345 678 nhé | gọi [số điện thoại] nhé",
        "gọi 0912.345.678 | gọi [số điện thoại]",
        "gọi +84 912 345 678 | gọi [số điện thoại]",
        "gọi +84912345678 | gọi [số điện thoại]",
        "gọi (0204) 3854 123 | gọi [số điện thoại]",
        "gọi 02043854123 | gọi [số điện thoại]",
        "CCCD 024099001234 cấp | CCCD [số giấy tờ] cấp",
        "CMND 121 234 567 | CMND [số giấy tờ]",
        "CMND 121234567. | CMND [số giấy tờ].",
        "thư nguyenvana@gmail.com | thư [thư điện tử]@gmail.com",
      })
  void hidesWhatNamesACitizen(String seen, String masked) {
    assertThat(Masking.quote(seen)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Công dân có thể gửi câu hỏi tại đây.",
        "Đã trả lời 12/15 câu hỏi trong kỳ 01/01/2026 đến 31/12/2026.",
        "Nghị định 42/2022/NĐ-CP ngày 24/06/2022",
        "Năm 2026 có 1.234 câu hỏi",
        "Tổng đài 1022",
        "Họ tên:",
      })
  void leavesOtherWordsAlone(String seen) {
    assertThat(Masking.quote(seen)).isEqualTo(seen);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Họ tên: Nguyễn Văn An, 0912 345 678, an@mau.vn, CCCD 024099001234",
        "Người gửi: Bùi Thị Xuân",
        "Công dân Lê A và ông Trần B",
      })
  void maskingTwiceChangesNothing(String seen) {
    String once = Masking.quote(seen);
    assertThat(Masking.quote(once)).isEqualTo(once).isNotEqualTo(seen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Họ tên: Nguyễn Văn Ấn", "Người gửi: Đỗ Thị Bưởi"})
  void readsDecomposedLetters(String seen) {
    String decomposed = Normalizer.normalize(seen, Normalizer.Form.NFD);
    assertThat(Masking.quote(decomposed)).isEqualTo(Masking.quote(seen)).endsWith("[họ tên]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://mau.gov.vn/hoi-dap/12",
        "https://mau.gov.vn/HoiDap.aspx",
        "https://mau.gov.vn/phan-anh-kien-nghi",
        "hoi-dap-tra-loi.answeredShare = 0,5",
        "lay-y-kien-du-thao",
      })
  void knowsWhereCitizensWrite(String addressOrId) {
    assertThat(Masking.concerns(addressOrId)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://mau.gov.vn/danh-ba", "duong-day-nong", "lich-tiep-cong-dan"})
  void leavesDirectoriesAndHotlinesAlone(String addressOrId) {
    assertThat(Masking.concerns(addressOrId)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 ", "a", "Họ tên: ", "Ông A ", "a@", "(((", "1.2."})
  void longTextsAreReadInReasonableTime(String piece) {
    String text = piece.repeat(20_000);
    assertThat(Masking.quote(text)).isNotEmpty();
  }
}
