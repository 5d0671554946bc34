package vn.portalaudit.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * A real OpenID provider, Spring Authorization Server, on a port of this machine. It asks for PKCE.
 * Everybody's password is {@code mat-khau}; a person's subject is the name.
 */
final class OpenIdProvider implements AutoCloseable {
  static final String CLIENT = "giam-sat-cong";
  static final String SECRET = "bi-mat-cua-ung-dung";
  static final String PASSWORD = "mat-khau";

  private static final RSAKey KEY = key();
  private static final RSAKey FOREIGN = key();

  /** What the next tokens say besides or otherwise, by person; for all by the empty name. */
  private static final Map<String, Consumer<JwtClaimsSet.Builder>> CLAIMS =
      new ConcurrentHashMap<>();

  private static volatile boolean foreignKey;
  private final ConfigurableApplicationContext context;
  private final String address;

  private OpenIdProvider(ConfigurableApplicationContext context, String address) {
    this.context = context;
    this.address = address;
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("khoa").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Starts it.
   *
   * @param application where people are sent back to
   */
  static OpenIdProvider start(int port, String application) {
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Provided.class)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .properties(
                Map.of(
                    "server.port",
                    port,
                    "server.servlet.session.cookie.name",
                    "nha-cung-cap",
                    "back",
                    application + "/dang-nhap/ve/oidc",
                    "spring.main.allow-bean-definition-overriding",
                    "true"))
            .run();
    return new OpenIdProvider(context, "http://localhost:" + port);
  }

  private static RegisteredClient client(String back) {
    return RegisteredClient.withId(UUID.randomUUID().toString())
        .clientId(CLIENT)
        .clientSecret("{noop}" + SECRET)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri(back)
        .scope("openid")
        .scope("email")
        .clientSettings(ClientSettings.builder().requireProofKey(true).build())
        .build();
  }

  /** A browser at the provider. */
  TestClient anybody() {
    return new TestClient(address);
  }

  /** Lets the tokens of a person say something else from now on. */
  void says(String person, Consumer<JwtClaimsSet.Builder> claims) {
    CLAIMS.put(person, claims);
  }

  /** Whether tokens are signed by a key that is not the published one. */
  void signsByAnotherKey(boolean foreign) {
    foreignKey = foreign;
  }

  @Override
  public void close() {
    context.close();
  }

  /** What Spring wires; without a stereotype, so that the application does not find it. */
  @EnableWebSecurity
  @ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class
  })
  static class Provided {
    @Bean
    @Order(1)
    SecurityFilterChain provider(HttpSecurity http) {
      OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
      return http.securityMatcher(server.getEndpointsMatcher())
          .with(server, s -> s.oidc(Customizer.withDefaults()))
          .authorizeHttpRequests(a -> a.anyRequest().authenticated())
          .exceptionHandling(
              e -> e.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
          .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http) {
      return http.authorizeHttpRequests(a -> a.anyRequest().authenticated())
          .formLogin(Customizer.withDefaults())
          .build();
    }

    @Bean
    UserDetailsService users() {
      return name -> User.withUsername(name).password("{noop}" + PASSWORD).roles("A").build();
    }

    @Bean
    InMemoryRegisteredClientRepository clients(Environment environment) {
      return new InMemoryRegisteredClientRepository(
          client(environment.getRequiredProperty("back")));
    }

    @Bean
    AuthorizationServerSettings settings() {
      return AuthorizationServerSettings.builder().build();
    }

    @Bean
    JWKSource<SecurityContext> keys() {
      return (selector, context) ->
          selector.select(
              new JWKSet(
                  foreignKey && selector.getMatcher().getKeyTypes() != null ? FOREIGN : KEY));
    }

    @Bean
    JwtDecoder decoder(JWKSource<SecurityContext> keys) {
      return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
      return token -> {
        if ("id_token".equals(token.getTokenType().getValue())) {
          org.springframework.security.core.Authentication principal = token.getPrincipal();
          String person = Objects.requireNonNull(principal).getName();
          CLAIMS.getOrDefault(person, claims -> {}).accept(token.getClaims());
        }
      };
    }
  }
}
