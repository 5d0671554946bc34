package vn.portalaudit.checklist;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist.Grade;
import vn.portalaudit.checklist.Checklist.Group;
import vn.portalaudit.checklist.Checklist.Validity;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.PortalKind;

/**
 * Reads one file of {@code checklists/} strictly: every mistake that would make a wrong score is
 * found before the first request, with its line and what to write.
 */
public final class ChecklistReader {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final GroupReader groupReader;

  private ChecklistReader(Map<String, Map<String, FieldType>> probeFields) {
    this.groupReader = new GroupReader(new Vocabulary(probeFields));
  }

  /**
   * Reads a file.
   *
   * @param file the file; its name without {@code .yml} is the checklist's id
   * @param probeFields the fields of each probe by the probe's id: all that a condition may name
   * @param problems takes everything that is wrong
   * @return the checklist, or empty when anything is wrong with it
   */
  public static Optional<Checklist> read(
      Path file, Map<String, Map<String, FieldType>> probeFields, Problems problems) {
    String name = String.valueOf(file.getFileName());
    int before = problems.lines().size();
    return read(name, before, YamlFile.read(file, problems), probeFields, problems);
  }

  /**
   * Reads a text.
   *
   * @param name name of its file; without {@code .yml} it is the checklist's id
   * @param text its content
   * @param probeFields the fields of each probe by the probe's id
   * @param problems takes everything that is wrong
   * @return the checklist, or empty when anything is wrong with it
   */
  public static Optional<Checklist> read(
      String name,
      String text,
      Map<String, Map<String, FieldType>> probeFields,
      Problems problems) {
    int before = problems.lines().size();
    return read(name, before, YamlFile.parse(name, text, problems), probeFields, problems);
  }

  private static Optional<Checklist> read(
      String name,
      int before,
      Optional<YamlNode> root,
      Map<String, Map<String, FieldType>> probeFields,
      Problems problems) {
    Optional<Checklist> checklist =
        root.map(node -> new ChecklistReader(probeFields).checklist(node, name));
    return problems.lines().size() == before ? checklist : Optional.empty();
  }

  private Checklist checklist(YamlNode root, String fileName) {
    root.only(
        "checklist",
        "version",
        "title",
        "basis",
        "applies_to",
        "reference_for",
        "effective",
        "note",
        "gaps",
        "max_points",
        "grades",
        "groups");
    String id = checkedId(root.get("checklist"), fileName);
    String version = version(root.get("version"));
    String title = root.get("title").text();
    String basis = root.get("basis").text();
    List<PortalKind> appliesTo = kinds(root.get("applies_to"));
    List<PortalKind> referenceFor =
        root.find("reference_for").map(ChecklistReader::kinds).orElse(List.of());
    if (referenceFor.stream().anyMatch(appliesTo::contains)) {
      root.get("reference_for").problem("có loại đã nằm trong applies_to; bỏ ở một bên");
    }
    @Nullable Validity effective =
        root.find("effective").map(CriterionReader::validity).orElse(null);
    @Nullable String note = root.find("note").map(YamlNode::text).orElse(null);
    List<String> gaps = root.find("gaps").map(YamlNode::texts).orElse(List.of());
    List<Grade> grades = root.find("grades").map(ChecklistReader::grades).orElse(List.of());
    List<Group> groups = groupReader.read(root);
    return new Checklist(
        id, version, title, basis, appliesTo, referenceFor, effective, note, gaps, grades, groups);
  }

  private static String checkedId(YamlNode node, String fileName) {
    String id = CriterionReader.id(node);
    if (!id.isEmpty() && !fileName.equals(id + ".yml")) {
      node.problem("«" + id + "» phải trùng tên tệp «" + fileName + "» (không kể .yml)");
    }
    return id;
  }

  private static String version(YamlNode node) {
    String version = node.text();
    int dot = version.indexOf('.');
    boolean known =
        dot == 4 && version.length() > 5 && digits(version, 0, 4) && digits(version, 5, 9);
    if (!version.isEmpty() && !known) {
      node.problem("«" + version + "» không đúng dạng năm.số, ví dụ \"2026.1\"");
    }
    return version;
  }

  private static boolean digits(String text, int from, int to) {
    String part = text.substring(from, Math.min(to, text.length()));
    return text.length() <= 9 && part.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The kinds of portal in a list; reports unknown ones and those written twice. */
  static List<PortalKind> kinds(YamlNode list) {
    List<PortalKind> kinds = new ArrayList<>();
    for (YamlNode item : list.items()) {
      Optional<PortalKind> kind = kind(item);
      if (kind.isPresent() && kinds.contains(kind.get())) {
        item.problem("loại «" + kind.get().id() + "» viết hai lần; bỏ một");
      } else {
        kind.ifPresent(kinds::add);
      }
    }
    return kinds;
  }

  /** A kind of portal; reports any other word. */
  static Optional<PortalKind> kind(YamlNode node) {
    String word = node.text();
    Optional<PortalKind> kind = PortalKind.of(word);
    if (kind.isEmpty()) {
      String known =
          Arrays.stream(PortalKind.values()).map(PortalKind::id).collect(Collectors.joining(", "));
      node.problem("không có loại cổng «" + word + "»; chọn trong: " + known);
    }
    return kind;
  }

  private static List<Grade> grades(YamlNode list) {
    List<Grade> grades = new ArrayList<>();
    for (YamlNode item : list.items()) {
      item.only("name", "from");
      String name = item.get("name").text();
      YamlNode node = item.get("from");
      BigDecimal from = node.number();
      if (from.signum() < 0 || from.compareTo(HUNDRED) > 0) {
        node.problem("ngưỡng phải từ 0 đến 100 (phần trăm của điểm tối đa)");
      }
      if (!grades.isEmpty() && from.compareTo(grades.getLast().from()) >= 0) {
        node.problem("ngưỡng xếp loại phải giảm dần, bậc cao nhất viết trước");
      }
      if (grades.stream().anyMatch(grade -> grade.name().equals(name))) {
        item.get("name").problem("xếp loại «" + name + "» viết hai lần");
      }
      grades.add(new Grade(name, from));
    }
    return grades;
  }
}
