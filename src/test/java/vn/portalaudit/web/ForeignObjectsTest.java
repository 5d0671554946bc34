package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.RequestMethod;
import vn.portalaudit.access.Person;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.web.RouteSamples.Route;

/**
 * Every route of the table with what is one's own, another's and nobody's: a new route without a
 * sample fails here.
 */
class ForeignObjectsTest {
  private static final TestApplication APP = HostileSample.shared();
  private static final RouteSamples ROUTES = new RouteSamples(APP);
  private static final List<String> WHO =
      List.of("vanhanh", "lanhdao", "thamdinh", "quantri", "baocao", "pheduyet");

  private static final List<String> FILTERS =
      List.of(
          "tim",
          "xep",
          "trang",
          "co",
          "trang-thai",
          "nhan",
          "tu",
          "den",
          "loai",
          "nhom",
          "muc",
          "ngay",
          "vong",
          "bang",
          "chi-so",
          "vai-tro",
          "tai-khoan",
          "viec",
          "tiep");

  private static final List<String> SCOPES =
      List.of("read", "incidents", "maintenance", "audits", "figures", "channels");

  private static Person person(String login) {
    return new AccountStore(APP.database()).named(login).orElseThrow().person();
  }

  private static boolean common(Route route) {
    return route.allowed().anyone()
        || route.pattern().matches("/(tieu-chi|api/v1/(checklists|index-sets|publications))/.*");
  }

  @Test
  void everyVariableOfEveryRouteHasASample() {
    assertThat(ROUTES.unknown()).as("add them to RouteSamples").isEmpty();
  }

  @Test
  void whatTheSamplesNameIsThereForSomebody() {
    Map<String, Integer> missing = new TreeMap<>();
    forSomebody((route, client) -> {
      // these need a file, a picture or a secret of one use, and have tests of their own
      if (route.method() == RequestMethod.GET
          && !route
              .pattern()
              .matches(
                  ".*(/anh/|/minh-chung/|/ban-ky/|/thay/|/trang/|/thu/|/phu-luc-chi-so/|/cac-nam/|/tai-san/|/\\{token}|danh-ba/\\{|/quen-mat-khau|/dang-nhap/qua/).*")) {
        int status = client.get(ROUTES.existing(route)).status();
        if (status != 200 && status != 303 && status != 302) {
          missing.put(ROUTES.existing(route), status);
        }
      }
    });
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"baocao2", "pheduyet2"})
  void anotherAgencysObjectsAreNotThere(String login) {
    TestClient client = APP.as(login);
    String token = client.token("/tai-khoan");
    List<String> open = new ArrayList<>();
    int tried = 0;
    for (Route route : ROUTES.all()) {
      if (!route.variable() || route.api() || common(route) || !route.opens(person(login))) {
        continue;
      }
      tried++;
      Answer foreign = sent(client, route, ROUTES.existing(route), token);
      Answer absent = sent(client, route, RouteSamples.with(route, "999999"), token);
      if (foreign.status() != 404 || !foreign.text("main").equals(absent.text("main"))) {
        open.add(route + " " + foreign.status() + ", absent " + absent.status());
      }
    }
    assertThat(open).isEmpty();
    assertThat(tried).isGreaterThan(15);
  }

  private static Answer sent(TestClient client, Route route, String path, String token) {
    return route.method() == RequestMethod.GET
        ? client.get(path)
        : route.pattern().matches(".*(/tep|/phieu|/ban-ky)")
            ? client.send("POST", path, upload(token))
            : client.post(path, token, "says", "x", "why", "x", "piece", "1", "points", "1");
  }

  private static okhttp3.RequestBody upload(String token) {
    okhttp3.RequestBody file = okhttp3.RequestBody.create("%PDF-1.7", null);
    return new okhttp3.MultipartBody.Builder()
        .setType(okhttp3.MultipartBody.FORM)
        .addFormDataPart("_csrf", token)
        .addFormDataPart("tep", "a.pdf", file)
        .addFormDataPart("phieu", "a.xlsx", file)
        .addFormDataPart("ban-ky", "a.pdf", file)
        .build();
  }

  @Test
  void anAppraiserHasNoHandInTheirOwnAgencyAndASecondCampaignIsNotThere() {
    TestClient client = APP.as("thamdinh2");
    String token = client.token("/tai-khoan");
    String path = "/tham-dinh/" + HostileSample.APPRAISED;

    assertThat(client.get(path + "/so-mau").status()).isEqualTo(200);
    assertThat(client.get(path + "/so-ba").status()).isEqualTo(404);
    assertThat(client.post(path + "/so-ba", token, "indicator", "1.1").status()).isEqualTo(404);
    assertThat(client.get(path + "/so-ba/minh-chung/1").status()).isEqualTo(404);
    assertThat(client.get("/tham-dinh/khong-co/so-mau").status()).isEqualTo(404);
  }

  @Test
  void theKeyOfAnotherAgencyOpensNothingOfThisOne() {
    List<String> open = new ArrayList<>();
    ApiClient key = ApiClient.of(APP, "baocao2", SCOPES.toArray(String[]::new));
    int tried = 0;
    for (Route route : ROUTES.all()) {
      if (!route.variable() || !route.api() || common(route) || !route.opens(person("baocao2"))) {
        continue;
      }
      tried++;
      int status = key.send(route.method().name(), ROUTES.existing(route), null).status();
      if (status != 404) {
        open.add(route + " " + status);
      }
    }
    assertThat(open).isEmpty();
    assertThat(tried).isGreaterThan(8);
  }

  /** Each route with somebody who gets as far as its handler. */
  private static void forSomebody(BiConsumer<Route, TestClient> each) {
    Map<String, TestClient> clients = new LinkedHashMap<>();
    List<Person> people = WHO.stream().map(ForeignObjectsTest::person).toList();
    for (Route route : ROUTES.all()) {
      if (!route.api() && !route.endless()) {
        String login = people.stream().filter(route::opens).findFirst().orElseThrow().login();
        each.accept(route, clients.computeIfAbsent(login, APP::as));
      }
    }
  }

  @Test
  void whatIsNotThereIsNotFoundAndBreaksNothing() {
    List<String> wrong = new ArrayList<>();
    Map<TestClient, String> tokens = new HashMap<>();
    forSomebody((route, client) -> {
      for (String absent :
          List.of("999999", "9".repeat(20), "..%2F..%2Fetc%2Fpasswd", "%27or%271%27=%271", "%00")) {
        String token = tokens.computeIfAbsent(client, c -> c.token("/tai-khoan"));
        if (route.variable()) {
          int status = sent(client, route, RouteSamples.with(route, absent), token).status();
          if (status != 404 && status != 400) {
            wrong.add(route + " " + absent + " " + status);
          }
        }
      }
    });
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatIsInFiltersAndOrdersIsText() {
    List<String> wrong = new ArrayList<>();
    forSomebody((route, client) -> {
      if (route.method() != RequestMethod.GET || route.pattern().matches(".*(/tep/|xlsx|zip).*")) {
        return;
      }
      for (String bad : List.of("%27)%3Bselect+pg_sleep(9)--%00", "-1", "9".repeat(30))) {
        StringBuilder query = new StringBuilder("?");
        for (String name : FILTERS) {
          query.append(name).append('=').append(bad).append('&').append(name).append("=x&");
        }
        int status = client.get(ROUTES.existing(route) + query).status();
        if (status >= 500) {
          wrong.add(route + " " + bad + " " + status);
        }
      }
    });
    assertThat(wrong).isEmpty();
  }
}
