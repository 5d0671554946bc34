package vn.portalaudit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.evidence.EvidenceIndex;
import vn.portalaudit.store.Backup;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.SystemState;

/**
 * {@code backup FILE}: the whole database, what people attached and the index of the evidence into
 * one file.
 */
@Command(
    name = "backup",
    description =
        "Sao lưu toàn bộ cơ sở dữ liệu, tệp đính kèm, khóa ứng dụng và danh mục minh chứng thu"
            + " thập vào một tệp; chạy được khi dịch vụ đang chạy.",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  /** Name of the index of the evidence in a backup: a JSON object a line. */
  static final String EVIDENCE = "evidence.jsonl";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Parameters(index = "0", paramLabel = "TỆP", description = "Tệp sao lưu, chưa được có.")
  private Path file = Path.of("");

  @Mixin private StoredAt stored = new StoredAt();

  @Override
  public Integer call() throws IOException {
    StoredAt.Place place = stored.place();
    if (!place.exists()) {
      throw new IllegalArgumentException("Không có cơ sở dữ liệu trong " + place.says());
    }
    List<EvidenceIndex.Entry> evidence = EvidenceIndex.of(place.audits());
    int[] attached = new int[1];
    try (Database database = place.visit()) {
      Backup.Summary summary =
          new Backup(database)
              .write(
                  file,
                  () -> {
                    Map<String, Backup.Content> files = new KeptFiles(place.data()).list();
                    attached[0] = files.size();
                    files.put(EVIDENCE, out -> write(evidence, out));
                    return files;
                  });
      new SystemState(database).backedUp(String.valueOf(file.getFileName()), Files.size(file));
      AuditCommand.utf8(System.out)
          .printf(
              "Đã sao lưu %d bảng, %d dòng, %d tệp đính kèm và khóa, danh mục %d thư mục minh chứng"
                  + " vào %s (%d byte).%n"
                  + "Minh chứng trong %s không nằm trong tệp này; hãy chép riêng.%n",
              summary.tables(),
              summary.rows(),
              attached[0],
              evidence.size(),
              file,
              Files.size(file),
              place.audits());
      return 0;
    }
  }

  private static void write(List<EvidenceIndex.Entry> evidence, OutputStream out)
      throws IOException {
    for (EvidenceIndex.Entry entry : evidence) {
      out.write((JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
