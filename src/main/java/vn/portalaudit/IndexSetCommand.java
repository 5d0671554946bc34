package vn.portalaudit;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.config.Problems;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.index.IndexSetReader;
import vn.portalaudit.index.IndexSets;
import vn.portalaudit.pipeline.Rules;
import vn.portalaudit.report.IndexSetDocument;
import vn.portalaudit.report.ResultDocument;

/** The parts of {@code index} that need no figures: {@code list}, {@code show}, {@code check}. */
class IndexSetCommand {

  /** The folder of the index sets. */
  static Path folder() {
    return Home.folder().resolve("checklists").resolve("chi-so");
  }

  @Command(name = "list", description = "Liệt kê các bộ chỉ số.", mixinStandardHelpOptions = true)
  int list() {
    PrintStream out = AuditCommand.utf8(System.out);
    for (IndexSet set : IndexSets.load(folder()).sets()) {
      out.printf(
          "%-28s %s (%s, %d dòng, %s)%n",
          set.id(), set.title(), set.version(), set.indicators().count(), points(set.maxPoints()));
    }
    return 0;
  }

  @Command(
      name = "show",
      description = "Xem một bộ chỉ số (hoặc bộ tiêu chí cổng) như khi áp dụng.",
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "MÃ", description = "Mã bộ; xem ./portal-audit index list.")
          String id,
      @Option(
              names = "--json",
              paramLabel = "TỆP",
              description = "Ghi ra dạng JSON vào đây; «-» là đầu ra chuẩn.")
          @Nullable String json)
      throws IOException {
    Optional<IndexSet> found = IndexSets.load(folder()).find(id);
    if (found.isEmpty()) {
      return showChecklist(id, json);
    }
    if (json != null) {
      Outputs.print(IndexSetDocument.write(found.get()), json);
    } else {
      print(found.get(), AuditCommand.utf8(System.out));
    }
    return 0;
  }

  private static int showChecklist(String id, @Nullable String json) throws IOException {
    Checklist checklist =
        Rules.offline(Home.folder())
            .checklists()
            .find(id)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "Không có bộ chỉ số «" + id + "»; xem ./portal-audit index list"));
    if (json != null) {
      Outputs.print(ResultDocument.checklist(checklist), json);
      return 0;
    }
    return new ChecklistCommand().show(id, null);
  }

  @Command(
      name = "check",
      description = "Kiểm tra tệp bộ chỉ số: khóa, mã, tổng điểm, số chỉ số.",
      mixinStandardHelpOptions = true)
  int check(
      @Parameters(
              paramLabel = "TỆP",
              arity = "0..*",
              description = "Tệp bộ chỉ số; mặc định là mọi bộ trong checklists/chi-so/.")
          @Nullable List<Path> files) {
    List<IndexSet> sets = new ArrayList<>();
    if (files == null || files.isEmpty()) {
      sets.addAll(IndexSets.load(folder()).sets());
    } else {
      Problems problems = new Problems();
      files.forEach(file -> IndexSetReader.read(file, problems).ifPresent(sets::add));
      problems.throwIfAny();
    }
    PrintStream out = AuditCommand.utf8(System.out);
    for (IndexSet set : sets) {
      out.printf(
          "%s: đúng (%d nhóm, %d dòng, %s, %d chỗ văn bản không nêu)%n",
          set.id(),
          set.groups().size(),
          set.indicators().count(),
          points(set.maxPoints()),
          set.gaps().size());
    }
    return 0;
  }

  private static void print(IndexSet set, PrintStream out) {
    out.println(set.title() + " — " + set.basis());
    out.println("Tổng: " + points(set.maxPoints()) + counted(set.statedCount()));
    set.pillars()
        .forEach(pillar ->
            out.println(
                "Trụ cột "
                    + pillar.title()
                    + ": "
                    + points(pillar.maxPoints())
                    + counted(pillar.statedCount())
                    + ", gồm "
                    + String.join(", ", pillar.indicators())));
    for (IndexSet.Group group : set.groups()) {
      out.printf(
          "%n%s. %s (%s%s)%n",
          group.code(), group.title(), points(group.maxPoints()), counted(group.statedCount()));
      if (group.awaitsAnnex()) {
        out.println("  Các dòng chi tiết nằm ở phụ lục chưa có; nhập từ bảng rows.");
      }
      group.indicators().forEach(one -> print(one, out));
    }
    out.println();
    set.assessed()
        .leftOut()
        .forEach(left -> out.println("Không đánh giá: " + left.agency() + " — " + left.basis()));
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

  private static void print(IndexSet.Indicator one, PrintStream out) {
    String only = one.flags().isEmpty() ? "" : "  chỉ áp dụng: " + String.join(", ", one.flags());
    StringBuilder scales = new StringBuilder();
    one.scales()
        .forEach(
            (flag, most) -> scales.append("  ").append(flag).append(": ").append(points(most)));
    out.printf(
        "  %-14s %s: %s%s%s%n", one.code(), one.title(), points(one.maxPoints()), only, scales);
  }

  private static String counted(@Nullable Integer count) {
    return count == null ? "" : ", " + count + " chỉ số";
  }

  private static String points(@Nullable BigDecimal points) {
    return points == null ? "văn bản không nêu điểm" : shown(points) + " điểm";
  }

  private static String shown(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString().replace('.', ',');
  }
}
