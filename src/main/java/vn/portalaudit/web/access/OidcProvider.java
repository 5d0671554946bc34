package vn.portalaudit.web.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import vn.portalaudit.agent.Settings;

/**
 * The OpenID provider of the settings, asked for its addresses when somebody first signs in over it
 * (OpenID Connect Discovery 1.0): a provider that is away keeps nothing from starting. The
 * administrator names it, it may be in a private network, and the guard of the crawler does not
 * stand before it; redirects are not followed and every answer is waited for five seconds. Safe for
 * threads.
 */
final class OidcProvider
    implements ClientRegistrationRepository, JwtDecoderFactory<ClientRegistration> {
  /** Its name in paths. */
  static final String ID = "oidc";

  /** Where it sends people back to. */
  static final String BACK = "/dang-nhap/ve/";

  private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Settings.Oidc settings;
  private final String base;
  private final JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
  private final RestClient rest;
  private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();
  private volatile @Nullable ClientRegistration known;

  /**
   * Not asked yet.
   *
   * @param publicUrl of this application; null where the request tells it
   */
  OidcProvider(Settings.Oidc settings, @Nullable String publicUrl) {
    this.settings = settings;
    this.base = publicUrl == null ? "{baseUrl}" : publicUrl;
    requests.setReadTimeout(PATIENCE);
    this.rest = RestClient.builder().requestFactory(requests).build();
  }

  Settings.Oidc settings() {
    return settings;
  }

  /** How it is asked; empty while it cannot be reached or is not what the settings say. */
  Optional<ClientRegistration> registration() {
    ClientRegistration found = known;
    if (found == null) {
      try {
        found = discovered();
        known = found;
      } catch (RuntimeException e) {
        LOG.warn("the OpenID provider {} cannot be used: {}", settings.issuer(), e.getMessage());
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }

  private ClientRegistration discovered() {
    Map<String, Object> metadata =
        rest.get()
            .uri(settings.issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration")
            .retrieve()
            .body(new ParameterizedTypeReference<>() {});
    if (metadata == null || !settings.issuer().equals(metadata.get("issuer"))) {
      throw new IllegalStateException("it calls itself another issuer");
    }
    List<String> scopes = new ArrayList<>(List.of("openid"));
    if (settings.linkByEmail()) {
      scopes.add("email");
    }
    return ClientRegistrations.fromOidcConfiguration(metadata)
        .registrationId(ID)
        .clientName(settings.title())
        .clientId(settings.clientId())
        .clientSecret(settings.clientSecret())
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri(base + BACK + ID)
        .scope(scopes)
        .build();
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String id) {
    return id.equals(ID) ? registration().orElse(null) : null;
  }

  /** Where people sign out of the provider (OpenID Connect RP-Initiated Logout 1.0). */
  Optional<String> endSession() {
    ClientRegistration found = known;
    return Optional.ofNullable(found)
        .map(r -> r.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint"))
        .map(Object::toString)
        .filter(address -> address.matches("https?://.+"));
  }

  /** Signature by a key of the provider, RS256 alone; issuer, audience, times. */
  @Override
  public JwtDecoder createDecoder(ClientRegistration registration) {
    return decoders.computeIfAbsent(
        Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri()),
        uri -> {
          NimbusJwtDecoder decoder =
              NimbusJwtDecoder.withJwkSetUri(uri)
                  .restOperations(new RestTemplate(requests))
                  .build();
          decoder.setJwtValidator(
              new DelegatingOAuth2TokenValidator<>(
                  new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
          return decoder;
        });
  }

  /** Changes a code for tokens. */
  RestClientAuthorizationCodeTokenResponseClient tokens() {
    RestClientAuthorizationCodeTokenResponseClient client =
        new RestClientAuthorizationCodeTokenResponseClient();
    client.setRestClient(
        RestClient.builder()
            .requestFactory(requests)
            .configureMessageConverters(converters ->
                converters
                    .addCustomConverter(new FormHttpMessageConverter())
                    .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    return client;
  }
}
