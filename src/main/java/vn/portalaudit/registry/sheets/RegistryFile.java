package vn.portalaudit.registry.sheets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.registry.Violation;
import vn.portalaudit.sheet.Limits;
import vn.portalaudit.sheet.Notation;
import vn.portalaudit.sheet.Packed;
import vn.portalaudit.sheet.ProblemList;
import vn.portalaudit.sheet.RowReader;
import vn.portalaudit.sheet.TableReader;

/**
 * Reads and writes registries: an XLSX workbook, a folder of CSV files, or a ZIP of these. Safe for
 * several threads.
 */
public final class RegistryFile {
  private RegistryFile() {}

  /**
   * Reads a file and holds it, together with what is there already, against the rules. Nothing is
   * stored: this is the dry run too.
   *
   * @param file an XLSX workbook, a folder of CSV files, one CSV file, or a ZIP of CSV files
   * @param current the registry as it is; rows of the file may name agencies and portals in it
   * @param permitPrivate whether portals may have loopback and private addresses
   * @return all the file's rows, or every problem with them
   */
  public static Imported read(Path file, Registry current, boolean permitPrivate) {
    return read(file, current, permitPrivate, Limits.STANDARD);
  }

  static Imported read(Path file, Registry current, boolean permitPrivate, Limits limits) {
    ProblemList problems = new ProblemList();
    Collected collected = new Collected();
    int rows = 0;
    EntryReader entries = new EntryReader(new Known(current), collected);
    for (Table table : tables(file, limits, problems)) {
      TableReader reader =
          new TableReader(
              table.sheet().layout(),
              table.place(),
              Notation.COMMA,
              limits,
              problems,
              row -> entries.read(table.sheet(), row));
      table.rows().forEach(reader);
      rows += reader.count();
    }
    if (rows == 0 && problems.none()) {
      problems.file(name(file), "không có dòng dữ liệu nào; điền vào tệp mẫu (registry template)");
    }
    // with bad cells left out, rules would blame rows for missing what was written, if badly
    if (problems.none()) {
      judge(current.with(collected.registry()), collected, permitPrivate, problems);
    }
    return new Imported(
        problems.none() ? collected.registry() : Registry.EMPTY,
        rows,
        problems.errors(),
        problems.warnings());
  }

  private static List<Table> tables(Path file, Limits limits, ProblemList problems) {
    String name = name(file);
    try {
      if (Files.isDirectory(file)) {
        return new CsvTables(limits, problems).folder(file);
      }
      if (Files.size(file) > limits.fileBytes()) {
        problems.file(name, "tệp lớn hơn " + limits.fileBytes() / 1_000_000 + " MB; hãy tách nhỏ");
        return List.of();
      }
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length == 0) {
        problems.file(name, "tệp trống; lưu lại tệp, hoặc tải lại nếu tải chưa xong");
        return List.of();
      }
      if (Packed.isOldExcel(bytes)) {
        problems.file(
            name, "là tệp Excel cũ (.xls) hoặc có mật khẩu; lưu lại thành .xlsx không mật khẩu");
        return List.of();
      }
      if (!Packed.isZip(bytes)) {
        return new CsvTables(limits, problems).file(name, bytes);
      }
      Optional<Packed> packed = Packed.open(name, bytes, limits, problems);
      if (packed.isEmpty()) {
        return List.of();
      }
      return packed.get().isWorkbook()
          ? new XlsxTables(limits, problems).read(packed.get())
          : new CsvTables(limits, problems).zip(packed.get());
    } catch (IOException e) {
      problems.file(
          name, "không đọc được (" + e.getMessage() + "); kiểm tra đường dẫn và quyền đọc");
      return List.of();
    }
  }

  private static void judge(
      Registry merged, Collected collected, boolean permitPrivate, ProblemList problems) {
    for (Violation violation : merged.check(permitPrivate)) {
      Optional<RowReader> place = collected.place(violation.entry());
      if (place.isPresent()) {
        RowReader row = place.get();
        String field = row.nearest(violation.field());
        if (violation.error()) {
          row.problem(field, violation.says());
        } else {
          row.warning(field, violation.says());
        }
      } else if (violation.error()) {
        problems.file(
            "đã lưu từ trước: "
                + violation.entry().kind().label()
                + " «"
                + violation.entry().key()
                + "»",
            violation.says());
      }
    }
  }

  /**
   * Writes a registry.
   *
   * @param registry the registry
   * @param file where; {@code .xlsx} gives a workbook, {@code .zip} a ZIP of CSV files, anything
   *     else a folder of CSV files, made if need be
   * @throws IOException when it cannot be written
   * @throws IllegalArgumentException when the name ends in {@code .csv}; the message is for people
   */
  public static void write(Registry registry, Path file) throws IOException {
    String name = name(file).toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv") || name.endsWith(".xls")) {
      throw new IllegalArgumentException(
          "Không ghi được "
              + file
              + ": danh bạ gồm nhiều trang; đặt tên tệp .xlsx, .zip, hoặc tên một thư mục");
    }
    if (name.endsWith(".xlsx")) {
      Replacing.write(file, out -> XlsxWriter.write(registry, out));
    } else if (name.endsWith(".zip")) {
      Replacing.write(file, out -> CsvWriting.zip(registry, out));
    } else {
      CsvWriting.folder(registry, file);
    }
  }

  /**
   * Writes a template: headings, hints, examples and an explaining sheet, without rows.
   *
   * @param file as for {@link #write}
   * @throws IOException when it cannot be written
   * @throws IllegalArgumentException as for {@link #write}
   */
  public static void template(Path file) throws IOException {
    write(Registry.EMPTY, file);
  }

  private static String name(Path file) {
    Path name = file.toAbsolutePath().normalize().getFileName();
    return name == null ? file.toString() : name.toString();
  }
}
