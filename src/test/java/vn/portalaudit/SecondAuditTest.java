package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcRevisit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.ValidatingServer.Manner;
import vn.portalaudit.ValidatingServer.Visit;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.demo.FixtureServer;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.evidence.Entry;
import vn.portalaudit.evidence.EvidenceReader;
import vn.portalaudit.net.Decoding;

/** A portal that was audited before is asked only for what changed, and is judged as if it was. */
final class SecondAuditTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final Path PORTAL = Path.of("src/test/resources/portals/so-mau");

  @TempDir private Path temp;
  private FixtureServer fixture;
  private ValidatingServer server;

  @BeforeEach
  void serve() throws IOException {
    fixture = FixtureServer.start(PORTAL, DAY);
    server = new ValidatingServer(fixture.port());
  }

  @AfterEach
  void stop() {
    server.close();
    fixture.close();
  }

  @Test
  void whatDidNotChangeIsNotSentAgainAndTheDocumentIsTheSame() throws IOException {
    Path first = audit("mot");
    long bytes = server.bytes();
    assertThat(server.visits).noneMatch(Visit::conditional);
    server.visits.clear();

    Path second = audit("hai");
    assertThat(server.visits).filteredOn(v -> v.status() == 304).hasSizeGreaterThan(10);
    assertThat(server.visits).filteredOn(Visit::conditional).allMatch(v -> v.status() == 304);
    assertThat(server.bytes()).isLessThan(bytes / 2);
    assertThat(document(second)).isEqualTo(document(first));
    assertThat(EvidenceReader.open(second).verify(SecondAuditTest::decode)).isEmpty();
  }

  @Test
  void theSecondFolderIsWholeWithoutTheFirstAndAThirdBuildsOnIt() throws IOException {
    Path first = audit("mot");
    JsonNode document = document(first);
    Path second = audit("hai");
    delete(first);
    Path again = temp.resolve("lai");
    assertThat(Main.run("judge", second.toString(), "--out", again.toString())).isZero();
    assertThat(document(again)).isEqualTo(document(second)).isEqualTo(document);

    server.visits.clear();
    Path third = audit("ba");
    assertThat(server.visits).filteredOn(v -> v.status() == 304).hasSizeGreaterThan(10);
    delete(second);
    assertThat(EvidenceReader.open(third).verify(SecondAuditTest::decode)).isEmpty();
    assertThat(document(third)).isEqualTo(document);
  }

  @Test
  void a304IsARevisitThatRefersToTheRecordBesideIt() throws IOException {
    Path first = audit("mot");
    Path second = audit("hai");
    List<WarcRecord> records = records(second);
    List<WarcRevisit> revisits =
        records.stream()
            .filter(WarcRevisit.class::isInstance)
            .map(WarcRevisit.class::cast)
            .filter(r -> r.profile().equals(WarcRevisit.SERVER_NOT_MODIFIED_1_1))
            .toList();
    assertThat(revisits).hasSizeGreaterThan(10);
    List<WarcRecord> earlier = records(first);
    for (WarcRevisit revisit : revisits) {
      assertThat(revisit.version().toString()).isEqualTo("WARC/1.1");
      assertThat(records)
          .filteredOn(r -> revisit.refersTo().filter(r.id()::equals).isPresent())
          .singleElement()
          .satisfies(r -> {
            assertThat(r.type()).isEqualTo("response");
            assertThat(revisit.refersToDate()).hasValue(r.date());
            assertThat(revisit.refersToTargetURI()).hasValue(revisit.targetURI());
            assertThat(earlier).extracting(WarcRecord::id).contains(r.id());
          });
    }
  }

  @Test
  void fieldsOfA304UpdateThoseOfThePageButNotWhatItsBodyNeeds() throws IOException {
    audit("mot");
    Path second = audit("hai");
    List<Capture> unchanged = unchanged(second);
    assertThat(unchanged).hasSizeGreaterThan(10);
    assertThat(unchanged)
        .allSatisfy(capture -> {
          assertThat(capture.status()).isEqualTo(200);
          assertThat(capture.header("X-Phien-Ban")).hasValue("2");
          assertThat(capture.headers())
              .filteredOn(h -> h.name().equalsIgnoreCase("ETag"))
              .hasSizeLessThan(2);
        });
    assertThat(unchanged).filteredOn(c -> c.mediaType().equals("text/html")).isNotEmpty();
    assertThat(unchanged).noneMatch(c -> c.mediaType().equals("application/octet-stream"));
  }

  @Test
  void whatIsMeasuredIsAlwaysSentWhole() throws IOException {
    audit("mot");
    server.visits.clear();
    audit("hai");
    assertThat(server.visits)
        .filteredOn(v -> v.target().matches("/|/robots\\.txt|/trang-khong-ton-tai-.*"))
        .hasSizeGreaterThan(2)
        .noneMatch(Visit::conditional);
    assertThat(server.visits)
        .filteredOn(v -> v.status() == 200 && !v.conditional())
        .describedAs("with the pages whose time is taken")
        .hasSizeGreaterThan(7);
  }

  @Test
  void a304AboutSomethingElseIsNotBelieved() throws IOException {
    Path first = audit("mot");
    server.visits.clear();
    server.manner = Manner.OTHER_TAG;
    Path second = audit("hai");
    List<Visit> believed =
        server.visits.stream()
            .filter(v -> v.status() == 304)
            .filter(v -> server.last(v.target()).filter(l -> l.status() == 304).isPresent())
            .toList();
    assertThat(server.visits).anyMatch(v -> v.status() == 304);
    assertThat(believed)
        .describedAs("only where the condition was a date")
        .allMatch(v -> Math.floorMod(v.target().hashCode(), 3) == 0);
    assertThat(document(second)).isEqualTo(document(first));
  }

  @Test
  void a304ThatNobodyAskedForMakesThePageBeAskedForOnceMore() throws IOException {
    Path first = audit("mot");
    server.visits.clear();
    server.manner = Manner.UNASKED;
    delete(temp.resolve("mot/portal-audit-00000.warc.gz"));
    Path second = audit("hai");
    assertThat(server.visits)
        .filteredOn(v -> v.target().contains("tin-tuc") && v.status() == 304)
        .isNotEmpty()
        .noneMatch(Visit::conditional);
    assertThat(document(second)).isEqualTo(document(first));
  }

  @Test
  void aServerSetUpAnewIsAskedForEverything() throws IOException {
    audit("mot");
    server.visits.clear();
    server.manner = Manner.NEW_FIELD;
    audit("hai");
    assertThat(server.visits).isNotEmpty().noneMatch(Visit::conditional);
  }

  private Path audit(String name) {
    Path out = temp.resolve(name);
    List<String> args =
        new ArrayList<>(
            List.of(
                "audit",
                "http://127.0.0.1:" + server.port() + "/",
                "--kind",
                fixture.kind().id(),
                "--allow-private",
                "--rate",
                "off",
                "--browser",
                "never",
                "--max-pages",
                "60",
                "--at",
                DAY.toString(),
                "--out",
                out.toString()));
    for (String known : fixture.hosts()) {
      args.add("--connect-to");
      args.add(known + ":80:127.0.0.1:" + server.port());
      // nobody listens there: no name may be looked up, for resolvers answer as they like
      args.add("--connect-to");
      args.add(known + ":443:127.0.0.1:1");
    }
    assertThat(Main.run(args.toArray(String[]::new))).isZero();
    return out;
  }

  private static List<Capture> unchanged(Path folder) throws IOException {
    List<Capture> captures = new ArrayList<>();
    for (Entry entry : EvidenceReader.open(folder).entries()) {
      Capture capture = entry.capture();
      if (capture != null
          && !capture.hops().isEmpty()
          && capture.hops().getLast().status() == 304) {
        captures.add(capture);
        assertThat(
                Source.replay(EvidenceReader.open(folder), SecondAuditTest::decode)
                    .fetch(capture.url(), capture.purpose())
                    .body())
            .isNotEmpty();
      }
    }
    return captures;
  }

  private static byte[] decode(List<vn.portalaudit.domain.Header> headers, byte[] wire) {
    return Decoding.decode(headers, wire).body();
  }

  private static List<WarcRecord> records(Path folder) throws IOException {
    List<WarcRecord> records = new ArrayList<>();
    try (WarcReader reader = new WarcReader(folder.resolve("portal-audit-00000.warc.gz"))) {
      for (WarcRecord record : reader) {
        record.body().consume();
        records.add(record);
      }
    }
    return records;
  }

  /** A result without what may differ from audit to audit. */
  private static JsonNode document(Path folder) throws IOException {
    JsonNode root = JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve("result.json")));
    ((ObjectNode) root.get("run")).remove("id");
    strip(root);
    return root;
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.path("field").asString("").endsWith("Ms")) {
        object.remove("value");
      }
      List<String> names = object.propertyStream().map(java.util.Map.Entry::getKey).toList();
      for (String name : names) {
        if (name.endsWith("Ms")
            || List.of("startedAt", "finishedAt", "judgedAt", "capturedAt").contains(name)) {
          object.remove(name);
        }
      }
    }
    node.forEach(SecondAuditTest::strip);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
