package vn.portalaudit.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.index.NationalRollUp;

/** The country's index as lines that a person reads. */
public final class RollUpTable {
  private RollUpTable() {}

  /** The whole, its pillars and main indicators. */
  public static List<String> lines(NationalRollUp rolled) {
    List<String> lines = new ArrayList<>();
    lines.add("Chỉ số chuyển đổi số quốc gia: " + percent(rolled.percent()));
    lines.add(
        "Cách gộp là đề xuất, văn bản không nêu: trung bình phần trăm của các tỉnh (trụ cột thứ"
            + " nhất gồm cả các bộ), trọng số như cấp tỉnh");
    rolled.pillars().forEach(pillar -> lines.add(line("", pillar)));
    rolled.indicators().forEach(indicator -> lines.add(line("  ", indicator)));
    return lines;
  }

  private static String line(String before, NationalRollUp.Part part) {
    return before
        + Columns.left(part.id(), 16)
        + Columns.left(part.title(), 44)
        + Columns.right(percent(part.percent()), 9)
        + "  trọng số "
        + Vietnamese.number(part.weight())
        + ", "
        + part.bodies()
        + " tỉnh, bộ có số liệu";
  }

  private static String percent(@Nullable BigDecimal percent) {
    return percent == null ? "chưa đủ" : Vietnamese.number(percent) + "%";
  }
}
