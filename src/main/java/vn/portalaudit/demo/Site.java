package vn.portalaudit.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.Problems;

/** Finds the content for an address of a sample portal. Immutable, safe for several threads. */
final class Site {
  private static final Pattern TITLE = Pattern.compile("\\A<!-- title: (.*?) -->\\s*");
  private static final Pattern PAGE = Pattern.compile("(?:^|&)page=(\\d{1,4})(?:&|$)");
  private static final Pattern SEARCH = Pattern.compile("(?:^|&)q=([^&]{0,300})");
  private static final String LAYOUT = "_layout.html";

  private final Path folder;
  private final @Nullable Path other;
  private final Portal portal;
  private final Portal.Past past;
  private final Template template;
  private final TrapPages traps;
  private final Map<String, Collection> collections = new HashMap<>();
  private final Map<String, Entry> entryPages = new HashMap<>();
  private final List<String> pages;

  /** An entry of a list that has its own page. */
  private record Entry(String template, Map<String, String> values) {}

  /** An address as it is asked for; {@code origin} is scheme and authority. */
  record Address(String origin, String path, String query) {}

  /** What is served: its name, which tells the type, and either text or bytes. */
  record Content(String name, @Nullable String text, byte[] bytes) {
    static Content of(String name, String text) {
      return new Content(name, text, new byte[0]);
    }
  }

  Site(Path folder, Portal portal, Portal.Past past, LocalDate day, Problems problems) {
    this.folder = folder.toAbsolutePath().normalize();
    this.other = past.files() == null ? null : this.folder.resolve(past.files()).normalize();
    this.portal = portal;
    this.past = past;
    Calendar calendar = new Calendar(day);
    this.template = new Template(calendar, this::text);
    this.traps = new TrapPages(portal.traps());
    for (String file : portal.collections()) {
      Collection list = Collection.read(folder.resolve(file), template, calendar, problems);
      collections.put(list.name(), list);
      for (Map<String, String> entry : list.entries()) {
        String path = entry.get("path");
        if (path != null && !list.page().isEmpty()) {
          entryPages.put(path, new Entry(list.page(), entry));
        }
      }
    }
    problems.throwIfAny();
    this.pages = pages();
  }

  /** Paths of every page that the portal has, in order; traps left out. */
  List<String> pagePaths() {
    return pages;
  }

  /** The content for an address, or empty when the portal has none. */
  Optional<Content> find(Address address, Portal.Rule rule) {
    if (past.missing().contains(address.path())) {
      return Optional.empty();
    }
    if (rule.file() != null) {
      return Optional.of(served(rule.file(), address));
    }
    Entry entry = entryPages.get(address.path());
    if (entry != null) {
      String body = template.fill(text(entry.template()), scope(address, entry.values()));
      return Optional.of(Content.of(entry.template(), page(body, address, entry.values())));
    }
    Optional<String> trap = traps.page(address.path(), address.query());
    if (trap.isPresent()) {
      return Optional.of(
          Content.of("trap.html", page(trap.get(), address, Map.of("title", portal.title()))));
    }
    return file(address.path()).map(name -> served(name, address));
  }

  /** The content for an unknown address. */
  Content missing(Address address) {
    String file = portal.missing().file();
    return Files.exists(folder.resolve(file))
        ? served(file, address)
        : Content.of("404.html", "<!DOCTYPE html><title>404</title><p>Không tìm thấy trang.</p>");
  }

  private Optional<String> file(String path) {
    String name = path.equals("/") ? portal.root() : path.substring(1);
    return Stream.of(name, name + ".html", name + "index.html")
        .filter(candidate -> !candidate.isEmpty() && isServed(candidate))
        .findFirst();
  }

  private boolean isServed(String name) {
    Path file = at(name).normalize();
    return file.startsWith(folder)
        && Files.isRegularFile(file)
        && Arrays.stream(name.split("/", -1)).noneMatch(part -> part.startsWith("_"))
        && !name.endsWith(".yml");
  }

