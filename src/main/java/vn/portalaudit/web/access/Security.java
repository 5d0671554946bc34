package vn.portalaudit.web.access;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.CrossOriginEmbedderPolicyHeaderWriter.CrossOriginEmbedderPolicy;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ApiKeyStore;
import vn.portalaudit.store.SignInStore;
import vn.portalaudit.web.page.Visitor;

/**
 * Three chains: pages with sessions and the API with keys, which both ask {@link Gate}; and the
 * port of figures.
 */
@Configuration(proxyBeanMethods = false)
class Security {
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
          + " object-src 'none'";

  private static final String FIGURES = "/actuator/prometheus";

  /** As they stand in requests. */
  private static final Set<String> THIS_MACHINE =
      Set.of("localhost", "127.0.0.1", "[::1]", "[0:0:0:0:0:0:0:1]");

  @Bean
  Gate gate(
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> routes) {
    return new Gate(routes);
  }

  @Bean
  SignIn signIn(
      AccountStore accounts,
      SignInStore door,
      ActionLog log,
      Sealed sealed,
      TryCount tries,
      InstantSource clock) {
    return new SignIn(accounts, door, log, sealed, tries, clock);
  }

  @Bean
  Sealed sealed(Settings settings) {
    try {
      return Sealed.with(settings.data().resolve("khoa-ung-dung"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Bean
  SecurityContextRepository contexts() {
    return new HttpSessionSecurityContextRepository();
  }

  /**
   * The port of figures has figures and nothing else. While it listens on this machine alone, it
   * answers to the names of this machine alone: a page elsewhere whose name was pointed here cannot
   * read it in the browser of somebody who works on the server.
   */
  @Bean
  @Order(0)
  SecurityFilterChain figuresAlone(HttpSecurity http, ServletContext pages, Settings settings) {
    headers(http, settings.access());
    boolean alone = loopback(settings.managementAddress());
    return http.securityMatcher(request -> request.getServletContext() != pages)
        .csrf(csrf -> csrf.disable())
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .exceptionHandling(e ->
            e.authenticationEntryPoint((request, response, problem) ->
                response.setStatus(HttpServletResponse.SC_NOT_FOUND)))
        .authorizeHttpRequests(a ->
            a.requestMatchers(request ->
                    request.getRequestURI().equals(FIGURES)
                        && (!alone || THIS_MACHINE.contains(request.getServerName())))
                .permitAll()
                .anyRequest()
                .denyAll())
        .build();
  }

  private static boolean loopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Bean
  @Order(1)
  SecurityFilterChain api(
      HttpSecurity http,
      Gate gate,
      ApiKeyStore keys,
      AccountStore accounts,
      TryCount tries,
      Settings settings) {
    headers(http, settings.access());
    return http.securityMatcher("/api/**")
        .csrf(csrf -> csrf.disable())
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(new ApiKeyFilter(keys, accounts, tries), AuthorizationFilter.class)
        .exceptionHandling(e ->
            e.authenticationEntryPoint((request, response, problem) -> {
              if (Visitor.person(request).isPresent()) {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
                return;
              }
              response.setHeader("WWW-Authenticate", "Bearer");
              response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            }))
        .authorizeHttpRequests(a -> a.anyRequest().access(gate))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain pages(
      HttpSecurity http,
      Gate gate,
      AccountStore accounts,
      Settings settings,
      InstantSource clock,
      SecurityContextRepository contexts,
      ObjectProvider<OidcSignIn> oidc) {
    oidc.ifAvailable(provider -> provider.configure(http));
    headers(http, settings.access());
    return http.securityContext(c -> c.securityContextRepository(contexts))
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        .logout(logout -> logout.disable())
        .sessionManagement(s ->
            // Sessions gives a new one at each step itself; an id that was changed before that
            // would leave the old one alive
            s.sessionCreationPolicy(SessionCreationPolicy.IF_REQUIRED)
                .sessionFixation(fixation -> fixation.none()))
        .addFilterBefore(new SizeFilter(), CsrfFilter.class)
        .addFilterBefore(
            new PersonFilter(accounts, settings.access(), clock),
            AnonymousAuthenticationFilter.class)
        .exceptionHandling(e ->
            e.authenticationEntryPoint(Security::toSignIn).accessDeniedHandler(Security::denied))
        .authorizeHttpRequests(a -> a.anyRequest().access(gate))
        .build();
  }

  /** A proxy may speak TLS for us: whether people come encrypted is for the settings to say. */
  private static void headers(HttpSecurity http, Settings.Access access) {
    RequestMatcher encrypted = request -> request.isSecure() || access.encrypted();
    http.headers(h ->
        h.contentSecurityPolicy(c -> c.policyDirectives(CONTENT_POLICY))
            .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN))
            .permissionsPolicyHeader(
                p -> p.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
            .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
            .httpStrictTransportSecurity(
                s -> s.maxAgeInSeconds(63_072_000).requestMatcher(encrypted))
            .crossOriginOpenerPolicy(c -> c.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
            .crossOriginResourcePolicy(c -> c.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
            .crossOriginEmbedderPolicy(c -> c.policy(CrossOriginEmbedderPolicy.REQUIRE_CORP)));
  }

  /** A page for signing in that was open for long has an old token: it is given anew. */
  private static void denied(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException problem)
      throws IOException {
    if (problem instanceof CsrfException && request.getRequestURI().startsWith("/dang-nhap")) {
      response.sendRedirect("/dang-nhap?cu=1");
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  /** Back to where the person wanted to go, when it was only looking; htmx is told in its way. */
  private static void toSignIn(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
      throws IOException {
    String path = request.getRequestURI();
    String query = request.getQueryString();
    String wanted = query == null ? path : path + "?" + query;
    String address =
        request.getMethod().equals("GET") && !path.equals("/")
            ? "/dang-nhap?tiep=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8)
            : "/dang-nhap";
    if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", "/dang-nhap");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    response.sendRedirect(address);
  }
}
