package vn.portalaudit.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private static final List<String> CONTEXT =
      List.of("nguyen.van.an", "Nguyễn Văn An", "Sở Khoa học và Công nghệ");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Abc@12345678",
        "abc@123456789",
        "Matkhau@123456",
        "Mật khẩu 123456",
        "Admin@123456",
        "P@ssw0rd1234",
        "P@ssword@2026",
        "Quantri@2026!",
        "QuảnTrị@2026!",
        "Hanoi@2026!!!",
        "Vietnam@12345",
        "qwertyuiop12",
        "1qaz2wsx3edc",
        "adm1n1234567",
        "matkhaumatkhau",
        "abcabcabc123",
        "123456789012",
        "20262027!!@@",
        "dangnhap.2026",
      })
  void whatEverybodyTriesIsRefused(String password) {
    assertThat(PasswordRules.objection(password, List.of())).contains("thường bị thử");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nguyen.van.an",
        "NguyenVanAn2026!",
        "An@NguyenVan.an1",
        "Nguyễn Văn An 1990",
        "sokhoahocvacongnghe@1",
        "Nguy3nVan@n1234",
      })
  void whatIsOnlyAPersonsNameIsRefused(String password) {
    assertThat(PasswordRules.objection(password, CONTEXT)).contains("chỉ gồm tên");
  }

  @Test
  void lengthCountsInCharactersThatPeopleSee() {
    assertThat(PasswordRules.objection("mưa rơi đêm", List.of())).contains("12");
    assertThat(PasswordRules.objection("mưa rơi đêm.", List.of())).isNull();
    assertThat(PasswordRules.objection("🌧".repeat(11), List.of())).contains("12");
    assertThat(PasswordRules.objection("abcdeghi".repeat(16), List.of())).isNull();
    assertThat(PasswordRules.objection("abcdeghi".repeat(16) + "k", List.of())).contains("128");
    assertThat(PasswordRules.objection("ababababababab", List.of())).contains("ít ký tự");
  }

  /** Kinds of characters are nobody's business (OWASP ASVS 6.2.5). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cổng mẫu chạy thử",
        "trời hôm nay nắng đẹp",
        "correct horse battery staple",
        "an hay ăn xoài xanh",
        "tre-trúc-mai-đào"
      })
  void anOrdinarySentenceWillDo(String password) {
    assertThat(PasswordRules.objection(password, CONTEXT)).isNull();
  }
}
