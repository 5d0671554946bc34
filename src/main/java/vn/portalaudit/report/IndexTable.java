package vn.portalaudit.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.index.Figures;
import vn.portalaudit.index.Normalisation;
import vn.portalaudit.index.Results;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.index.Standing;

/** Ranked figures as lines that a person reads on a terminal. Only here are they rounded. */
public final class IndexTable {
  private static final int NAME = 40;
  private static final int NUMBER = 9;
  private static final int SHOWN = 15;
  private static final String UNKNOWN = "–";

  private IndexTable() {}

  /** The lines: a table for each ranking group, then what to decide and what is left out. */
  public static List<String> lines(Results results) {
    Scheme scheme = results.figures().scheme();
    List<String> lines = new ArrayList<>();
    lines.add(scheme.title());
    lines.add(about(results));
    for (Results.RankingGroup group : results.groups()) {
      lines.add("");
      lines.add("Nhóm " + group.name() + " (" + group.ranking().size() + " cơ quan)");
      lines.add(heading(results));
      group.ranking().forEach(standing -> lines.add(row(results, standing)));
    }
    proposals(results, lines);
    return lines.stream().map(line -> Json.nfc(line).stripTrailing()).toList();
  }

  private static String about(Results results) {
    String period = results.settings().period();
    Normalisation how = results.settings().normalisation();
    return (period == null ? "" : "Kỳ " + period + "; ")
        + (results.settings().closing()
            ? "kết quả khi chốt: không có số liệu tính 0 điểm"
            : "tạm tính: chỗ chưa có số liệu để ngỏ")
        + (how == Normalisation.NONE ? "" : "; chuẩn hóa " + how.label());
  }

  private static String heading(Results results) {
    Scheme scheme = results.figures().scheme();
    boolean normalised = results.settings().normalisation() != Normalisation.NONE;
    StringBuilder line = new StringBuilder();
    line.append(Columns.right("Hạng", 5)).append("  ").append(Columns.left("Cơ quan", NAME));
    number(line, "Điểm");
    if (normalised) {
      number(line, "Điểm gốc");
    }
    number(line, "Tối đa");
    number(line, scheme.conditions().unitIndex() ? "Chỉ số" : "Tỷ lệ %");
    if (!results.settings().closing()) {
      line.append("  ").append(Columns.left("Có thể đạt", 17));
    }
    scheme.pillars().forEach(pillar -> line.append(Columns.right(pillar.title(), 17)));
    if (!scheme.grades().isEmpty()) {
      line.append("  ").append("Xếp loại");
    }
    return line.toString();
  }

  private static void number(StringBuilder line, String text) {
    line.append(Columns.right(text, NUMBER));
  }

  private static String row(Results results, Standing standing) {
    Scheme scheme = results.figures().scheme();
    boolean normalised = results.settings().normalisation() != Normalisation.NONE;
    StringBuilder line = new StringBuilder();
    line.append(Columns.right(String.valueOf(standing.rank()), 5))
        .append("  ")
        .append(Columns.left(Folding.tidy(standing.agency().name()), NAME));
    number(line, Vietnamese.number(standing.points()));
    if (normalised) {
      number(line, Vietnamese.number(standing.plain()));
    }
    number(line, shown(standing.maxPoints()));
    BigDecimal percent = standing.percent();
    number(
        line,
        scheme.conditions().unitIndex() && percent != null
            ? Vietnamese.number(percent.movePointLeft(2), 4)
            : shown(percent));
    if (!results.settings().closing()) {
      line.append("  ").append(Columns.left(between(standing), 17));
    }
    scheme
        .pillars()
        .forEach(pillar ->
            line.append(Columns.right(Vietnamese.number(standing.tally(pillar).points()), 17)));
    if (!scheme.grades().isEmpty()) {
      line.append("  ").append(standing.grade().orElse("chưa định"));
    }
    return line.toString();
  }

  private static String between(Standing standing) {
    BigDecimal low = standing.low();
    BigDecimal high = standing.high();
    if (low == null || high == null) {
      return UNKNOWN;
    }
    return low.compareTo(high) == 0
        ? "đã đủ số liệu"
        : Vietnamese.number(low) + " – " + Vietnamese.number(high);
  }

  private static String shown(@Nullable BigDecimal value) {
    return value == null ? UNKNOWN : Vietnamese.number(value);
  }

  private static void proposals(Results results, List<String> lines) {
    Scheme scheme = results.figures().scheme();
    if (!results.proposedExclusions().isEmpty()) {
      lines.add("");
      lines.add(
          "Đề xuất xem xét loại (dưới một nửa số cơ quan có số liệu); chỉ loại khi có người quyết"
              + " định và lý do trong exclusions.csv:");
      int more = results.proposedExclusions().size() - SHOWN;
      for (Results.Proposal proposal :
          results.proposedExclusions().stream().limit(SHOWN).toList()) {
        Scheme.Item item = scheme.items().get(proposal.item());
        lines.add(
            "  "
                + Columns.left(item.id(), 8)
                + Columns.left(item.title(), 70)
                + " có số liệu: "
                + Vietnamese.percent(proposal.share()));
      }
      if (more > 0) {
        lines.add("  … và " + more + " chỉ số nữa; xem proposedExclusions trong --json");
      }
    }
    if (!results.figures().exclusions().isEmpty()) {
      lines.add("");
      lines.add("Đã loại khỏi xếp hạng:");
      for (Map.Entry<Integer, Figures.Exclusion> exclusion :
          results.figures().exclusions().entrySet()) {
        lines.add(
            "  "
                + Columns.left(scheme.items().get(exclusion.getKey()).id(), 8)
                + Folding.tidy(exclusion.getValue().by() + ": " + exclusion.getValue().reason()));
      }
    }
  }
}
