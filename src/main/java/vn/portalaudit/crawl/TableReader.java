package vn.portalaudit.crawl;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import vn.portalaudit.domain.DocumentFiles;
import vn.portalaudit.domain.Folding;

/** Reads tables of data; tables that only lay out a page are left alone. */
final class TableReader {
  private static final int MAX_ROWS = 200;
  private static final int MAX_CELLS = 30;
  private static final int MAX_CELL = 500;

  private TableReader() {}

  static boolean isData(Element table) {
    return table.select("table").size() == 1
        && table.select("tr").size() >= 2
        && table.select("tr").stream().limit(3).anyMatch(row -> row.childrenSize() >= 2);
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
    for (Element row : element.select("tr")) {
      List<String> cells = new ArrayList<>();
      for (Element cell : row.children()) {
        if (cells.size() < MAX_CELLS) {
          String text = Folding.tidy(cell.text());
          cells.add(text.length() > MAX_CELL ? text.substring(0, MAX_CELL) : text);
        }
      }
      if (header.isEmpty() && (row.selectFirst("th") != null || rows.isEmpty())) {
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
    for (Element anchor : row.select("a[href]")) {
      String url = links.resolve(anchor.attr("href"));
      if (url != null && DocumentFiles.atPath(url)) {
        files.add(url);
      }
    }
    return List.copyOf(files);
  }
}
