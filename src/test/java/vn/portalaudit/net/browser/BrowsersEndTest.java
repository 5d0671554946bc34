package vn.portalaudit.net.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.portalaudit.domain.Reason;

@Timeout(120)
class BrowsersEndTest {
  private static final Browsers.Settings QUICK = Browsers.Settings.standard("PortalAudit-Test/1.0");

  @BeforeEach
  void needsABrowser() {
    assumeTrue(Browsers.available(), Browsers::unavailableReason);
  }

  @Test
  void closeLeavesNoProcessAndNoFile() throws Exception {
    Set<Path> before = leftOvers();
    CountDownLatch asked = new CountDownLatch(1);
    try (Loopback net = new Loopback()) {
      net.page("/", "<p>Chữ");
      net.portal.createContext("/treo", exchange -> asked.countDown());
      CompletableFuture<Rendering> hanging;
      List<ProcessHandle> processes;
      try (Browsers browsers = new Browsers(net, QUICK)) {
        assertThat(browsers.render(net.url("/")).html()).contains("Chữ");
        processes = ProcessHandle.current().descendants().toList();
        assertThat(processes).isNotEmpty();
        assertThat(leftOvers()).isNotEqualTo(before);
        hanging = CompletableFuture.supplyAsync(() -> browsers.render(net.url("/treo")));
        asked.await();
      }

      assertThat(hanging.get(10, TimeUnit.SECONDS).reason()).isEqualTo(Reason.INTERRUPTED);
      assertThat(processes).noneMatch(ProcessTree::isRunning);
      assertThat(ProcessHandle.current().descendants()).isEmpty();
      assertThat(leftOvers()).isEqualTo(before);
    }
  }

  @Test
  void poolThatIsClosedShowsNothing() throws IOException {
    try (Loopback net = new Loopback()) {
      Browsers browsers = new Browsers(net, QUICK);
      browsers.close();

      assertThat(browsers.render(net.url("/")).reason()).isEqualTo(Reason.INTERRUPTED);
      assertThat(net.dialled).isEmpty();
    }
  }

  private static Set<Path> leftOvers() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return new HashSet<>(
          files
              .filter(
                  f ->
                      f.getFileName()
                          .toString()
                          .matches("portal-audit-browser-.*|\\.org\\.chromium.*"))
              .toList());
    }
  }
}
