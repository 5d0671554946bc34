package vn.portalaudit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.checklist.ChecklistReader;
import vn.portalaudit.config.Problems;
import vn.portalaudit.evaluate.Examples;
import vn.portalaudit.pipeline.Rules;
import vn.portalaudit.report.ResultDocument;

/** {@code checklist list}, {@code show ID}, {@code check [FILE…]}. */
@Command(
    name = "checklist",
    description = "Bộ tiêu chí: liệt kê, xem, kiểm tra.",
    mixinStandardHelpOptions = true)
final class ChecklistCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  @Command(name = "list", description = "Liệt kê các bộ tiêu chí.", mixinStandardHelpOptions = true)
  int list() {
    PrintStream out = AuditCommand.utf8(System.out);
    for (Checklist checklist : Rules.offline(Home.folder()).checklists().checklists()) {
      out.printf(
          "%-28s %s (%s, %d tiêu chí, %s điểm)%n",
          checklist.id(),
          checklist.title(),
          checklist.version(),
          checklist.criteria().count(),
          checklist.maxPoints().toPlainString());
    }
    return 0;
  }

  @Command(
      name = "show",
      description = "Xem một bộ tiêu chí như khi áp dụng.",
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(
              paramLabel = "MÃ",
              description = "Mã bộ tiêu chí; xem ./portal-audit checklist list.")
          String id,
      @Option(
              names = "--json",
              paramLabel = "TỆP",
              description = "Ghi ra dạng JSON vào đây; «-» là đầu ra chuẩn.")
          @Nullable String json)
      throws IOException {
    Checklist checklist =
        Rules.offline(Home.folder())
            .checklists()
            .find(id)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "Không có bộ tiêu chí «" + id + "»; xem ./portal-audit checklist list"));
    if (json != null) {
      Outputs.print(ResultDocument.checklist(checklist), json);
      return 0;
    }
    PrintStream out = AuditCommand.utf8(System.out);
    out.println(checklist.title() + " — " + checklist.basis());
    checklist
        .groups()
        .forEach(group -> {
          out.printf(
              "%n%s. %s (%s điểm, %s)%n",
              group.code(),
              group.title(),
              group.maxPoints().toPlainString(),
              group.pointsBasis().label());
          group
              .criteria()
              .forEach(c ->
                  out.printf(
                      "  %-5s %-90s %6s  %s%n",
                      c.code(), c.title(), c.maxPoints().toPlainString(), c.method().label()));
        });
    checklist.gaps().forEach(gap -> out.println("Còn thiếu: " + gap));
    return 0;
  }

  @Command(
      name = "check",
      description = "Kiểm tra tệp bộ tiêu chí và chạy các ví dụ trong đó.",
      mixinStandardHelpOptions = true)
  int check(
      @Parameters(
              paramLabel = "TỆP",
              arity = "0..*",
              description = "Tệp bộ tiêu chí; mặc định là mọi bộ trong checklists/.")
          @Nullable List<Path> files) {
    Rules rules = Rules.offline(Home.folder());
    List<Checklist> checklists = new ArrayList<>();
    if (files == null || files.isEmpty()) {
      checklists.addAll(rules.checklists().checklists());
    } else {
      Problems problems = new Problems();
      files.forEach(file ->
          ChecklistReader.read(file, rules.probes().fields(), problems).ifPresent(checklists::add));
      problems.throwIfAny();
    }
    PrintStream out = AuditCommand.utf8(System.out);
    int failed = 0;
    for (Checklist checklist : checklists) {
      List<String> wrong = Examples.run(checklist);
      wrong.forEach(out::println);
      failed += wrong.size();
      out.printf(
          "%s: %d tiêu chí, %d ví dụ, %d ví dụ sai%n",
          checklist.id(),
          checklist.criteria().count(),
          checklist.criteria().mapToInt(c -> c.examples().size()).sum(),
          wrong.size());
    }
    return failed == 0 ? 0 : 2;
  }
}
