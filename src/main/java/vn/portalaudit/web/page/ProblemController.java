package vn.portalaudit.web.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The pages that say that something is not there, not allowed, or went wrong. */
@Controller
final class ProblemController implements ErrorController {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemController.class);

  private static final long LARGE_FILE = 20_000_000;

  /** What is the matter and what to do. */
  private record Says(String title, String text) {}

  private static final Map<Integer, Says> SAYS =
      Map.of(
          400,
          new Says("Yêu cầu không đọc được", "Hãy quay lại trang trước và thử lại."),
          403,
          new Says(
              "Không có quyền",
              "Vai trò của bạn không mở được trang này, hoặc phiên của biểu mẫu đã cũ: hãy tải lại"
                  + " trang trước rồi gửi lại."),
          404,
          new Says(
              "Không tìm thấy",
              "Trang hoặc dữ liệu này không có, hoặc không thuộc phạm vi của bạn."),
          405,
          new Says("Không dùng được cách này", "Hãy mở trang bằng liên kết trong ứng dụng."),
          409,
          new Says("Không thực hiện được lúc này", "Hãy tải lại trang để xem tình trạng mới nhất."),
          413,
          new Says(
              "Tệp quá lớn",
              "Biểu mẫu có tệp lớn hơn 20 MB nên chưa được nhận. Hãy quay lại trang trước, nén hoặc"
                  + " tách nhỏ tệp rồi gửi lại."),
          415,
          new Says("Không đọc được kiểu dữ liệu này", "Hãy gửi bằng biểu mẫu trong ứng dụng."),
          429,
          new Says("Quá nhiều yêu cầu", "Hãy chờ một lát rồi thử lại."));

  private static final Says TOO_LONG =
      new Says(
          "Biểu mẫu quá lớn",
          "Biểu mẫu có quá nhiều chữ hoặc quá nhiều ô nên chưa được nhận. Hãy quay lại trang trước,"
              + " rút ngắn hoặc chia nhỏ rồi gửi lại; nội dung dài hãy đính kèm thành tệp.");

  private static final Says OURS =
      new Says(
          "Lỗi của hệ thống",
          "Chúng tôi đã ghi lại lỗi này. Hãy thử lại sau ít phút; nếu vẫn lỗi, báo quản trị viên"
              + " kèm mã dưới đây.");

  @Allowed(anyone = true)
  @RequestMapping("/error")
  Object problem(HttpServletRequest request) {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : 404;
    Says says =
        status == 413 && !bringsLargeFile(request)
            ? TOO_LONG
            : SAYS.getOrDefault(status, status >= 500 ? OURS : SAYS.getOrDefault(400, OURS));
    String text = reason(request) == null ? says.text : String.valueOf(reason(request));
    String id = status >= 500 ? logged(request) : "";
    if (forProgram(request)) {
      ResponseEntity<ProblemDetail> answer = ApiProblem.answer(status, request, causes(request));
      ProblemDetail problem = answer.getBody();
      if (!id.isEmpty() && problem != null) {
        problem.setInstance(URI.create("urn:uuid:" + id));
      }
      return answer;
    }
    return Screen.of("problem", says.title)
        .with("text", text)
        .with("id", id)
        .with("status", status)
        .status(status);
  }

  /** Of one that does not say how large it is, the file is the likelier cause. */
  private static boolean bringsLargeFile(HttpServletRequest request) {
    long bytes = request.getContentLengthLong();
    return String.valueOf(request.getContentType()).startsWith("multipart/")
        && (bytes < 0 || bytes > LARGE_FILE);
  }

  private static boolean forProgram(HttpServletRequest request) {
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    return path != null && path.toString().startsWith("/api/");
  }

  /** Only our own refusals say why; what another exception says is for the log alone. */
  private static @Nullable String reason(HttpServletRequest request) {
    for (Object cause : causes(request)) {
      if (cause instanceof Refused refused) {
        return refused.getMessage();
      }
    }
    return null;
  }

  private static java.util.List<Object> causes(HttpServletRequest request) {
    java.util.List<Object> causes = new java.util.ArrayList<>();
    Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (thrown == null) {
      thrown = request.getAttribute("org.springframework.web.servlet.DispatcherServlet.EXCEPTION");
    }
    for (Object at = thrown; at instanceof Throwable t && causes.size() < 20; at = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }

  private static String logged(HttpServletRequest request) {
    String id = UUID.randomUUID().toString();
    Object thrown = causes(request).stream().findFirst().orElse(null);
    LOG.error(
        "request failed, id {} of {}",
        id,
        request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI),
        thrown instanceof Throwable t ? t : null);
    return id;
  }
}
