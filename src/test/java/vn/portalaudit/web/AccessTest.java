package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who gets in, and who does not. */
class AccessTest {
  private static final TestApplication APP = TestApplication.shared();

  @Test
  void aStrangerIsAskedWhoTheyAreAndThenComesWhereTheyWanted() {
    TestClient stranger = APP.anybody();

    Answer sent = stranger.get("/tai-khoan?x=1");
    assertThat(sent.status()).isEqualTo(302);
    assertThat(sent.location()).isEqualTo("/dang-nhap?tiep=%2Ftai-khoan%3Fx%3D1");

    Answer answer =
        stranger.submit(
            sent.location(),
            "/dang-nhap",
            "login",
            "quantri",
            "password",
            DemoAccounts.PASSWORD,
            "tiep",
            "/tai-khoan?x=1");
    assertThat(answer.location()).isEqualTo("/tai-khoan?x=1");
    assertThat(stranger.get("/tai-khoan?x=1").text("main")).contains("Phạm Văn Quản");
  }

  @Test
  void whoLacksTheRoleIsRefused() {
    assertThat(APP.as("baocao").get("/nguoi-dung").status()).isEqualTo(403);
    assertThat(APP.as("quantri").get("/nguoi-dung").status()).isEqualTo(200);
  }

  @Test
  void aWrongPasswordIsNotTold() {
    Answer answer = APP.anybody().signIn("quantri", "sai rồi sai rồi");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text(".notice")).contains("Tên đăng nhập hoặc mật khẩu không đúng");
    assertThat(answer.page().select("input[name=login]").attr("value")).isEqualTo("quantri");
  }

  @Test
  void whatIsNotThereIsSaidInVietnamese() {
    Answer answer = APP.anybody().get("/khong-co-gi");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("h1")).isEqualTo("Không tìm thấy");
  }
}
