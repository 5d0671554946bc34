package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;
import vn.portalaudit.report.ResultDocument;

/** Ctrl-C in the middle of an audit by a process of its own, and going on with it afterwards. */
@Timeout(300)
final class InterruptionTest {
  private static final int ARTICLES = 20;

  @TempDir private Path temp;

  @Test
  void whatWasReadIsKeptAndTheRestIsReadLater() throws Exception {
    try (Gate gate = new Gate(8)) {
      Path folder = temp.resolve("dung");
      Stopped stopped = interrupt(gate, audit(gate.url(), folder));
      List<String> before = gate.answered();

      assertThat(stopped.status()).isEqualTo(130);
      assertThat(stopped.out())
          .contains("Đã dừng; những gì đã đọc được giữ lại.")
          .contains(
              "./portal-audit audit %s --resume --out %s --allow-private --rate off --browser never"
                  .formatted(gate.url(), folder));
      AuditReport partial = report(folder);
      assertThat(partial.run().complete()).isFalse();
      assertThat(partial.run().pages()).isPositive();
      assertThat(reasons(partial)).contains(Reason.INTERRUPTED);
      assertThat(folder.resolve("report.html")).exists();

      gate.forget();
      Cli resumed = Cli.run(audit(gate.url(), folder, "--resume"));

      assertThat(resumed.status()).as(resumed.err()).isZero();
      assertThat(gate.answered())
          .as("what was given up is asked again, and nothing else")
          .contains(gate.given())
          .doesNotContainAnyElementsOf(before);
      AuditReport whole = report(folder);
      assertThat(whole.run().complete()).isTrue();
      assertThat(whole.run().id()).isEqualTo(partial.run().id());
      assertThat(reasons(whole)).doesNotContain(Reason.INTERRUPTED);

      Path anew = temp.resolve("lien-mach");
      assertThat(Cli.run(audit(gate.url(), anew)).status()).isZero();
      assertThat(verdicts(whole)).isEqualTo(verdicts(report(anew)));
    }
  }

  @Test
  void aStopWhileMeasuringIsNoCompleteAudit() throws Exception {
    // TLS is looked at after all pages have been read
    try (Gate gate = new Gate(0);
        WildServer secure = WildServer.blunt((target, wire) -> gate.hold())) {
      String[] dialled = {
        "--connect-to", "so.test:80:127.0.0.1:" + gate.port(),
        "--connect-to", "so.test:443:127.0.0.1:" + secure.port()
      };
      Path folder = temp.resolve("dung");
      String url = "http://so.test/";
      Stopped stopped = interrupt(gate, audit(url, folder, dialled));

      assertThat(stopped.status()).isEqualTo(130);
      assertThat(stopped.out()).contains("Đo các tiêu chí");
      assertThat(report(folder).run().complete()).isFalse();
      assertThat(reasons(report(folder))).contains(Reason.INTERRUPTED);
      assertThat(Cli.run("judge", folder.toString()).status()).isZero();
      assertThat(report(folder).run().complete()).isFalse();

      List<String> resume = new ArrayList<>(List.of(audit(url, folder, dialled)));
      resume.add("--resume");
      assertThat(Cli.run(resume.toArray(String[]::new)).status()).isZero();
      assertThat(report(folder).run().complete()).isTrue();
      assertThat(reasons(report(folder))).doesNotContain(Reason.INTERRUPTED);
    }
  }

  // ---- the audit ----

  private record Stopped(int status, String out) {}

