package vn.portalaudit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Period;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;
import vn.portalaudit.evidence.EvidenceFolder;

class EarlierAuditsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T05:00:00Z");
  private static final String PORTAL = "https://so.tinh.gov.vn/";

  @TempDir private Path temp;

  @Test
  void theNewestCompleteAuditOfTheSamePortalIsFoundByItsTime() throws IOException {
    Path newest = audit("a", PORTAL, NOON.minusSeconds(60));
    audit("z", PORTAL, NOON.minusSeconds(600));
    audit("khac", "https://so.khac.gov.vn/", NOON.minusSeconds(30));
    audit("sau", PORTAL, NOON.plusSeconds(1));

    assertThat(newest(PORTAL)).isEqualTo(newest);
    assertThat(newest("so.tinh.gov.vn")).isEqualTo(newest);
    assertThat(newest("http://so.tinh.gov.vn/")).isNull();
  }

  @Test
  void whatDidNotComeToItsEndIsPassedOver() throws IOException {
    Path whole = audit("whole", PORTAL, NOON.minusSeconds(600));
    order(PORTAL, NOON.minusSeconds(50)).write(Files.createDirectories(temp.resolve("running")));
    Path stopped = audit("stopped", PORTAL, NOON.minusSeconds(40));
    try (EvidenceFolder evidence = EvidenceFolder.resume(stopped, null)) {
      evidence.stopped(Reason.INTERRUPTED);
    }
    Path unread = Files.createDirectories(temp.resolve("unread"));
    order(PORTAL, NOON.minusSeconds(30)).finished(NOON).write(unread);
    Files.writeString(Files.createDirectories(temp.resolve("bad")).resolve("run.json"), "{");
    Files.writeString(temp.resolve("file"), "");

    assertThat(newest(PORTAL)).isEqualTo(whole);
  }

  @Test
  void aLinkToAFolderIsNotFollowed(@TempDir Path elsewhere) throws IOException {
    Path real = audit("real", PORTAL, NOON.minusSeconds(60));
    Files.move(real, elsewhere.resolve("real"));
    Files.createSymbolicLink(temp.resolve("link"), elsewhere.resolve("real"));

    assertThat(newest(PORTAL)).isNull();
  }

  @Test
  void thereIsNoneWhereNothingIs() {
    Order order = order(PORTAL, NOON);
    assertThat(EarlierAudits.newest(temp.resolve("khong/co"), order)).isNull();
    assertThat(EarlierAudits.newest(Path.of("/"), order)).isNull();
  }

  private @Nullable Path newest(String portal) {
    return EarlierAudits.newest(temp.resolve("new"), order(portal, NOON));
  }

  private Path audit(String name, String portal, Instant startedAt) throws IOException {
    Path folder = temp.resolve(name);
    try (EvidenceFolder evidence = EvidenceFolder.create(folder, null)) {
      byte[] body = "<p>".getBytes(StandardCharsets.UTF_8);
      Exchange exchange =
          new Exchange(
              portal,
              startedAt,
              "",
              "GET / HTTP/1.1\r\n\r\n",
              "HTTP/1.1 200 OK\r\n\r\n",
              200,
              List.of(),
              body,
              false,
              Timing.NONE);
      Capture home =
          new Capture(
              portal,
              portal,
              startedAt,
              Capture.Purpose.HOME,
              200,
              List.of(),
              null,
              body.length,
              body.length,
              false,
              null,
              List.of(new Capture.Hop(portal, 200, null)),
              Timing.NONE);
      evidence.fetched(home, List.of(exchange), 100);
    }
    order(portal, startedAt).finished(startedAt.plusSeconds(5)).write(folder);
    return folder;
  }

  private static Order order(String portal, Instant startedAt) {
    return new Order(
        "id",
        portal,
        PortalKind.SO,
        List.of(),
        startedAt,
        new Period(LocalDate.of(2025, 11, 22), LocalDate.of(2026, 11, 22)),
        400,
        false,
        startedAt,
        null);
  }
}
