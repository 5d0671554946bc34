package vn.portalaudit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.velocity.exception.VelocityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
  @TempDir private Path home;
  private Path folder;

  @BeforeEach
  void templates() throws IOException {
    folder = Files.createDirectory(home.resolve("reports"));
    Files.writeString(home.resolve("secret.txt"), "bí mật");
    Files.writeString(folder.resolve("part.vm"), "phần $word");
  }

  private String render(String template) throws IOException {
    Files.writeString(folder.resolve("mau.vm"), template);
    return new Templates(folder).render("mau.vm", Escaping.HTML, Map.of("word", "a<b"));
  }

  @Test
  void escapesUnlessSafe() throws IOException {
    assertThat(render("$word <a title=\"$word\">")).isEqualTo("a&lt;b <a title=\"a&lt;b\">");
    Files.writeString(folder.resolve("x.vm"), "$word");
    assertThat(
            new Templates(folder)
                .render("x.vm", Escaping.HTML, Map.of("word", new SafeHtml("<b>'&"))))
        .isEqualTo("<b>'&");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$unknown", "$word.unknown", "$word.unknown()"})
  void unknownReferencesEndTheRendering(String template) {
    assertThatThrownBy(() -> render(template)).isInstanceOf(VelocityException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#include(\"../secret.txt\")",
        "#parse(\"../secret.txt\")",
        "#include(\"/etc/hostname\")",
        "#parse(\"/etc/hostname\")",
        "#include(\"reports/../../secret.txt\")",
        "#include(\"..%2fsecret.txt\")",
      })
  void includesStayInTheFolder(String template) {
    assertThatThrownBy(() -> render(template)).isInstanceOf(VelocityException.class);
  }

  @Test
  void aPartOfTheFolderMayBeIncluded() throws IOException {
    assertThat(render("#parse(\"part.vm\")")).isEqualTo("phần a&lt;b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.txt", "/etc/hostname", "a/../../secret.txt", "..", "", "A.vm", "khong-co.vm",
        "mau.vm\0", "..\\secret.txt",
      })
  void theLoaderRefusesOtherNames(String name) {
    assertThatThrownBy(() -> new Templates(folder).render(name, Escaping.HTML, Map.of()))
        .isInstanceOf(VelocityException.class);
  }

  @Test
  void aLinkOutOfTheFolderIsRefused() throws IOException {
    Files.createSymbolicLink(folder.resolve("lien-ket.vm"), home.resolve("secret.txt"));
    assertThatThrownBy(() -> new Templates(folder).render("lien-ket.vm", Escaping.HTML, Map.of()))
        .isInstanceOf(VelocityException.class);
  }

  @Test
  void aStyleSheetCannotEndItsElement() throws IOException {
    Files.writeString(folder.resolve("x.css"), "a{} </style><script>");
    assertThatThrownBy(() -> new Templates(folder).asIs("x.css"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void templatesInsertIntoTextAndQuotedAttributesOnly() throws IOException {
    List<Path> templates = Files.list(GoldenReportTest.REPORTS).toList();
    for (Path template : templates) {
      if (template.toString().endsWith(".html.vm")) {
        assertThat(lint(Files.readString(template))).as(template.toString()).isEmpty();
      }
    }
    assertThat(templates).anyMatch(template -> template.toString().endsWith(".html.vm"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a title=$x>", "<a title='$x'>", "<$x>", "<a $x>", "<a href=\"$x.url\">",
        "<a onclick=\"$x\">", "<p style=\"$x\">", "<script>$x</script>", "<!-- $x -->",
        "<style>$x</style>", "#set($y = \"a $x\")", "#evaluate($x)",
      })
  void theLintSeesWhatIsWrong(String template) {
    assertThat(lint(template)).isNotEmpty();
  }

  /** What is wrong with a template, in the order found. */
  private static List<String> lint(String template) {
    List<String> wrong = new java.util.ArrayList<>();
    collect(wrong, "#(set|evaluate|define)\\b", template);
    String html =
        template
            .replaceAll("(?m)^##.*$", "")
            .replaceAll("#(macro|if|elseif|foreach)\\((?:[^()\"]|\"[^\"]*\"|\\([^)]*\\))*\\)", "")
            .replaceAll("#\\{?(else|end)\\}?", "")
            .replaceAll("#[a-z]+\\([^)]*\\)", "");
    collect(wrong, "<!--(?:(?!-->)[\\s\\S])*\\$", html);
    collect(wrong, "<script", html);
    collect(wrong, "<style>\\s*\\$(?!page\\.css\\s)", html);
    Matcher tags = Pattern.compile("<[^!/](?:[^>\"]|\"[^\"]*\")*>").matcher(html);
    while (tags.find()) {
      String tag = tags.group();
      collect(wrong, "\\son[a-z]+=|\\sstyle=|\\ssrc=", tag);
      collect(wrong, "href=\"(?![a-z-]*\"|#|\\$[a-z.]+\\.href\")[^\"]*\"", tag);
      collect(wrong, "\\$", tag.replaceAll("=\"[^\"]*\"", ""));
    }
    return wrong;
  }

  private static void collect(List<String> wrong, String pattern, String text) {
    Pattern.compile(pattern).matcher(text).results().forEach(hit -> wrong.add(hit.group()));
  }
}
