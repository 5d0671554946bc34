package vn.portalaudit.web;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.UnhandledAlertException;
import org.springframework.web.bind.annotation.RequestMethod;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.access.Person;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.web.RouteSamples.Route;

/** Every screen and file with hostile content in the database. */
class HostileContentTest {
  private static final TestApplication APP = HostileSample.shared();
  private static final RouteSamples ROUTES = new RouteSamples(APP);
  private static final List<String> WHO =
      List.of("vanhanh", "quantri", "baocao", "pheduyet", "thamdinh", "lanhdao");

  /** What must not be in any page: the payloads make these and nothing else does. */
  private static final String MADE =
      ".xss, xss, iframe, object, embed, math, base, marquee, video, audio, style,"
          + " script:not([src]), [onerror], [onload], [onclick], [onfocus], [onmouseover],"
          + " [ontoggle], [onanimationstart], [onstart], a[href^=javascript:], a[href^=data:],"
          + " form[action*=evil], link[href*=evil], img[src*=evil], meta[http-equiv=refresh]";

  private static final Pattern HIDDEN =
      Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]");

  private static List<Route> pages(String login) {
    Person person = new AccountStore(APP.database()).named(login).orElseThrow().person();
    return ROUTES.all().stream()
        .filter(route -> route.method() == RequestMethod.GET && !route.endless() && !route.api())
        .filter(route -> route.opens(person))
        .toList();
  }

  private static boolean html(Answer answer) {
    return answer.status() == 200
        && String.valueOf(answer.headers().get("Content-Type")).startsWith("text/html");
  }

  @Test
  void noScreenAndNoPartOfOneMakesAnElementOfContent() {
    List<String> wrong = new ArrayList<>();
    Set<String> opened = new TreeSet<>();
    StringBuilder shown = new StringBuilder();
    for (String login : WHO) {
      TestClient client = APP.as(login);
      for (Route route : pages(login)) {
        String path = ROUTES.existing(route);
        Answer page = client.get(path);
        if (!html(page)) {
          continue;
        }
        opened.add(path);
        Answer part = client.send("GET", path, null, "HX-Request", "true");
        page.page().select("a[href~=^(https?:)?//]:not([rel~=noopener])").stream()
            .filter(link -> !link.attr("href").startsWith(APP.address()))
            .forEach(link -> wrong.add(login + " " + path + " leads out: " + link.outerHtml()));
        for (Answer answer : List.of(page, part)) {
          answer
              .page()
              .select(MADE)
              .forEach(element -> wrong.add(login + " " + path + ": " + element.outerHtml()));
        }
        shown.append(page.page().text());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(opened).hasSizeGreaterThan(45);
    assertThat(shown).contains("${7*7} #set($x='')$x.class.forName", "#parse('/etc/passwd')");
    assertThat(HostileSample.PAYLOADS).hasSizeGreaterThan(60);
  }

  @Test
  void inARealBrowserNothingRunsAndNothingIsRefusedByItsPolicy() {
    List<String> wrong = new ArrayList<>();
    Set<String> opened = new TreeSet<>();
    for (String login : List.of("vanhanh", "quantri", "pheduyet", "thamdinh")) {
      TestClient client = APP.as(login);
      try (BrowserPage page = APP.browser(login)) {
        page.driver().manage().timeouts().implicitlyWait(Duration.ZERO);
        for (Route route : pages(login)) {
          String path = ROUTES.existing(route);
          if (opened.contains(path) || !html(client.get(path))) {
            continue;
          }
          opened.add(path);
          page.open(path);
          try {
            if (!"".equals(page.script("return window.xss"))) {
              wrong.add(login + " " + path + " ran a script");
            }
          } catch (UnhandledAlertException e) {
            wrong.add(login + " " + path + " opened a dialog");
          }
          page.complaints().stream()
              .filter(says -> says.contains("Security Policy") || says.contains("evil"))
              .forEach(says -> wrong.add(login + " " + path + ": " + says));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(opened).hasSizeGreaterThan(45);
  }

  @Test
  void picturesAndDataKeepContentAsText() throws IOException {
    TestClient operator = APP.as("vanhanh");
    Set<String> kinds = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    for (Route route : pages("vanhanh")) {
      String path = ROUTES.existing(route);
      Answer answer = operator.get(path);
      String type = String.valueOf(answer.headers().get("Content-Type")).replaceFirst(";.*", "");
      if (answer.status() != 200 || path.startsWith("/tai-san/")) {
        continue;
      }
      kinds.add(type);
      switch (type) {
        case "image/svg+xml" -> {
          if (!Jsoup.parse(answer.body(), "", Parser.xmlParser()).select(MADE).isEmpty()) {
            wrong.add(path);
          }
        }
        case "application/json" -> JsonMapper.builder().build().readTree(answer.body());
        case "text/csv" -> formulas(answer.body()).forEach(cell -> wrong.add(path + ": " + cell));
        default -> {}
      }
      if (!"nosniff".equals(answer.headers().get("X-Content-Type-Options"))) {
        wrong.add(path + " may be taken for another type");
      }
      if (!String.valueOf(answer.headers().get("Content-Security-Policy"))
          .contains("default-src 'none'")) {
        wrong.add(path + " may load what it likes");
      }
      if (!route.allowed().anyone()
          && !String.valueOf(answer.headers().get("Cache-Control")).contains("no-store")) {
        wrong.add(path + " may be kept for the next one at this browser");
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(kinds).contains("image/svg+xml", "application/json", "text/csv", "text/html");
  }

  @Test
  void ourScriptMakesNeitherElementsNorCodeOfText() throws IOException {
    try (InputStream script =
        HostileContentTest.class.getClassLoader().getResourceAsStream("web/assets/app.js")) {
      String text =
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(
              Pattern.compile(
                      "[.](inner|outer)HTML\\b|insertAdjacentHTML|document[.]write|\\beval\\s*\\("
                          + "|new Function|set(Timeout|Interval)\\s*\\(\\s*['\"`]|createContextualFragment"
                          + "|parseFromString|srcdoc")
                  .matcher(text)
                  .results()
                  .map(found -> text.substring(found.start(), found.end())))
          .isEmpty();
      assertThat(text).contains("htmx");
    }
  }

  /** Cells that a spreadsheet would compute; a number stays one. */
  private static List<String> formulas(String csv) throws IOException {
    List<String> found = new ArrayList<>();
    String plain = csv.startsWith("\uFEFF") ? csv.substring(1) : csv;
    try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(plain)) {
      for (CsvRecord row : rows) {
        row.getFields().stream()
            .filter(cell -> cell.matches("(?s)[=+\\-@\\t\\r＝＋－＠].*"))
            .filter(cell -> !cell.matches("-?[0-9]+([.,][0-9]+)?"))
            .forEach(found::add);
      }
    }
    return found;
  }

  /**
   * Documents of people's words: text, without fields, links, scripts or characters that hide
   * others.
   */
  @Test
  void documentsHoldContentAsText() throws IOException {
    List<String> wrong = new ArrayList<>();
    StringBuilder written = new StringBuilder();
    int read = 0;
    for (String login : List.of("vanhanh", "baocao")) {
      TestClient person = APP.as(login);
      for (Route route : pages(login)) {
        String path = ROUTES.existing(route);
        if (!path.endsWith("/docx")) {
          continue;
        }
        read++;
        written.append(docx(path, person.bytes(path), wrong));
        pdf(path, person.bytes(path.replaceFirst("docx$", "pdf")), wrong);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(read).isGreaterThan(4);
    assertThat(written).contains("<script>", "=HYPERLINK");
  }

  private static String docx(String path, byte[] file, List<String> wrong) throws IOException {
    StringBuilder text = new StringBuilder();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
        String name = path + " " + part.getName();
        String xml = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        Document document = Jsoup.parse(xml, "", Parser.xmlParser());
        document.select(MADE).forEach(made -> wrong.add(name + ": " + made.outerHtml()));
        document.select("Relationship[TargetMode=External]").eachAttr("Target").stream()
            .filter(target -> !target.matches("https?://.*") || target.contains("evil"))
            .forEach(target -> wrong.add(name + " leads to " + target));
        document.select("w|fldSimple, w|instrText").stream()
            .map(field -> field.attr("w:instr") + field.text())
            .filter(field -> !field.strip().matches("(PAGE|NUMPAGES).*"))
            .forEach(field -> wrong.add(name + " has the field " + field));
        hidden(name, xml, wrong);
        text.append(document.text());
      }
    }
    return text.toString();
  }

  private static void pdf(String path, byte[] file, List<String> wrong) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(file)) {
      for (COSObjectKey key : pdf.getDocument().getXrefTable().keySet()) {
        COSBase object = pdf.getDocument().getObjectFromPool(key).getObject();
        if (object instanceof COSDictionary part) {
          for (String name :
              List.of("JS", "JavaScript", "OpenAction", "AA", "EmbeddedFiles", "RichMedia")) {
            if (part.containsKey(COSName.getPDFName(name))) {
              wrong.add(path + " pdf has " + name);
            }
          }
          String to = part.getString(COSName.getPDFName("URI"));
          if (to != null && (!to.matches("https?://.*") || to.contains("evil"))) {
            wrong.add(path + " pdf leads to " + to);
          }
        }
      }
      hidden(path + " pdf", new PDFTextStripper().getText(pdf), wrong);
    }
  }

  /** Characters that turn the order of others round or cannot be seen. */
  private static void hidden(String name, String text, List<String> wrong) {
    Matcher found = HIDDEN.matcher(text);
    if (found.find()) {
      wrong.add(name + " holds U+" + Integer.toHexString(found.group().codePointAt(0)));
    }
  }

  @Test
  void noWorkbookHoldsAFormulaOfContent() throws IOException {
    int read = 0;
    List<String> wrong = new ArrayList<>();
    for (String login : List.of("vanhanh", "baocao")) {
      TestClient person = APP.as(login);
      for (Route route : pages(login)) {
        String path = ROUTES.existing(route).replace("/tep/docx", "/tep/xlsx");
        if (!path.matches(".*(xlsx|/phieu)([?].*)?")) {
          continue;
        }
        read++;
        try (ReadableWorkbook book =
            new ReadableWorkbook(new ByteArrayInputStream(person.bytes(path)))) {
          for (Sheet sheet : book.getSheets().toList()) {
            sheet.read().stream()
                .flatMap(Row::stream)
                .filter(cell -> cell != null && cell.getType() == CellType.FORMULA)
                .filter(cell -> String.valueOf(cell.getFormula()).matches("(?s).*(HYPER|evil).*"))
                .forEach(cell -> wrong.add(path + " " + sheet.getName() + " " + cell));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(read).isGreaterThan(3);
  }
}