  /** Runs an audit as a process and presses Ctrl-C while the server holds an answer back. */
  private static Stopped interrupt(Gate gate, String... args) throws Exception {
    Process process = start(args);
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      CompletableFuture<Void> unused = process.onExit().thenRun(gate::giveUp);
      gate.awaitHeld();
      assertThat(process.isAlive()).as("the server was asked what it holds back").isTrue();
      assertThat(
              new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor())
          .isZero();
      StringBuilder told = new StringBuilder();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        told.append(line).append('\n');
        if (line.startsWith("Đang dừng")) {
          gate.open();
        }
      }
      return new Stopped(process.waitFor(), told.toString());
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(String... args) throws IOException {
    List<String> line = new ArrayList<>();
    if (System.getProperty("os.name").equals("Linux")) {
      // a shell that runs this in the background makes its children deaf to Ctrl-C
      line.addAll(List.of("env", "--default-signal=INT"));
    }
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    line.add("-Dportalaudit.home=" + Home.folder());
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "vn.portalaudit.Main"));
    line.addAll(List.of(args));
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }

  private static String[] audit(String url, Path folder, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("audit", url, "--allow-private", "--rate", "off", "--browser", "never"));
    args.addAll(List.of("--at", "2026-11-20", "--out", folder.toString()));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private static AuditReport report(Path folder) throws IOException {
    return ResultDocument.read(folder.resolve("result.json"));
  }

  private static List<Reason> reasons(AuditReport report) {
    return report.observations().stream()
        .map(Observation::result)
        .<Reason>mapMulti((result, sink) -> {
          if (result instanceof Result.Unobserved unobserved) {
            sink.accept(unobserved.reason());
          }
        })
        .distinct()
        .toList();
  }

  private static Map<String, String> verdicts(AuditReport report) {
    return report.scorecards().stream()
        .flatMap(card ->
            card.findings().stream()
                .map(f -> Map.entry(card.checklist() + " " + f.code(), verdict(f))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String verdict(Finding finding) {
    return finding.outcome() + " " + finding.points() + " " + finding.reason();
  }

  // ---- the portal ----

  /** A portal that owes one answer. */
  private static final class Gate implements AutoCloseable {
    private final WildServer server = new WildServer(this::answer);
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile String given = "";
    private final AtomicInteger requests = new AtomicInteger();
    private final Queue<String> answered = new ConcurrentLinkedQueue<>();
    private final int heldRequest;

    /** Never answers one request, counted from 1. */
    Gate(int request) {
      heldRequest = request;
    }

    int port() {
      return server.port();
    }

    String url() {
      return server.url("/");
    }

    void awaitHeld() throws InterruptedException {
      held.await();
    }

    /** Whoever waits need not any more. */
    void giveUp() {
      held.countDown();
      left.countDown();
      opened.countDown();
    }

    void open() {
      opened.countDown();
    }

    List<String> answered() {
      return List.copyOf(answered);
    }

    void forget() {
      answered.clear();
    }

    private void answer(String target, WildServer.Wire wire) throws IOException {
      if (requests.incrementAndGet() == heldRequest) {
        given = target;
        held.countDown();
        await(left);
        return;
      }
      answered.add(target);
      if (target.equals("/") || target.matches("/(tin-tuc|gioi-thieu|lien-he|tim-kiem).*")) {
        wire.html(page(target));
      } else {
        wire.missing();
      }
    }

    /** Path of the request that got no answer. */
    String given() {
      return given;
    }

    void hold() {
      held.countDown();
      await(opened);
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static String page(String target) {
      String list =
          IntStream.rangeClosed(1, ARTICLES)
              .mapToObj(i ->
                  "<li><a href=\"/tin-tuc/bai-"
                      + i
                      + "\">Sở Xây dựng kiểm tra công trình thứ "
                      + i
                      + "</a> <span>12/11/2026</span></li>")
              .collect(Collectors.joining());
      return "<!DOCTYPE html><html lang=\"vi\"><head><title>Sở Xây dựng "
          + target.replaceAll("[^a-z0-9/-]", "")
          + "</title></head><body><nav><a href=\"/gioi-thieu\">Giới thiệu</a> <a"
          + " href=\"/tin-tuc\">Tin tức</a> <a href=\"/lien-he\">Liên hệ</a></nav><form"
          + " action=\"/tim-kiem\"><input type=\"search\" name=\"q\" placeholder=\"Tìm"
          + " kiếm\"><button>Tìm</button></form><p>"
          + ("Nội dung của trang " + target.replaceAll("[^a-z0-9/-]", "") + ". ").repeat(12)
          + "</p>"
          + (target.equals("/tin-tuc") ? "<ul>" + list + "</ul>" : "")
          + "</body></html>";
    }

    @Override
    public void close() {
      open();
      server.close();
    }
  }
}
