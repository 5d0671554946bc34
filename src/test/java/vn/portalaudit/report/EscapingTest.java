package vn.portalaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.domain.AuditReport;

class EscapingTest {
  private static final HtmlReport HTML = new HtmlReport(new Templates(GoldenReportTest.REPORTS));
  private static final String MARK = "xin";

  static Stream<String> payloads() {
    return Stream.of(
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "<ScRiPt src=//x.example></sCrIpT>",
        "\"><script>alert(1)</script>",
        "'><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'\"><svg/onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><animate onbegin=alert(1) attributeName=x>",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<iframe srcdoc=\"<script>alert(1)</script>\">",
        "<object data=javascript:alert(1)>",
        "<embed src=javascript:alert(1)>",
        "<base href=//x.example/>",
        "<meta http-equiv=refresh content=0;url=//x.example>",
        "<link rel=stylesheet href=//x.example/a.css>",
        "<style>@import'//x.example'</style>",
        "</style><script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "</desc><script>alert(1)</script>",
        "</code></li></ul><h1>giả</h1>",
        "</td></tr></table><form action=//x.example><input name=a>",
        "<!--<img src=x onerror=alert(1)>-->",
        "--><script>alert(1)</script>",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?xml version=\"1.0\"?><x/>",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "\u0001javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "\" onmouseover=\"alert(1)",
        "' onmouseover='alert(1)",
        "` onmouseover=`alert(1)",
        "x style=position:fixed;inset:0",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;alert(1)",
        "&amp;quot;&quot;&apos;",
        "#set($x = 7)$x",
        "$class.inspect('java.lang.Runtime')",
        "$page.getClass().forName('java.lang.Runtime').getRuntime().exec('id')",
        "#include('/etc/passwd')",
        "#parse('../../etc/passwd')",
        "#evaluate('$page')",
        "#foreach($i in [1..9])$i#end",
        "${page.run.id}$!{page}#[[raw]]#",
        "\\$page \\#if(true)",
        "{{constructor.constructor('alert(1)')()}}",
        "dòng\u2028một\u2029hai",
        "a\u202Etxt.exe\u202C",
        "\u2066ẩn\u2069 \u200Fngược\u061C",
        "\u0000\u0007\u001B[31mđỏ\u009B",
        "\ud800 nửa \udc00",
        "Cổng thông tin",
        "<a href=\"https://mau.gov.vn\" onclick=alert(1)>x</a>",
        "</main></body></html><script>alert(1)</script>",
        "]]></svg><script>alert(1)</script>",
        "=cmd|'/c calc'!A1");
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void everyTextIsShownLiterally(String payload) {
    Document page = page(payload);
    String shown = normal(shownAs(payload));
    assertThat(normal(page.body().wholeText())).contains(shown);
    for (String place : List.of("h3", "q", ".note", ".fix", ".observed code", ".gaps li")) {
      assertThat(normal(page.select(place).first().wholeText())).as(place).contains(shown);
    }
    assertThat(normal(page.select(".scroll[aria-label]").first().attr("aria-label")))
        .contains(shown);
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void noTextChangesTheStructure(String payload) {
    assertThat(skeleton(page(payload))).isEqualTo(skeleton(page(MARK)));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void nothingCanRun(String payload) {
    Document page = page(payload, payload);
    assertThat(page.select("script, iframe, object, embed, base, form, link, img")).isEmpty();
    for (Element element : page.getAllElements()) {
      for (Attribute attribute : element.attributes()) {
        assertThat(attribute.getKey()).doesNotStartWith("on");
        if (Set.of("href", "src", "action", "xlink:href").contains(attribute.getKey())) {
          assertThat(attribute.getValue().toLowerCase(Locale.ROOT)).matches("(https?://|#).*");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void anAddressThatIsNoneIsShownWithoutALink(String payload) {
    Document page = page(MARK, payload);
    assertThat(page.select(".evidence a")).isEmpty();
    assertThat(normal(page.select(".evidence .address").first().wholeText()))
        .startsWith(normal(EvidenceViews.cut(shownAs(payload), 100)).substring(0, 5));
  }

  @Test
  void addressesOfPagesAreLinked() {
    AuditReport report = SampleReport.plain();
    Document page = Jsoup.parse(HTML.render(report, SampleReport.checklists()));
    assertThat(page.select(".evidence a[href]"))
        .isNotEmpty()
        .allSatisfy(
            link -> {
              assertThat(link.attr("href")).startsWith("https://sokhcn.mau.gov.vn/");
              assertThat(link.attr("rel")).isEqualTo("noopener noreferrer nofollow");
            });
  }

  @Test
  void everyAnchorLeadsToOneElement() {
    Document page = Jsoup.parse(HTML.render(SampleReport.plain(), SampleReport.checklists()));
    for (Element link : page.select("a[href^=#]")) {
      assertThat(page.select("[id=" + link.attr("href").substring(1) + "]")).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void nothingCommandsTheTerminal(String payload) {
    AuditReport report = SampleReport.with(text -> payload, url -> payload);
    assertThat(new TerminalSummary(GoldenReportTest.REPORTS).lines(report, List.of()))
        .allSatisfy(
            line -> {
              assertThat(line.codePoints()).noneMatch(Character::isISOControl);
              assertThat(line).doesNotContain("\u202E", "\u2066", "\u2028");
              assertThat(Columns.width(line)).isLessThanOrEqualTo(100);
            });
  }

  private static Document page(String payload) {
    return page(payload, "https://mau.gov.vn/");
  }

  private static Document page(String payload, String url) {
    List<Checklist> checklists = SampleReport.checklists(text -> MARK + " " + payload);
    AuditReport report = SampleReport.with(text -> MARK + " " + payload, old -> url);
    return Jsoup.parse(HTML.render(report, checklists));
  }

  private static String shownAs(String payload) {
    StringBuilder shown = new StringBuilder();
    payload
        .codePoints()
        .forEach(
            c -> {
              boolean named =
                  (Character.isISOControl(c) && c != '\t')
                      || Set.of(0x202E, 0x202C, 0x2066, 0x2069, 0x200F, 0x061C).contains(c);
              if (named) {
                shown.append(String.format(Locale.ROOT, "[U+%04X]", c));
              } else {
                shown.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c);
              }
            });
    return shown.toString();
  }

  private static String normal(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /** Elements and the names of their attributes, in order. */
  private static List<String> skeleton(Document page) {
    return page.getAllElements().stream()
        .map(
            element ->
                element.tagName()
                    + element.attributes().asList().stream().map(Attribute::getKey).toList())
        .toList();
  }
}
