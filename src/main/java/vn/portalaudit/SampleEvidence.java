package vn.portalaudit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.portalaudit.document.file.Pdf;
import vn.portalaudit.document.paper.Block;
import vn.portalaudit.document.paper.Letterhead;
import vn.portalaudit.document.paper.Paper;
import vn.portalaudit.schedule.Timetable;

/**
 * What agencies of the demonstration hand in as evidence: one short report of each, as a PDF that
 * opens. For one thread.
 */
final class SampleEvidence {
  private final Path reports;
  private final Map<String, byte[]> printed = new HashMap<>();

  /**
   * @param reports folder of templates and style
   */
  SampleEvidence(Path reports) {
    this.reports = reports;
  }

  /**
   * The report of an agency.
   *
   * @param agency its code
   * @param name its name
   * @param at when it is handed in for the first time
   */
  byte[] of(String agency, String name, Instant at) {
    return printed.computeIfAbsent(
        agency, code -> print(name, LocalDate.ofInstant(at, Timetable.VIETNAM)));
  }

  private byte[] print(String name, LocalDate day) {
    Paper paper =
        new Paper(
            "Báo cáo kết quả chuyển đổi số",
            day,
            false,
            new Letterhead(
                "Ủy ban nhân dân tỉnh Trường Giang",
                name,
                "15/BC",
                "BC",
                "Trường Giang",
                day,
                "BÁO CÁO",
                "Kết quả chuyển đổi số của cơ quan"),
            List.of(
                Block.body("Số liệu mẫu để chạy thử, không phải của cơ quan nào có thật."),
                Block.body(
                    "1.",
                    "Cơ quan đã kiện toàn Ban Chỉ đạo chuyển đổi số do Thủ trưởng làm Trưởng ban;"
                        + " 100% văn bản được ký số và gửi trên môi trường mạng."),
                Block.body(
                    "2.",
                    "Trang thông tin điện tử được cập nhật hằng tuần; các thủ tục đủ điều kiện đã"
                        + " được cung cấp trực tuyến toàn trình.")));
    try {
      return new Pdf(reports, null).print(paper);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
