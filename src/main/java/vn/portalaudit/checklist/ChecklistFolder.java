package vn.portalaudit.checklist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vn.portalaudit.config.Problems;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.PortalKind;

/**
 * The checklists of a folder; that a file lies there is its registration. Immutable, safe for
 * several threads.
 *
 * @param checklists in the order of their ids
 */
public record ChecklistFolder(List<Checklist> checklists) {
  public ChecklistFolder {
    checklists = List.copyOf(checklists);
  }

  /**
   * Reads every {@code *.yml} of a folder.
   *
   * @param dir the folder
   * @param probeFields the fields of each probe by the probe's id
   * @param problems takes everything that is wrong, of all files
   * @return the checklists that are right; the caller stops when there are problems
   */
  public static ChecklistFolder load(
      Path dir, Map<String, Map<String, FieldType>> probeFields, Problems problems) {
    List<Checklist> checklists = new ArrayList<>();
    for (Path file : files(dir, problems)) {
      ChecklistReader.read(file, probeFields, problems).ifPresent(checklists::add);
    }
    return new ChecklistFolder(checklists);
  }

  /** The checklist of that id. */
  public Optional<Checklist> find(String id) {
    return checklists.stream().filter(checklist -> checklist.id().equals(id)).findFirst();
  }

  /** The checklists that are chosen for a kind of portal, those «tham khảo» included. */
  public List<Checklist> chosenFor(PortalKind kind) {
    return checklists.stream()
        .filter(c -> c.appliesTo().contains(kind) || c.referenceFor().contains(kind))
        .toList();
  }

  private static List<Path> files(Path dir, Problems problems) {
    String name = String.valueOf(dir.getFileName());
    try (Stream<Path> entries = Files.list(dir)) {
      List<Path> files = entries.filter(Files::isRegularFile).sorted().toList();
      files.stream()
          .filter(file -> file.toString().endsWith(".yaml"))
          .forEach(
              file ->
                  problems.add(
                      String.valueOf(file.getFileName()), 0, "", "đổi đuôi tệp thành .yml"));
      return files.stream().filter(file -> file.toString().endsWith(".yml")).toList();
    } catch (IOException e) {
      problems.add(name, 0, "", "không đọc được thư mục bộ tiêu chí; kiểm tra đường dẫn");
      return List.of();
    }
  }
}
