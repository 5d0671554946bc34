package vn.portalaudit.net;

import java.net.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Validators;

/** Sends single requests: HTTP/1.1, no redirects, no cookies of its own, no proxy. */
final class Transport implements AutoCloseable {
  private final Web.Limits limits;
  private final String userAgent;
  private final InstantSource clock;
  private final Trust trust;
  private final OkHttpClient client;

  Transport(Web.Options options, Guard guard) {
    this.limits = options.limits();
    this.userAgent = options.userAgent().replaceAll("[^\\x20-\\x7e]", "?");
    this.clock = options.clock();
    AnyTls tls = AnyTls.make();
    this.trust = new Trust(options.authority());
    this.client =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionSpecs(
                List.of(
                    new ConnectionSpec.Builder(ConnectionSpec.COMPATIBLE_TLS)
                        .allEnabledTlsVersions()
                        .allEnabledCipherSuites()
                        .build(),
                    ConnectionSpec.CLEARTEXT))
            .dns(host -> Flight.cleared())
            .socketFactory(new GuardedSockets(guard))
            .sslSocketFactory(tls, AnyTls.TRUST_ALL)
            .hostnameVerifier((host, session) -> true)
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .fastFallback(false)
            .connectTimeout(limits.connect())
            // the watcher of each flight keeps these times
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .connectionPool(new ConnectionPool(64, 20, TimeUnit.SECONDS))
            .eventListenerFactory(call -> {
              Flight flight = call.request().tag(Flight.class);
              return flight == null ? EventListener.NONE : flight.listener();
            })
            .addNetworkInterceptor(chain -> Flight.current().observe(chain))
            .build();
  }

  /**
   * Sends one request.
   *
   * @param known validators of what is known of the address
   * @param cookies value of the Cookie field, or null
   * @param departs is asked, on another thread, whether the request may go out, once its connection
   *     stands
   * @throws InterruptedException when the thread is interrupted meanwhile
   */
  Landing send(
      HttpUrl url,
      Guard.Dial dial,
      Web.Rules rules,
      Validators known,
      @Nullable String cookies,
      BooleanSupplier departs)
      throws InterruptedException {
    Request.Builder request =
        new Request.Builder().url(url).method(rules.head() ? "HEAD" : "GET", null);
    field(request, "User-Agent", userAgent);
    field(request, "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
    field(request, "Accept-Language", "vi,en;q=0.5");
    field(request, "Accept-Encoding", "gzip, deflate");
    field(request, "Cookie", cookies);
    field(request, "Origin", rules.origin());
    field(request, "If-None-Match", known.entityTag());
    field(request, "If-Modified-Since", known.lastModified());
    return new Flight(dial, trust, limits, clock.instant(), departs).fly(client, request.build());
  }

  /** Values that a server chose may hold anything; what cannot be a field value is left out. */
  private static void field(Request.Builder request, String name, @Nullable String value) {
    if (value != null && value.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c < 0x7f))) {
      request.header(name, value);
    }
  }

  @Override
  public void close() {
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }
}
