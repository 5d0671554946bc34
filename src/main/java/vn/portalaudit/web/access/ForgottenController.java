package vn.portalaudit.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.alert.Tries.Way;
import vn.portalaudit.store.SignInStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Screen;

/** Asking for a link to set a forgotten password; there is none without a mail server. */
@Controller
final class ForgottenController {
  private static final String PATH = "/quen-mat-khau";

  private final PasswordReset reset;
  private final SignInStore door;
  private final TryCount tries;
  private final InstantSource clock;

  ForgottenController(PasswordReset reset, SignInStore door, TryCount tries, InstantSource clock) {
    this.reset = reset;
    this.door = door;
    this.tries = tries;
    this.clock = clock;
  }

  @Allowed(anyone = true)
  @GetMapping(PATH)
  Screen ask() {
    NotFound.unless(reset.offered());
    return screen();
  }

  private static Screen screen() {
    return Screen.of("access/forgotten", "Quên mật khẩu");
  }

  @Allowed(anyone = true)
  @PostMapping(PATH)
  Screen asked(Form form, HttpServletRequest request) {
    NotFound.unless(reset.offered());
    String login = form.required("login", "tên đăng nhập", 100);
    if (!form.bad()) {
      Duration wait =
          door.tried("reset:" + request.getRemoteAddr(), clock.instant(), SignIn.SHARED).pause();
      // whether there is such an account is looked up after the answer
      if (wait.isPositive()) {
        tries.refused(Way.RESET, request.getRemoteAddr(), login, false);
        form.problem("login", SignIn.wait(wait));
      }
    }
    if (form.bad()) {
      return screen().refused(form);
    }
    tries.failed(Way.RESET, request.getRemoteAddr(), login, false);
    reset.asked(login, request.getRemoteAddr());
    return Screen.to(
        "/dang-nhap",
        "Nếu tài khoản này có địa chỉ thư, một liên kết đặt lại mật khẩu đang được gửi tới đó và"
            + " dùng được trong 30 phút. Không thấy thư thì hãy báo quản trị viên.");
  }
}
