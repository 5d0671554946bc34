package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
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

  @Test
  void aRoleThatIsNotNamedIsRefusedEverywhere() {
    Map<String, Integer> open = new TreeMap<>();
    for (String login :
        List.of("vanhanh", "lanhdao", "thamdinh", "quantri", "baocao", "pheduyet")) {
      TestClient person = APP.as(login);
      Set<vn.portalaudit.access.Role> roles =
          new vn.portalaudit.store.AccountStore(APP.database()).named(login).orElseThrow().roles();
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
