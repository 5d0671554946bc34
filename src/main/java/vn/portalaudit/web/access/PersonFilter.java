package vn.portalaudit.web.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.AccountStore.Account;
import vn.portalaudit.web.page.Visitor;

/**
 * Looks up who is signed in, anew at every request: an account that was closed or whose password or
 * roles were changed is out at once. Ends sessions that idle or are old; what saves by itself does
 * not count as activity. Who owes a new password or a second factor gets no further than there.
 */
final class PersonFilter extends OncePerRequestFilter {
  static final String PASSWORD = "/tai-khoan/mat-khau";
  static final String SECOND_FACTOR = "/tai-khoan/xac-thuc-hai-buoc";
  private static final String ACTIVE = "active";
  private static final long MINUTE_S = 60;

  private final AccountStore accounts;
  private final Settings.Access settings;
  private final InstantSource clock;

  PersonFilter(AccountStore accounts, Settings.Access settings, InstantSource clock) {
    this.accounts = accounts;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/tai-san/") || path.equals("/healthz");
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn signedIn)) {
      chain.doFilter(request, response);
      return;
    }
    HttpSession session = request.getSession(false);
    Optional<Account> account =
        accounts.find(signedIn.account()).filter(a -> current(a, signedIn, session));
    if (account.isEmpty()) {
      SecurityContextHolder.clearContext();
      if (session != null) {
        session.invalidate();
      }
      chain.doFilter(request, response);
      return;
    }
    touch(request, session);
    Visitor.is(request, account.get().person());
    Optional<String> duty = duty(account.get(), signedIn, request.getRequestURI());
    if (duty.isPresent()) {
      response.sendRedirect(duty.get());
      return;
    }
    chain.doFilter(request, response);
  }

  private boolean current(Account account, SignedIn signedIn, HttpSession session) {
    Instant now = clock.instant();
    Instant active =
        session != null && session.getAttribute(ACTIVE) instanceof Instant at
            ? at
            : signedIn.since();
    return account.disabledAt() == null
        && account.epoch() == signedIn.epoch()
        && now.isBefore(signedIn.since().plus(settings.longest()))
        && now.isBefore(active.plus(settings.idle()));
  }

  /** Kept once a minute, and not by what a page sends without its reader. */
  private void touch(HttpServletRequest request, HttpSession session) {
    String accepts = request.getHeader("Accept");
    if (session == null
        || request.getHeader("X-By-Itself") != null
        || (accepts != null && accepts.equals("text/event-stream"))) {
      return;
    }
    Instant now = clock.instant();
    if (!(session.getAttribute(ACTIVE) instanceof Instant at)
        || now.getEpochSecond() - at.getEpochSecond() >= MINUTE_S) {
      session.setAttribute(ACTIVE, now);
    }
  }

  private Optional<String> duty(Account account, SignedIn signedIn, String path) {
    if (path.equals("/dang-xuat") || path.equals("/error")) {
      return Optional.empty();
    }
    if (account.mustChange()) {
      return path.equals(PASSWORD) ? Optional.empty() : Optional.of(PASSWORD);
    }
    if (!account.totp()
        && !signedIn.strong()
        && settings.secondFactor()
        && account.roles().stream().anyMatch(SignIn.NEEDS_SECOND_FACTOR::contains)) {
      return path.startsWith(SECOND_FACTOR) ? Optional.empty() : Optional.of(SECOND_FACTOR);
    }
    return Optional.empty();
  }
}
