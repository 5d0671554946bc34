package vn.portalaudit.net;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;

/**
 * Posts to configured addresses through the guard. Unlike {@link Web} it speaks only to servers
 * with a trusted certificate, for what it sends may be secret; it follows no redirect and reads at
 * most 64 KiB of an answer. A post is never repeated by itself. Safe for several threads.
 */
public final class Poster implements AutoCloseable {
  private static final int LONGEST_ANSWER = 65_536;

  private final Guard guard;
  private final Web.Limits limits;
  private final String userAgent;
  private final InstantSource clock;
  private final Trust trust;
  private final OkHttpClient client;

  /**
   * A client.
   *
   * @param options as of a {@link Web}; the rate and the sizes are not taken
   * @throws IllegalArgumentException as {@link Web}
   */
  public Poster(Web.Options options) {
    this.guard = new Guard(options.allowPrivate(), options.connectTo());
    this.limits = bounded(options.limits());
    this.userAgent = options.userAgent().replaceAll("[^\\x20-\\x7e]", "?");
    this.clock = options.clock();
    this.trust = new Trust(options.authority());
    X509TrustManager authorities = trust.authorities();
    this.client =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .dns(host -> Flight.cleared())
            .socketFactory(new GuardedSockets(guard))
            .sslSocketFactory(tls(authorities).getSocketFactory(), authorities)
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            // the thread of the flight connects
            .fastFallback(false)
            .connectTimeout(limits.connect())
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .eventListenerFactory(call -> {
              Flight flight = call.request().tag(Flight.class);
              return flight == null ? EventListener.NONE : flight.listener();
            })
            .addNetworkInterceptor(chain -> Flight.current().observe(chain))
            .build();
  }

  /**
   * What came back.
   *
   * @param status HTTP status, 0 without an answer
   * @param reason why the answer is not whole, or null
   * @param headers fields of the answer
   * @param body the answer's body as sent, at most 64 KiB
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Answer(int status, @Nullable Reason reason, List<Header> headers, byte[] body) {
    public Answer {
      headers = List.copyOf(headers);
    }

    private static Answer none(@Nullable Reason reason) {
      return new Answer(0, reason == null ? Reason.OWN_FAULT : reason, List.of(), new byte[0]);
    }
  }

  /**
   * Posts a body.
   *
   * @param url absolute http or https address
   * @param fields further fields of the request, of visible ASCII
   * @param mediaType of the body
   * @return the answer, never an exception for the network's sake; {@link Reason#ADDRESS_REFUSED}
   *     also for what is no address
   */
  public Answer post(String url, Map<String, String> fields, String mediaType, byte[] body) {
    HttpUrl target = HttpUrl.parse(url);
    if (target == null) {
      return Answer.none(Reason.ADDRESS_REFUSED);
    }
    Request.Builder request =
        new Request.Builder()
            .url(target)
            .post(RequestBody.create(body, MediaType.parse(mediaType)))
            .header("User-Agent", userAgent);
    fields.forEach(request::header);
    try {
      return send(guard.dial(target.host(), target.port()), request.build());
    } catch (Guard.Refused e) {
      return Answer.none(e.reason());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.none(Reason.INTERRUPTED);
    }
  }

  /** The next address is tried only when nothing can have been sent to the one before. */
  private Answer send(Guard.Dial dial, Request request) throws InterruptedException {
    Landing landing = null;
    for (InetSocketAddress address : dial.addresses()) {
      Guard.Dial one = new Guard.Dial(List.of(address));
      landing = new Flight(one, trust, limits, clock.instant(), () -> true).fly(client, request);
      Reason reason = landing.reason();
      if (reason != Reason.CONNECT_REFUSED && reason != Reason.CONNECT_TIMEOUT) {
        break;
      }
    }
    if (landing == null) {
      return Answer.none(null);
    }
    Exchange exchange = landing.exchange();
    return exchange == null
        ? Answer.none(landing.reason())
        : new Answer(exchange.status(), landing.reason(), exchange.headers(), exchange.wire());
  }

  private static Web.Limits bounded(Web.Limits l) {
    return new Web.Limits(
        l.connect(),
        l.tls(),
        l.firstByte(),
        l.whole(),
        l.slowest(),
        l.slowestOver(),
        0,
        1,
        LONGEST_ANSWER,
        LONGEST_ANSWER,
        l.head(),
        l.fields(),
        l.url());
  }

  private static SSLContext tls(X509TrustManager authorities) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {authorities}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  /** Closes the kept connections. */
  @Override
  public void close() {
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }
}
