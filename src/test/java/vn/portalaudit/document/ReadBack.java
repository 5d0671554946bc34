package vn.portalaudit.document;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.document.paper.Cell;
import vn.portalaudit.document.paper.Table;
import vn.portalaudit.report.Vietnamese;

/** Files read by other programs than those that wrote them, as people would see them. */
public final class ReadBack {
  private ReadBack() {}

  /** Without any space, since lines break differently in every format. */
  public static String squeezed(String text) {
    return text.replaceAll("[\\s\\u00a0]+", "");
  }

  /** The text of a PDF. */
  public static String pdfText(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  static String page(PDDocument document, int number) throws IOException {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setStartPage(number);
    stripper.setEndPage(number);
    return stripper.getText(document).replace("\r\n", "\n").stripLeading();
  }

  static Set<String> fonts(byte[] pdf) throws IOException {
    Set<String> names = new TreeSet<>();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      for (PDPage page : document.getPages()) {
        for (COSName name : page.getResources().getFontNames()) {
          names.add(page.getResources().getFont(name).getName());
        }
      }
    }
    return names;
  }

  /** The parts of an Office file as XML. */
  static Document part(byte[] file, String name) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(name)) {
          String xml = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
          return Jsoup.parse(xml, "", Parser.xmlParser());
        }
      }
    }
    throw new IOException("no part " + name);
  }

  /** The text of a Word file. */
  public static String docxText(byte[] docx) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Element element : part(docx, "word/document.xml").getAllElements()) {
      switch (element.tagName()) {
        case "w:t" -> text.append(element.wholeText());
        case "w:p" -> text.append('\n');
        default -> {}
      }
    }
    return text.toString();
  }

  /** Sheets, rows and cells, shown as people read them. */
  public static List<List<List<String>>> xlsx(byte[] file) throws IOException {
    List<List<List<String>>> sheets = new ArrayList<>();
    try (InputStream in = new ByteArrayInputStream(file);
        ReadableWorkbook workbook = new ReadableWorkbook(in, new ReadingOptions(true, false))) {
      for (Sheet sheet : workbook.getSheets().toList()) {
        List<List<String>> rows = new ArrayList<>();
        List<Row> read = sheet.read();
        int width = read.getFirst().getCellCount();
        for (Row row : read) {
          List<String> cells = new ArrayList<>();
          for (int c = 0; c < width; c++) {
            cells.add(c < row.getCellCount() ? shown(row.getCell(c)) : "");
          }
          rows.add(cells);
        }
        sheets.add(rows);
      }
    }
    return sheets;
  }

  private static String shown(org.dhatim.fastexcel.reader.Cell cell) {
    if (cell == null || cell.getType() == CellType.EMPTY) {
      return "";
    }
    if (cell.getType() != CellType.NUMBER) {
      return cell.asString();
    }
    return "dd/mm/yyyy".equals(cell.getDataFormatString())
        ? Vietnamese.day(cell.asDate().toLocalDate())
        : Vietnamese.number(cell.asNumber());
  }

  /** Rows of a file for programs, turned into what people read by the kinds of the table. */
  static List<List<String>> csv(byte[] file, Table table) throws IOException {
    String text = new String(file, StandardCharsets.UTF_8);
    List<List<String>> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text.substring(1))) {
      for (CsvRecord row : reader) {
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < row.getFieldCount(); c++) {
          cells.add(
              shown(row.getField(c), rows.isEmpty() ? null : cell(table, rows.size() - 1, c)));
        }
        rows.add(cells);
      }
    }
    return rows;
  }

  private static Cell cell(Table table, int row, int column) {
    return table.rows().get(row).cells().get(column);
  }

  private static String shown(String field, @Nullable Cell kind) {
    return switch (kind) {
      case Cell.Figure figure -> Vietnamese.number(new BigDecimal(field));
      case Cell.Day day -> Vietnamese.day(LocalDate.parse(field));
      case null, default -> field;
    };
  }
}
