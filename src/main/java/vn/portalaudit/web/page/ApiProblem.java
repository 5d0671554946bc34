package vn.portalaudit.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * What went wrong, for another system: RFC 9457, in Vietnamese, or in English where {@code
 * Accept-Language} prefers it; names of agencies and campaigns stay as they are.
 */
final class ApiProblem {
  private static final Locale VIETNAMESE = Locale.of("vi");
  private static final List<Locale> SPOKEN = List.of(VIETNAMESE, Locale.ENGLISH);

  private record Says(String vi, String viDetail, String en, String enDetail) {}

  private static final Map<Integer, Says> SAYS =
      Map.ofEntries(
          Map.entry(
              400,
              new Says(
                  "Yêu cầu không đọc được",
                  "Tham số hoặc nội dung không đúng dạng ghi trong /api/v1/openapi.json.",
                  "Malformed request",
                  "A parameter or the body is not as /api/v1/openapi.json describes it.")),
          Map.entry(
              401,
              new Says(
                  "Cần khóa API",
                  "Gửi kèm «Authorization: Bearer pa_…» với khóa còn hiệu lực.",
                  "API key needed",
                  "Send «Authorization: Bearer pa_…» with a key that is in force.")),
          Map.entry(
              403,
              new Says(
                  "Không có quyền",
                  "Vai trò của chủ khóa hoặc phạm vi của khóa không cho phép việc này.",
                  "Not permitted",
                  "The role of the key's owner or the scope of the key does not permit this.")),
          Map.entry(
              404,
              new Says(
                  "Không tìm thấy",
                  "Không có dữ liệu này, hoặc nó không thuộc phạm vi của khóa.",
                  "Not found",
                  "There is nothing such, or nothing such for this key.")),
          Map.entry(
              405,
              new Says(
                  "Không dùng được phương thức này",
                  "Xem các phương thức trong đầu mục Allow.",
                  "Method not allowed",
                  "The Allow header names the methods.")),
          Map.entry(
              406,
              new Says(
                  "Không có dạng được yêu cầu",
                  "Địa chỉ này chỉ trả lời bằng dạng ghi trong /api/v1/openapi.json.",
                  "Not acceptable",
                  "See /api/v1/openapi.json for what is given here.")),
          Map.entry(
              409,
              new Says(
                  "Không thực hiện được lúc này",
                  "Hãy đọc lại tình trạng mới nhất.",
                  "Not possible as things stand",
                  "Read anew how things stand.")),
          Map.entry(
              411,
              new Says(
                  "Thiếu độ dài nội dung",
                  "Gửi kèm Content-Length.",
                  "Length required",
                  "Send Content-Length.")),
          Map.entry(
              413,
              new Says("Nội dung quá lớn", "Tối đa 1 MB.", "Content too large", "1 MB at most.")),
          Map.entry(
              415,
              new Says(
                  "Không đọc được kiểu nội dung này",
                  "Gửi application/json.",
                  "Unsupported media type",
                  "Send application/json.")),
          Map.entry(
              422,
              new Says(
                  "Nội dung chưa đúng",
                  "Sửa các trường nêu trong «errors» rồi gửi lại.",
                  "Invalid content",
                  "Correct the fields named in «errors» and send again.")),
          Map.entry(
              429,
              new Says(
                  "Quá nhiều yêu cầu",
                  "Chờ số giây ghi ở Retry-After rồi gửi lại.",
                  "Too many requests",
                  "Wait for the seconds that Retry-After names, then send again.")));

  private static final Says OURS =
      new Says(
          "Lỗi của hệ thống",
          "Lỗi đã được ghi lại; báo quản trị viên kèm mã ở «instance».",
          "Internal error",
          "It has been logged; tell the administrator the id in «instance».");

  private ApiProblem() {}

  /** The answer of a status, with what the exception that led to it tells of it. */
  static ResponseEntity<ProblemDetail> answer(
      int status, HttpServletRequest request, List<Object> causes) {
    boolean english = english(request);
    Says says = status >= 500 ? OURS : SAYS.getOrDefault(status, SAYS.getOrDefault(400, OURS));
    ProblemDetail problem = ProblemDetail.forStatus(status);
    problem.setTitle(english ? says.en : says.vi);
    problem.setDetail(english ? says.enDetail : says.viDetail);
    for (Object cause : causes) {
      tell(problem, cause, english);
    }
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .header(HttpHeaders.CONTENT_LANGUAGE, english ? "en" : "vi")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
        .body(problem);
  }

  private static void tell(ProblemDetail problem, Object cause, boolean english) {
    switch (cause) {
      case Refused refused -> {
        String says = String.valueOf(refused.getMessage());
        problem.setDetail(english ? Texts.english().say(says) : says);
      }
      case BadInput input ->
          problem.setProperty(
              "errors",
              input.wrong().stream()
                  .map(w -> Map.of("field", w.field(), "says", english ? w.en() : w.vi()))
                  .toList());
      case MethodArgumentTypeMismatchException mismatch ->
          problem.setDetail(
              (english ? "Not a possible value of " : "Giá trị không dùng được cho ")
                  + "«"
                  + mismatch.getName()
                  + "».");
      case MissingServletRequestParameterException missing ->
          problem.setDetail(
              (english ? "Missing parameter " : "Thiếu tham số ")
                  + "«"
                  + missing.getParameterName()
                  + "».");
      default -> {}
    }
  }

  private static boolean english(HttpServletRequest request) {
    @Nullable String wanted = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    if (wanted == null || wanted.length() > 200) {
      return false;
    }
    try {
      return Locale.ENGLISH.equals(Locale.lookup(Locale.LanguageRange.parse(wanted), SPOKEN));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
