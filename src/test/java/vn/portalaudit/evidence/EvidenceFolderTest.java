package vn.portalaudit.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcTruncationReason;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;

class EvidenceFolderTest {
  private static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");
  private static final int ALL = Integer.MAX_VALUE;

  @TempDir Path temp;

  @Test
  void bodyStaysAsSentAndIsFoundByItsPlace() throws IOException {
    byte[] wire = gzip("<p>Cổng thông tin</p>".getBytes(StandardCharsets.UTF_8));
    Path folder = temp.resolve("a");
    try (EvidenceFolder evidence = EvidenceFolder.create(folder, null)) {
      evidence.fetched(
          capture("http://a.vn/1", wire), List.of(exchange("http://a.vn/1", wire)), ALL);
      Entry second =
          evidence.fetched(
              capture("http://a.vn/2", wire), List.of(exchange("http://a.vn/2", wire)), ALL);

      assertThat(EvidenceReader.payload(folder, second)).isEqualTo(wire);
    }
    EvidenceReader reader = EvidenceReader.open(folder);
    assertThat(reader.entries()).hasSize(2);
    assertThat(reader.payload(reader.entries().getFirst())).isEqualTo(wire);
    assertThat(reader.verify(EvidenceFolderTest::decode)).isEmpty();
    assertThat(reader.stopped()).isEmpty();
  }

  @Test
  void otherProgramsReadTheWarc() throws IOException {
    byte[] wire = gzip("xin chào".getBytes(StandardCharsets.UTF_8));
    try (EvidenceFolder evidence = EvidenceFolder.create(temp.resolve("a"), null)) {
      evidence.fetched(
          capture("http://a.vn/1", wire), List.of(exchange("http://a.vn/1", wire)), ALL);
      evidence.measured("tls", "a.vn:443", AT, "{\"v\":1}");
      evidence.rendered(
          capture("http://a.vn/1", new byte[0]), "<p>".getBytes(StandardCharsets.UTF_8));
    }
    List<String> types = new ArrayList<>();
    try (WarcReader reader = new WarcReader(temp.resolve("a/portal-audit-00000.warc.gz"))) {
      reader.calculateBlockDigest();
      for (WarcRecord record : reader) {
        types.add(record.type());
        if (record instanceof WarcResponse response) {
          assertThat(response.http().status()).isEqualTo(200);
          assertThat(response.http().body().stream().readAllBytes()).isEqualTo(wire);
          assertThat(response.payloadDigest()).hasValue(new WarcDigest("sha256", Sha256.of(wire)));
        } else if (record instanceof WarcRequest request) {
          assertThat(request.http().target()).isEqualTo("/1");
        } else {
          record.body().consume();
        }
      }
    }
    assertThat(types).containsExactly("warcinfo", "request", "response", "resource", "conversion");
  }

  @Test
  void longDocumentIsCutAndSaysSo() throws IOException {
    byte[] wire = new byte[100_000];
    new Random(1).nextBytes(wire);
    Path folder = temp.resolve("a");
    Entry entry;
    try (EvidenceFolder evidence = EvidenceFolder.create(folder, null)) {
      entry =
          evidence.fetched(
              capture("http://a.vn/x.pdf", wire),
              List.of(exchange("http://a.vn/x.pdf", wire)),
              65_536);
    }
    assertThat(EvidenceReader.payload(folder, entry)).isEqualTo(Arrays.copyOf(wire, 65_536));
    assertThat(EvidenceReader.open(folder).verify((h, b) -> b)).isEmpty();
    try (WarcReader reader = new WarcReader(folder.resolve("portal-audit-00000.warc.gz"))) {
      List<WarcTruncationReason> cuts =
          reader
              .records()
              .filter(WarcResponse.class::isInstance)
              .map(WarcRecord::truncated)
              .toList();
      assertThat(cuts).containsExactly(WarcTruncationReason.LENGTH);
    }
  }

