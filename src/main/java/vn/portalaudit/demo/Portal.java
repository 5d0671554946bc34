package vn.portalaudit.demo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.PortalKind;

/**
 * What {@code portal.yml} says of a sample portal.
 *
 * @param title Vietnamese name of the portal
 * @param kind what kind of agency owns it
 * @param hosts host names that tests may dial to it, its own first; may be empty
 * @param root file of the home page
 * @param blocked whether every request gets a firewall's 403
 * @param missing how unknown addresses are answered
 * @param rules how single addresses are answered; the first that fits counts
 * @param traps endless parts to serve
 * @param collections files of lists, relative to the folder
 * @param past how it was on earlier days, the oldest first
 */
record Portal(
    String title,
    PortalKind kind,
    List<String> hosts,
    String root,
    boolean blocked,
    Missing missing,
    List<Rule> rules,
    List<Trap> traps,
    List<String> collections,
    List<Past> past) {
  private static final Rule PLAIN =
      new Rule("", 200, null, null, 0, StandardCharsets.UTF_8, false, Map.of());

  Portal {
    hosts = List.copyOf(hosts);
    rules = List.copyOf(rules);
    traps = List.copyOf(traps);
    collections = List.copyOf(collections);
    past = past.stream().sorted(Comparator.comparingInt(Past::days).reversed()).toList();
  }

  /** The endless parts that a portal may have. */
  enum Trap {
    CALENDAR,
    SESSION,
    SPIRAL
  }

  /**
   * How the portal was.
   *
   * @param days so many days before the reference day
   * @param files folder of the files that were different or are gone now; null for none
   * @param missing paths that were not there yet
   */
  record Past(int days, @Nullable String files, Set<String> missing) {
    static final Past NOW = new Past(0, null, Set.of());

    Past {
      missing = Set.copyOf(missing);
    }
  }

  /** Status and file of the answer to an unknown address. */
  record Missing(int status, String file) {}

  /**
   * How an address is answered.
   *
   * @param path the path, or its beginning when it ends with {@code *}
   * @param status status of the answer
   * @param file file that is served instead, null for the one that the path names
   * @param redirect target of a redirect, null without one
   * @param delayMs milliseconds before the answer begins
   * @param charset character set of the answer
   * @param decomposed whether the text is sent in NFD
   * @param headers further headers
   */
  record Rule(
      String path,
      int status,
      @Nullable String file,
      @Nullable String redirect,
      int delayMs,
      Charset charset,
      boolean decomposed,
      Map<String, String> headers) {
    Rule {
      headers = Map.copyOf(headers);
    }

    boolean fits(String asked) {
      return path.endsWith("*")
          ? asked.startsWith(path.substring(0, path.length() - 1))
          : asked.equals(path);
    }
  }

  /** The rule for a path; the plain answer when none fits. */
  Rule rule(String path) {
    return rules.stream().filter(rule -> rule.fits(path)).findFirst().orElse(PLAIN);
  }

  /**
   * Reads a portal.
   *
   * @param folder its folder
   * @param problems takes what is wrong
   */
  static Portal read(Path folder, Problems problems) {
    Optional<YamlNode> file = YamlFile.read(folder.resolve("portal.yml"), problems);
    problems.throwIfAny();
    YamlNode root =
        file.orElseThrow()
            .only(
                "portal",
                "title",
                "kind",
                "hosts",
                "root",
                "note",
                "blocked",
                "missing",
                "rules",
                "traps",
                "collections",
                "past");
    String id = root.get("portal").text();
    if (!folder.toAbsolutePath().normalize().endsWith(id)) {
      root.get("portal").problem("phải trùng tên thư mục của cổng mẫu");
    }
    PortalKind kind =
        PortalKind.of(root.get("kind").text())
            .orElseGet(() -> {
              root.get("kind").problem("không có loại cổng này");
              return PortalKind.SO;
            });
    return new Portal(
        root.get("title").text(),
        kind,
        root.find("hosts").map(YamlNode::texts).orElse(List.of()),
        root.find("root").map(YamlNode::text).orElse("index.html"),
        root.find("blocked").map(YamlNode::flag).orElse(false),
        root.find("missing").map(Portal::missing).orElse(new Missing(404, "_404.html")),
        root.find("rules")
            .map(list -> list.items().stream().map(Portal::rule).toList())
            .orElse(List.of()),
        root.find("traps")
            .map(list -> list.items().stream().map(Portal::trap).toList())
            .orElse(List.of()),
        root.find("collections").map(YamlNode::texts).orElse(List.of()),
        root.find("past")
            .map(list -> list.items().stream().map(Portal::past).toList())
            .orElse(List.of()));
  }

  private static Past past(YamlNode node) {
    node.only("days", "files", "missing");
    return new Past(
        node.get("days").whole(),
        node.find("files").map(YamlNode::text).orElse(null),
        node.find("missing").map(YamlNode::texts).map(Set::copyOf).orElse(Set.of()));
  }

  private static Missing missing(YamlNode node) {
    node.only("status", "file");
    return new Missing(node.get("status").whole(), node.get("file").text());
  }

  private static Trap trap(YamlNode node) {
    return switch (node.oneOf("calendar", "session", "spiral")) {
      case "calendar" -> Trap.CALENDAR;
      case "session" -> Trap.SESSION;
      default -> Trap.SPIRAL;
    };
  }

  private static Rule rule(YamlNode node) {
    node.only("path", "status", "file", "redirect", "delay_ms", "charset", "decomposed", "headers");
    Map<String, String> headers = new HashMap<>();
    node.find("headers")
        .ifPresent(map -> map.entries().forEach((name, value) -> headers.put(name, value.text())));
    @Nullable String redirect = node.find("redirect").map(YamlNode::text).orElse(null);
    return new Rule(
        node.get("path").text(),
        node.find("status").map(YamlNode::whole).orElse(redirect == null ? 200 : 301),
        node.find("file").map(YamlNode::text).orElse(null),
        redirect,
        node.find("delay_ms").map(YamlNode::whole).orElse(0),
        node.find("charset")
            .map(name -> Charset.forName(name.text()))
            .orElse(StandardCharsets.UTF_8),
        node.find("decomposed").map(YamlNode::flag).orElse(false),
        headers);
  }
}
