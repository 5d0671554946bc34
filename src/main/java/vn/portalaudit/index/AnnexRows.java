package vn.portalaudit.index;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.sheet.ProblemList;
import vn.portalaudit.sheet.RowReader;

/**
 * The rows that a text leaves to its annex, as the department imports them: they take the place of
 * the group (or indicator) that the text gives in one piece, and their sums and numbers must be
 * what the text states. Not safe for several threads.
 */
final class AnnexRows {
  private static final int NAME = 1_000;

  private final Scheme scheme;
  private final ProblemList problems;
  private final Map<String, Annex> byCode = new LinkedHashMap<>();
  private final Map<String, List<Annex>> children = new HashMap<>();

  private record Annex(
      String code, String parent, String title, @Nullable BigDecimal max, RowReader row) {}

  AnnexRows(Scheme scheme, ProblemList problems) {
    this.scheme = scheme;
    this.problems = problems;
  }

  /** Takes a row. */
  void read(RowReader row) {
    String code = row.needed("code", NAME);
    String parent = Optional.ofNullable(row.text("parent", NAME)).orElse("");
    String title = row.needed("title", NAME);
    BigDecimal max = row.number("maxPoints");
    if (row.typedAsNumber("code") && code.contains(".")) {
      row.problem("code", "ô kiểu số nên mất số 0 ở cuối (6.10); định dạng ô là Văn bản (Text)");
    }
    if (max != null && max.signum() == 0) {
      row.problem("maxPoints", "điểm tối đa phải lớn hơn 0");
    }
    if (!row.sound()) {
      return;
    }
    Annex annex = new Annex(code, parent, title, max, row);
    Annex first = byCode.putIfAbsent(code, annex);
    if (first != null) {
      row.problem("code", "mã này đã có ở " + first.row().where() + "; bỏ một dòng");
    } else if (!parent.isEmpty()) {
      children.computeIfAbsent(parent, key -> new ArrayList<>()).add(annex);
    }
  }

  /** The rows that were taken, in their order. */
  List<AnnexTable.Line> lines() {
    return byCode.values().stream()
        .map(one -> new AnnexTable.Line(one.code(), one.parent(), one.title(), one.max()))
        .toList();
  }

  /** The scheme with the rows in their places, or empty after a problem. */
  Optional<Scheme> scheme() {
    if (byCode.isEmpty()) {
      return Optional.of(scheme);
    }
    byCode.values().forEach(this::check);
    if (!problems.none()) {
      return Optional.empty();
    }
    List<Scheme.Item> items = new ArrayList<>();
    Map<Integer, List<Integer>> places = new HashMap<>();
    for (Scheme.Part group : scheme.groups()) {
      boolean split = children.containsKey(group.code());
      for (int i = 0; i < group.items().size(); i++) {
        int old = group.items().get(i);
        Scheme.Item item = stated(scheme.items().get(old), byCode.get(group.code()));
        List<Scheme.Item> now =
            split ? (i == 0 ? leaves(group.code(), item) : List.of()) : of(item);
        places.put(old, add(items, now));
      }
    }
    Scheme whole =
        new Scheme(
            scheme.id(),
            scheme.version(),
            scheme.title(),
            scheme.maxPoints(),
            items,
            scheme.groups().stream().map(part -> moved(part, places, items)).toList(),
            scheme.pillars().stream().map(part -> moved(part, places, items)).toList(),
            scheme.grades(),
            scheme.conditions(),
            scheme.annex());
    checkSums(whole);
    return problems.none() ? Optional.of(whole) : Optional.empty();
  }

  /** An indicator that stands for its group, with the points that the annex gives the group. */
  private static Scheme.Item stated(Scheme.Item item, @Nullable Annex own) {
    return own == null || item.maxPoints() != null || !own.code().equals(item.id())
        ? item
        : new Scheme.Item(
            item.id(),
            item.title(),
            own.max(),
            item.declared(),
            item.flags(),
            item.except(),
            item.scales(),
            item.scoring());
  }

  private void check(Annex annex) {
    Optional<Scheme.Part> group = group(annex.code());
    boolean standsIn = scheme.find(annex.code()).isPresent();
    if (annex.parent().isEmpty()) {
      if (group.isEmpty()) {
        annex.row().problem("parent", "để trống; viết mã nhóm mà dòng này thuộc về, ví dụ 1");
      } else if (!annex.row().blank("maxPoints")) {
        differs(annex, group.get().maxPoints(), "văn bản nêu ");
      }
      return;
    }
    if (group.isPresent() || standsIn) {
      annex.row().problem("code", "mã này đã có trong bộ chỉ số; viết mã khác");
    } else if (group(annex.parent()).isEmpty()
        && scheme.find(annex.parent()).isEmpty()
        && !byCode.containsKey(annex.parent())) {
      annex.row().problem("parent", "không có nhóm hay dòng nào mang mã này; kiểm tra mã");
    } else if (circular(annex)) {
      annex.row().problem("parent", "dòng này thuộc về chính nó; sửa mã nhóm");
    } else if (!children.containsKey(annex.code()) && annex.max() == null) {
      annex.row().problem("maxPoints", "để trống; chép điểm tối đa từ phụ lục của văn bản");
    }
  }

