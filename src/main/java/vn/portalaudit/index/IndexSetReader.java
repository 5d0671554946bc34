package vn.portalaudit.index;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.index.IndexSet.Assessed;
import vn.portalaudit.index.IndexSet.Flag;
import vn.portalaudit.index.IndexSet.Grade;
import vn.portalaudit.index.IndexSet.Group;
import vn.portalaudit.index.IndexSet.Indicator;
import vn.portalaudit.index.IndexSet.LeftOut;
import vn.portalaudit.index.IndexSet.MachineFeed;
import vn.portalaudit.index.IndexSet.Pillar;
import vn.portalaudit.index.IndexSet.RankingGroup;
import vn.portalaudit.index.IndexSet.Remark;
import vn.portalaudit.index.IndexSet.Rules;

/**
 * Reads one file of {@code checklists/chi-so/} strictly: every mistake that would make a wrong
 * ranking is found before anything is computed, with its line and what to write.
 */
public final class IndexSetReader {
  private IndexSetReader() {}

  /**
   * Reads a file.
   *
   * @param file the file; its name without {@code .yml} is the set's id
   * @param problems takes everything that is wrong
   * @return the set, or empty when anything is wrong with it
   */
  public static Optional<IndexSet> read(Path file, Problems problems) {
    int before = problems.lines().size();
    String name = String.valueOf(file.getFileName());
    Optional<IndexSet> set = YamlFile.read(file, problems).map(root -> set(root, name, problems));
    return problems.lines().size() == before ? set : Optional.empty();
  }

  /**
   * Reads a text as strictly as a file.
   *
   * @param id the set's id
   * @param text its file, whole
   * @param problems takes everything that is wrong
   * @return the set, or empty when anything is wrong with it
   */
  public static Optional<IndexSet> parse(String id, String text, Problems problems) {
    return parse(id, text, problems, (root, name) -> set(root, name, problems));
  }

  /**
   * Reads a text that a campaign has frozen. Its examples are not asked for: they were held against
   * the file before it was taken, and what earlier releases froze has none.
   *
   * @param id the set's id
   * @param text its file, whole
   * @param problems takes everything that is wrong
   * @return the set, or empty when anything is wrong with it
   */
  public static Optional<IndexSet> frozen(String id, String text, Problems problems) {
    return parse(id, text, problems, IndexSetReader::set);
  }

  private static Optional<IndexSet> parse(
      String id, String text, Problems problems, BiFunction<YamlNode, String, IndexSet> read) {
    int before = problems.lines().size();
    String name = id + ".yml";
    Optional<IndexSet> set =
        YamlFile.parse(name, text, problems).map(root -> read.apply(root, name));
    return problems.lines().size() == before ? set : Optional.empty();
  }

  private static IndexSet set(YamlNode root, String fileName, Problems problems) {
    int before = problems.lines().size();
    IndexSet set = set(root, fileName);
    YamlNode examples = root.get("examples");
    if (problems.lines().size() == before) { // those of a wrong set would only mislead
      SetExamples.check(examples, set);
    }
    return set;
  }

  private static IndexSet set(YamlNode root, String fileName) {
    root.only(
        "index",
        "version",
        "title",
        "basis",
        "max_points",
        "stated_count",
        "groups",
        "pillars",
        "assessed",
        "rules",
        "calendar",
        "machine",
        "general_table",
        "remarks",
        "gaps",
        "examples");
    String id = root.get("index").text();
    if (!fileName.equals(id + ".yml")) {
      root.get("index")
          .problem("«" + id + "» phải trùng tên tệp «" + fileName + "» (không kể .yml)");
    }
    YamlNode versionNode = root.get("version");
    String version = versionNode.text();
    if (!version.isEmpty() && !version.matches("\\d{4}\\.\\d{1,4}")) {
      versionNode.problem("«" + version + "» không đúng dạng năm.số, ví dụ \"2026.1\"");
    }
    Assessed assessed = assessed(root.get("assessed"));
    Set<String> flags = assessed.flags().stream().map(Flag::id).collect(Collectors.toSet());
    TableReader table = new TableReader(flags);
    @Nullable BigDecimal max = TableReader.points(root);
    List<Group> groups = table.groups(root, max);
    List<Pillar> pillars =
        root.find("pillars").map(node -> table.pillars(node, groups)).orElse(List.of());
    return new IndexSet(
        id,
        version,
        root.get("title").text(),
        root.get("basis").text(),
        max,
        root.find("stated_count").map(node -> table.count(node, groups)).orElse(null),
        groups,
        pillars,
        assessed,
        rules(root.get("rules")),
        CalendarReader.read(root.get("calendar")),
        list(root, "machine", node -> machine(node, groups)),
        root.find("general_table").map(IndexSetReader::table).orElse(null),
        list(root, "remarks", IndexSetReader::remark),
        root.find("gaps").map(YamlNode::texts).orElse(List.of()));
  }

  /** The entries of a list that may be missing. */
  static <T> List<T> list(YamlNode parent, String key, Function<YamlNode, T> read) {
    return parent.find(key).map(node -> node.items().stream().map(read).toList()).orElse(List.of());
  }

