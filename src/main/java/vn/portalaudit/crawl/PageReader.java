package vn.portalaudit.crawl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.net.Charsets;

/**
 * Reads what a page shows: one parse and one traversal feed all probes. Pure and safe for several
 * threads.
 *
 * <p>Malformed and hostile markup gives a page all the same: the parser nests at most {@value
 * #MAX_DEPTH} elements, and the bytes were bounded before.
 */
public final class PageReader {
  private static final Evaluator BASE = Selector.evaluatorOf("base[href]");
  private static final int MAX_DEPTH = 256;
  private static final int FEW_CHARACTERS = 200;
  private static final int FEW_LINKS = 5;
  private static final List<String> ROOTS =
      List.of("app", "root", "__next", "__nuxt", "q-app", "react-root", "main-app");

  private PageReader() {}

  /**
   * Reads a page.
   *
   * @param capture how it was obtained
   * @param body its decoded bytes, at most 3 MB
   * @param charset its character set
   * @param type what kind of page it is
   * @return what it shows
   */
  public static Page read(Capture capture, byte[] body, Charset charset, Page.Type type) {
    return read(capture, parse(body, charset, capture.finalUrl()), charset, type);
  }

  /**
   * Reads a page whose character set is to be found out (header, byte order mark, declaration,
   * content).
   *
   * @param capture how it was obtained
   * @param body its decoded bytes, at most 3 MB
   * @param type what kind of page it is
   * @return what it shows
   */
  public static Page read(Capture capture, byte[] body, Page.Type type) {
    return read(
        capture,
        body,
        Charsets.guess(body, capture.header("Content-Type").orElse(null)).charset(),
        type);
  }

  private static Document parse(byte[] body, Charset charset, String url) {
    try {
      Parser parser = Parser.htmlParser().setMaxDepth(MAX_DEPTH);
      return Jsoup.parse(new ByteArrayInputStream(body), charset.name(), url, parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Page read(Capture capture, Document document, Charset charset, Page.Type type) {
    Targets links = new Targets(base(document, capture.finalUrl()));
    DocumentVisitor visitor = new DocumentVisitor(links);
    document.traverse(visitor);
    Element html = document.firstElementChild();
    String lang = html == null ? "" : html.attr("lang").strip().toLowerCase(Locale.ROOT);
    boolean shell = shell(document, visitor);
    return new Page(
        capture,
        type,
        Folding.tidy(document.title()),
        lang,
        charset.name(),
        visitor.labels(),
        visitor.blocks(),
        visitor.footer(),
        ItemFinder.find(visitor.itemLinks(), visitor.dated()),
        TableReader.read(visitor.tables(), links),
        visitor.forms(),
        Map.copyOf(visitor.meta()),
        visitor.links(),
        visitor.scripts(),
        visitor.tally(),
        shell,
        visitor.textLength());
  }

  private static String base(Document document, String url) {
    Element base = document.head().selectFirst(BASE);
    String resolved = base == null ? null : new Targets(url).resolve(base.attr("href"));
    return resolved == null ? url : resolved;
  }

  /**
   * Whether the document shows nothing without scripts: little text, few links, and a sign of an
   * application.
   */
  private static boolean shell(Document document, DocumentVisitor visitor) {
    if (visitor.textLength() >= FEW_CHARACTERS && visitor.linkCount() >= FEW_LINKS) {
      return false;
    }
    if (visitor.asksForScripts()) {
      return true;
    }
    boolean scripted =
        visitor.scripts().stream().anyMatch(s -> !s.src().isEmpty() || !s.inline().isEmpty());
    if (!scripted
        || visitor.linkCount() >= FEW_LINKS && visitor.textLength() >= FEW_CHARACTERS / 2) {
      return false;
    }
    for (String root : ROOTS) {
      Element element = document.getElementById(root);
      if (element != null && element.text().length() < FEW_CHARACTERS) {
        return true;
      }
    }
    return document.selectFirst("[ng-version], [ng-app], app-root, [data-reactroot]") != null
        || visitor.textLength() < FEW_CHARACTERS && visitor.linkCount() == 0;
  }
}
