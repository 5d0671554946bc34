package vn.portalaudit.registry.sheets;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.sheet.Column;
import vn.portalaudit.sheet.Days;
import vn.portalaudit.sheet.Words;

/** Writes a registry as CSV files in UTF-8 with a mark, by which spreadsheets know the encoding. */
final class CsvWriting {
  private static final String MARK = "\ufeff";
  private static final String GUIDE_FILE = "huong-dan.csv";

  private CsvWriting() {}

  static void folder(Registry registry, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> file : files(registry).entrySet()) {
      Replacing.write(
          folder.resolve(file.getKey()),
          out -> out.write(file.getValue().getBytes(StandardCharsets.UTF_8)));
    }
  }

  static void zip(Registry registry, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    for (Map.Entry<String, String> file : files(registry).entrySet()) {
      zip.putNextEntry(new ZipEntry(file.getKey()));
      zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    zip.finish();
  }

  private static Map<String, String> files(Registry registry) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    SheetRows rows = new SheetRows(registry);
    for (Sheet sheet : Sheet.values()) {
      List<List<String>> lines = new ArrayList<>();
      lines.add(sheet.columns().stream().map(Column::header).toList());
      rows.of(sheet).forEach(row -> lines.add(row.stream().map(CsvWriting::text).toList()));
      files.put(sheet.fileName(), csv(lines));
    }
    files.put(
        GUIDE_FILE,
        csv(Guide.rows().stream().map(row -> row.stream().map(Words::escape).toList()).toList()));
    return files;
  }

  private static String csv(List<List<String>> lines) throws IOException {
    StringWriter text = new StringWriter();
    text.write(MARK);
    try (CsvWriter writer = CsvWriter.builder().build(text)) {
      lines.forEach(writer::writeRecord);
    }
    return text.toString();
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case LocalDate day -> Days.write(day);
      default -> Words.escape(value.toString());
    };
  }
}
