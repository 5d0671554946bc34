package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.web.RouteSamples.Route;

/**
 * Every screen of every role, read in English: what is Vietnamese there is what somebody wrote –
 * the law, an agency, a portal – and says so by {@code lang="vi"}. A page marks by itself what its
 * catalogue does not have, so that the mark alone proves nothing: each marked text must be found in
 * the database or in the criteria.
 */
class EnglishScreensTest {
  private static final TestApplication APP = HostileSample.shared();
  private static final RouteSamples ROUTES = new RouteSamples(APP);
  private static final List<String> WHO =
      List.of("", "vanhanh", "quantri", "baocao", "pheduyet", "thamdinh", "lanhdao");

  /** Documents are Vietnamese for everybody, and so are their texts; code is what it is. */
  private static final String OTHERS = "article.paper, a.tongue, textarea, code, pre, script";

  /** Numbers of decisions and of clauses. */
  private static final Pattern SYMBOLS =
      Pattern.compile("\\b[0-9]*/?[0-9]*/?(NĐ-CP|QĐ-UBND|QĐ-[A-Z]+)\\b");

  /** What stands between the parts of a text that was put together. */
  private static final Pattern BETWEEN =
      Pattern.compile(
          "^[0-9.]+ |^[^ ]*[0-9]\\. | [0-9]{4}\\.[0-9]+$| · |: |; |, | – |[«»“”()|]|\n");

  /** What is longer is no text of ours: the hostile titles that stand within some of them. */
  private static final int LONGEST = 2_000;

  private static final List<String> READ =
      List.of("title", "alt", "aria-label", "placeholder", "data-confirm", "data-side");

  @Test
  void nothingOfOursIsVietnamese() throws IOException {
    String written = written();
    Set<String> wrong = new TreeSet<>();
    Set<String> opened = new TreeSet<>();
    for (String login : WHO) {
      TestClient client = login.isEmpty() ? APP.anybody() : APP.as(login);
      client.cookie("ngon-ngu", "en");
      for (Route route : pages(login)) {
        String path = ROUTES.existing(route);
        Answer answer = client.get(path);
        if (answer.status() == 200
            && String.valueOf(answer.headers().get("Content-Type")).startsWith("text/html")) {
          opened.add(path);
          for (String text : vietnamese(answer.page())) {
            if (text.length() < LONGEST && !isWritten(text, written)) {
              wrong.add(route.pattern() + ": " + text);
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(opened).hasSizeGreaterThan(60);
  }

  private static List<Route> pages(String login) {
    return ROUTES.all().stream()
        .filter(route -> route.method() == RequestMethod.GET && !route.endless() && !route.api())
        .filter(route -> !route.pattern().startsWith("/ngon-ngu/"))
        .filter(route ->
            login.isEmpty()
                ? route.allowed().anyone()
                : route.opens(new AccountStore(APP.database()).named(login).orElseThrow().person()))
        .toList();
  }

  /** Vietnamese that a reader meets; that without a mark begins with «!». */
  private static List<String> vietnamese(Document page) {
    List<String> found = new ArrayList<>();
    page.forEachNode(node -> {
      if (node instanceof TextNode text
          && text.parent() instanceof Element in
          && in.closest(OTHERS) == null
          && written(text.getWholeText())) {
        boolean told = in.closest("[lang=vi], title, option, svg") != null;
        found.add((told ? "" : "!") + text.getWholeText().strip());
      }
      if (node instanceof Element element && element.closest(OTHERS) == null) {
        READ.stream().map(element::attr).filter(EnglishScreensTest::written).forEach(found::add);
      }
    });
    return found;
  }

  private static boolean written(String text) {
    return Vietnamese.written(SYMBOLS.matcher(text).replaceAll(""));
  }

  private static boolean isWritten(String text, String written) {
    return !text.startsWith("!")
        && (written.contains(plain(text))
            || Arrays.stream(BETWEEN.split(text))
                .filter(EnglishScreensTest::written)
                .allMatch(part -> written.contains(plain(part))));
  }

  /** What people, portals and the law wrote. */
  private static String written() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String folder : List.of("checklists", "probes")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(one -> one.toString().endsWith(".yml")).toList()) {
          String text = Files.readString(file);
          // sentences of reports are shown with their places left open
          all.append(text).append('\n').append(text.replaceAll("\\{[^}]*}", "…")).append('\n');
        }
      }
    }
    // Vietnamese words that an English text explains
    Pattern.compile("\\[\\[(.*?)]]")
        .matcher(Files.readString(Path.of("src/main/resources/web/english.yml")))
        .results()
        .forEach(named -> all.append(named.group(1)).append('\n'));
    JdbcClient jdbc = APP.database().jdbc();
    jdbc.sql(
            """
            select format('select distinct %I::text from %I', column_name, table_name)
            from information_schema.columns
            where table_schema = current_schema() and data_type in ('text', 'jsonb', 'ARRAY')
              and table_name not like 'qrtz%'
            """)
        .query(String.class)
        .list()
        .forEach(column ->
            jdbc.sql(column)
                .query(String.class)
                .list()
                .forEach(value -> all.append(value).append('\n')));
    return plain(all.toString());
  }

  private static String plain(String text) {
    return text.replace("\\\"", "\"")
        .replaceAll("[\\s\u00a0]+", " ")
        .strip()
        .toLowerCase(Locale.of("vi"));
  }
}
