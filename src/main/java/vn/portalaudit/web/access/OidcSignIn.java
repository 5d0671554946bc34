package vn.portalaudit.web.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.util.UriComponentsBuilder;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.AccountStore.Account;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;

/**
 * Signing in over the OpenID provider: authorization code with PKCE, state and nonce (OpenID
 * Connect Core 1.0, RFC 7636). It makes no accounts: the person must be known here, by the subject
 * that an administrator wrote down, or by a verified address where the settings allow it. Safe for
 * threads.
 */
final class OidcSignIn {
  private static final String START = "/dang-nhap/qua";

  /** Where signing in over the provider begins. */
  static final String PATH = START + "/" + OidcProvider.ID;

  /** Why signing in over the provider failed, told once by the page for signing in. */
  static final String PROBLEM = "oidc-problem";

  private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);
  private static final String WANTED = "oidc-wanted";

  private final OidcProvider provider;
  private final AccountStore accounts;
  private final ActionLog log;
  private final Welcome welcome;

  OidcSignIn(OidcProvider provider, AccountStore accounts, ActionLog log, Welcome welcome) {
    this.provider = provider;
    this.accounts = accounts;
    this.log = log;
    this.welcome = welcome;
  }

  /** What the button says. */
  String title() {
    return provider.settings().title();
  }

  /** Where the person of a request signs out of the provider; empty where that is not possible. */
  String goodbye(HttpServletRequest request) {
    String token = Sessions.token(request);
    return token.isEmpty()
        ? ""
        : provider
            .endSession()
            .map(address ->
                UriComponentsBuilder.fromUriString(address)
                    .queryParam("client_id", "{client}")
                    .queryParam("id_token_hint", "{token}")
                    .encode()
                    .buildAndExpand(provider.settings().clientId(), token)
                    .toUriString())
            .orElse("");
  }

  /** Adds its two steps before the pages. */
  void configure(HttpSecurity http) {
    OidcUserService users = new OidcUserService();
    users.setRetrieveUserInfo(request -> false); // the token says what is needed
    http.oauth2Login(login ->
        login
            .loginPage("/dang-nhap")
            .clientRegistrationRepository(provider)
            .authorizedClientRepository(new NothingKept())
            .authorizationEndpoint(e -> e.authorizationRequestResolver(new Start()))
            .redirectionEndpoint(e -> e.baseUri(OidcProvider.BACK + "*"))
            .tokenEndpoint(e -> e.accessTokenResponseClient(provider.tokens()))
            .userInfoEndpoint(e -> e.oidcUserService(users))
            .successHandler(this::arrived)
            .failureHandler(this::failed));
  }

  /** Where a provider that is away is not asked, the request goes on to a page that says so. */
  private final class Start implements OAuth2AuthorizationRequestResolver {
    private final DefaultOAuth2AuthorizationRequestResolver made =
        new DefaultOAuth2AuthorizationRequestResolver(provider, START);

    Start() {
      made.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
      if (!request.getRequestURI().equals(PATH) || provider.registration().isEmpty()) {
        return null;
      }
      OAuth2AuthorizationRequest asked = made.resolve(request);
      String wanted = request.getParameter("tiep");
      request.getSession().setAttribute(WANTED, wanted == null ? "" : wanted);
      return asked;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String id) {
      return resolve(request);
    }
  }

  private void arrived(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException {
    SecurityContextHolder.clearContext();
    OidcUser user = (OidcUser) Objects.requireNonNull(authentication.getPrincipal());
    Optional<Account> account = account(user, request).filter(a -> a.disabledAt() == null);
    if (account.isEmpty()) {
      log.add(
          new Actor(null, "", request.getRemoteAddr(), null),
          "sign-in.unknown-subject",
          "",
          null,
          cut(subject(user)));
      HttpSession unknown = request.getSession(false);
      if (unknown != null) {
        unknown.invalidate();
      }
      refuse(
          request,
          response,
          "Tài khoản «"
              + title()
              + "» của bạn chưa gắn với tài khoản nào đang mở ở đây. Hãy gửi quản trị viên mã định"
              + " danh: "
              + cut(subject(user)));
      return;
    }
    HttpSession session = request.getSession(false);
    Object wanted = session == null ? null : session.getAttribute(WANTED);
    response.sendRedirect(
        welcome.afterProvider(
            account.get(),
            strong(user),
            user.getIdToken().getTokenValue(),
            wanted instanceof String path ? path : "",
            request,
            response));
  }

  private Optional<Account> account(OidcUser user, HttpServletRequest request) {
    String issuer = provider.settings().issuer();
    Optional<Account> known = accounts.ofSubject(issuer, subject(user));
    String email = user.getEmail();
    if (known.isPresent()
        || !provider.settings().linkByEmail()
        || email == null
        || !Boolean.TRUE.equals(user.getEmailVerified())) {
      return known;
    }
    Optional<Account> found = accounts.linkByEmail(email, issuer, subject(user));
    found.ifPresent(account ->
        log.add(
            new Actor(account.id(), account.login(), request.getRemoteAddr(), null),
            "account.linked",
            "account:" + account.login(),
            null,
            "theo địa chỉ thư đã xác minh"));
    return found;
  }

  /** Whether the provider says that a second factor was asked for, in words that are trusted. */
  private boolean strong(OidcUser user) {
    Collection<String> trusted = provider.settings().secondFactor();
    Collection<String> methods = user.getAuthenticationMethods();
    String level = user.getAuthenticationContextClass();
    return (methods != null && methods.stream().anyMatch(trusted::contains))
        || (level != null && trusted.contains(level));
  }

  /** What the provider calls the person; every token has it (OpenID Connect Core 1.0, 2). */
  private static String subject(OidcUser user) {
    return Objects.requireNonNull(user.getSubject());
  }

  private void failed(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
      throws IOException {
    String code =
        problem instanceof OAuth2AuthenticationException oauth
            ? oauth.getError().getErrorCode()
            : "";
    LOG.warn("signing in over the OpenID provider failed: {}", problem.getMessage());
    log.add(
        new Actor(null, "", request.getRemoteAddr(), null),
        "sign-in.provider-failed",
        "",
        null,
        cut(code.replaceAll("[^A-Za-z0-9_.-]", "")));
    refuse(
        request,
        response,
        code.equals("access_denied")
            ? "Bạn đã không đồng ý ở «" + title() + "», nên chưa đăng nhập."
            : "Đăng nhập qua «" + title() + "» không thành. Hãy thử lại, hoặc dùng mật khẩu.");
  }

  /** Somebody who is signed in already stays so: anybody can send them here. */
  private static void refuse(HttpServletRequest request, HttpServletResponse response, String says)
      throws IOException {
    request.getSession(true).setAttribute(PROBLEM, says);
    response.sendRedirect("/dang-nhap");
  }

  private static String cut(String text) {
    return text.length() > 255 ? text.substring(0, 255) : text;
  }

  /** Access tokens of the provider are for nothing here. */
  private static final class NothingKept implements OAuth2AuthorizedClientRepository {
    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as Spring Security declares it
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
        String id, Authentication principal, HttpServletRequest request) {
      return null;
    }

    @Override
    public void saveAuthorizedClient(
        OAuth2AuthorizedClient client,
        Authentication principal,
        HttpServletRequest request,
        HttpServletResponse response) {
      // forgotten
    }

    @Override
    public void removeAuthorizedClient(
        String id,
        Authentication principal,
        HttpServletRequest request,
        HttpServletResponse response) {
      // nothing is there
    }
  }
}
