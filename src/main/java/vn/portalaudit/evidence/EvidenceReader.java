package vn.portalaudit.evidence;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;

/**
 * Reads an evidence folder, also one that is being written: every body is found again by its place.
 * Immutable; safe for several threads.
 */
public final class EvidenceReader {
  private static final long MAX_RECORD = 64L << 20;
  private static final Pattern PICTURE =
      Pattern.compile("\\{\"file\":\"([^\"]+)\",\"sha256\":\"([0-9a-f]{64})\"}");

  private final Path folder;
  private final List<IndexFile.Line> lines;

  private EvidenceReader(Path folder, List<IndexFile.Line> lines) {
    this.folder = folder;
    this.lines = List.copyOf(lines);
  }

  /** Undoes content codings as the program did when it received a body; never throws. */
  @FunctionalInterface
  public interface Decoder {
    /**
     * Decodes.
     *
     * @param headers fields of the response
     * @param wire the body as sent, perhaps cut
     * @return what can be decoded of it
     */
    byte[] decode(List<Header> headers, byte[] wire);
  }

  /**
   * A record that does not hold.
   *
   * @param line its line in {@code captures.jsonl}, counted from 1
   * @param url the address it is about, empty when the line cannot be read
   * @param says what is wrong, in Vietnamese
   */
  public record Flaw(int line, String url, String says) {}

  /** Reads the index of a folder; a torn last line is left out, a missing index is empty. */
  public static EvidenceReader open(Path folder) throws IOException {
    return new EvidenceReader(folder, IndexFile.read(folder).lines());
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** Everything that was asked, in order; lines that cannot be read are left out. */
  public List<Entry> entries() {
    return lines.stream().map(IndexFile.Line::entry).filter(e -> e != null).toList();
  }

  /** Why the audit stopped before its work was done; empty when it did not. */
  public Optional<Reason> stopped() {
    Entry last = lines.isEmpty() ? null : lines.getLast().entry();
    return last == null ? Optional.empty() : Optional.ofNullable(last.stopped());
  }

  /**
   * Reads the payload of a record: a response's body as sent, a rendered document, a measurement.
   *
   * @param entry one of {@link #entries()}, or what the folder's writer returned
   * @return the payload, empty when there is none
   * @throws IOException when the record is missing or damaged; the message names it
   */
  public byte[] payload(Entry entry) throws IOException {
    return payload(folder, entry);
  }

  /** As {@link #payload(Entry)}, from a folder that may still be written. */
  public static byte[] payload(Path folder, Entry entry) throws IOException {
    Entry.Place place = entry.place();
    if (place == null) {
      return new byte[0];
    }
    try {
      byte[] payload = member(folder, place).payload();
      if (!Sha256.of(payload).equals(place.sha256())) {
        throw new IOException("mã băm SHA-256 không khớp");
      }
      return payload;
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          "bản ghi "
              + place.warc()
              + "@"
              + place.offset()
              + " của "
              + entry.url()
              + " không dùng được: "
              + e.getMessage(),
          e);
    }
  }