  @Test
  void onlyTheOwnerMayRead() throws IOException {
    Path folder = temp.resolve("x/audit");
    try (EvidenceFolder evidence = EvidenceFolder.create(folder, null)) {
      evidence.pictured("home", "http://a.vn/", AT, new byte[] {1, 2});
    }
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files)
          .hasSize(5)
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
    }
  }

  @Test
  void tornLineIsLeftOutAndTheAuditGoesOnAfterIt() throws IOException {
    Path folder = temp.resolve("a");
    byte[] wire = {1, 2, 3};
    try (EvidenceFolder evidence = EvidenceFolder.create(folder, null)) {
      evidence.fetched(
          capture("http://a.vn/1", wire), List.of(exchange("http://a.vn/1", wire)), ALL);
    }
    Path index = folder.resolve("captures.jsonl");
    Files.writeString(index, "{\"kind\":\"FETCH\",\"capt", StandardOpenOption.APPEND);

    assertThat(EvidenceReader.open(folder).entries()).hasSize(1);
    assertThat(EvidenceReader.open(folder).verify((h, b) -> b)).isEmpty();
    try (EvidenceFolder evidence = EvidenceFolder.resume(folder, null)) {
      evidence.fetched(
          capture("http://a.vn/2", wire), List.of(exchange("http://a.vn/2", wire)), ALL);
      evidence.stopped(Reason.BUDGET_EXHAUSTED);
    }
    EvidenceReader reader = EvidenceReader.open(folder);
    assertThat(reader.entries())
        .extracting(Entry::url)
        .containsExactly("http://a.vn/1", "http://a.vn/2", "");
    assertThat(reader.verify((h, b) -> b)).isEmpty();
    assertThat(reader.stopped()).hasValue(Reason.BUDGET_EXHAUSTED);
    assertThat(folder.resolve("portal-audit-00001.warc.gz")).exists();
  }

  @Test
  void newAuditRefusesAFolderThatHoldsOne() throws IOException {
    EvidenceFolder.create(temp.resolve("a"), null).close();
    assertThatThrownBy(() -> EvidenceFolder.create(temp.resolve("a"), null))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void bodySentTwiceIsKeptOnce() throws IOException {
    byte[] same = "giữ nguyên".getBytes(StandardCharsets.UTF_8);
    Path folder = temp.resolve("a");
    for (String asked : List.of("http://a.vn/1", "http://a.vn/2")) {
      try (EvidenceFolder evidence = EvidenceFolder.resume(folder, null)) {
        for (int i = 0; i < 2; i++) {
          evidence.fetched(capture(asked, same), List.of(exchange(asked, same)), ALL);
        }
      }
    }
    EvidenceReader reader = EvidenceReader.open(folder);
    assertThat(reader.verify((h, b) -> b)).isEmpty();
    assertThat(reader.entries().get(1).place()).isEqualTo(reader.entries().get(0).place());
    assertThat(reader.payload(reader.entries().get(3))).isEqualTo(same);
    try (WarcReader warc = new WarcReader(folder.resolve("portal-audit-00000.warc.gz"))) {
      assertThat(warc.records().filter(WarcRevisit.class::isInstance))
          .singleElement()
          .satisfies(r -> {
            assertThat(((WarcRevisit) r).profile())
                .isEqualTo(WarcRevisit.IDENTICAL_PAYLOAD_DIGEST_1_0);
            assertThat(((WarcRevisit) r).refersToDate()).hasValue(AT);
          });
    }
  }

  @Test
  void noRecordLiesInAnotherFolder() throws IOException {
    byte[] same = "giữ nguyên".getBytes(StandardCharsets.UTF_8);
    Capture capture = capture("http://a.vn/1", same);
    for (int run = 0; run < 3; run++) {
      Path previous = run == 0 ? null : temp.resolve("run" + (run - 1));
      try (EvidenceFolder evidence = EvidenceFolder.create(temp.resolve("run" + run), previous)) {
        Exchange sent = exchange("http://a.vn/1", same);
        Exchange notModified = exchange("http://a.vn/1", new byte[0]);
        if (run == 0) {
          evidence.fetched(capture, List.of(sent), ALL);
        } else {
          EarlierEvidence.Kept kept = evidence.earlier().find("http://a.vn/1").orElseThrow();
          evidence.unchanged(capture, List.of(notModified), kept);
        }
      }
    }
    Files.delete(temp.resolve("run0/portal-audit-00000.warc.gz"));
    Files.delete(temp.resolve("run1/portal-audit-00000.warc.gz"));
    EvidenceReader third = EvidenceReader.open(temp.resolve("run2"));
    assertThat(third.payload(third.entries().getFirst())).isEqualTo(same);
    assertThat(third.verify((h, b) -> b)).isEmpty();
    List<String> types = new ArrayList<>();
    try (WarcReader reader = new WarcReader(temp.resolve("run2/portal-audit-00000.warc.gz"))) {
      reader.records().map(WarcRecord::type).forEach(types::add);
    }
    assertThat(types).containsExactly("warcinfo", "response", "request", "revisit");
  }

  @Test
  void whatIsDamagedIsNotBuiltOn() throws IOException {
    byte[] wire = new byte[400];
    new Random(5).nextBytes(wire);
    Path folder = temp.resolve("a");
    try (EvidenceFolder evidence = EvidenceFolder.create(folder, null)) {
      evidence.fetched(
          capture("http://a.vn/1", wire), List.of(exchange("http://a.vn/1", wire)), ALL);
    }
    assertThat(EarlierEvidence.open(folder).find("http://a.vn/1"))
        .hasValueSatisfying(kept -> assertThat(kept.payload()).isEqualTo(wire));
    assertThat(EarlierEvidence.open(folder).find("http://a.vn/2")).isEmpty();

    Path file = folder.resolve("portal-audit-00000.warc.gz");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 100] ^= 1;
    Files.write(file, bytes);
    assertThat(EarlierEvidence.open(folder).find("http://a.vn/1")).isEmpty();
    Files.delete(file);
    assertThat(EarlierEvidence.open(folder).find("http://a.vn/1")).isEmpty();
  }

  @Test
  void everyFlippedBitIsFound() throws IOException {
    Path folder = temp.resolve("a");
    Random random = new Random(7);
    try (EvidenceFolder evidence = EvidenceFolder.create(folder, null)) {
      for (int i = 0; i < 5; i++) {
        byte[] wire = new byte[500];
        random.nextBytes(wire);
        String url = "http://a.vn/" + i;
        evidence.fetched(capture(url, wire), List.of(exchange(url, wire)), ALL);
      }
      evidence.measured("tls", "a.vn:443", AT, "{}");
      evidence.pictured("home", "http://a.vn/", AT, new byte[] {9, 8, 7, 6});
    }
    EvidenceReader.Decoder same = (headers, body) -> body;
    assertThat(EvidenceReader.open(folder).verify(same)).isEmpty();
    List<Path> files =
        List.of(
            folder.resolve("portal-audit-00000.warc.gz"),
            folder.resolve("captures.jsonl"),
            folder.resolve("screenshots/home.png"));
    for (int i = 0; i < 300; i++) {
      Path file = files.get(i % files.size());
      byte[] before = Files.readAllBytes(file);
      byte[] flipped = before.clone();
      int at = random.nextInt(flipped.length - 1);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);

      assertThat(EvidenceReader.open(folder).verify(same))
          .describedAs("%s, byte %d", file.getFileName(), at)
          .isNotEmpty();
      Files.write(file, before);
    }
  }

  @Test
  void damagedRecordIsNamed() throws IOException {
    Path folder = temp.resolve("a");
    byte[] wire = new byte[400];
    new Random(3).nextBytes(wire);
    Entry entry;
    try (EvidenceFolder evidence = EvidenceFolder.create(folder, null)) {
      entry =
          evidence.fetched(
              capture("http://a.vn/1", wire), List.of(exchange("http://a.vn/1", wire)), ALL);
    }
    Path file = folder.resolve("portal-audit-00000.warc.gz");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 100] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> EvidenceReader.payload(folder, entry))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("portal-audit-00000.warc.gz@")
        .hasMessageContaining("http://a.vn/1");
  }

  static Capture capture(String url, byte[] wire) {
    byte[] body = decode(List.of(), wire);
    return new Capture(
        url,
        url,
        AT,
        Capture.Purpose.PAGE,
        200,
        List.of(new Header("Content-Type", "text/html")),
        Sha256.of(body),
        body.length,
        wire.length,
        false,
        null,
        List.of(new Capture.Hop(url, 200, null)),
        Timing.NONE);
  }

  static Exchange exchange(String url, byte[] wire) {
    return new Exchange(
        url,
        AT,
        "192.0.2.1",
        "GET " + url.substring(url.indexOf('/', 8)) + " HTTP/1.1\r\nHost: a.vn\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
        200,
        List.of(new Header("Content-Type", "text/html")),
        wire,
        false,
        Timing.NONE);
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] decode(@Nullable List<Header> headers, byte[] wire) {
    boolean gzip = wire.length > 2 && wire[0] == 0x1f && wire[1] == (byte) 0x8b;
    if (!gzip) {
      return wire;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(wire))) {
      return in.readAllBytes();
    } catch (IOException e) {
      return new byte[0];
    }
  }
}