  private void differs(Annex annex, @Nullable BigDecimal stated, String who) {
    if (stated != null && annex.max() != null && stated.compareTo(annex.max()) != 0) {
      annex.row().problem("maxPoints", who + plain(stated) + " điểm; sửa cho khớp");
    }
  }

  private boolean circular(Annex annex) {
    Set<String> above = new HashSet<>();
    @Nullable Annex at = annex;
    while (at != null) {
      if (!above.add(at.code())) {
        return true;
      }
      at = byCode.get(at.parent());
    }
    return false;
  }

  private Optional<Scheme.Part> group(String code) {
    return scheme.groups().stream()
        .filter(part -> part.code().equals(code) || part.id().equals(code))
        .findFirst();
  }

  private List<Scheme.Item> of(Scheme.Item item) {
    return children.containsKey(item.id()) ? leaves(item.id(), item) : List.of(item);
  }

  private List<Scheme.Item> leaves(String parent, Scheme.Item standIn) {
    List<Scheme.Item> leaves = new ArrayList<>();
    for (Annex annex : children.getOrDefault(parent, List.of())) {
      if (children.containsKey(annex.code())) {
        List<Scheme.Item> below = leaves(annex.code(), standIn);
        differs(annex, sum(below), "tổng các dòng bên dưới là ");
        leaves.addAll(below);
      } else {
        leaves.add(
            new Scheme.Item(
                annex.code(),
                annex.title(),
                annex.max(),
                standIn.declared(),
                standIn.flags(),
                standIn.except(),
                Map.of(),
                null));
      }
    }
    return leaves;
  }

  private static List<Integer> add(List<Scheme.Item> items, List<Scheme.Item> more) {
    List<Integer> places = new ArrayList<>();
    for (Scheme.Item item : more) {
      places.add(items.size());
      items.add(item);
    }
    return places;
  }

  private Scheme.Part moved(
      Scheme.Part part, Map<Integer, List<Integer>> places, List<Scheme.Item> items) {
    List<Integer> now =
        part.items().stream().flatMap(i -> places.getOrDefault(i, List.of()).stream()).toList();
    Annex own = byCode.get(part.code());
    BigDecimal stated = part.maxPoints();
    if (stated == null) {
      BigDecimal sum = sum(now.stream().map(items::get).toList());
      stated = sum == null && own != null ? own.max() : sum;
    }
    return new Scheme.Part(part.id(), part.code(), part.title(), stated, part.statedCount(), now);
  }

  private static @Nullable BigDecimal sum(List<Scheme.Item> items) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Scheme.Item item : items) {
      BigDecimal max = item.maxPoints();
      if (max == null) {
        return null;
      }
      sum = sum.add(max);
    }
    return sum;
  }

  /** Holds the rows against what the text states of groups, pillars and the whole. */
  private void checkSums(Scheme whole) {
    for (Scheme.Part group : whole.groups()) {
      boolean split = children.containsKey(group.code());
      Annex own = byCode.get(group.code());
      BigDecimal stated = group.maxPoints();
      if (own != null && own.max() != null) {
        stated = own.max();
      }
      if (split) {
        compare("nhóm " + group.code(), sum(items(whole, group)), stated);
        count("nhóm " + group.code(), group.statedCount(), group.items().size());
      }
    }
    if (scheme.annex().awaiting().stream().allMatch(this::split)) {
      count("cả bộ", scheme.annex().statedCount(), whole.items().size());
    }
    boolean complete = whole.items().stream().noneMatch(item -> item.maxPoints() == null);
    if (complete) {
      compare("cả bộ", sum(whole.items()), whole.maxPoints());
      whole
          .pillars()
          .forEach(pillar -> {
            compare("trụ cột " + pillar.code(), sum(items(whole, pillar)), pillar.maxPoints());
            count("trụ cột " + pillar.code(), pillar.statedCount(), pillar.items().size());
          });
    }
  }

  /** Whether all that the text leaves to its annex in a group was imported. */
  private boolean split(String group) {
    return children.containsKey(group)
        || scheme.groups().stream()
            .filter(part -> part.code().equals(group))
            .flatMap(part -> part.items().stream())
            .allMatch(item -> children.containsKey(scheme.items().get(item).id()));
  }

  private static List<Scheme.Item> items(Scheme whole, Scheme.Part part) {
    return part.items().stream().map(whole.items()::get).toList();
  }

  private void compare(String what, @Nullable BigDecimal sum, @Nullable BigDecimal stated) {
    if (sum != null && stated != null && sum.compareTo(stated) != 0) {
      problems.file(
          "rows",
          what
              + ": tổng điểm các dòng là "
              + plain(sum)
              + ", văn bản nêu "
              + plain(stated)
              + "; sửa cột maxPoints cho khớp");
    }
  }

  private void count(String what, @Nullable Integer stated, int rows) {
    if (stated != null && stated != rows) {
      problems.file(
          "rows",
          what + ": có " + rows + " dòng, văn bản nêu " + stated + "; thêm hoặc bỏ dòng cho đủ");
    }
  }

  private static String plain(BigDecimal points) {
    return points.stripTrailingZeros().toPlainString().replace('.', ',');
  }
}
