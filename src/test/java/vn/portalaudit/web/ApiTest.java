package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.report.Vietnamese;

/** The API on a filled database: every operation is called, and answers as it is described. */
class ApiTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static TestApplication app;
  private static ApiClient operator;
  private static JsonNode description;

  @BeforeAll
  static void fill() {
    app = TestApplication.start();
    WatchedSample.fill(app.database());
    app.database()
        .jdbc()
        .sql(
            """
            insert into channel (name, kind, target, secret)
            values ('Cầu nối', 'webhook', 'http://127.0.0.1:9/bi-mat', 'khóa');
            """)
        .update();
    published(app.database().jdbc());
    operator =
        ApiClient.of(
            app, "vanhanh", "read", "incidents", "maintenance", "audits", "figures", "channels");
    description = JSON.readTree(app.anybody().get("/api/v1/openapi.json").body());
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static void published(JdbcClient jdbc) {
    String digest = "sha256:" + "0".repeat(64);
    jdbc.sql(
            """
            insert into index_definition values (?, 'ha-noi-920-thanh-pho', '1', '', null, now(), 'thử')
            """)
        .param(digest)
        .update();
    jdbc.sql(
            """
            insert into campaign (code, title, year, definition, rounds, data_from, data_to, due_at,
              state, created_by, created_at)
            values ('ky-2025', 'Kỳ 2025', 2025, ?, 2, '2025-01-01', '2025-12-31', now(), 'published',
              'thử', now())
            """)
        .param(digest)
        .update();
    jdbc.sql(
            """
            insert into publication values (1, 1, null, '', '12/QĐ-SKHCN', '2026-03-01', 'Người ký',
              ?, ?, 'thử', now())
            """)
        .param(PUBLISHED)
        .param("0".repeat(64))
        .update();
  }

  private static final String PUBLISHED =
      """
      {"schema": "portal-audit/publication/1", "campaign": "ky-2025", "title": "Kỳ 2025",
       "year": 2025, "set": "ha-noi-920-thanh-pho", "number": 1, "decision": {}, "agencies": {},
       "result": {"schema": "portal-audit/index/1", "set": "ha-noi-920-thanh-pho", "groups": []}}
      """;

  /** What is put into paths and bodies to call an operation that changes something. */
  private static @Nullable String body(String operation) {
    return switch (operation) {
      case "noteIncident" -> "{\"says\": \"Đã gọi đơn vị vận hành\"}";
      case "announceMaintenance" ->
          "{\"portal\": \"so-mau\", \"from\": \"%s\", \"until\": \"%s\", \"says\": \"Nâng cấp\"}"
              .formatted(
                  java.time.Instant.now().plusSeconds(864_000),
                  java.time.Instant.now().plusSeconds(867_600));
      default -> null;
    };
  }

  private static String value(String path, String name) {
    if (name.equals("id")) {
      return path.contains("incidents")
          ? "1"
          : path.contains("checklists")
              ? "ky-thuat-cong"
              : path.contains("index-sets") ? "ha-noi-920-thanh-pho" : number(path);
    }
    Map<String, String> known = new HashMap<>();
    JsonNode finding = read("/api/v1/portals/so-mau/findings").path("items").path(0);
    known.put("code", "so-mau");
    known.put("campaign", "ky-2025");
    known.put("number", "1");
    known.put("month", "2026-10");
    known.put("format", "xlsx");
    known.put("checklist", finding.path("checklist").asString());
    known.put("criterion", finding.path("criterion").asString());
    known.put("run", finding.path("lastRun").asString());
    return known.getOrDefault(name, "khong-co");
  }

  private static String number(String path) {
    if (path.contains("channels")) {
      return read("/api/v1/channels").path("items").path(0).path("id").asString();
    }
    if (path.contains("work")) {
      return JSON.readTree(operator.post("/api/v1/portals/so-mau/audits", "").body())
          .path("id")
          .asString();
    }
    return JSON.readTree(
            operator
                .post("/api/v1/maintenance", String.valueOf(body("announceMaintenance")))
                .body())
        .path("id")
        .asString();
  }

  private static JsonNode read(String path) {
    Answer answer = operator.get(path);
    assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void everyOperationAnswersAsItIsDescribed() {
    List<String> wrong = new ArrayList<>();
    int called = 0;
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> way : path.getValue().properties()) {
        String operation = way.getValue().path("operationId").asString();
        if (operation.equals("listProvidedFigures")
            || operation.equals("putProvidedFigure")
            || operation.equals("getCampaignDocument")
            || operation.equals("getSelfAssessment")) {
          continue; // a campaign of this test has no agencies
        }
        String address = path.getKey();
        for (JsonNode parameter : way.getValue().path("parameters")) {
          String name = parameter.path("name").asString();
          if (parameter.path("in").asString().equals("path")) {
            address = address.replace("{" + name + "}", value(path.getKey(), name));
          }
        }
        Answer answer =
            operator.send(
                way.getKey().toUpperCase(java.util.Locale.ROOT), address, body(operation));
        wrong.addAll(mistakes(operation, way.getValue(), answer));
        called++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(called).isGreaterThan(22);
  }

  private static List<String> mistakes(String operation, JsonNode described, Answer answer) {
    JsonNode responses = described.path("responses");
    String status = Integer.toString(answer.status());
    if (answer.status() >= 300 || !responses.has(status)) {
      return List.of(operation + " answers " + status + ": " + answer.body());
    }
    JsonNode content = responses.path(status).path("content");
    String type = String.valueOf(answer.headers().get("Content-Type")).replaceFirst(";.*", "");
    if (content.isMissingNode()) {
      return answer.body().isEmpty() ? List.of() : List.of(operation + " has a body");
    }
    if (!content.has(type)) {
      return List.of(operation + " answers " + type);
    }
    JsonNode schema = content.path(type).path("schema");
    return schema.isMissingNode()
        ? List.of()
        : validator((ObjectNode) schema).validate(answer.body(), InputFormat.JSON).stream()
            .map(mistake -> operation + " " + mistake)
            .toList();
  }

  private static Schema validator(ObjectNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    whole.set("components", description.path("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(whole.toString(), InputFormat.JSON);
  }

  @Test
  void everyRouteOfTheApiIsDescribed() {
    TreeSet<String> described = new TreeSet<>();
    description
        .path("paths")
        .properties()
        .forEach(path -> path.getValue().properties().forEach(w -> described.add(path.getKey())));
    TreeSet<String> routes = new TreeSet<>();
    app.server()
        .routes()
        .keySet()
        .forEach(route ->
            route.getPatternValues().stream()
                .filter(path -> path.startsWith("/api/"))
                .forEach(routes::add));
    assertThat(described).isEqualTo(routes);
  }

  @Test
  void aListIsReadPageByPage() {
    Answer first = operator.get("/api/v1/portals?size=10&order=TITLE");
    JsonNode page = JSON.readTree(first.body());

    assertThat(page.path("items").size()).isEqualTo(10);
    assertThat(page.path("total").asInt()).isEqualTo(32);
    assertThat(first.headers().get("Link"))
        .isEqualTo(
            "</api/v1/portals?size=10&order=TITLE&page=2>; rel=\"next\","
                + " </api/v1/portals?size=10&order=TITLE&page=4>; rel=\"last\"");
    List<String> codes = new ArrayList<>();
    String next = "/api/v1/portals?size=10&order=TITLE";
    while (next != null) {
      JsonNode at = read(next);
      at.path("items").forEach(item -> codes.add(item.path("code").asString()));
      next = at.path("next").isNull() ? null : at.path("next").asString();
    }
    assertThat(codes).hasSize(32).doesNotHaveDuplicates();
  }

  @Test
  void filtersNarrowTheList() {
    JsonNode down = read("/api/v1/portals?state=DOWN&size=100");

    assertThat(down.path("total").asInt()).isEqualTo(4);
    down.path("items").forEach(p -> assertThat(p.path("state").asString()).isEqualTo("DOWN"));
    assertThat(read("/api/v1/portals?q=so+30").path("total").asInt()).isEqualTo(1);
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() {
    Answer first = operator.get("/api/v1/checklists/ky-thuat-cong");
    String etag = first.headers().get("ETag");

    assertThat(etag).startsWith("W/\"");
    Answer again =
        operator.get("/api/v1/checklists/ky-thuat-cong", "If-None-Match", String.valueOf(etag));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void tooManyRequestsAreTurnedAwayForAWhile() {
    ApiClient hasty = ApiClient.of(app, "lanhdao", "read");
    Answer last = hasty.get("/api/v1/checklists");
    for (int i = 0; i < 400 && last.status() == 200; i++) {
      last = hasty.get("/api/v1/checklists");
    }
    assertThat(last.status()).isEqualTo(429);
    assertThat(Integer.parseInt(String.valueOf(last.headers().get("Retry-After")))).isPositive();
    assertThat(last.headers().get("Content-Type")).startsWith("application/problem+json");
    assertThat(operator.get("/api/v1/checklists").status()).as("another key").isEqualTo(200);
  }

  @Test
  void problemsAreToldInVietnameseOrEnglish() {
    Answer vietnamese = operator.get("/api/v1/portals/khong-co");
    Answer english = operator.get("/api/v1/portals/khong-co", "Accept-Language", "en-GB,vi;q=0.5");

    assertThat(vietnamese.status()).isEqualTo(404);
    assertThat(JSON.readTree(vietnamese.body()).path("title").asString())
        .isEqualTo("Không tìm thấy");
    assertThat(JSON.readTree(english.body()).path("title").asString()).isEqualTo("Not found");
    assertThat(english.headers().get("Content-Language")).isEqualTo("en");
    assertThat(app.anybody().get("/api/v1/portals").status()).isEqualTo(401);
    assertThat(app.as("vanhanh").get("/api/v1/portals").status()).as("a session").isEqualTo(401);
  }

  @Test
  void whatIsNotAskedForIsRefused() {
    Map<String, Integer> wrong = new HashMap<>();
    for (String query :
        List.of(
            "size=0",
            "size=101",
            "page=-1",
            "page=1e3",
            "state=down",
            "order=title;drop",
            "sort=title",
            "order=(select+1)")) {
      int status = operator.get("/api/v1/portals?" + query).status();
      if (status != 400 && status != 422) {
        wrong.put(query, status);
      }
    }
    assertThat(wrong).isEmpty();
    String[] bodies = {
      "{",
      "[]",
      "{\"says\": \"\"}",
      "{\"says\": null}",
      "{\"says\": \"a\", \"by\": \"quantri\"}",
      "{\"says\": \"a\\u0000b\"}",
      "{\"says\": \"" + "x".repeat(4001) + "\"}",
      "{\"says\": \"a\", \"says\": \"b\"}"
    };
    int before = read("/api/v1/incidents/2").path("log").size();
    for (String body : bodies) {
      assertThat(operator.post("/api/v1/incidents/2/notes", body).status()).as(body).isIn(400, 422);
    }
    assertThat(
            operator
                .post("/api/v1/incidents/2/notes", "{\"says\":\"" + "x".repeat(1 << 20) + "\"}")
                .status())
        .isEqualTo(413);
    assertThat(read("/api/v1/incidents/2").path("log").size()).isEqualTo(before);
  }

  @Test
  void pointsThatNoScoreHasAreRefusedBeforeTheyAreWrittenOut() {
    Map<String, Integer> taken = new HashMap<>();
    for (String points :
        List.of(
            "1e400",
            "1e999999999",
            "1e2147483647",
            "1e-2147483647",
            "0.00001",
            "-0.1",
            "NaN",
            "\"0,1+0,2\"",
            "\"１２\"",
            "[1]")) {
      int status =
          operator
              .post(
                  "/api/v1/campaigns/ky-2025/figures",
                  """
                  {"agency": "so-mau", "indicator": "1.1", "points": %s, "provider": "Bên thứ ba",
                   "providedOn": "2026-01-01"}
                  """
                      .formatted(points))
              .status();
      if (status != 400 && status != 422) {
        taken.put(points, status);
      }
    }
    assertThat(taken).isEmpty();
  }

  @Test
  void aKeyInAnAddressOpensNothing() {
    for (String name : List.of("access_token", "key", "Authorization")) {
      assertThat(app.anybody().get("/api/v1/portals?" + name + "=" + operator.key()).status())
          .as(name)
          .isEqualTo(401);
    }
    assertThat(operator.get("/api/v1/portals").status()).isEqualTo(200);
  }

  @Test
  void aKeyDoesWhatItsScopesAndItsOwnerMay() {
    ApiClient reading = ApiClient.of(app, "vanhanh", "read");
    ApiClient leader = ApiClient.of(app, "lanhdao", "read", "incidents", "maintenance", "audits");
    ApiClient agency = ApiClient.of(app, "baocao", "read", "audits", "maintenance", "incidents");
    String announcement = String.valueOf(body("announceMaintenance"));

    assertThat(reading.post("/api/v1/maintenance", announcement).status()).isEqualTo(403);
    assertThat(leader.post("/api/v1/maintenance", announcement).status()).isEqualTo(403);
    assertThat(agency.post("/api/v1/maintenance", announcement).status()).isEqualTo(403);
    assertThat(agency.get("/api/v1/registry.xlsx").status()).isEqualTo(403);
    for (String path :
        List.of("", "/states", "/availability", "/audits", "/findings", "/findings/a/b")) {
      assertThat(agency.get("/api/v1/portals/xa-mau" + path).status()).as(path).isEqualTo(404);
    }
    assertThat(agency.post("/api/v1/portals/xa-mau/audits", "").status()).isEqualTo(404);
    assertThat(agency.get("/api/v1/incidents").status()).isEqualTo(422);
    assertThat(agency.get("/api/v1/incidents?portal=xa-mau").status()).isEqualTo(404);
    assertThat(agency.get("/api/v1/incidents/1").status()).isEqualTo(404);
    JsonNode own = JSON.readTree(agency.get("/api/v1/portals").body());
    assertThat(own.path("total").asInt()).isEqualTo(1);
    assertThat(own.path("items").path(0).path("code").asString()).isEqualTo("so-mau");
  }

  @Test
  void anAuditIsAskedForAndWatched() {
    Answer asked = operator.post("/api/v1/portals/cong-3/audits", "");

    assertThat(asked.status()).isEqualTo(202);
    JsonNode work = read(String.valueOf(asked.headers().get("Location")));
    assertThat(work.path("state").asString()).isEqualTo("QUEUED");
    assertThat(work.path("portal").asString()).isEqualTo("cong-3");
    assertThat(operator.send("DELETE", asked.location(), null).status()).isEqualTo(204);
    assertThat(operator.send("DELETE", asked.location(), null).status()).isEqualTo(409);
  }

  @Test
  void anIncidentIsTakenUpOnce() {
    assertThat(operator.post("/api/v1/incidents/3/acknowledge", "").status()).isEqualTo(200);
    Answer again = operator.post("/api/v1/incidents/3/acknowledge", "");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).contains("tiếp nhận");
    Answer english =
        operator.send("POST", "/api/v1/incidents/3/acknowledge", "", "Accept-Language", "en");
    assertThat(english.status()).isEqualTo(409);
    assertThat(Vietnamese.written(JSON.readTree(english.body()).path("detail").asString()))
        .as("what is refused is told in the asker's language")
        .isFalse();
  }

  @Test
  void aPublicationIsGivenByteForByte() {
    assertThat(operator.get("/api/v1/publications/ky-2025/1").body()).isEqualTo(PUBLISHED);
    assertThat(operator.get("/api/v1/publications/ky-2025/2").status()).isEqualTo(404);
    assertThat(operator.get("/api/v1/publications").body()).contains("12/QĐ-SKHCN");
  }

  @Test
  void secretsOfChannelsAreNotGivenOut() {
    assertThat(operator.get("/api/v1/channels").body())
        .contains("http://127.0.0.1:9/…")
        .doesNotContain("bi-mat", "khóa");
  }
}
