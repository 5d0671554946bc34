package vn.portalaudit;

import java.io.PrintStream;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.index.IndexSet;

/**
 * An index set as {@code index show} prints it: the table of the text with the place of each part
 * in it, who is assessed, the days, where the text contradicts itself and what it does not give.
 */
final class IndexSetText {
  private IndexSetText() {}

  static void print(IndexSet set, PrintStream out) {
    out.println(set.title() + " — " + set.basis());
    out.println("Tổng: " + points(set.maxPoints()) + counted(set.statedCount(), "chỉ số"));
    set.pillars()
        .forEach(pillar ->
            out.println(
                "Trụ cột "
                    + pillar.title()
                    + ": "
                    + points(pillar.maxPoints())
                    + counted(pillar.statedCount(), "tiêu chí")
                    + ", gồm "
                    + String.join(", ", pillar.indicators())
                    + in(pillar.basis())));
    for (IndexSet.Group group : set.groups()) {
      out.printf(
          "%n%s. %s (%s%s)%s%n",
          group.code(),
          group.title(),
          points(group.maxPoints()),
          counted(group.statedCount(), "chỉ số"),
          in(group.basis()));
      if (group.awaitsAnnex()) {
        out.println("  Các dòng chi tiết nằm ở phụ lục chưa có; nhập từ bảng rows.");
      }
      group.indicators().forEach(one -> print(one, group.basis(), out));
    }
    out.println();
    assessed(set.assessed(), out);
    out.println("Vòng thẩm định: " + set.rules().rounds() + in(set.rules().basis()));
    set.calendar()
        .terms()
        .forEach(term -> out.println("Thời hạn: " + term.says() + in(term.basis())));
    set.remarks()
        .forEach(remark ->
            out.printf(
                "Văn bản lệch: %s: nêu %s, tính được %s (%s)%n",
                remark.what(), shown(remark.stated()), shown(remark.computed()), remark.basis()));
    set.machine()
        .forEach(feed ->
            out.printf(
                "Máy đề xuất %s từ %s: %s%n", feed.indicator(), feed.checklist(), feed.says()));
    set.gaps().forEach(gap -> out.println("Còn thiếu: " + gap));
  }

  private static void assessed(IndexSet.Assessed assessed, PrintStream out) {
    assessed
        .groups()
        .forEach(group ->
            out.println(
                "Nhóm xếp hạng: "
                    + group.title()
                    + counted(group.statedCount(), "cơ quan")
                    + in(group.basis())));
    assessed
        .flags()
        .forEach(flag ->
            out.println(
                "Nhãn "
                    + flag.id()
                    + ": "
                    + flag.title()
                    + ": "
                    + String.join("; ", flag.agencies())
                    + in(flag.basis())));
    assessed
        .leftOut()
        .forEach(left -> out.println("Không đánh giá: " + left.agency() + in(left.basis())));
  }

  /** An indicator; its place only where it has one of its own. */
  private static void print(IndexSet.Indicator one, String groupBasis, PrintStream out) {
    String only = one.flags().isEmpty() ? "" : "  chỉ áp dụng: " + String.join(", ", one.flags());
    StringBuilder scales = new StringBuilder();
    one.scales()
        .forEach(
            (flag, most) -> scales.append("  ").append(flag).append(": ").append(points(most)));
    out.printf(
        "  %-14s %s: %s%s%s%s%n",
        one.code(),
        one.title(),
        points(one.maxPoints()),
        only,
        scales,
        one.basis().equals(groupBasis) ? "" : in(one.basis()));
  }

  private static String in(String basis) {
    return " — " + basis;
  }

  private static String counted(@Nullable Integer count, String what) {
    return count == null ? "" : ", " + count + " " + what;
  }

  static String points(@Nullable BigDecimal points) {
    return points == null ? "văn bản không nêu điểm" : shown(points) + " điểm";
  }

  private static String shown(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString().replace('.', ',');
  }
}
