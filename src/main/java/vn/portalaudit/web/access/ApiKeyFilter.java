package vn.portalaudit.web.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.portalaudit.access.Tokens;
import vn.portalaudit.alert.Tries.Way;
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
  private static final int NAME_BYTES = 4;

  private final ApiKeyStore keys;
  private final AccountStore accounts;
  private final TryCount tries;

  ApiKeyFilter(ApiKeyStore keys, AccountStore accounts, TryCount tries) {
    this.keys = keys;
    this.accounts = accounts;
    this.tries = tries;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null) {
      String given = header.startsWith(BEARER) ? header.substring(BEARER.length()).strip() : "";
      keys.authenticate(given)
          .ifPresentOrElse(
              key -> enter(request, key),
              () -> tries.failed(Way.KEY, request.getRemoteAddr(), named(header), false));
    }
    chain.doFilter(request, response);
  }

  private void enter(HttpServletRequest request, ApiKeyStore.Key key) {
    accounts
        .find(key.account())
        .filter(account -> account.disabledAt() == null)
        .ifPresent(account -> {
          Visitor.is(request, account.person());
          Visitor.cameBy(request, key.prefix());
          request.setAttribute(SCOPES, key.scopes());
        });
  }

  /** Tells wrong keys apart without keeping them: a key that expired is one, however often sent. */
  private static String named(String header) {
    return HexFormat.of().formatHex(Tokens.hash(header), 0, NAME_BYTES);
  }

  /** Whether the key has a scope; requests of people have all. */
  static boolean covers(HttpServletRequest request, String scope) {
    return !(request.getAttribute(SCOPES) instanceof Set<?> scopes)
        || scope.isEmpty()
        || scopes.contains(scope);
  }
}
