package vn.portalaudit;

import java.io.IOException;
import java.io.PrintStream;
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
          set.id(),
          set.title(),
          set.version(),
          set.indicators().count(),
          IndexSetText.points(set.maxPoints()));
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
      IndexSetText.print(found.get(), AuditCommand.utf8(System.out));
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
          IndexSetText.points(set.maxPoints()),
          set.gaps().size());
    }
    return 0;
  }
}
