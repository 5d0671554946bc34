package vn.portalaudit.pipeline;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Masking;
import vn.portalaudit.evidence.Entry;
import vn.portalaudit.evidence.EvidenceReader;
import vn.portalaudit.net.Charsets;
import vn.portalaudit.net.Decoding;

/**
 * What an audit kept of pages, found again and checked against its hashes, for people to look at.
 * Immutable; safe for threads.
 */
public final class KeptPages {
  private static final int MOST_TEXT = 200_000;
  private static final EvidenceReader.Decoder DECODER =
      (headers, wire) -> Decoding.decode(headers, wire).body();

  private final EvidenceReader reader;

  private KeptPages(EvidenceReader reader) {
    this.reader = reader;
  }

  /** Opens the evidence of an audit; empty when there is none any more. */
  public static Optional<KeptPages> open(Path folder) {
    try {
      KeptPages pages = new KeptPages(EvidenceReader.open(folder));
      return pages.entries().isEmpty() ? Optional.empty() : Optional.of(pages);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Everything that was asked, in order. */
  public List<Entry> entries() {
    return reader.entries();
  }

  /** The record of a body with this hash, that of the address before those of others. */
  public Optional<Entry> find(String url, String sha256) {
    return entries().stream()
        .filter(entry -> {
          Capture capture = entry.capture();
          return capture != null && sha256.equals(capture.sha256());
        })
        .min(Comparator.comparing((Entry entry) -> !entry.url().equals(url)));
  }

  /** What does not hold of a record, its hashes recomputed; empty when all of it holds. */
  public Optional<String> check(Entry entry) {
    return reader.check(entry, DECODER);
  }

  /**
   * The text of a page as its readers see it, without what could name a citizen; empty where the
   * record is no HTML page or cannot be read. At most 200,000 characters.
   */
  public String text(Entry entry) {
    Capture capture = entry.capture();
    if (capture == null || !(type(capture).isEmpty() || type(capture).contains("html"))) {
      return "";
    }
    try {
      byte[] payload = reader.payload(entry);
      byte[] body =
          entry.kind() == Entry.Kind.FETCH ? DECODER.decode(capture.headers(), payload) : payload;
      Document page =
          Jsoup.parse(
              new ByteArrayInputStream(body),
              Charsets.guess(body, type(capture)).charset().name(),
              capture.finalUrl());
      page.select("script, style, noscript, template").remove();
      return shown(page.body().wholeText());
    } catch (IOException e) {
      return "";
    }
  }

  /** Lines without blanks at their ends and without empty ones. */
  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.lines()
        .map(line -> line.replaceAll("[\\s\\u00a0]+", " ").strip())
        .filter(line -> !line.isEmpty())
        .takeWhile(line -> shown.length() + line.length() < MOST_TEXT)
        .forEach(line -> shown.append(line).append('\n'));
    return Masking.quote(shown.toString().strip());
  }

  private static String type(Capture capture) {
    return capture.headers().stream()
        .filter(header -> header.name().equalsIgnoreCase("content-type"))
        .map(header -> header.value())
        .findFirst()
        .orElse("");
  }

  /** The names of the pictures of a page, as they lie in {@code screenshots}. */
  public List<String> pictures(@Nullable String url) {
    return entries().stream()
        .filter(entry -> entry.kind() == Entry.Kind.PICTURE && entry.target().equals(url))
        .map(Entry::name)
        .toList();
  }
}
