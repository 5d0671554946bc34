package vn.portalaudit.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.portalaudit.config.Problems;

/**
 * The index sets of a folder; that a file lies there is its registration. Immutable, safe for
 * several threads.
 *
 * @param sets in the order of their ids
 */
public record IndexSets(List<IndexSet> sets) {
  public IndexSets {
    sets = List.copyOf(sets);
  }

  /**
   * Reads every {@code *.yml} of a folder.
   *
   * @param dir the folder, {@code checklists/chi-so} of the program
   * @throws vn.portalaudit.config.ConfigException with everything that is wrong in the files
   */
  public static IndexSets load(Path dir) {
    Problems problems = new Problems();
    List<IndexSet> sets = new ArrayList<>();
    for (Path file : files(dir, problems)) {
      IndexSetReader.read(file, problems).ifPresent(sets::add);
    }
    problems.throwIfAny();
    return new IndexSets(sets);
  }

  /** The set of that id. */
  public Optional<IndexSet> find(String id) {
    return sets.stream().filter(set -> set.id().equals(id)).findFirst();
  }

  private static List<Path> files(Path dir, Problems problems) {
    try (Stream<Path> entries = Files.list(dir)) {
      return entries
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(".yml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      problems.add(
          String.valueOf(dir.getFileName()),
          0,
          "",
          "không đọc được thư mục bộ chỉ số; kiểm tra đường dẫn");
      return List.of();
    }
  }
}
