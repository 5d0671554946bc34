package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import vn.portalaudit.domain.DocumentFiles;
import vn.portalaudit.domain.Folding;

/** Reads tables of data; tables that only lay out a page are left alone. */
final class TableReader {
  // read once: a selector costs more to read than to apply
  private static final Evaluator TABLES = new Evaluator.Tag("table");
  private static final Evaluator ROWS = new Evaluator.Tag("tr");
  static final Evaluator HEADS = new Evaluator.Tag("th");
  private static final Evaluator LINKS = Selector.evaluatorOf("a[href]");
  private static final int MAX_ROWS = 200;
  private static final int MAX_CELLS = 30;
  private static final int MAX_CELL = 500;

  private TableReader() {}

  static boolean isData(Element table) {
    if (table.select(TABLES).size() != 1) {
      return false;
    }
    Elements rows = table.select(ROWS);
    return rows.size() >= 2
        && (rows.get(0).childrenSize() >= 2
            || rows.get(1).childrenSize() >= 2
            || rows.size() > 2 && rows.get(2).childrenSize() >= 2);
  }

  static List<Page.Table> read(List<Element> elements, Targets links) {
    List<Page.Table> tables = new ArrayList<>();
    for (Element element : elements) {
      if (isData(element)) {
        tables.add(table(element, links));
      }
    }
    return tables;
  }

  private static Page.Table table(Element element, Targets links) {
    List<String> header = List.of();
    List<List<String>> rows = new ArrayList<>();
    List<List<String>> files = new ArrayList<>();
    for (Element row : element.select(ROWS)) {
      List<String> cells = new ArrayList<>();
      for (Element cell : row.children()) {
        if (cells.size() < MAX_CELLS) {
          String text = Folding.tidy(cell.text());
          cells.add(text.length() > MAX_CELL ? text.substring(0, MAX_CELL) : text);
        }
      }
      if (header.isEmpty() && (row.selectFirst(HEADS) != null || rows.isEmpty())) {
        header = cells;
      } else if (rows.size() < MAX_ROWS && !cells.isEmpty()) {
        rows.add(List.copyOf(cells));
        files.add(files(row, links));
      }
    }
    return new Page.Table(header, rows, files);
  }

  private static List<String> files(Element row, Targets links) {
    List<String> files = new ArrayList<>();
    for (Element anchor : row.select(LINKS)) {
      String url = links.resolve(anchor.attr("href"));
      if (url != null && DocumentFiles.atPath(url)) {
        files.add(url);
      }
    }
    return List.copyOf(files);
  }
}
