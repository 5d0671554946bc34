package vn.portalaudit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.pipeline.RuleFiles;
import vn.portalaudit.pipeline.Rules;
import vn.portalaudit.report.ReportFiles;
import vn.portalaudit.report.ResultDocument;

/**
 * The rules by which an audit's folder is judged or explained: those that judged it, which it
 * keeps; the files at home only where it keeps none, or others where a person names them.
 *
 * @param rules the rules
 * @param remarks what people are to know of the choice
 */
record JudgedBy(Rules rules, List<String> remarks) {
  JudgedBy {
    remarks = List.copyOf(remarks);
  }

  /**
   * Finds them.
   *
   * @param folder folder of the audit
   * @param named the folder of other rules; null to judge as it was judged
   * @throws vn.portalaudit.config.ConfigException when a file of the rules is wrong
   * @throws IOException when what the audit keeps cannot be read; the message is for people
   */
  static JudgedBy of(Path folder, @Nullable Path named, Path home) throws IOException {
    if (named != null) {
      return new JudgedBy(Rules.offline(named), List.of());
    }
    Optional<RuleFiles> kept = RuleFiles.kept(folder);
    return kept.isPresent()
        ? kept(Rules.offline(kept.get()), RuleFiles.read(home))
        : unkept(folder, Rules.offline(home));
  }

  private static JudgedBy kept(Rules kept, RuleFiles now) {
    List<String> remarks = new ArrayList<>();
    if (!kept.digest().equals(now.digest())) {
      remarks.add(
          "Lưu ý: đầu dò hoặc bộ tiêu chí đã đổi từ khi kiểm tra; lần kiểm tra này được chấm theo"
              + " bản đã dùng khi ấy. Để chấm theo bản khác: thêm --rules THƯ MỤC --out THƯ MỤC.");
      for (Checklist checklist : kept.checklists().checklists()) {
        Optional<String> text = now.checklist(checklist.id());
        if (!text.equals(kept.files().checklist(checklist.id()))) {
          text.flatMap(source -> version(checklist.id(), source))
              .filter(checklist.version()::equals)
              .ifPresent(version ->
                  remarks.add(
                      "Lưu ý: checklists/"
                          + checklist.id()
                          + ".yml đã sửa mà vẫn ghi phiên bản "
                          + version
                          + "; hãy ghi một version chưa dùng cho nội dung mới."));
        }
      }
    }
    return new JudgedBy(kept, remarks);
  }

  private static Optional<String> version(String id, String source) {
    return YamlFile.parse(id + ".yml", source, new Problems())
        .flatMap(root -> root.find("version"))
        .map(node -> node.text());
  }

  private static JudgedBy unkept(Path folder, Rules now) throws IOException {
    Path result = folder.resolve(ReportFiles.RESULT);
    boolean another =
        Files.exists(result)
            && !ResultDocument.read(result).run().rulesDigest().equals(now.digest());
    return new JudgedBy(
        now,
        another
            ? List.of(
                "Lưu ý: lần kiểm tra này không giữ bộ quy tắc đã chấm nó; nó được chấm theo bản"
                    + " đang có, kết quả có thể khác tài liệu đã ghi.")
            : List.of());
  }
}
