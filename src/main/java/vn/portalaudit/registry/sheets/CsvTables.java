package vn.portalaudit.registry.sheets;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vn.portalaudit.sheet.CsvRows;
import vn.portalaudit.sheet.Limits;
import vn.portalaudit.sheet.Packed;
import vn.portalaudit.sheet.ProblemList;
import vn.portalaudit.sheet.Row;

/** Finds the sheets of a registry among CSV files. */
final class CsvTables {
  private static final String EXPLAINING = "huong-dan.csv";

  private final Limits limits;
  private final ProblemList problems;
  private final Set<Sheet> seen = EnumSet.noneOf(Sheet.class);

  CsvTables(Limits limits, ProblemList problems) {
    this.limits = limits;
    this.problems = problems;
  }

  /** The sheets of a folder. */
  List<Table> folder(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path file : stream) {
        if (Files.isRegularFile(file) && isCsv(String.valueOf(file.getFileName()))) {
          files.add(file);
        }
        if (files.size() > limits.parts()) {
          break;
        }
      }
    }
    files.sort(Comparator.comparing(Path::toString));
    List<Table> tables = new ArrayList<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      if (Files.size(file) > limits.fileBytes()) {
        problems.file(name, "tệp lớn hơn " + limits.fileBytes() / 1_000_000 + " MB; hãy tách nhỏ");
      } else {
        tables.addAll(file(name, Files.readAllBytes(file)));
      }
    }
    return some(tables, folder.toString());
  }

  /** The sheets of a ZIP. */
  List<Table> zip(Packed packed) throws IOException {
    List<Table> tables = new ArrayList<>();
    for (String part : packed.parts()) {
      String name = part.substring(part.lastIndexOf('/') + 1);
      if (isCsv(name) && !part.startsWith("__MACOSX/") && !name.startsWith(".")) {
        Optional<byte[]> bytes =
            packed.read(part, in -> in.readNBytes((int) limits.fileBytes() + 1));
        if (bytes.isPresent() && bytes.get().length > limits.fileBytes()) {
          problems.file(
              name, "tệp lớn hơn " + limits.fileBytes() / 1_000_000 + " MB; hãy tách nhỏ");
        } else {
          bytes.ifPresent(content -> tables.addAll(file(name, content)));
        }
      }
    }
    return some(tables, packed.name());
  }

  private List<Table> some(List<Table> tables, String place) {
    if (tables.isEmpty() && problems.none()) {
      problems.file(place, "không có tệp CSV nào của danh bạ; các tệp: " + Sheet.fileNames());
    }
    return tables;
  }

  private static boolean isCsv(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".csv") && !lower.equals(EXPLAINING);
  }

  /** The sheet of one file, told by its name. */
  List<Table> file(String name, byte[] bytes) {
    String bare = isCsv(name) ? name.substring(0, name.length() - 4) : name;
    Optional<Sheet> sheet = Sheet.named(bare);
    if (sheet.isEmpty()) {
      problems.file(name, "tên tệp không cho biết là trang nào; đặt tên: " + Sheet.fileNames());
      return List.of();
    }
    if (!seen.add(sheet.get())) {
      problems.file(name, "trang «" + sheet.get().title() + "» có ở hai tệp; gộp làm một");
      return List.of();
    }
    List<Row> rows = new ArrayList<>();
    return CsvRows.read(name, bytes, limits, problems, rows::add)
        ? List.of(new Table(sheet.get(), name, rows))
        : List.of();
  }
}
