package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import vn.portalaudit.access.Role;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.MenuItem;

/** Every route there is: who may use it, and that nobody else can. */
class RoutesTest {
  private static final TestApplication APP = TestApplication.shared();
  private static final Map<RequestMappingInfo, HandlerMethod> ROUTES = APP.server().routes();

  private static @Nullable Allowed declared(HandlerMethod handler) {
    return handler.getMethodAnnotation(Allowed.class);
  }

  private static Allowed allowed(HandlerMethod handler) {
    return Objects.requireNonNull(declared(handler), handler::toString);
  }

  /** Paths with something in the place of their variables; without those that show problems. */
  private static Stream<Map.Entry<String, HandlerMethod>> paths(RequestMethod method) {
    return ROUTES.entrySet().stream()
        .filter(route ->
            route.getKey().getMethodsCondition().getMethods().contains(method)
                && !route.getKey().getPatternValues().contains("/error"))
        .map(route ->
            Map.entry(
                route
                    .getKey()
                    .getPatternValues()
                    .iterator()
                    .next()
                    .replaceAll("\\{[^}]*}", "khong-co"),
                route.getValue()));
  }

  @Test
  void everyRouteSaysWhoMayUseIt() {
    List<String> silent = new ArrayList<>();
    ROUTES.forEach((route, handler) -> {
      Allowed allowed = declared(handler);
      int ways =
          allowed == null
              ? 0
              : (allowed.anyone() ? 1 : 0)
                  + (allowed.signedIn() ? 1 : 0)
                  + (allowed.value().length > 0 ? 1 : 0);
      if (ways != 1) {
        silent.add(route + " " + handler);
      }
    });
    assertThat(ROUTES).hasSizeGreaterThan(20);
    assertThat(silent).as("routes without exactly one of roles, signedIn, anyone").isEmpty();
  }

  @Test
  void everyRouteNamesItsMethod() {
    assertThat(ROUTES.keySet())
        .filteredOn(route -> !route.getPatternValues().contains("/error"))
        .allSatisfy(route ->
            assertThat(route.getMethodsCondition().getMethods())
                .isSubsetOf(
                    Set.of(
                        RequestMethod.GET,
                        RequestMethod.POST,
                        RequestMethod.PUT,
                        RequestMethod.PATCH,
                        RequestMethod.DELETE))
                .hasSize(1));
  }

  @Test
  void theMenuLeadsToPagesThatCanBeRead() {
    assertThat(ROUTES)
        .allSatisfy((route, handler) -> {
          if (handler.hasMethodAnnotation(MenuItem.class)) {
            assertThat(route.getMethodsCondition().getMethods()).containsExactly(RequestMethod.GET);
          }
        });
  }

  @Test
  void aStrangerGetsNothingThatIsNotForAnyone() {
    TestClient stranger = APP.anybody();
    Map<String, Integer> open = new TreeMap<>();
    paths(RequestMethod.GET)
        .filter(route -> !allowed(route.getValue()).anyone())
        .forEach(route -> {
          Answer answer = stranger.get(route.getKey());
          if (answer.status() != 401 && !answer.location().startsWith("/dang-nhap")) {
            open.put(route.getKey(), answer.status());
          }
        });
    assertThat(open).isEmpty();
  }

  @Test
  void nothingIsChangedWithoutTheTokenOfTheSession() {
    TestClient person = APP.as("quantri");
    String foreign = APP.as("vanhanh").token("/tai-khoan");
    Map<String, Integer> changed = new TreeMap<>();
    paths(RequestMethod.POST)
        .filter(route -> !route.getKey().startsWith("/api/"))
        .forEach(route -> {
          for (String token : List.of("", "khong-phai", foreign)) {
            Answer answer = person.post(route.getKey(), token);
            boolean refused =
                answer.status() == 403 || answer.location().startsWith("/dang-nhap?cu=1");
            if (!refused) {
              changed.put(route.getKey(), answer.status());
            }
          }
        });
    assertThat(changed).isEmpty();
  }

