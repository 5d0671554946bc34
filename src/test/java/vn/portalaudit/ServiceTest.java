package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.agent.SettingsFile;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.TestDatabase;

/** The whole service in this process. */
class ServiceTest {
  @TempDir Path data;

  @Test
  void startsOnADatabaseWithoutAnyTable() throws Exception {
    Database.Address address = TestDatabase.emptyAddress();
    Settings settings =
        SettingsFile.read(
                data.resolve("none.yml"),
                Map.of(
                    "PORTAL_AUDIT_DB_URL", address.url(),
                    "PORTAL_AUDIT_DB_USER", address.user(),
                    "PORTAL_AUDIT_DB_PASSWORD", address.password()))
            .with(0, 0)
            .in(data);
    AtomicInteger answer = new AtomicInteger();

    new Service(
            settings, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
        .run((database, serving, web, stop) -> {
          try (HttpClient client = HttpClient.newHttpClient()) {
            URI signIn = URI.create("http://127.0.0.1:" + web.port() + "/dang-nhap");
            answer.set(
                client
                    .send(
                        HttpRequest.newBuilder(signIn).build(),
                        HttpResponse.BodyHandlers.discarding())
                    .statusCode());
          }
          stop.countDown();
        });

    assertThat(answer).hasValue(200);
  }
}
