package vn.portalaudit.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** Reads the sheets of an XLSX workbook. Not safe for several threads. */
public final class XlsxRows {
  private static final String BROKEN = "tệp hỏng; mở bằng Excel hoặc LibreOffice rồi lưu lại";
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*]|[_*].");
  private static final BigDecimal MOST_DAYS = BigDecimal.valueOf(200_000);
  private static final int MOST_PLACES = 400; // of a double, with all of its digits

  private final Limits limits;
  private final ProblemList problems;

  /** Chooses sheets. */
  public interface Chooser {
    /**
     * What to do with a sheet.
     *
     * @param title its title
     * @param place file and sheet, for messages
     * @return what takes its rows with content, the heading first; empty to leave the sheet alone
     */
    Optional<Consumer<Row>> choose(String title, String place);
  }

  /** A reader that reads so much, and tells what cannot be read. */
  public XlsxRows(Limits limits, ProblemList problems) {
    this.limits = limits;
    this.problems = problems;
  }

  /** Reads the chosen sheets of a workbook, and whether all of them could be read. */
  public boolean read(Packed packed, Chooser chooser) {
    boolean sound = true;
    try {
      Map<String, String> targets =
          packed.read("xl/_rels/workbook.xml.rels", XlsxRows::targets).orElse(Map.of());
      try (ReadableWorkbook workbook =
          new ReadableWorkbook(packed.open(), new ReadingOptions(true, true))) {
        for (Sheet sheet : workbook.getSheets().toList()) {
          String place = packed.name() + " [" + Words.clean(sheet.getName()) + "]";
          Optional<Consumer<Row>> rows = chooser.choose(sheet.getName(), place);
          if (rows.isPresent()) {
            XlsxScan scan = scan(packed, targets.getOrDefault(sheet.getId(), ""));
            sound &= read(place, sheet, scan, rows.get());
          }
        }
      }
      return sound;
    } catch (IOException | RuntimeException e) {
      // the library answers what it does not expect with whatever it runs into
      problems.file(packed.name(), BROKEN);
      return false;
    }
  }

  /** What a sheet's XML says, or null when it has none. */
  private @Nullable XlsxScan scan(Packed packed, String target) throws IOException {
    return target.contains("worksheets/") ? packed.read(target, this::scan).orElse(null) : null;
  }

  private XlsxScan scan(InputStream in) throws IOException {
    try {
      return XlsxScan.of(in, limits);
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static Map<String, String> targets(InputStream in) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    Map<String, String> targets = new HashMap<>();
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT
            && xml.getLocalName().equals("Relationship")) {
          String id = xml.getAttributeValue(null, "Id");
          String target = xml.getAttributeValue(null, "Target");
          if (id != null && target != null) {
            targets.put(id, target.startsWith("/") ? target.substring(1) : "xl/" + target);
          }
        }
      }
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    return targets;
  }

  private boolean read(String place, Sheet sheet, @Nullable XlsxScan scan, Consumer<Row> rows)
      throws IOException {
    if (scan == null || scan.wrong() != null) {
      problems.file(place, scan == null || scan.wrong() == null ? BROKEN : scan.wrong());
      return false;
    }
    try (Stream<org.dhatim.fastexcel.reader.Row> stream = sheet.openStream()) {
      stream.map(row -> row(row, scan)).filter(row -> !row.blank()).forEachOrdered(rows);
    }
    return true;
  }

  private static Row row(org.dhatim.fastexcel.reader.Row row, XlsxScan scan) {
    List<Cell> cells = new ArrayList<>();
    List<XlsxScan.Merge> merges =
        scan.merges().stream()
            .filter(merge -> row.getRowNum() >= merge.top() && row.getRowNum() <= merge.bottom())
            .toList();
    for (int i = 0; i < row.getCellCount(); i++) {
      org.dhatim.fastexcel.reader.Cell cell = row.getCell(i);
      int column = i;
      Optional<XlsxScan.Merge> merged =
          merges.stream().filter(merge -> merge.covers(column, row.getRowNum())).findFirst();
      if (merged.isPresent()) {
        cells.add(new Cell.Merged(merged.get().range()));
      } else if (cell == null) {
        cells.add(Cell.BLANK);
      } else {
        cells.add(
            scan.formulas().contains(cell.getAddress().toString())
                ? new Cell.Formula(String.valueOf(cell.getFormula()))
                : cell(cell));
      }
    }
    return new Row(row.getRowNum(), cells);
  }

  private static Cell cell(org.dhatim.fastexcel.reader.Cell cell) {
    return switch (cell.getType()) {
      case EMPTY -> Cell.BLANK;
      case STRING -> text(cell.getText());
      case FORMULA ->
          cell.getFormula() == null ? text(cell.getText()) : new Cell.Formula(cell.getFormula());
      case BOOLEAN -> new Cell.Flag(cell.asBoolean());
      case ERROR -> new Cell.Broken(String.valueOf(cell.getRawValue()));
      case NUMBER -> number(cell);
    };
  }

  private static Cell text(String text) {
    return text.isEmpty() ? Cell.BLANK : new Cell.Text(text);
  }

  private static Cell number(org.dhatim.fastexcel.reader.Cell cell) {
    BigDecimal value = cell.asNumber();
    if (Math.abs((long) value.scale()) > MOST_PLACES) {
      // no spreadsheet holds such a number, and writing it out would take all memory
      return text(String.valueOf(cell.getRawValue()));
    }
    LocalDateTime day = null;
    if (value.signum() > 0 && value.compareTo(MOST_DAYS) < 0) {
      try {
        day = cell.asDate();
      } catch (DateTimeException e) {
        day = null;
      }
    }
    return new Cell.Number(value, formattedAsDay(cell) ? day : null, day);
  }

  private static boolean formattedAsDay(org.dhatim.fastexcel.reader.Cell cell) {
    String format = cell.getDataFormatString();
    Integer id = cell.getDataFormatId();
    if (id != null
        && ((id >= 14 && id <= 17)
            || id == 22
            || (id >= 27 && id <= 36)
            || (id >= 50 && id <= 58))) {
      return true;
    }
    if (format == null) {
      return false;
    }
    String bare = QUOTED.matcher(format).replaceAll("").toLowerCase(java.util.Locale.ROOT);
    return bare.contains("y") || bare.contains("d");
  }
}