  /** Where a file lies: what was different on an earlier day goes before what is there now. */
  private Path at(String name) {
    return other != null && Files.isRegularFile(other.resolve(name).normalize())
        ? other.resolve(name)
        : folder.resolve(name);
  }

  private Content served(String name, Address address) {
    if (!name.matches(".*\\.(html|xml|txt|js|css)")) {
      return new Content(name, null, bytes(name));
    }
    String text = text(name);
    if (!name.endsWith(".html")) {
      boolean code = name.endsWith(".js") || name.endsWith(".css");
      return Content.of(name, code ? text : template.fill(text, scope(address, Map.of())));
    }
    Matcher head = TITLE.matcher(text);
    String title = head.find() ? head.group(1) : portal.title();
    Map<String, String> values = Map.of("title", title);
    String body = template.fill(head.replaceFirst(""), scope(address, values));
    return Content.of(name, page(body, address, values));
  }

  /** Puts a body into the layout, unless it is a whole document already. */
  private String page(String body, Address address, Map<String, String> values) {
    if (body.regionMatches(true, 0, "<!DOCTYPE", 0, 9) || !Files.exists(at(LAYOUT))) {
      return body;
    }
    Map<String, String> all = new HashMap<>(values);
    all.put("content", body);
    return template.fill(text(LAYOUT), scope(address, all));
  }

  private Template.Scope scope(Address address, Map<String, String> more) {
    String asked = first(SEARCH, address.query());
    Map<String, String> values =
        new HashMap<>(
            Map.of(
                "portal", portal.title(),
                "origin", address.origin(),
                "path", address.path(),
                "date", template.dates("{{day}}"),
                "day", template.dates("{{day:0:iso}}"),
                "q", asked));
    values.putAll(more);
    String number = first(PAGE, address.query());
    int page = number.isEmpty() ? 1 : Math.max(1, Integer.parseInt(number));
    return new Template.Scope(values, name -> list(name, asked), address.path(), page);
  }

  private List<Map<String, String>> list(String name, String asked) {
    if (name.equals("search")) {
      return search(asked);
    }
    if (name.equals("pages")) {
      return pages.stream().map(path -> Map.of("path", path)).toList();
    }
    Collection list = collections.get(name);
    if (list == null) {
      throw new IllegalArgumentException("no list " + name);
    }
    return list.entries();
  }

  /** Entries with a page whose title has every word asked for, with or without diacritics. */
  private List<Map<String, String>> search(String asked) {
    List<String> words =
        Arrays.stream(Collection.slug(asked).split("-", -1)).filter(w -> !w.isEmpty()).toList();
    if (words.isEmpty()) {
      return List.of();
    }
    List<Map<String, String>> found = new ArrayList<>();
    for (Collection list : collections.values()) {
      for (Map<String, String> entry : list.entries()) {
        String title = plain(entry.getOrDefault("title", ""));
        if (entry.containsKey("path") && words.stream().allMatch(title::contains)) {
          found.add(entry);
        }
      }
    }
    return found;
  }

  private static String plain(String text) {
    return Normalizer.normalize(text.replace('đ', 'd').replace('Đ', 'D'), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }

  private static String first(Pattern pattern, String query) {
    Matcher matcher = pattern.matcher(query);
    return matcher.find() ? matcher.group(1) : "";
  }

  private List<String> pages() {
    try (Stream<Path> files = Files.walk(folder)) {
      Stream<String> own =
          files
              .map(file -> folder.relativize(file).toString().replace('\\', '/'))
              .filter(name -> name.endsWith(".html") && isServed(name))
              .map(name ->
                  name.equals(portal.root())
                      ? "/"
                      : "/" + name.replaceAll("(?:(?<=/)index)?\\.html$", ""));
      return Stream.concat(own, entryPages.keySet().stream()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(String name) {
    try {
      return Files.readString(at(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] bytes(String name) {
    try {
      return Files.readAllBytes(at(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
