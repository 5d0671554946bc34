package vn.portalaudit.document.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import vn.portalaudit.document.paper.Cell;
import vn.portalaudit.document.paper.Paper;
import vn.portalaudit.document.paper.Table;
import vn.portalaudit.document.paper.Table.Kind;

/**
 * The tables of a paper as a workbook, a sheet each: numbers and days are numbers and days, every
 * text is text also when somebody edits it. The first row is the heading.
 */
public final class Xlsx {
  private static final String CORE = "docProps/core.xml";
  private static final String MAIN_TEXT = "@";
  private static final double LETTERS = 1.1;

  private Xlsx() {}

  /** The file. */
  public static byte[] write(Paper paper) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "portal-audit", "1.0")) {
      workbook.properties().setTitle(paper.title());
      Set<String> names = new HashSet<>();
      for (Table table : tables(paper)) {
        sheet(workbook.newWorksheet(name(table, names)), table);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fixed(out.toByteArray(), paper);
  }

  /** A workbook needs a sheet, so a paper without tables gets its title in one. */
  private static List<Table> tables(Paper paper) {
    return paper.tables().isEmpty()
        ? List.of(new Table("van-ban", "", List.of(Table.text(paper.title(), 100)), List.of()))
        : paper.tables();
  }

  private static void sheet(Worksheet sheet, Table table) {
    for (int c = 0; c < table.columns().size(); c++) {
      Table.Column column = table.columns().get(c);
      sheet.value(0, c, column.title());
      sheet
          .style(0, c)
          .bold()
          .wrapText(true)
          .fillColor("DDE8F5")
          .borderStyle(BorderStyle.THIN)
          .horizontalAlignment("center")
          .verticalAlignment("center")
          .set();
      sheet.width(c, Math.max(column.weight() * LETTERS, column.kind() == Kind.TEXT ? 18 : 11));
    }
    for (int r = 0; r < table.rows().size(); r++) {
      row(sheet, r + 1, table, table.rows().get(r));
    }
    sheet.freezePane(0, 1);
    sheet.setAutoFilter(0, 0, table.rows().size(), table.columns().size() - 1);
    sheet.repeatRows(0);
    sheet.paperSize(PaperSize.A4_PAPER);
    sheet.fitToWidth((short) 1);
    sheet.fitToHeight((short) 0);
  }

  private static void row(Worksheet sheet, int r, Table table, Table.Row row) {
    for (int c = 0; c < row.cells().size(); c++) {
      String format =
          switch (row.cells().get(c)) {
            case Cell.Words words -> {
              sheet.value(r, c, words.shown());
              yield MAIN_TEXT;
            }
            case Cell.Figure figure -> {
              sheet.value(r, c, Figures.exact(figure.value()));
              yield Figures.exact(figure.value()).scale() == 0 ? "#,##0" : "#,##0.00";
            }
            case Cell.Day day -> {
              sheet.value(r, c, day.value());
              yield "dd/mm/yyyy";
            }
            case Cell.Nothing nothing -> MAIN_TEXT;
          };
      Kind kind = table.columns().get(c).kind();
      var style =
          sheet
              .style(r, c)
              .format(format)
              .wrapText(kind != Kind.FIGURE)
              .borderStyle(BorderStyle.THIN)
              .verticalAlignment("top")
              .horizontalAlignment(
                  switch (kind) {
                    case TEXT -> "left";
                    case MARK -> "center";
                    case FIGURE -> "right";
                  });
      if (row.strong()) {
        style.bold();
      }
      style.set();
    }
  }

  /** Names are at most 31 letters and unique. */
  private static String name(Table table, Set<String> names) {
    String title = table.title().isEmpty() ? table.id() : table.title();
    String clean = title.replaceAll("[\\[\\]:*?/\\\\']", " ").strip();
    String name = clean.substring(0, Math.min(31, clean.length())).strip();
    if (name.isEmpty() || !names.add(name.toLowerCase(Locale.ROOT))) {
      name = table.id().substring(0, Math.min(31, table.id().length()));
      names.add(name);
    }
    return name;
  }

  /** The library writes the time of writing; the paper's day takes its place. */
  private static byte[] fixed(byte[] workbook, Paper paper) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipFile zip = ZipFile.builder().setByteArray(workbook).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        try (InputStream part = zip.getInputStream(entry)) {
          parts.put(entry.getName(), part.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    parts.computeIfPresent(
        CORE,
        (name, core) ->
            new String(core, StandardCharsets.UTF_8)
                .replaceAll("(<dcterms:created[^>]*>)[^<]*", "$1" + paper.date() + "T00:00:00Z")
                .getBytes(StandardCharsets.UTF_8));
    return FixedZip.write(parts);
  }
}
