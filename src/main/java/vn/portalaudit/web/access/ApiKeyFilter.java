package vn.portalaudit.web.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.ApiKeyStore;
import vn.portalaudit.web.page.Visitor;

/**
 * Below {@code /api/} a request acts as the owner of its key, {@code Authorization: Bearer pa_…},
 * within the key's scopes. A session opens nothing there, so that nothing there can be forged from
 * another site.
 */
final class ApiKeyFilter extends OncePerRequestFilter {
  private static final String SCOPES = ApiKeyFilter.class.getName() + ".scopes";
  private static final String BEARER = "Bearer ";

  private final ApiKeyStore keys;
  private final AccountStore accounts;

  ApiKeyFilter(ApiKeyStore keys, AccountStore accounts) {
    this.keys = keys;
    this.accounts = accounts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null && header.startsWith(BEARER)) {
      keys.authenticate(header.substring(BEARER.length()).strip())
          .ifPresent(key ->
              accounts
                  .find(key.account())
                  .filter(account -> account.disabledAt() == null)
                  .ifPresent(account -> {
                    Visitor.is(request, account.person());
                    Visitor.cameBy(request, key.prefix());
                    request.setAttribute(SCOPES, key.scopes());
                  }));
    }
    chain.doFilter(request, response);
  }

  /** Whether the key has a scope; requests of people have all. */
  static boolean covers(HttpServletRequest request, String scope) {
    return !(request.getAttribute(SCOPES) instanceof Set<?> scopes)
        || scope.isEmpty()
        || scopes.contains(scope);
  }
}
