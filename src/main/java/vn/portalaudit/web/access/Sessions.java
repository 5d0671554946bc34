package vn.portalaudit.web.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.AccountStore.Account;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.web.page.Visitor;

/** Sessions of people: begun, listed, ended. They are kept in the database. Safe for threads. */
@Component
final class Sessions {
  private static final String ADDRESS = "address";
  private static final String BROWSER = "browser";
  private static final String TOKEN = "provider-token";
  private static final int LONGEST = 200;
  private static final CsrfTokenRepository TOKENS = new HttpSessionCsrfTokenRepository();

  private final FindByIndexNameSessionRepository<? extends Session> kept;
  private final SecurityContextRepository contexts;
  private final AccountStore accounts;
  private final ActionLog log;
  private final InstantSource clock;

  Sessions(
      FindByIndexNameSessionRepository<? extends Session> kept,
      SecurityContextRepository contexts,
      AccountStore accounts,
      ActionLog log,
      InstantSource clock) {
    this.kept = kept;
    this.contexts = contexts;
    this.accounts = accounts;
    this.log = log;
    this.clock = clock;
  }

  /**
   * A session as its person sees it.
   *
   * @param handle a name that opens nothing
   * @param current whether it is the one that asks
   */
  public record Line(
      String handle,
      Instant begun,
      Instant active,
      String address,
      String browser,
      boolean current) {}

  /** A session with an id that nobody knew before: what was fixed on a visitor opens nothing. */
  HttpSession renewed(HttpServletRequest request) {
    HttpSession old = request.getSession(false);
    if (old != null) {
      old.invalidate();
    }
    return request.getSession(true);
  }

  /**
   * How somebody came.
   *
   * @param strong whether a second factor was asked for, here or by the provider
   * @param token what the provider said; empty after a password
   */
  record Way(boolean strong, String token) {
    static final Way PASSWORD = new Way(false, "");
  }

  /** Begins a session of an account in the place of the one that it has, and come the same way. */
  void again(Account account, HttpServletRequest request, HttpServletResponse response) {
    Authentication now = SecurityContextHolder.getContext().getAuthentication();
    boolean strong =
        now != null && now.getPrincipal() instanceof SignedIn signedIn && signedIn.strong();
    begin(account, new Way(strong, token(request)), request, response);
  }

  /** What the provider said when somebody came over it; empty otherwise. */
  static String token(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(TOKEN) instanceof String token ? token : "";
  }

  /** Begins a session of an account. */
  void begin(Account account, Way way, HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = renewed(request);
    session.setAttribute(
        FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, Integer.toString(account.id()));
    session.setAttribute(ADDRESS, request.getRemoteAddr());
    session.setAttribute(BROWSER, cut(request.getHeader("User-Agent")));
    if (!way.token().isEmpty()) {
      session.setAttribute(TOKEN, way.token());
    }
    SignedIn signedIn = new SignedIn(account.id(), account.epoch(), clock.instant(), way.strong());
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(signedIn, null, List.of()));
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
    // before the first page: two that come at once would make one each, and forms of one be refused
    TOKENS.saveToken(TOKENS.generateToken(request), request, response);
    Visitor.is(request, account.person());
    accounts.signedIn(account.id());
    log.add(
        new Actor(
            account.id(),
            account.login(),
            request.getRemoteAddr(),
            Visitor.handle(session.getId())),
        "sign-in",
        "",
        null,
        way.token().isEmpty() ? null : "qua nhà cung cấp định danh");
  }

  /** Ends the session of a request. */
  void end(HttpServletRequest request) {
    Actor actor = Visitor.actor(request);
    HttpSession session = request.getSession(false);
    SecurityContextHolder.clearContext();
    if (session != null) {
      session.invalidate();
    }
    if (actor.account() != null) {
      log.add(actor, "sign-out", "", null, null);
    }
    Visitor.is(request, null);
  }

  /** The sessions of an account, the most recent first. */
  List<Line> of(int account, @Nullable HttpSession current) {
    return kept.findByPrincipalName(Integer.toString(account)).values().stream()
        .map(session ->
            new Line(
                Visitor.handle(session.getId()),
                session.getCreationTime(),
                session.getLastAccessedTime(),
                session.getAttributeOrDefault(ADDRESS, ""),
                session.getAttributeOrDefault(BROWSER, ""),
                current != null && session.getId().equals(current.getId())))
        .sorted(Comparator.comparing(Line::active).reversed())
        .toList();
  }

  /** Ends a session of an account; false when there is none of that name. */
  boolean end(int account, String handle) {
    List<String> ids =
        kept.findByPrincipalName(Integer.toString(account)).keySet().stream()
            .filter(id -> Visitor.handle(id).equals(handle))
            .toList();
    ids.forEach(kept::deleteById);
    return !ids.isEmpty();
  }

  private static String cut(@Nullable String text) {
    if (text == null) {
      return "";
    }
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
