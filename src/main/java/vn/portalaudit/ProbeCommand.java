package vn.portalaudit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.crawl.PageReader;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.domain.Timing;
import vn.portalaudit.net.Web;
import vn.portalaudit.net.browser.Browsers;
import vn.portalaudit.pipeline.Audit;
import vn.portalaudit.pipeline.Order;
import vn.portalaudit.pipeline.Rules;
import vn.portalaudit.probe.ProbeCatalog;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.report.ResultDocument.SectionSeen;

/** {@code probe list}, {@code run ID URL}, {@code sections FILE…}, {@code measure DIR}. */
@Command(
    name = "probe",
    description = "Phép đo: liệt kê, chạy một phép đo, đo trên trang đã lưu.",
    mixinStandardHelpOptions = true,
    subcommands = {ProbeCommand.Run.class, ProbeCommand.Sections.class})
final class ProbeCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  @Command(
      name = "list",
      description = "Liệt kê các phép đo và trường của chúng.",
      mixinStandardHelpOptions = true)
  int list() {
    PrintStream out = AuditCommand.utf8(System.out);
    for (ProbeCatalog.Entry probe : Rules.offline(Home.folder()).probes().entries()) {
      out.printf(
          "%-30s %-14s %s: %s%n",
          probe.id(), probe.kind(), probe.title(), String.join(", ", probe.fields().keySet()));
    }
    return 0;
  }

  @Command(
      name = "measure",
      description = "Đo độ chính xác nhận diện mục trên bộ trang đã gán nhãn (gold.json).",
      mixinStandardHelpOptions = true)
  int measure(
      @Parameters(paramLabel = "THƯ MỤC", description = "Nơi có gold.json và các trang.")
          Path folder,
      @Option(
              names = "--json",
              paramLabel = "TỆP",
              description = "Ghi bảng vào tệp này thay cho màn hình.")
          @Nullable String file)
      throws IOException {
    Path home = Home.folder();
    Problems problems = new Problems();
    Map<String, List<String>> sections = new LinkedHashMap<>();
    YamlFile.read(home.resolve("probes/nhan/nhan-vang.yml"), problems)
        .ifPresent(root -> root.entries().forEach((name, ids) -> sections.put(name, ids.texts())));
    problems.throwIfAny();
    Outputs.print(
        new DetectionTable(Rules.offline(home).probes(), sections).measure(folder),
        file == null ? "-" : file);
    return 0;
  }

  /** {@code probe run ID URL}. */
  @Command(
      name = "run",
      description = "Chạy một phép đo với một địa chỉ.",
      mixinStandardHelpOptions = true)
  static final class Run implements Callable<Integer> {
    @Parameters(
        index = "0",
        paramLabel = "MÃ",
        description = "Mã phép đo; xem ./portal-audit probe list.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "URL", description = "Địa chỉ cổng.")
    private String url = "";

    @Mixin private Asked asked = new Asked();

    @Option(
        names = "--json",
        paramLabel = "TỆP",
        description = "Ghi kết quả vào đây; mặc định «-», là đầu ra chuẩn.")
    private @Nullable String json;

    @Override
    public Integer call() throws IOException {
      Instant now = Asked.CLOCK.instant();
      Instant at = Objects.requireNonNullElse(asked.at(), now);
      Path folder = Files.createTempDirectory("portal-audit-probe");
      try (Web web = asked.web();
          Browsers browsers = asked.browsers(web)) {
        Rules rules = asked.rules(Home.folder(), web);
        if (!rules.probes().has(id)) {
          throw new IllegalArgumentException(
              "Không có phép đo «" + id + "»; xem ./portal-audit probe list");
        }
        Order order =
            new Order(
                "probe",
                url,
                Objects.requireNonNullElse(asked.kind(), PortalKind.SO),
                List.of(),
                at,
                Objects.requireNonNullElse(asked.period(), Asked.yearTo(at)),
                rules.probes().homeSuffices(id) ? 1 : asked.maxPages,
                asked.renderAlways(),
                now,
                null);
        List<Observation> seen =
            new Audit(rules, new Audit.Means(web, browsers, Asked.CLOCK)).probe(id, order, folder);
        Outputs.print(ResultDocument.probe(id, url, seen), json == null ? "-" : json);
        return seen.stream().anyMatch(o -> o.result() instanceof vn.portalaudit.domain.Result.Value)
            ? 0
            : 3;
      } finally {
        remove(folder);
      }
    }

    private static void remove(Path folder) throws IOException {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** {@code probe sections FILE…}. */
  @Command(
      name = "sections",
      description = "Chạy mọi phép đo mục trên trang đã lưu, không cần mạng.",
      mixinStandardHelpOptions = true)
  static final class Sections implements Callable<Integer> {
    private static final long LARGEST = 20_000_000;

    @Parameters(arity = "1..*", paramLabel = "TỆP", description = "Trang HTML đã lưu.")
    private List<Path> files = new ArrayList<>();

    @Option(
        names = "--base",
        paramLabel = "URL",
        description = "Địa chỉ của trang, để giải liên kết tương đối.")
    private String base = "http://localhost/";

    @Option(
        names = "--json",
        paramLabel = "TỆP",
        description = "Ghi kết quả vào đây; mặc định «-», là đầu ra chuẩn.")
    private @Nullable String json;

    @Override
    public Integer call() throws IOException {
      ProbeCatalog catalog = Rules.offline(Home.folder()).probes();
      List<Map<String, SectionSeen>> pages = new ArrayList<>();
      for (Path file : files) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
          throw new IllegalArgumentException("Không đọc được " + file);
        }
        Map<String, SectionSeen> seen = new LinkedHashMap<>();
        catalog
            .sections(page(file))
            .forEach((id, s) ->
                seen.put(id, new SectionSeen(s.present(), s.reachable(), s.label(), s.href())));
        pages.add(seen);
      }
      Outputs.print(ResultDocument.sections(pages), Optional.ofNullable(json).orElse("-"));
      return 0;
    }

    private Page page(Path file) throws IOException {
      if (Files.size(file) > LARGEST) {
        throw new IllegalArgumentException(file + " lớn hơn 20 MB");
      }
      byte[] whole = Files.readAllBytes(file);
      byte[] body = whole.length > 3_000_000 ? java.util.Arrays.copyOf(whole, 3_000_000) : whole;
      Capture capture =
          new Capture(
              base,
              base,
              Instant.EPOCH,
              Capture.Purpose.HOME,
              200,
              List.of(),
              null,
              body.length,
              body.length,
              whole.length != body.length,
              null,
              List.of(),
              Timing.NONE);
      return PageReader.read(capture, body, Page.Type.HOME);
    }
  }
}
