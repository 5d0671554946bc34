package vn.portalaudit.evidence;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcCaptureRecord;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcConversion;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResource;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcTruncationReason;
import org.netpreserve.jwarc.WarcWriter;
import org.netpreserve.jwarc.Warcinfo;
import vn.portalaudit.domain.Exchange;

/**
 * One WARC 1.0 file (ISO 28500), a gzip member a record, bodies as they went over the wire. Records
 * of one ask are gathered in memory and written at once.
 */
final class WarcFile implements Closeable {
  private static final Pattern TRANSFER_CODING =
      Pattern.compile("(?im)^transfer-encoding(?=\\s*:)");
  private static final String SHA256 = "sha256";

  private final String name;
  private final Gathered gathered;
  private final WarcWriter writer;
  private boolean begun;
  private long flushed;

  WarcFile(Path file) throws IOException {
    this.name = String.valueOf(file.getFileName());
    this.gathered = new Gathered(OwnerOnly.newFile(file));
    this.writer = new WarcWriter(gathered, WarcCompression.GZIP);
  }

  String name() {
    return name;
  }

  /** A record's first byte and length. */
  record Span(long offset, long length) {}

  /**
   * Request and response; the response's payload is cut to {@code payload} when that is shorter.
   */
  Span exchange(Exchange exchange, byte[] payload, String payloadSha256) throws IOException {
    byte[] head = responseHead(exchange);
    WarcResponse.Builder response =
        common(new WarcResponse.Builder(exchange.url()), exchange)
            .body(MediaType.HTTP_RESPONSE, joined(head, payload))
            .payloadDigest(SHA256, payloadSha256);
    if (exchange.truncated() || payload.length < exchange.wire().length) {
      response.truncated(WarcTruncationReason.LENGTH);
    }
    return withRequest(exchange, response.build());
  }

  /** Request and a response whose payload lies in an earlier record. */
  Span revisit(Exchange exchange, String payloadSha256, String url, Instant received)
      throws IOException {
    byte[] head = responseHead(exchange);
    WarcRevisit.Builder revisit =
        common(
                new WarcRevisit.Builder(exchange.url(), WarcRevisit.IDENTICAL_PAYLOAD_DIGEST_1_0),
                exchange)
            .body(MediaType.HTTP_RESPONSE, head)
            .payloadDigest(SHA256, payloadSha256)
            .setHeader("WARC-Refers-To-Target-URI", url)
            .setHeader("WARC-Refers-To-Date", received.toString());
    return withRequest(exchange, revisit.build());
  }

  /** A record of another file, as it lies there. */
  Span copy(EvidenceReader.Member member, Instant at) throws IOException {
    begin(at);
    long offset = gathered.position();
    gathered.write(ByteBuffer.wrap(member.bytes()));
    return new Span(offset, gathered.position() - offset);
  }

  /** Request and the answer that what an earlier record holds has not changed (WARC 1.1, 6.7.3). */
  Span notModified(Exchange exchange, EvidenceReader.Member earlier) throws IOException {
    WarcRecord record = earlier.record();
    WarcRevisit.Builder revisit =
        common(
                new WarcRevisit.Builder(exchange.url(), WarcRevisit.SERVER_NOT_MODIFIED_1_1),
                exchange)
            .version(MessageVersion.WARC_1_1)
            .body(MediaType.HTTP_RESPONSE, responseHead(exchange))
            .refersTo(record.id(), exchange.url(), record.date());
    return withRequest(exchange, revisit.build());
  }

  /** What was measured, or what is known of a picture. */
  Span resource(String target, Instant at, byte[] json) throws IOException {
    begin(at);
    return write(
        new WarcResource.Builder()
            .setHeader("WARC-Target-URI", target)
            .date(at)
            .body(MediaType.JSON, json)
            .payloadDigest(SHA256, Sha256.of(json))
            .build());
  }

  /** A document as it stands after scripts ran. */
  Span conversion(String target, Instant at, byte[] html) throws IOException {
    begin(at);
    return write(
        new WarcConversion.Builder()
            .setHeader("WARC-Target-URI", target)
            .date(at)
            .body(MediaType.HTML_UTF8, html)
            .payloadDigest(SHA256, Sha256.of(html))
            .build());
  }

  /**
   * Hands what was gathered to the operating system.
   *
   * @return what was written since the last call; null when nothing was
   */
  Entry.@Nullable Written flush() throws IOException {
    gathered.flush();
    long length = gathered.position() - flushed;
    if (length == 0) {
      return null;
    }
    Entry.Written written = new Entry.Written(name, flushed, length, Sha256.hex(gathered.digest));
    flushed = gathered.position();
    return written;
  }

  @Override
  public void close() throws IOException {
    gathered.flush();
    gathered.close();
  }

  private static <R extends WarcCaptureRecord, B extends WarcCaptureRecord.AbstractBuilder<R, B>>
      B common(B builder, Exchange exchange) {
    builder.date(exchange.at());
    if (!exchange.ip().isEmpty()) {
      builder.setHeader("WARC-IP-Address", exchange.ip());
    }
    return builder;
  }

  private Span withRequest(Exchange exchange, WarcRecord response) throws IOException {
    begin(exchange.at());
    byte[] head = exchange.requestHead().getBytes(StandardCharsets.UTF_8);
    write(
        common(new WarcRequest.Builder(exchange.url()), exchange)
            .body(MediaType.HTTP_REQUEST, head)
            .concurrentTo(response.id())
            .build());
    return write(response);
  }

  private void begin(Instant at) throws IOException {
    if (!begun) {
      begun = true;
      Map<String, List<String>> fields =
          Map.of(
              "software", List.of("portal-audit"),
              "format", List.of("WARC File Format 1.0"),
              "robots", List.of("classic"));
      write(new Warcinfo.Builder().date(at).filename(name).fields(fields).build());
    }
  }

  private Span write(WarcRecord record) throws IOException {
    long offset = gathered.position();
    writer.write(record);
    return new Span(offset, gathered.position() - offset);
  }

  /**
   * The head as sent, but for the name of a transfer coding that the body no longer has: readers of
   * WARC would undo it again.
   */
  private static byte[] responseHead(Exchange exchange) {
    return TRANSFER_CODING
        .matcher(exchange.responseHead())
        .replaceFirst("X-Archive-Orig-Transfer-Encoding")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] joined(byte[] head, byte[] payload) {
    byte[] block = Arrays.copyOf(head, head.length + payload.length);
    System.arraycopy(payload, 0, block, head.length, payload.length);
    return block;
  }

  /** Collects small writes, so that one ask costs one call of the operating system. */
  private static final class Gathered implements WritableByteChannel {
    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final MessageDigest digest = Sha256.digest();
    private long position;

    Gathered(FileChannel file) {
      this.file = file;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      int length = source.remaining();
      digest.update(source.duplicate());
      position += length;
      if (length > buffer.remaining()) {
        flush();
      }
      if (length > buffer.remaining()) {
        drain(source);
      } else {
        buffer.put(source);
      }
      return length;
    }

    /** Bytes taken so far. */
    long position() {
      return position;
    }

    void flush() throws IOException {
      buffer.flip();
      drain(buffer);
      buffer.clear();
    }

    private void drain(ByteBuffer source) throws IOException {
      while (source.hasRemaining()) {
        file.write(source);
      }
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
