package vn.portalaudit.evidence;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Exchange;
import vn.portalaudit.domain.Reason;

/**
 * Keeps what one audit received: WARC files (ISO 28500) with every exchange as it went over the
 * wire, the index {@code captures.jsonl}, and pictures in {@code screenshots}. Only the owner can
 * read them. Nothing written is ever changed: an audit that goes on begins a new WARC file. What
 * was recorded when a method returns outlives a kill of the program. A folder is whole by itself:
 * no record of it lies in another. Not safe for several threads.
 */
public final class EvidenceFolder implements Closeable {
  private final Path folder;
  private final WarcFile warc;
  private final IndexFile index;
  private final EarlierEvidence earlier;
  private final Map<String, Received> received = new HashMap<>();

  private record Received(Entry.Place place, String url, Instant at) {}

  private EvidenceFolder(Path folder, WarcFile warc, IndexFile index, EarlierEvidence earlier) {
    this.folder = folder;
    this.warc = warc;
    this.index = index;
    this.earlier = earlier;
  }

  /**
   * Begins a new audit.
   *
   * @param folder where; created when missing
   * @param previous folder of an earlier audit of the same portal, or null; of what has not changed
   *     since, its records are copied, so that this folder is whole without the other
   * @throws FileAlreadyExistsException when the folder already holds an audit
   */
  public static EvidenceFolder create(Path folder, @Nullable Path previous) throws IOException {
    if (Files.exists(folder.resolve(IndexFile.NAME))) {
      throw new FileAlreadyExistsException(folder.toString());
    }
    return open(folder, previous);
  }

  /** Goes on with an audit that was interrupted; begins it when there is none. */
  public static EvidenceFolder resume(Path folder, @Nullable Path previous) throws IOException {
    return open(folder, previous);
  }

  private static EvidenceFolder open(Path folder, @Nullable Path previous) throws IOException {
    OwnerOnly.folder(folder);
    int number = 0;
    Path file = folder.resolve(warcName(number));
    while (Files.exists(file)) {
      number++;
      file = folder.resolve(warcName(number));
    }
    EarlierEvidence earlier =
        previous == null ? EarlierEvidence.NONE : EarlierEvidence.open(previous);
    IndexFile index = IndexFile.append(folder);
    try {
      return new EvidenceFolder(folder, new WarcFile(file), index, earlier);
    } catch (IOException e) {
      index.close();
      throw e;
    }
  }

  private static String warcName(int number) {
    return String.format(Locale.ROOT, "portal-audit-%05d.warc.gz", number);
  }

  /** What the earlier audit was sent. */
  public EarlierEvidence earlier() {
    return earlier;
  }

  private static String key(String url, String sha256, boolean whole) {
    return sha256 + whole + url;
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /**
   * Records an address that was asked for.
   *
   * @param capture how it went
   * @param exchanges what went over the wire, redirects first; none when nothing was answered
   * @param keep how many bytes of a body are kept, as sent
   * @return its line in the index
   */
  public Entry fetched(Capture capture, List<Exchange> exchanges, int keep) throws IOException {
    Entry.Place place = null;
    for (Exchange exchange : exchanges) {
      place = exchange(exchange, keep);
    }
    return write(Entry.Kind.FETCH, capture, "", "", place, null);
  }

  /**
   * Records an address that was asked for and has not changed since the earlier audit. The earlier
   * record is copied: who has this folder needs no other.
   *
   * @param capture how it went
   * @param exchanges what went over the wire, the last one saying that nothing has changed
   * @param kept what it refers to, of {@link #earlier}
   * @return its line in the index
   */
  public Entry unchanged(Capture capture, List<Exchange> exchanges, EarlierEvidence.Kept kept)
      throws IOException {
    for (Exchange passed : exchanges.subList(0, exchanges.size() - 1)) {
      exchange(passed, Integer.MAX_VALUE);
    }
    Exchange last = exchanges.getLast();
    WarcFile.Span span = warc.copy(kept.member(), last.at());
    warc.notModified(last, kept.member());
    Entry.Place place = place(span, Sha256.of(kept.payload()), kept.whole());
    return write(Entry.Kind.FETCH, capture, "", "", place, null);
  }

  private Entry.Place exchange(Exchange exchange, int keep) throws IOException {
    byte[] wire = exchange.wire();
    byte[] payload = wire.length > keep ? Arrays.copyOf(wire, keep) : wire;
    String sha256 = Sha256.of(payload);
    boolean whole = payload.length == wire.length;
    Received same = received.get(key(exchange.url(), sha256, whole));
    if (same != null) {
      warc.revisit(exchange, sha256, same.url(), same.at());
      return same.place();
    }
    Entry.Place place = place(warc.exchange(exchange, payload, sha256), sha256, whole);
    if (payload.length > 0) {
      received.put(
          key(exchange.url(), sha256, whole), new Received(place, exchange.url(), exchange.at()));
    }
    return place;
  }

  /** Records a document as it stands after scripts ran. */
  public Entry rendered(Capture capture, byte[] html) throws IOException {
    Entry.Place place =
        html.length == 0
            ? null
            : place(warc.conversion(capture.url(), capture.at(), html), Sha256.of(html), true);
    return write(Entry.Kind.RENDER, capture, "", "", place, null);
  }

  /** Records a measurement that is not a document, as JSON. */
  public Entry measured(String kind, String target, Instant at, String json) throws IOException {
    return write(Entry.Kind.MEASURE, null, kind, target, resource(kind, target, at, json), null);
  }

  /**
   * Records a picture of a page.
   *
   * @param name name of the file without an ending: letters, digits, dots and hyphens
   * @param url address of the page
   * @param at when it was taken
   * @param png the picture
   */
  public Entry pictured(String name, String url, Instant at, byte[] png) throws IOException {
    Path pictures = folder.resolve("screenshots");
    OwnerOnly.folder(pictures);
    String file = name.replaceAll("[^A-Za-z0-9.-]", "-").replaceFirst("^\\.+", "") + ".png";
    Files.deleteIfExists(pictures.resolve(file));
    try (FileChannel channel = OwnerOnly.newFile(pictures.resolve(file))) {
      ByteBuffer bytes = ByteBuffer.wrap(png);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    String json = "{\"file\":\"screenshots/" + file + "\",\"sha256\":\"" + Sha256.of(png) + "\"}";
    return write(Entry.Kind.PICTURE, null, name, url, resource("screenshot", url, at, json), null);
  }

  /** Records why the audit stops here before its work is done. */
  public Entry stopped(Reason reason) throws IOException {
    return write(Entry.Kind.STOP, null, "", "", null, reason);
  }

  @Override
  public void close() throws IOException {
    try (index) {
      warc.close();
    }
  }

  private Entry.Place resource(String kind, String target, Instant at, String json)
      throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    String uri = "urn:portal-audit:" + kind + ":" + target.replaceAll("[^!-~]", "-");
    return place(warc.resource(uri, at, bytes), Sha256.of(bytes), true);
  }

  private Entry.Place place(WarcFile.Span span, String sha256, boolean whole) {
    return new Entry.Place("", warc.name(), span.offset(), span.length(), sha256, whole);
  }

  private Entry write(
      Entry.Kind kind,
      @Nullable Capture capture,
      String name,
      String target,
      Entry.@Nullable Place place,
      @Nullable Reason stopped)
      throws IOException {
    Entry entry = new Entry(kind, capture, name, target, place, warc.flush(), stopped);
    index.write(entry);
    return entry;
  }
}
