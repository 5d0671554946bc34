package vn.portalaudit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.evidence.EvidenceIndex;
import vn.portalaudit.store.Backup;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.Restore;

/** {@code restore FILE}: a backup into an empty database and its folder of data. */
@Command(
    name = "restore",
    description =
        "Phục hồi một bản sao lưu vào cơ sở dữ liệu trống, trả lại tệp đính kèm, và đối chiếu minh"
            + " chứng.",
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SHOWN = 20;

  @Parameters(index = "0", paramLabel = "TỆP", description = "Tệp do lệnh backup tạo ra.")
  private Path file = Path.of("");

  @Mixin private StoredAt stored = new StoredAt();

  @Override
  public Integer call() throws IOException {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("Không đọc được tệp sao lưu " + file);
    }
    StoredAt.Place place = stored.place();
    List<String> amiss = new ArrayList<>();
    int[] sound = new int[1];
    List<String> others = new ArrayList<>();
    KeptFiles kept = new KeptFiles(place.data());
    try (Database database = place.hold()) {
      Backup.Summary summary =
          new Restore(database)
              .read(
                  file,
                  name ->
                      name.equals(BackupCommand.EVIDENCE)
                          ? in -> sound[0] = compare(in, place.audits(), amiss)
                          : kept.taker(name, others));
      PrintStream out = AuditCommand.utf8(System.out);
      out.printf(
          "Đã phục hồi %d bảng, %d dòng, sao lưu lúc %s.%n"
              + "Minh chứng trong %s: %d thư mục nguyên vẹn, %d thư mục thiếu hoặc khác.%n",
          summary.tables(),
          summary.rows(),
          summary.madeAt(),
          place.audits(),
          sound[0],
          amiss.size());
      others.forEach(out::println);
      amiss.stream().limit(SHOWN).forEach(out::println);
      if (amiss.size() > SHOWN) {
        out.printf("… và %d thư mục nữa%n", amiss.size() - SHOWN);
      }
      return 0;
    }
  }

  /** Counts the folders that are as they were; names the others. */
  private static int compare(InputStream in, Path audits, List<String> amiss) throws IOException {
    int sound = 0;
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      EvidenceIndex.Entry was = JSON.readValue(line, EvidenceIndex.Entry.class);
      Optional<EvidenceIndex.Entry> is = EvidenceIndex.entry(audits, was.folder());
      if (is.isEmpty()) {
        amiss.add("  thiếu " + was.folder());
      } else if (!is.get().sha256().equals(was.sha256())) {
        amiss.add("  khác  " + was.folder());
      } else {
        sound++;
      }
    }
    return sound;
  }
}
