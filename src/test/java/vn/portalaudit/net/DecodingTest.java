package vn.portalaudit.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;

class DecodingTest {
  private static final byte[] PAGE =
      "<p>Thủ tục hành chính</p>".repeat(2_000).getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "none", " , "})
  void bodyWithoutCodingStaysAsItIs(String coding) {
    assertWhole(decode(coding, PAGE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "GZIP", " gzip ", "identity, gzip"})
  void gzipIsUndone(String coding) {
    assertWhole(decode(coding, WebTest.gzip(PAGE)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void deflateIsUndoneWithAndWithoutItsWrapper(boolean raw) {
    assertWhole(decode("deflate", deflate(PAGE, raw)));
  }

  @Test
  void codingsOnTopOfEachOtherAreUndoneInTurn() {
    assertWhole(decode("deflate, gzip", WebTest.gzip(deflate(PAGE, false))));
  }

  @Test
  void codingsInTwoFieldsAreOneList() {
    Decoding.Decoded decoded =
        Decoding.decode(
            List.of(
                new Header("content-encoding", "deflate"), new Header("Content-Encoding", "gzip")),
            WebTest.gzip(deflate(PAGE, false)));

    assertWhole(decoded);
  }

  @Test
  void threeCodingsAreTooMany() {
    byte[] thrice = WebTest.gzip(WebTest.gzip(WebTest.gzip(PAGE)));

    assertThat(decode("gzip, gzip, gzip", thrice).reason()).isEqualTo(Reason.DECOMPRESSION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "compress", "rot13"})
  void unknownCodingCannotBeRead(String coding) {
    assertThat(decode(coding, PAGE).reason()).isEqualTo(Reason.DECOMPRESSION);
  }

  @Test
  void membersOfOneGzipAreJoined() {
    byte[] half = Arrays.copyOf(PAGE, 30_000);
    byte[] rest = Arrays.copyOfRange(PAGE, 30_000, PAGE.length);

    assertWhole(decode("gzip", join(WebTest.gzip(half), WebTest.gzip(rest))));
  }

  @Test
  void bytesAfterGzipAreIgnored() {
    assertWhole(decode("gzip", join(WebTest.gzip(PAGE), new byte[1_000])));
  }

  @Test
  void optionalFieldsOfGzipAreSkipped() {
    byte[] plain = WebTest.gzip(PAGE);
    byte[] fields = {0x1f, (byte) 0x8b, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 0};
    byte[] extra = {2, 0, 1, 1, 'n', 0, 'c', 0, 9, 9};

    assertWhole(
        decode("gzip", join(join(fields, extra), Arrays.copyOfRange(plain, 10, plain.length))));
  }

  @Test
  void gzipThatBreaksOffIsCut() {
    byte[] packed = WebTest.gzip(noise(100_000));
    Decoding.Decoded decoded = decode("gzip", Arrays.copyOf(packed, packed.length / 2));

    assertThat(decoded.cut()).isTrue();
    assertThat(decoded.reason()).isNull();
    assertThat(decoded.body()).hasSizeGreaterThan(30_000);
  }

  @Test
  void gzipThatBreaksOffCannotBeReadWhereItIsNoPage() {
    byte[] packed = WebTest.gzip(noise(100_000));

    assertThat(
            Decoding.decode(
                    List.of(
                        new Header("Content-Type", "application/pdf"),
                        new Header("Content-Encoding", "gzip")),
                    Arrays.copyOf(packed, packed.length / 2))
                .reason())
        .isEqualTo(Reason.DECOMPRESSION);
  }

  @Test
  void plainTextThatClaimsToBeGzipCannotBeRead() {
    assertThat(decode("gzip", PAGE).reason()).isEqualTo(Reason.DECOMPRESSION);
  }

  @Test
  void brokenGzipCannotBeRead() {
    byte[] packed = WebTest.gzip(noise(100_000));
    for (int seed = 0; seed < 300; seed++) {
      byte[] broken = packed.clone();
      Random random = new Random(seed);
      for (int i = 0; i < 20; i++) {
        broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Decoding.Decoded decoded = decode("gzip", broken);
      assertThat(decoded.body().length).isLessThanOrEqualTo(Decoding.HTML_LIMIT);
    }
    byte[] wrong = packed.clone();
    Arrays.fill(wrong, 10, 200, (byte) 0xff);
    assertThat(decode("gzip", wrong).reason()).isEqualTo(Reason.DECOMPRESSION);
  }

  @Test
  void bodyThatSwellsAHundredfoldIsABomb() {
    assertThat(decode("gzip", WebTest.gzip(new byte[2_000_000])).reason())
        .isEqualTo(Reason.DECOMPRESSION);
  }

  @Test
  void bombWithinABombIsABomb() {
    byte[] nested = WebTest.gzip(WebTest.gzip(new byte[20_000_000]));

    assertThat(decode("gzip, gzip", nested).reason()).isEqualTo(Reason.DECOMPRESSION);
  }

  @Test
  void smallBodyMaySwell() {
    Decoding.Decoded decoded = decode("gzip", WebTest.gzip(new byte[900_000]));

    assertThat(decoded.reason()).isNull();
    assertThat(decoded.body()).hasSize(900_000);
  }

  @Test
  void longPageIsCut() {
    Decoding.Decoded decoded = decode("gzip", WebTest.gzip(noise(4_000_000)));

    assertThat(decoded.body()).hasSize(Decoding.HTML_LIMIT);
    assertThat(decoded.cut()).isTrue();
    assertThat(decoded.reason()).isNull();
  }

  @Test
  void pageAtTheLimitIsWhole() {
    Decoding.Decoded decoded = decode("gzip", WebTest.gzip(noise(Decoding.HTML_LIMIT)));

    assertThat(decoded.body()).hasSize(Decoding.HTML_LIMIT);
    assertThat(decoded.cut()).isFalse();
  }

  @Test
  void longDocumentIsTooLarge() {
    Decoding.Decoded decoded =
        Decoding.decode(
            List.of(
                new Header("Content-Type", "application/pdf"),
                new Header("Content-Encoding", "gzip")),
            WebTest.gzip(noise(21_000_000)));

    assertThat(decoded.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(decoded.body()).hasSize(Decoding.OTHER_LIMIT);
  }

  @Test
  void sizeThatTheBodyClaimsIsNotBelieved() {
    byte[] packed = WebTest.gzip(PAGE);
    byte[] lying = packed.clone();
    lying[packed.length - 1] = 0x7f;
    byte[] modest = packed.clone();
    Arrays.fill(modest, packed.length - 4, packed.length, (byte) 0);

    assertWhole(decode("gzip", lying));
    assertWhole(decode("gzip", modest));
  }

  @Test
  void emptyBodyHasNoCoding() {
    Decoding.Decoded decoded = decode("gzip", new byte[0]);

    assertThat(decoded.reason()).isNull();
    assertThat(decoded.body()).isEmpty();
  }

  private static void assertWhole(Decoding.Decoded decoded) {
    assertThat(decoded.reason()).isNull();
    assertThat(decoded.cut()).isFalse();
    assertThat(decoded.body()).isEqualTo(PAGE);
  }

  private static Decoding.Decoded decode(String coding, byte[] wire) {
    return Decoding.decode(
        List.of(
            new Header("Content-Type", "text/html; charset=utf-8"),
            new Header("Content-Encoding", coding)),
        wire);
  }

  /** Letters that compress to about a half. */
  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    Random random = new Random(7);
    for (int i = 0; i < length; i++) {
      noise[i] = (byte) ('a' + random.nextInt(16));
    }
    return noise;
  }

  private static byte[] deflate(byte[] plain, boolean raw) {
    Deflater deflater = new Deflater(6, raw);
    deflater.setInput(plain);
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[8_192];
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return packed.toByteArray();
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