  /** A foreign page can send these without asking; the last is a page that was left open. */
  @Test
  void noOtherKindOfBodyGetsAroundTheToken() {
    TestClient person = APP.as("quantri");
    String past = person.token("/tai-khoan");
    person.post("/dang-xuat", past);
    person.signIn("quantri", DemoAccounts.PASSWORD);
    String valid = person.token("/tai-khoan");
    assertThat(valid).isNotEmpty().isNotEqualTo(past);
    List<RequestBody> bodies =
        List.of(
            RequestBody.create("_csrf=" + valid, MediaType.get("text/plain")),
            RequestBody.create("{\"_csrf\": \"" + valid + "\"}", MediaType.get("application/json")),
            parts("khac", "x"),
            parts("_csrf", past),
            new FormBody.Builder().add("_csrf", past).build());
    Map<String, Integer> changed = new TreeMap<>();
    paths(RequestMethod.POST)
        .filter(route -> !route.getKey().startsWith("/api/"))
        .forEach(route -> {
          for (RequestBody body : bodies) {
            Answer answer =
                person.send("POST", route.getKey(), body, "Origin", "https://evil.example");
            if (answer.status() != 403 && !answer.location().startsWith("/dang-nhap?cu=1")) {
              changed.put(route.getKey() + " " + body.contentType(), answer.status());
            }
          }
        });
    assertThat(changed).isEmpty();
    assertThat(person.get("/tai-khoan").status()).isEqualTo(200);
  }

  private static RequestBody parts(String name, String value) {
    return new MultipartBody.Builder()
        .setType(MultipartBody.FORM)
        .addFormDataPart(name, value)
        .build();
  }

  @Test
  void whatIsSentIsNotTakenFromALink() {
    List<Pattern> read =
        ROUTES.keySet().stream()
            .filter(route -> route.getMethodsCondition().getMethods().contains(RequestMethod.GET))
            .map(route -> route.getPatternValues().iterator().next())
            .map(pattern -> Pattern.compile(pattern.replaceAll("\\{[^}]*}", "[^/]+")))
            .toList();
    Map<String, Integer> taken = new TreeMap<>();
    List<String> tried = new ArrayList<>();
    for (String login : List.of("vanhanh", "quantri", "thamdinh", "pheduyet")) {
      TestClient person = APP.as(login);
      String token = person.token("/tai-khoan");
      paths(RequestMethod.POST)
          .map(Map.Entry::getKey)
          .filter(path -> !path.startsWith("/api/"))
          .filter(path -> read.stream().noneMatch(page -> page.matcher(path).matches()))
          .forEach(path -> {
            tried.add(path);
            int status = person.get(path + "?_csrf=" + token + "&_method=post").status();
            if (status != 405) {
              taken.put(login + " " + path, status);
            }
          });
      assertThat(person.get("/tai-khoan").status()).isEqualTo(200);
    }
    assertThat(taken).isEmpty();
    assertThat(tried).hasSizeGreaterThan(60);
  }

  @Test
  void aRoleThatIsNotNamedCanSendNothing() {
    Map<String, Integer> open = new TreeMap<>();
    for (String login :
        List.of("vanhanh", "lanhdao", "thamdinh", "quantri", "baocao", "pheduyet")) {
      TestClient person = APP.as(login);
      String token = person.token("/tai-khoan");
      Set<Role> roles = new AccountStore(APP.database()).named(login).orElseThrow().roles();
      paths(RequestMethod.POST)
          .filter(route -> !route.getKey().startsWith("/api/"))
          .filter(route -> allowed(route.getValue()).value().length > 0)
          .filter(route -> Stream.of(allowed(route.getValue()).value()).noneMatch(roles::contains))
          .forEach(route -> {
            int status = person.post(route.getKey(), token).status();
            if (status != 403) {
              open.put(login + " " + route.getKey(), status);
            }
          });
    }
    assertThat(open).isEmpty();
  }

  @Test
  void aRoleThatIsNotNamedIsRefusedEverywhere() {
    Map<String, Integer> open = new TreeMap<>();
    for (String login :
        List.of("vanhanh", "lanhdao", "thamdinh", "quantri", "baocao", "pheduyet")) {
      TestClient person = APP.as(login);
      Set<Role> roles = new AccountStore(APP.database()).named(login).orElseThrow().roles();
      paths(RequestMethod.GET)
          .filter(route -> !route.getKey().startsWith("/api/"))
          .filter(route -> Stream.of(allowed(route.getValue()).value()).noneMatch(roles::contains))
          .filter(route -> allowed(route.getValue()).value().length > 0)
          .forEach(route -> {
            int status = person.get(route.getKey()).status();
            if (status != 403) {
              open.put(login + " " + route.getKey(), status);
            }
          });
    }
    assertThat(open).isEmpty();
  }
}