  /**
   * One record as it lies in its file.
   *
   * @param bytes the gzip member
   * @param record its fields; the body was read
   * @param payload its payload
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Member(byte[] bytes, WarcRecord record, byte[] payload) {
    boolean isResponse() {
      return record.type().equals("response");
    }
  }

  static Member member(Path folder, Entry.Place place) throws IOException {
    Path where = folder.resolve(place.folder()).normalize();
    byte[] bytes = bytes(where, place.warc(), place.offset(), place.length());
    try (WarcReader reader = new WarcReader(new ByteArrayInputStream(bytes))) {
      WarcRecord record = reader.next().orElseThrow(() -> new EOFException("bản ghi rỗng"));
      byte[] block = record.body().stream().readNBytes((int) MAX_RECORD);
      // Reading on makes the reader check the end of the gzip member.
      if (reader.next().isPresent()) {
        throw new IOException("có nhiều hơn một bản ghi");
      }
      return new Member(bytes, record, record.type().equals("response") ? afterHead(block) : block);
    }
  }

  private static byte[] bytes(Path folder, String warc, long offset, long length)
      throws IOException {
    if (length <= 0 || length > MAX_RECORD) {
      throw new IOException("độ dài bản ghi vô lý");
    }
    Path file = folder.resolve(warc);
    if (!Files.exists(file)) {
      throw new NoSuchFileException("thiếu tệp " + file);
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) length);
    try (FileChannel channel = FileChannel.open(file)) {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, offset + bytes.position()) < 0) {
          throw new EOFException("tệp " + warc + " bị cụt");
        }
      }
    }
    return bytes.array();
  }

  private static byte[] afterHead(byte[] block) throws IOException {
    for (int i = 3; i < block.length; i++) {
      if (block[i] == '\n'
          && block[i - 1] == '\r'
          && block[i - 2] == '\n'
          && block[i - 3] == '\r') {
        return Arrays.copyOfRange(block, i + 1, block.length);
      }
    }
    throw new EOFException("bản ghi không có phần đầu HTTP");
  }

  /**
   * Checks every line of the index and every record against its hashes.
   *
   * @param decoder as it was used when the evidence was gathered
   * @return what does not hold, in the order of the index; empty when all of it holds
   */
  public List<Flaw> verify(Decoder decoder) {
    List<Flaw> flaws = new ArrayList<>();
    for (IndexFile.Line line : lines) {
      Entry entry = line.entry();
      if (entry == null || !line.holds()) {
        flaws.add(
            new Flaw(line.number(), "", "dòng chỉ mục bị sửa, hoặc thiếu dòng ở ngay trước đó"));
      } else {
        try {
          flaw(entry, decoder)
              .ifPresent(says -> flaws.add(new Flaw(line.number(), entry.url(), says)));
        } catch (IOException e) {
          flaws.add(new Flaw(line.number(), entry.url(), String.valueOf(e.getMessage())));
        }
      }
    }
    return flaws;
  }

  /**
   * Checks one record against its hashes: what was written, its payload, the body that came of it.
   *
   * @param entry one of {@link #entries()}
   * @param decoder as it was used when the evidence was gathered
   * @return what does not hold; empty when all of it holds
   */
  public Optional<String> check(Entry entry, Decoder decoder) {
    try {
      return flaw(entry, decoder);
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> flaw(Entry entry, Decoder decoder) throws IOException {
    Entry.Written written = entry.written();
    if (written != null
        && !Sha256.of(bytes(folder, written.warc(), written.offset(), written.length()))
            .equals(written.sha256())) {
      return Optional.of("tệp " + written.warc() + " bị sửa từ vị trí " + written.offset());
    }
    byte[] payload = payload(entry);
    Capture capture = entry.capture();
    Entry.Place place = entry.place();
    if (entry.kind() == Entry.Kind.PICTURE) {
      return pictureFlaw(new String(payload, StandardCharsets.UTF_8));
    }
    if (capture == null || capture.sha256() == null || place == null || !place.whole()) {
      return Optional.empty();
    }
    byte[] body =
        entry.kind() == Entry.Kind.FETCH ? decoder.decode(capture.headers(), payload) : payload;
    return Sha256.of(body).equals(capture.sha256())
        ? Optional.empty()
        : Optional.of("nội dung giải nén không khớp mã băm đã ghi");
  }

  private Optional<String> pictureFlaw(String json) throws IOException {
    Matcher picture = PICTURE.matcher(json);
    if (!picture.matches()) {
      return Optional.of("bản ghi ảnh chụp không đọc được");
    }
    Path file = folder.resolve(picture.group(1));
    if (!Files.exists(file)) {
      return Optional.of("thiếu ảnh chụp " + picture.group(1));
    }
    return Sha256.of(Files.readAllBytes(file)).equals(picture.group(2))
        ? Optional.empty()
        : Optional.of("ảnh chụp " + picture.group(1) + " đã bị sửa");
  }
}
