package vn.portalaudit.sheet;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What the workbook library does not tell of a sheet, or trusts: which cells are formulas, which
 * are merged, and that no row or column number is beyond the sheet.
 *
 * @param formulas addresses of cells with a formula, such as {@code B7}
 * @param merges merged ranges
 * @param wrong why the sheet must not be read, or null
 */
record XlsxScan(Set<String> formulas, List<Merge> merges, @Nullable String wrong) {
  private static final Pattern ADDRESS = Pattern.compile("([A-Z]{1,3})([0-9]{1,7})");
  private static final Pattern RANGE =
      Pattern.compile("([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})");
  private static final Set<String> TYPES = Set.of("n", "s", "str", "inlineStr", "b", "e", "d");
  private static final int MOST_MERGES = 10_000;

  /** A merged range; columns from 0, rows from 1. */
  record Merge(String range, int left, int top, int right, int bottom) {
    boolean covers(int column, int row) {
      return column >= left && column <= right && row >= top && row <= bottom;
    }
  }

  /** Looks a sheet's XML through. */
  static XlsxScan of(InputStream in, Limits limits) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader xml = factory.createXMLStreamReader(in);
    XlsxScan scan = new XlsxScan(new HashSet<>(), new ArrayList<>(), null);
    String cell = "";
    int rows = 0;
    int counted = -1;
    int row = 0;
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "row" -> row++;
        case "c" -> {
          cell = attribute(xml, "r");
          String wrong = wrong(cell, attribute(xml, "t"), attribute(xml, "s"), limits);
          if (wrong != null) {
            return scan.refused(wrong);
          }
        }
        case "v", "is" -> {
          if (counted != row && ++rows > limits.rows() + 1) {
            return scan.refused("quá " + limits.rows() + " dòng; hãy tách nhỏ");
          }
          counted = row;
        }
        case "f" -> scan.formulas.add(cell);
        case "mergeCell" -> merge(attribute(xml, "ref")).ifPresent(scan.merges::add);
        default -> {}
      }
      if (scan.merges.size() > MOST_MERGES) {
        return scan.refused("quá nhiều ô gộp; bỏ gộp mọi ô");
      }
    }
    return scan;
  }

  private XlsxScan refused(String why) {
    return new XlsxScan(formulas, merges, why);
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  private static @Nullable String wrong(String cell, String type, String style, Limits limits) {
    Matcher address = ADDRESS.matcher(cell);
    boolean known =
        (cell.isEmpty() || address.matches())
            && (type.isEmpty() || TYPES.contains(type))
            && style.length() < 7;
    if (!known) {
      return "tệp hỏng; mở bằng Excel hoặc LibreOffice rồi lưu lại";
    }
    return !cell.isEmpty() && column(address.group(1)) >= limits.columns()
        ? "có ô ở cột " + address.group(1) + "; xóa các cột thừa bên phải"
        : null;
  }

  private static java.util.Optional<Merge> merge(String range) {
    Matcher parts = RANGE.matcher(range);
    return parts.matches()
        ? java.util.Optional.of(
            new Merge(
                range,
                column(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                column(parts.group(3)),
                Integer.parseInt(parts.group(4))))
        : java.util.Optional.empty();
  }

  private static int column(String letters) {
    int column = 0;
    for (int i = 0; i < letters.length(); i++) {
      column = column * 26 + letters.charAt(i) - 'A' + 1;
    }
    return column - 1;
  }
}
