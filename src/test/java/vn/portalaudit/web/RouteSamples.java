package vn.portalaudit.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import vn.portalaudit.access.Person;
import vn.portalaudit.web.page.Allowed;

/** Every route of the application, and for each variable of a path something that exists. */
final class RouteSamples {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}:]+)[^}]*}");
  private final TestApplication app;
  private final String trial;
  private final Map<String, String> known = new HashMap<>();

  /** With the objects of {@code so-mau} in {@link HostileSample}. */
  RouteSamples(TestApplication app) {
    this.app = app;
    String run = one("select id from audit_run where portal_id = 1 order by 1 limit 1");
    for (String path :
        List.of("/cong", "/don-vi/cong", "/huy-hieu", "/trang-thai", "/api/v1/portals")) {
      known.put(path + "/{code}", "so-mau");
    }
    for (String path : List.of("/ky-danh-gia", "/tham-dinh")) {
      known.put(path + "/{code}", HostileSample.APPRAISED);
    }
    known.put("/co-quan/{code}", "so-mau");
    known.put("/xep-hang/{code}", HostileSample.PUBLISHED);
    for (String path : List.of("/cong-bo", "/du-lieu-mo/cong-bo", "/api/v1/publications")) {
      known.put(path + "/{campaign}", HostileSample.PUBLISHED);
      known.put(path + "/{campaign}/{number}", "1");
    }
    known.put("/xep-hang/{code}/{agency}", "so-mau");
    known.put("/tham-dinh/{code}/{agency}", "so-mau");
    known.put("/tham-dinh/{code}/{agency}/minh-chung/{piece}", "1");
    known.put("/tham-dinh/{code}/{agency}/thay/{sha}", "0".repeat(64));
    known.put("/tham-dinh/{code}/{agency}/anh/{name}", "trang-chu");
    known.put("/cong/{code}/anh/{name}", "trang-chu");
    known.put("/cong/{code}/trang/{run}", run);
    known.put("/cong/{code}/trang/{run}/{number}", "1");
    known.put("/ky-danh-gia/{code}/van-ban/{kind}", "bien-ban");
    for (String path : List.of("/ky-danh-gia/{code}/van-ban/{kind}", "/don-vi/ky/{id}/bao-cao")) {
      known.put(path + "/tep/{format}", "docx");
      known.put(path + "/ban-ky/{copy}", "1");
    }
    for (String path : List.of("/bao-cao-thang", "/cong/{code}/bao-cao-thang")) {
      known.put(path + "/{month}", "2026-10");
      known.put(path + "/{month}/tep/{format}", "docx");
    }
    known.put("/cong/che-do-xem/{id}", "1");
    known.put("/don-vi/cong/{code}/tep/{kind}", "docx");
    known.put(
        "/don-vi/cong/{code}/tien-do/{work}",
        one("select min(id)::text from work where portal_id = 1"));
    String finding = one("select checklist || '/' || criterion from finding limit 1");
    for (String path : List.of("/don-vi/cong/{code}/tieu-chi", "/api/v1/portals/{code}/findings")) {
      known.put(path + "/{checklist}", finding.replaceFirst("/.*", ""));
      known.put(path + "/{checklist}/{criterion}", finding.replaceFirst(".*/", ""));
    }
    String open = one("select id::text from campaign where code = '" + HostileSample.OPEN + "'");
    known.put("/don-vi/ky/{id}", open);
    known.put("/don-vi/ky/{id}/chi-so/{indicator}", "1.1");
    known.put("/don-vi/ky/{id}/chung/{row}", "1");
    known.put("/don-vi/ky/{id}/minh-chung/{piece}", "1");
    for (String path :
        List.of(
            "/su-co",
            "/bao-tri",
            "/canh-bao/kenh",
            "/canh-bao/quy-tac",
            "/canh-bao/tin",
            "/nhap-danh-ba",
            "/khoa-api",
            "/api/v1/incidents",
            "/api/v1/maintenance",
            "/api/v1/channels")) {
      known.put(path + "/{id}", "1");
    }
    for (String path : List.of("/hang-doi", "/api/v1/work")) {
      known.put(path + "/{id}", one("select min(id)::text from work where portal_id = 1"));
    }
    for (String path : List.of("/tieu-chi", "/phuong-phap", "/api/v1/checklists")) {
      known.put(path + "/{id}", "ky-thuat-cong");
    }
    known.put("/bo-chi-so/{id}", CampaignSample.SET);
    known.put("/phuong-phap/chi-so/{set}", CampaignSample.SET);
    known.put(
        "/phuong-phap/chi-so/{set}/{version}",
        one(
            "select version from index_definition where set_id = '"
                + CampaignSample.SET
                + "' order by 1 limit 1"));
    known.put("/api/v1/index-sets/{id}", CampaignSample.SET);
    known.put("/api/v1/audits/{run}", run);
    known.put("/api/v1/campaigns/{campaign}", HostileSample.APPRAISED);
    known.put("/nguoi-dung/{login}", "baocao");
    known.put("/phu-luc-chi-so/{set}", "tuyen-quang-742-so"); // one that leaves rows to its annex
    known.put("/phu-luc-chi-so/{set}/thu/{id}", "00000000-0000-0000-0000-000000000001");
    known.put("/cac-nam/{set}", CampaignSample.SET);
    String trials = "/ky-danh-gia/" + HostileSample.APPRAISED + "/chay-thu";
    TestClient operator = app.as("vanhanh");
    String started = operator.submit(trials, trials, "ban", "thu-muc").location();
    long end = System.nanoTime() + java.util.concurrent.TimeUnit.SECONDS.toNanos(60);
    while (!operator.get(started).page().select("[data-events]").isEmpty()) {
      org.assertj.core.api.Assertions.assertThat(System.nanoTime()).isLessThan(end);
    }
    trial = started.replaceFirst(".*=", "");
    known.put("/ky-danh-gia/{code}/chay-thu/tien-do/{lan}", trial);
    known.put("/ky-danh-gia/{code}/chay-thu/dung/{lan}", trial);
    String campaign = "/api/v1/campaigns/{campaign}";
    known.put(campaign + "/documents/{kind}", "bien-ban");
    known.put(campaign + "/documents/{kind}/{format}", "docx");
    known.put(campaign + "/agencies/{agency}", "so-mau");
    known.put(campaign + "/agencies/{agency}/self-assessment/{format}", "docx");
    for (String path : List.of("/api/v1/availability", "/api/v1/portals/{code}/availability")) {
      known.put(path + "/{month}", "2026-10");
      known.put(path + "/{month}/{format}", "docx");
    }
    known.put("/ngon-ngu/{language}", "vi"); // the screens stay as the tests read them
    known.put("/tai-khoan/phien/{handle}", "0123456789abcdef");
    known.put("/tai-san/{mark}", "x");
    known.put("/tai-san/{mark}/{name}", "app.css");
    for (String path : List.of("/dat-mat-khau", "/thiet-lap")) {
      known.put(path + "/{token}", "khong-con");
    }
  }

  private String one(String sql) {
    JdbcClient jdbc = app.database().jdbc();
    return jdbc.sql(sql).query(String.class).single();
  }

  /**
   * A route.
   *
   * @param pattern with variables in braces
   */
  record Route(RequestMethod method, String pattern, Allowed allowed) {
    boolean variable() {
      return pattern.contains("{");
    }

    /** What keeps on telling is not read to its end. */
    boolean endless() {
      return pattern.contains("/tien-do/") || pattern.equals("/hang-doi/dong");
    }

    boolean api() {
      return pattern.startsWith("/api/");
    }

    /** Whether a person gets as far as its handler. */
    boolean opens(Person person) {
      return allowed.anyone()
          || allowed.signedIn()
          || Arrays.stream(allowed.value()).anyMatch(role -> person.is(role));
    }

    @Override
    public String toString() {
      return method + " " + pattern;
    }
  }

  /** All, by their paths. */
  List<Route> all() {
    return of(app);
  }

  /** The routes of an application, by their paths. */
  static List<Route> of(TestApplication app) {
    return app.server().routes().entrySet().stream()
        .filter(route -> !route.getKey().getPatternValues().contains("/error"))
        .map(route ->
            new Route(
                route.getKey().getMethodsCondition().getMethods().iterator().next(),
                route.getKey().getPatternValues().iterator().next(),
                Objects.requireNonNull(route.getValue().getMethodAnnotation(Allowed.class))))
        .sorted(Comparator.comparing(Route::pattern).thenComparing(Route::method))
        .toList();
  }

  /** The variables for which there is nothing yet: their prefix. */
  Collection<String> unknown() {
    return all().stream()
        .flatMap(route ->
            VARIABLE.matcher(route.pattern).results().map(found -> prefix(route, found.end())))
        .filter(prefix -> !known.containsKey(prefix))
        .distinct()
        .toList();
  }

  private static String prefix(Route route, int end) {
    return route.pattern.substring(0, end);
  }

  /** The path of what exists. */
  String existing(Route route) {
    String path =
        filled(
            route,
            prefix -> Objects.requireNonNull(known.get(prefix), () -> "no sample for " + prefix));
    return path.contains("/chay-thu/ket-qua") ? path + "?lan=" + trial : path;
  }

  /** The path with the same in the place of every variable. */
  static String with(Route route, String value) {
    return filled(route, prefix -> value);
  }

  private static String filled(Route route, UnaryOperator<String> value) {
    Matcher variables = VARIABLE.matcher(route.pattern);
    StringBuilder path = new StringBuilder();
    while (variables.find()) {
      variables.appendReplacement(
          path, Matcher.quoteReplacement(value.apply(prefix(route, variables.end()))));
    }
    variables.appendTail(path);
    return path.toString();
  }
}
