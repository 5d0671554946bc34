package vn.portalaudit.registry.sheets;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.sheet.Limits;
import vn.portalaudit.sheet.Packed;
import vn.portalaudit.sheet.Problem;
import vn.portalaudit.sheet.ProblemList;
import vn.portalaudit.sheet.Row;
import vn.portalaudit.sheet.XlsxRows;

/** Finds the sheets of a registry in an XLSX workbook. */
final class XlsxTables {
  private static final Set<String> OURS_BESIDES =
      Set.of(Folding.fold(XlsxWriter.GUIDE), Folding.fold(XlsxWriter.LISTS));

  private final Limits limits;
  private final ProblemList problems;
  private final Set<Sheet> seen = EnumSet.noneOf(Sheet.class);
  private final List<Table> tables = new ArrayList<>();

  XlsxTables(Limits limits, ProblemList problems) {
    this.limits = limits;
    this.problems = problems;
  }

  /** The registry's sheets in a workbook; those that are no sheet of a registry are told. */
  List<Table> read(Packed packed) {
    if (!new XlsxRows(limits, problems).read(packed, this::choose)) {
      return List.of();
    }
    if (seen.isEmpty()) {
      problems.file(packed.name(), "không có trang nào của danh bạ; các trang: " + Sheet.titles());
    }
    return tables;
  }

  private Optional<Consumer<Row>> choose(String title, String place) {
    Optional<Sheet> ours = Sheet.named(title);
    if (ours.isEmpty()) {
      strange(place, title);
      return Optional.empty();
    }
    if (!seen.add(ours.get())) {
      problems.file(place, "trang «" + ours.get().title() + "» có hai lần; gộp làm một");
      return Optional.empty();
    }
    Table table = new Table(ours.get(), place, new ArrayList<>());
    tables.add(table);
    return Optional.of(table.rows()::add);
  }

  private void strange(String place, String name) {
    if (!OURS_BESIDES.contains(Folding.fold(name))) {
      problems.add(
          new Problem(
              false,
              place,
              0,
              "",
              "",
              "không phải trang của danh bạ nên bỏ qua; các trang: " + Sheet.titles()));
    }
  }
}
