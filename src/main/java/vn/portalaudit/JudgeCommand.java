package vn.portalaudit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.portalaudit.pipeline.Audit;
import vn.portalaudit.pipeline.Order;

/** {@code judge DIR}: judges an earlier audit again from its evidence alone, offline. */
@Command(
    name = "judge",
    description = "Chấm lại một lần kiểm tra từ thư mục minh chứng, không cần mạng.",
    mixinStandardHelpOptions = true)
final class JudgeCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "THƯ MỤC", description = "Thư mục của lần kiểm tra.")
  private Path folder = Path.of("");

  @Mixin private Asked asked = new Asked();

  @Option(
      names = "--json",
      paramLabel = "TỆP",
      description = "Ghi tài liệu kết quả vào đây; «-» là đầu ra chuẩn.")
  private @Nullable String json;

  @Option(
      names = "--out",
      paramLabel = "THƯ MỤC",
      description = "Ghi báo cáo vào đây thay cho thư mục minh chứng.")
  private @Nullable Path out;

  @Option(
      names = "--rules",
      paramLabel = "THƯ MỤC",
      description =
          "Chấm theo đầu dò và bộ tiêu chí của thư mục này (có probes/ và checklists/) thay cho bản"
              + " đã dùng khi kiểm tra; kèm --out.")
  private @Nullable Path rules;

  @Override
  public Integer call() throws IOException {
    Path home = Home.folder();
    Order order =
        Order.read(folder)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    folder + " không phải thư mục của một lần kiểm tra (không có run.json)"));
    if (rules != null && out == null) {
      throw new IllegalArgumentException(
          "--rules cần --out THƯ MỤC: tài liệu của lần kiểm tra giữ theo bộ quy tắc đã chấm nó");
    }
    JudgedBy by = JudgedBy.of(folder, rules, home);
    Order judged = order.with(asked.checklists, asked.at(), asked.period(), asked.kind());
    for (String id : judged.checklists()) {
      if (by.rules().checklists().find(id).isEmpty()) {
        throw new IllegalArgumentException(
            "Bộ quy tắc dùng để chấm không có bộ tiêu chí «"
                + id
                + "»; xem ./portal-audit checklist list, và thêm --rules THƯ MỤC --out THƯ MỤC để"
                + " chấm theo bộ quy tắc khác");
      }
    }
    Audit.Concluded concluded = Audit.replay(by.rules(), judged, folder, Asked.CLOCK);
    if (out != null) {
      by.rules().files().keep(out);
    }
    Outputs.write(home, out == null ? folder : out, concluded, json, AuditCommand.utf8(System.out));
    by.remarks().forEach(AuditCommand.utf8(System.err)::println);
    return concluded.observed() ? 0 : 3;
  }
}
