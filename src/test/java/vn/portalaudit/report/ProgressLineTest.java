package vn.portalaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private Instant now = Instant.parse("2026-11-20T01:00:00Z");
  private final StringBuilder out = new StringBuilder();

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void aTerminalLineIsWrittenOver() {
    ProgressLine line = new ProgressLine(out, true, () -> now);
    line.update("Đọc trang", 1000, 300);
    pass(Duration.ofSeconds(1));
    line.update("Đọc trang", 1001, 9);
    line.done();
    assertThat(out.toString().split("\r", -1))
        .containsExactly(
            "",
            "Đọc trang · đã đọc 1.000 trang · chờ 300",
            "Đọc trang · đã đọc 1.001 trang · chờ 9  \n");
  }

  @Test
  void aTerminalIsNotFlooded() {
    ProgressLine line = new ProgressLine(out, true, () -> now);
    for (int page = 0; page < 100; page++) {
      line.update("Đọc trang", page, 100);
      pass(Duration.ofMillis(10));
    }
    assertThat(out.toString().chars().filter(c -> c == '\r').count()).isEqualTo(5);
  }

  @Test
  void withoutATerminalEveryTwentiethPageIsTold() {
    ProgressLine line = new ProgressLine(out, false, () -> now);
    for (int page = 1; page <= 45; page++) {
      line.update("Đọc trang", page, 45 - page);
      pass(Duration.ofSeconds(1));
    }
    line.update("Chấm điểm", 45, 0);
    line.done();
    assertThat(out.toString().lines().toList())
        .isEqualTo(
            List.of(
                "Đọc trang · đã đọc 1 trang · chờ 44",
                "Đọc trang · đã đọc 20 trang · chờ 25 · còn khoảng 25 giây",
                "Đọc trang · đã đọc 40 trang · chờ 5 · còn khoảng 5 giây",
                "Chấm điểm · đã đọc 45 trang"));
  }

  @Test
  void longWaitsAreToldInMinutes() {
    ProgressLine line = new ProgressLine(out, false, () -> now);
    line.update("Đọc trang", 0, 400);
    pass(Duration.ofSeconds(20));
    line.update("Đọc trang", 20, 380);
    assertThat(out.toString()).endsWith("còn khoảng 7 phút\n");
  }

  @Test
  void anOutputThatFailsEndsNothing() {
    int[] calls = {0};
    Appendable broken =
        new Appendable() {
          @Override
          public Appendable append(CharSequence text) throws IOException {
            calls[0]++;
            throw new IOException("đứt ống");
          }

          @Override
          public Appendable append(CharSequence text, int start, int end) throws IOException {
            return append(text);
          }

          @Override
          public Appendable append(char c) throws IOException {
            return append(String.valueOf(c));
          }
        };
    ProgressLine line = new ProgressLine(broken, false, () -> now);
    line.update("Đọc trang", 20, 3);
    line.update("Chấm điểm", 40, 3);
    assertThat(calls[0]).isEqualTo(1);
  }
}
