package vn.portalaudit.web.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/**
 * Says that a form is too large before its token is looked for: a form that is not read has none,
 * and would be answered as if it were forged.
 */
final class SizeFilter extends OncePerRequestFilter {
  /** Most bytes of a form with files: one of 20 MB and what stands beside it. */
  static final long MOST = 25L << 20;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > MOST) {
      // the page that says so must not try to read it either
      request.setAttribute(
          RequestDispatcher.ERROR_EXCEPTION, new MaxUploadSizeExceededException(MOST));
      response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    chain.doFilter(request, response);
  }
}
