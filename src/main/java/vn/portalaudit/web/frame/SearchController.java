package vn.portalaudit.web.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.store.SiteSearch;
import vn.portalaudit.store.SiteSearch.Hit;
import vn.portalaudit.web.WebServer;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Menu;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;
import vn.portalaudit.web.page.Texts;

/**
 * The search in the head of every page: portals, agencies, campaigns, incidents, criteria and
 * screens, by words with or without marks, within what the person may see. A few of each.
 */
@Controller
final class SearchController {
  private static final String PATH = "/tim-kiem";
  private static final int OF_EACH = 6;
  private static final int LONGEST = 100;

  private final SiteSearch search;
  private final WebServer.Node node;
  private final Menu menu;

  SearchController(SiteSearch search, WebServer.Node node, Menu menu) {
    this.search = search;
    this.node = node;
    this.menu = menu;
  }

  /** Something found. */
  public record Found(String title, String sub, String href) {}

  /** What was found of one kind. */
  public record Group(String title, List<Found> hits) {}

  @Allowed(signedIn = true)
  @GetMapping(PATH)
  Screen find(
      Query query,
      Person me,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String part) {
    String asked = query.text("tu-khoa");
    String text = asked.substring(0, Math.min(asked.length(), LONGEST)).strip();
    List<Group> groups = text.isEmpty() ? List.of() : groups(text, me);
    return Screen.of("frame/search", "Tìm kiếm")
        .with("query", query)
        .with("asked", text)
        .with("part", part != null)
        .with("groups", groups)
        .with("total", groups.stream().mapToInt(group -> group.hits.size()).sum());
  }

  private List<Group> groups(String text, Person me) {
    Map<String, List<Found>> found = new LinkedHashMap<>();
    found.put("Màn hình", screens(text, me));
    for (Hit hit : search.find(text, me, OF_EACH)) {
      found
          .computeIfAbsent(title(hit.kind()), kind -> new ArrayList<>())
          .add(new Found(hit.title(), hit.sub(), href(hit, me)));
    }
    found.put("Tiêu chí", criteria(text));
    return found.entrySet().stream()
        .filter(group -> !group.getValue().isEmpty())
        .map(group -> new Group(group.getKey(), group.getValue()))
        .toList();
  }

  private static String title(SiteSearch.Kind kind) {
    return switch (kind) {
      case PORTAL -> "Cổng";
      case AGENCY -> "Cơ quan";
      case CAMPAIGN -> "Kỳ đánh giá";
      case INCIDENT -> "Sự cố";
    };
  }

  private static String href(Hit hit, Person me) {
    return switch (hit.kind()) {
      case PORTAL -> me.central() ? "/cong/" + hit.key() : "/don-vi/cong/" + hit.key() + "/bao-cao";
      case AGENCY -> "/co-quan/" + hit.key();
      case CAMPAIGN ->
          !me.central()
              ? "/don-vi/ky/" + hit.key()
              : (me.is(Role.OPERATOR, Role.LEADER) ? "/ky-danh-gia/" : "/tham-dinh/") + hit.key();
      case INCIDENT -> "/su-co/" + hit.key();
    };
  }

  /** By their names in both languages. */
  private List<Found> screens(String text, Person me) {
    Predicate<String> wanted = wanted(text);
    return menu.of(me, PATH).stream()
        .flatMap(section ->
            section.links().stream()
                .filter(link -> wanted.test(link.title() + " " + Texts.english().say(link.title())))
                .map(link -> new Found(link.title(), section.title(), link.href())))
        .limit(OF_EACH)
        .toList();
  }

  private List<Found> criteria(String text) {
    Predicate<String> wanted = wanted(text);
    return node.rulebook().get().checklists().stream()
        .flatMap(checklist ->
            checklist
                .criteria()
                .filter(one -> wanted.test(one.code() + " " + one.title() + " " + one.basis()))
                .map(one ->
                    new Found(
                        one.code() + " " + one.title(),
                        checklist.title(),
                        "/phuong-phap/" + checklist.id() + "#" + one.id())))
        .limit(OF_EACH)
        .toList();
  }

  /** All words somewhere in it, whatever their case and marks. */
  private static Predicate<String> wanted(String text) {
    List<String> words =
        Arrays.stream(Folding.fold(text).split("\\s+")).filter(word -> !word.isEmpty()).toList();
    return where -> {
      String folded = Folding.fold(where);
      return !words.isEmpty() && words.stream().allMatch(folded::contains);
    };
  }
}
