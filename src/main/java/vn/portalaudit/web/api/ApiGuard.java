package vn.portalaudit.web.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import vn.portalaudit.web.page.BadInput;
import vn.portalaudit.web.page.Visitor;

/** Before each operation: the caller's allowance, the size of the body, unknown parameters. */
final class ApiGuard implements HandlerInterceptor {
  private static final long MOST_BYTES = 1 << 20;
  private final Allowances allowances;

  ApiGuard(Allowances allowances) {
    this.allowances = allowances;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (!(handler instanceof HandlerMethod method)) {
      return true;
    }
    String caller = Visitor.key(request).orElseGet(request::getRemoteAddr);
    Allowances.Left left = allowances.take(caller);
    response.setHeader("RateLimit-Limit", Integer.toString(allowances.most()));
    response.setHeader("RateLimit-Remaining", Integer.toString(left.left()));
    if (left.waitS() > 0) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(left.waitS()));
      response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
      return false;
    }
    if (tooLong(request, response)) {
      return false;
    }
    unknown(request, method);
    if (request.getMethod().equals("GET")) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }
    return true;
  }

  private static boolean tooLong(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
      response.sendError(HttpStatus.LENGTH_REQUIRED.value());
      return true;
    }
    if (request.getContentLengthLong() > MOST_BYTES) {
      response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
      return true;
    }
    return false;
  }

  private static void unknown(HttpServletRequest request, HandlerMethod method) {
    Set<String> known = known(method);
    List<BadInput.Wrong> wrong =
        request.getParameterMap().keySet().stream()
            .filter(name -> !known.contains(name))
            .sorted()
            .limit(10)
            .map(name ->
                new BadInput.Wrong(
                    name.length() > 60 ? name.substring(0, 60) : name,
                    "Không có tham số này.",
                    "There is no such parameter."))
            .toList();
    if (!wrong.isEmpty()) {
      throw new BadInput(wrong);
    }
  }

  /** The parameters of the query that an operation takes. */
  static Set<String> known(HandlerMethod method) {
    Set<String> known = new LinkedHashSet<>();
    for (Parameter parameter : method.getMethod().getParameters()) {
      if (parameter.isAnnotationPresent(RequestParam.class)) {
        known.add(parameter.getName());
      } else if (parameter.getType() == Slice.class) {
        known.addAll(Arrays.asList(Slice.NUMBER, Slice.SIZE));
      }
    }
    return known;
  }
}
