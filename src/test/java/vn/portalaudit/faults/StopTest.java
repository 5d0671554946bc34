package vn.portalaudit.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.TestDatabase;

/** A service told to stop while whom it talks to does not answer. */
class StopTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TempDir private Path work;

  private final Database.Address address = TestDatabase.freshAddress();
  private final Database database = Database.external(address);
  private final CountDownLatch over = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private HttpServer portal;
  private Silent post;
  private Way way;
  private Node node;

  /** Takes connections and never says a word. */
  private static final class Silent implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<Socket> held = new ConcurrentLinkedQueue<>();
    private final CountDownLatch reached = new CountDownLatch(1);

    Silent() throws IOException {
      Thread.ofPlatform().daemon().start(this::take);
    }

    private void take() {
      while (!listener.isClosed()) {
        try {
          held.add(listener.accept());
          reached.countDown();
        } catch (IOException e) {
          return;
        }
      }
    }

    int port() {
      return listener.getLocalPort();
    }

    void awaitReached() throws InterruptedException {
      assertThat(reached.await(3, TimeUnit.MINUTES)).isTrue();
    }

    @Override
    public void close() throws IOException {
      listener.close();
      for (Socket socket : held) {
        socket.close();
      }
    }
  }

  /** The way to the database, on which nothing more may come through. */
  private static final class Way implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI server;
    private volatile boolean silent;

    Way(URI server) throws IOException {
      this.server = server;
      Thread.ofPlatform().daemon().start(this::take);
    }

    String to(String url) {
      return url.replace(server.getAuthority(), "127.0.0.1:" + listener.getLocalPort());
    }

    private void take() {
      while (!listener.isClosed()) {
        try {
          Socket near = listener.accept();
          Socket far = new Socket(server.getHost(), server.getPort());
          Thread.ofPlatform().daemon().start(() -> pass(near, far));
          Thread.ofPlatform().daemon().start(() -> pass(far, near));
        } catch (IOException e) {
          return;
        }
      }
    }

    private void pass(Socket from, Socket to) {
      byte[] some = new byte[8_192];
      try (from;
          to) {
        for (int n = from.getInputStream().read(some);
            n >= 0;
            n = from.getInputStream().read(some)) {
          if (!silent) {
            to.getOutputStream().write(some, 0, n);
          }
        }
      } catch (IOException e) {
        // one side went away
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }

  @BeforeEach
  void hang() throws Exception {
    portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    portal.setExecutor(command -> Thread.ofVirtual().start(command));
    portal.createContext("/", this::answer);
    portal.start();
    post = new Silent();
    way = new Way(URI.create(address.url().substring("jdbc:".length())));
    database
        .jdbc()
        .sql("insert into portal (code, title, kind, root_url) values ('im', 'Cổng im', 'xa', ?)")
        .param("http://127.0.0.1:" + portal.getAddress().getPort() + "/")
        .update();
    database
        .jdbc()
        .sql("insert into work (portal_id, kind, slot, due_at) values (1, 'audit', 'mot', now())")
        .update();
    database
        .jdbc()
        .sql(
            "insert into channel (name, kind, target) values ('Trực', 'email', 'truc@tinh.gov.vn')")
        .update();
    database
        .jdbc()
        .sql(
            "insert into outbox (channel_id, dedupe, subject, body)"
                + " values (1, 'a', 'Sự cố', '{\"text\": \"Cổng im\"}')")
        .update();
    Path config = work.resolve("cau-hinh.yml");
    Files.writeString(
        config,
        """
        server: {port: 0, management-port: 0}
        node: {name: im, audits: 1, allow-private: true, browser: false}
        mail: {host: 127.0.0.1, port: %d, security: none, from: giamsat@tinh.gov.vn}
        schedules:
          mac-dinh: {probe: 1m, audit: off, tls: off, headers: off, dns: off, monthly-report: off}
        """
            .formatted(post.port()));
    node =
        new Node(
            work.resolve("du-lieu"),
            config,
            Map.of(
                "PORTAL_AUDIT_DB_URL", way.to(address.url()),
                "PORTAL_AUDIT_DB_USER", String.valueOf(address.user()),
                "PORTAL_AUDIT_DB_PASSWORD", String.valueOf(address.password())),
            List.of());
    node.awaitReady(Duration.ofMinutes(4));
    assertThat(asked.await(3, TimeUnit.MINUTES)).isTrue();
    post.awaitReached();
  }

  @AfterEach
  void end() throws Exception {
    node.stop();
    over.countDown();
    portal.stop(0);
    post.close();
    way.close();
    database.close();
  }

  /** A home page, and pages behind it that never come. */
  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      if (path.startsWith("/trang/")) {
        asked.countDown();
        over.await();
      } else if (path.equals("/")) {
        byte[] home =
            IntStream.range(0, 30)
                .mapToObj(i -> "<a href=/trang/" + i + ">Tin tức số " + i + "</a> ")
                .collect(Collectors.joining("", "<title>Cổng im</title><h1>Xã Thử</h1>", ""))
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, home.length);
        exchange.getResponseBody().write(home);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long count(String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }

  @Test
  void aPortalAndAMailServerThatNeverAnswerDoNotHoldUpAnEndInOrder() throws Exception {
    assertThat(node.stop()).isLessThan(LONGEST);

    assertThat(Files.readString(node.log())).contains("Đang dừng").doesNotContain("Không dừng kịp");
    assertThat(count("select count(*) from work where state = 'queued' and owner is null"))
        .isEqualTo(1);
    assertThat(count("select count(*) from node where stopped_at is null")).isZero();
  }

  @Test
  void aDatabaseThatFallsSilentTooDoesNotLengthenTheStop() throws Exception {
    way.silent = true;

    assertThat(node.stop()).isLessThan(LONGEST);

    assertThat(Files.readString(node.log())).contains("Đang dừng");
  }
}
