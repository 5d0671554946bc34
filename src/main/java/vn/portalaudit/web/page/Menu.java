package vn.portalaudit.web.page;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;

/** The menu: every handler with a {@link MenuItem}, for those whom its {@link Allowed} lets in. */
public final class Menu {
  private final List<Entry> entries;

  private record Entry(MenuItem item, Allowed allowed, String href) {
    boolean open(@Nullable Person person) {
      return allowed.anyone()
          || person != null && (allowed.signedIn() || person.is(allowed.value()));
    }
  }

  /** A heading with its links. */
  public record Section(String title, List<Link> links) {}

  /** A link; current on its screen and on those below it. */
  public record Link(String title, String href, boolean current) {}

  Menu(RequestMappingHandlerMapping routes) {
    List<Entry> found = new ArrayList<>();
    routes
        .getHandlerMethods()
        .forEach((route, handler) -> {
          Method method = handler.getMethod();
          MenuItem item = method.getAnnotation(MenuItem.class);
          Allowed allowed = method.getAnnotation(Allowed.class);
          if (item != null && allowed != null) {
            Set<String> paths = route.getPatternValues();
            found.add(new Entry(item, allowed, paths.iterator().next()));
          }
        });
    found.sort(
        Comparator.comparing((Entry e) -> e.item.group()).thenComparing(e -> e.item.order()));
    entries = List.copyOf(found);
  }

  /** What a person may open; {@code path} is where the person is. */
  public List<Section> of(@Nullable Person person, String path) {
    return Arrays.stream(MenuItem.Group.values())
        .map(group ->
            new Section(
                group.title(),
                entries.stream()
                    .filter(e -> e.item.group() == group && e.open(person))
                    .map(e -> new Link(e.item.title(), e.href, below(path, e.href)))
                    .toList()))
        .filter(section -> !section.links.isEmpty())
        .toList();
  }

  private boolean below(String path, String href) {
    return path.equals(href)
        || path.startsWith(href + "/")
            && entries.stream()
                .noneMatch(e -> e.href.length() > href.length() && path.startsWith(e.href));
  }

  /** Where a person begins: the first screen that is for a role of theirs. */
  public String home(Person person) {
    return entries.stream()
        .filter(e -> e.allowed.value().length > 0 && e.open(person))
        .min(Comparator.comparing((Entry e) -> rank(e, person)))
        .map(Entry::href)
        .orElse("/tai-khoan");
  }

  /** Their own work before the administration. */
  private static int rank(Entry entry, Person person) {
    return entry.item.group() == MenuItem.Group.ADMINISTRATION && !person.is(Role.OPERATOR)
        ? 1_000 + entry.item.order()
        : entry.item.group().ordinal() * 100 + entry.item.order();
  }
}