  private static Assessed assessed(YamlNode node) {
    node.only("groups", "flags", "left_out");
    Set<String> ids = new HashSet<>();
    List<RankingGroup> groups =
        list(
            node,
            "groups",
            one -> {
              one.only("id", "title", "stated_count", "basis");
              return new RankingGroup(
                  id(one, ids),
                  one.get("title").text(),
                  one.find("stated_count").map(YamlNode::whole).orElse(null),
                  one.get("basis").text());
            });
    if (groups.isEmpty()) {
      node.problem("cần groups: ít nhất một nhóm xếp hạng");
    }
    List<Flag> flags =
        list(
            node,
            "flags",
            one -> {
              one.only("id", "title", "agencies", "basis");
              return new Flag(
                  id(one, ids),
                  one.get("title").text(),
                  one.find("agencies").map(YamlNode::texts).orElse(List.of()),
                  one.get("basis").text());
            });
    List<LeftOut> leftOut =
        list(
            node,
            "left_out",
            one -> {
              one.only("agency", "basis");
              return new LeftOut(one.get("agency").text(), one.get("basis").text());
            });
    return new Assessed(groups, flags, leftOut);
  }

  /** An id that stands only once; reports when it is not an unaccented phrase. */
  static String id(YamlNode parent, Set<String> seen) {
    YamlNode node = parent.get("id");
    String id = node.text();
    if (!id.isEmpty() && !id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      node.problem("«" + id + "» phải là cụm danh từ không dấu, chữ thường, nối bằng «-»");
    } else if (!seen.add(id)) {
      node.problem("id «" + id + "» viết hai lần; mỗi nơi một id");
    }
    return id;
  }

  private static Rules rules(YamlNode node) {
    node.only(
        "rounds",
        "bonus",
        "unit_index",
        "no_data_is_zero",
        "exclusion_share",
        "grades",
        "normalisations",
        "basis");
    YamlNode roundsNode = node.get("rounds");
    int rounds = roundsNode.whole();
    if (roundsNode.isNumber() && (rounds < 1 || rounds > 9)) {
      roundsNode.problem("số vòng thẩm định phải từ 1 đến 9");
    }
    List<Grade> grades = new ArrayList<>();
    for (YamlNode item : node.find("grades").map(YamlNode::items).orElse(List.of())) {
      item.only("name", "from");
      BigDecimal from = share(item.get("from"));
      if (!grades.isEmpty() && from.compareTo(grades.getLast().from()) >= 0) {
        item.get("from").problem("ngưỡng xếp loại phải giảm dần, bậc cao nhất viết trước");
      }
      grades.add(new Grade(item.get("name").text(), from));
    }
    return new Rules(
        rounds,
        flag(node, "bonus"),
        flag(node, "unit_index"),
        flag(node, "no_data_is_zero"),
        node.find("exclusion_share").map(IndexSetReader::share).orElse(null),
        grades,
        list(node, "normalisations", IndexSetReader::normalisation),
        node.get("basis").text());
  }

  private static boolean flag(YamlNode parent, String key) {
    return parent.find(key).map(YamlNode::flag).orElse(false);
  }

  private static Normalisation normalisation(YamlNode node) {
    String word =
        node.oneOf(
            Arrays.stream(Normalisation.values()).map(Normalisation::id).toArray(String[]::new));
    return Normalisation.of(word).orElse(Normalisation.NONE);
  }

  private static BigDecimal share(YamlNode node) {
    BigDecimal value = node.number();
    if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
      node.problem("phải từ 0 đến 1, ví dụ 0.8");
    }
    return value;
  }

  private static MachineFeed machine(YamlNode node, List<Group> groups) {
    node.only("indicator", "checklist", "criteria", "coverage", "counts", "status", "says");
    YamlNode code = node.get("indicator");
    String indicator = code.text();
    Set<String> codes =
        groups.stream()
            .flatMap(group -> group.indicators().stream())
            .map(Indicator::code)
            .collect(Collectors.toSet());
    if (!indicator.isEmpty() && !codes.contains(indicator)) {
      code.problem("không có chỉ số «" + indicator + "» trong bộ này; viết mã của một chỉ số");
    }
    node.get("status").oneOf("proposed");
    return new MachineFeed(
        indicator,
        node.get("checklist").text(),
        node.find("criteria").map(YamlNode::texts).orElse(List.of()),
        share(node.get("coverage")),
        node.get("counts").flag(),
        node.get("says").text());
  }

  private static GeneralTable table(YamlNode node) {
    node.only("basis", "rows");
    Set<String> ids = new HashSet<>();
    return new GeneralTable(node.get("basis").text(), list(node, "rows", row -> row(row, ids)));
  }

  private static GeneralTable.Row row(YamlNode node, Set<String> ids) {
    node.only("id", "title", "unit", "needed");
    String id = node.get("id").text();
    if (!ids.add(id)) {
      node.get("id").problem("dòng «" + id + "» viết hai lần; mỗi nơi một số");
    }
    return new GeneralTable.Row(
        id,
        node.get("title").text(),
        node.find("unit").map(YamlNode::text).orElse(""),
        flag(node, "needed"));
  }

  private static Remark remark(YamlNode node) {
    node.only("what", "stated", "computed", "basis");
    BigDecimal stated = node.get("stated").number();
    BigDecimal computed = node.get("computed").number();
    if (stated.compareTo(computed) == 0) {
      node.get("computed").problem("bằng số văn bản nêu; bỏ ghi chú này");
    }
    return new Remark(node.get("what").text(), stated, computed, node.get("basis").text());
  }
}
