package vn.portalaudit.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.portalaudit.net.Poster;
import vn.portalaudit.net.Web;
import vn.portalaudit.net.mail.Mailer;

class CarriersTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-02T03:00:00Z"));
  private static final String TOKEN = "123456:AAabcdefghijkl";
  private static final String BODY =
      "{\"text\":\"Từ: 02/03/2026 10:00\",\"severity\":\"major\",\"items\":[]}";

  private record Got(String path, String id, String time, String signature, byte[] body) {}

  private final ConcurrentLinkedQueue<Got> got = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private volatile int status = 200;
  private volatile String reply = "{}";
  private volatile @Nullable String retryAfter;
  private volatile @Nullable String location;
  private volatile boolean hangs;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(command -> Thread.ofVirtual().start(command));
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var head = exchange.getRequestHeaders();
    got.add(
        new Got(
            exchange.getRequestURI().getPath(),
            head.getFirst("X-Portal-Audit-Id"),
            head.getFirst("X-Portal-Audit-Timestamp"),
            head.getFirst("X-Portal-Audit-Signature"),
            exchange.getRequestBody().readAllBytes()));
    if (hangs) {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (retryAfter != null) {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
    }
    if (location != null) {
      exchange.getResponseHeaders().set("Location", location);
    }
    byte[] body = reply.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static Parcel parcel(Channel.Kind kind, String target, String secret) {
    return new Parcel(
        1, new Channel(3, "Trực", kind, target, secret), "e7", "Cổng «Xã A» chập chờn", BODY, 0);
  }

  private Delivery send(Parcel parcel, boolean allowPrivate, @Nullable Mailer mailer) {
    Web.Limits l = Web.Limits.STANDARD;
    Duration little = Duration.ofMillis(hangs ? 300 : 20_000);
    Web.Limits limits =
        new Web.Limits(
            l.connect(),
            l.tls(),
            little,
            little,
            1,
            little,
            0,
            1,
            1,
            1,
            l.head(),
            l.fields(),
            l.url());
    Web.Options options = Web.Options.standard().allowPrivate(allowPrivate).limits(limits);
    try (Poster poster = new Poster(options)) {
      return new Carriers(mailer, poster, base(), CLOCK).deliver(parcel);
    }
  }

  private Delivery hook(String path) {
    return send(parcel(Channel.Kind.WEBHOOK, base() + path, "khoá"), true, null);
  }

  @Test
  void webhookIsSignedOverTimeAndBody() {
    assertThat(hook("/nhan")).isInstanceOf(Delivery.Sent.class);

    Got one = got.element();
    assertThat(one.id()).isEqualTo("3.e7");
    assertThat(one.time()).isEqualTo("1772420400");
    assertThat(Signature.verifies("khoá", one.time(), one.body(), one.signature())).isTrue();
    assertThat(Signature.verifies("khác", one.time(), one.body(), one.signature())).isFalse();
    assertThat(new String(one.body(), StandardCharsets.UTF_8))
        .contains("\"id\":\"3.e7\"", "Cổng «Xã A» chập chờn", "Từ: 02/03/2026 10:00");
  }

  @Test
  void busyReceiverSaysHowLongToWait() {
    status = 429;
    retryAfter = "120";

    Delivery.Failed failed = (Delivery.Failed) hook("/");
    assertThat(failed.pause()).isEqualTo(Duration.ofMinutes(2));
    assertThat(failed.lasting()).isFalse();
  }

  @Test
  void brokenReceiverIsTriedAgainAndAWrongAddressSeldom() {
    status = 500;
    assertThat(((Delivery.Failed) hook("/")).lasting()).isFalse();
    status = 404;
    assertThat(((Delivery.Failed) hook("/")).lasting()).isTrue();
  }

  @Test
  void redirectIsNotFollowed() {
    status = 307;
    location = base() + "/noi-bo";

    assertThat(hook("/").says()).contains("chuyển hướng không được theo");
    assertThat(got).extracting(Got::path).containsExactly("/");
  }

  @Test
  void hangingReceiverIsLeftAlone() {
    hangs = true;

    assertThat(hook("/").says()).isEqualTo("máy chủ không trả lời trong thời gian chờ");
  }

  @Test
  void privateAddressIsRefusedUnlessPermitted() {
    Parcel parcel = parcel(Channel.Kind.WEBHOOK, "http://127.0.0.1/", "khoá");

    assertThat(((Delivery.Failed) send(parcel, false, null)).lasting()).isTrue();
    assertThat(got).isEmpty();
  }

  @Test
  void telegramGetsTheTextAndItsWaitIsHonoured() {
    Parcel parcel = parcel(Channel.Kind.TELEGRAM, "-100", TOKEN);
    assertThat(send(parcel, true, null)).isInstanceOf(Delivery.Sent.class);
    assertThat(got.element().path()).isEqualTo("/bot" + TOKEN + "/sendMessage");
    assertThat(new String(got.element().body(), StandardCharsets.UTF_8))
        .contains("\"chat_id\":\"-100\"", "Cổng «Xã A» chập chờn");

    status = 429;
    reply = "{\"ok\":false,\"parameters\":{\"retry_after\":35}}";
    Delivery.Failed failed = (Delivery.Failed) send(parcel, true, null);
    assertThat(failed.pause()).isEqualTo(Duration.ofSeconds(35));
    assertThat(failed.says() + parcel.channel()).doesNotContain(TOKEN);
  }

  // ---- mail ----

  private static Mailer mailer(int port, Mailer.Security security) {
    return new Mailer(
        new Mailer.Settings(
            "127.0.0.1",
            port,
            security,
            null,
            null,
            "giam-sat@tinh.gov.vn",
            "Giám sát cổng",
            Duration.ofSeconds(5),
            Duration.ofSeconds(10)),
        CLOCK);
  }

  private Delivery mail(int port, Mailer.Security security, String to) {
    try (Mailer mailer = mailer(port, security)) {
      return send(parcel(Channel.Kind.EMAIL, to, ""), true, mailer);
    }
  }

  @Test
  void mailArrivesWithAVietnameseSubject() throws Exception {
    GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    smtp.start();
    try {
      int port = smtp.getSmtp().getPort();
      assertThat(mail(port, Mailer.Security.NONE, "a@tinh.gov.vn, b@tinh.gov.vn"))
          .isInstanceOf(Delivery.Sent.class);

      assertThat(smtp.getReceivedMessages()).hasSize(2);
      MimeMessage one = smtp.getReceivedMessages()[0];
      assertThat(one.getSubject()).isEqualTo("Cổng «Xã A» chập chờn");
      assertThat(one.getHeader("Subject")[0]).isASCII();
      assertThat(one.getContent().toString()).contains("Từ: 02/03/2026 10:00");
      assertThat(one.getMessageID()).isEqualTo("<3.e7@portal-audit.invalid>");
    } finally {
      smtp.stop();
    }
  }

  @Test
  void wordsCannotBecomeFieldsOfTheHead() throws Exception {
    GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    smtp.start();
    try (Mailer mailer = mailer(smtp.getSmtp().getPort(), Mailer.Security.NONE)) {
      var words = "Cổng\r\nBcc: ke-xau@x.vn\r\n\r\nthân";
      var to = java.util.List.of("a@tinh.gov.vn");
      assertThat(mailer.send(new Mailer.Letter("1\r\nX: y", to, words, "lời")).sent()).isTrue();
      assertThat(smtp.getReceivedMessages()).hasSize(1);
      assertThat(smtp.getReceivedMessages()[0].getHeader("Bcc")).isNull();
      assertThat(smtp.getReceivedMessages()[0].getHeader("X")).isNull();

      var bad = java.util.List.of("a@x.vn\r\nBcc: ke-xau@x.vn");
      assertThat(mailer.send(new Mailer.Letter("2", bad, "s", "t")).lasting()).isTrue();
    } finally {
      smtp.stop();
    }
  }

  @Test
  void withoutTlsNothingIsSentWhereTlsIsAskedFor() {
    GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    smtp.start();
    try {
      assertThat(mail(smtp.getSmtp().getPort(), Mailer.Security.STARTTLS, "a@tinh.gov.vn"))
          .isInstanceOf(Delivery.Failed.class);
      assertThat(smtp.getReceivedMessages()).isEmpty();
    } finally {
      smtp.stop();
    }
  }

  @Test
  void serverThatAcceptsAndClosesIsTriedAgain() throws IOException {
    try (ServerSocket closing = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket socket = closing.accept()) {
              socket.getOutputStream().write("220 x\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
              // the test sees that nothing was sent
            }
          });
      Delivery result = mail(closing.getLocalPort(), Mailer.Security.NONE, "a@tinh.gov.vn");
      assertThat(((Delivery.Failed) result).lasting()).isFalse();
    }
  }

  @Test
  void refusalOfAnAddressIsTold() throws IOException {
    try (ServerSocket refusing = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket socket = refusing.accept()) {
              var in =
                  new java.io.BufferedReader(
                      new java.io.InputStreamReader(
                          socket.getInputStream(), StandardCharsets.US_ASCII));
              var out = socket.getOutputStream();
              out.write("220 x\r\n".getBytes(StandardCharsets.US_ASCII));
              for (String line = in.readLine(); line != null; line = in.readLine()) {
                String answer = line.startsWith("RCPT") ? "550 no such user\r\n" : "250 ok\r\n";
                out.write(answer.getBytes(StandardCharsets.US_ASCII));
              }
            } catch (IOException e) {
              // the test sees the answer
            }
          });
      Delivery result = mail(refusing.getLocalPort(), Mailer.Security.NONE, "a@tinh.gov.vn");
      assertThat(result).isEqualTo(new Delivery.Failed("máy chủ thư từ chối, mã 550", true, null));
    }
  }

  @Test
  void trialGoesThroughAChannelAndTellsWhatHappened() throws IOException {
    String home = System.getProperty("portalaudit.home", "");
    Herald herald = new Herald(Wording.read(Path.of(home).resolve("reports/canh-bao.txt")), "");
    Channel channel = new Channel(3, "Trực", Channel.Kind.WEBHOOK, base() + "/", "k");

    assertThat(send(herald.trial(channel, CLOCK.instant()), true, null).says())
        .isEqualTo("mã HTTP 200");
    assertThat(new String(got.element().body(), StandardCharsets.UTF_8)).contains("tin thử");
  }
}
