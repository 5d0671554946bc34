package vn.portalaudit.crawl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.evidence.Entry;
import vn.portalaudit.evidence.EvidenceReader;

/**
 * What was answered already, found by what was asked. Bodies stay on the disk. Who asks for a
 * document's beginning only is served with the whole of it where that is there.
 */
final class Answers {
  private final Path folder;
  private final EvidenceReader.Decoder decoder;
  private final Map<String, Entry> entries = new HashMap<>();

  Answers(Path folder, List<Entry> recorded, EvidenceReader.Decoder decoder) {
    this.folder = folder;
    this.decoder = decoder;
    recorded.forEach(this::add);
  }

  /** How much of a body a purpose needs. */
  static boolean beginningOnly(Capture.Purpose purpose) {
    return purpose == Capture.Purpose.DOCUMENT || purpose == Capture.Purpose.LINK;
  }

  void add(Entry entry) {
    Capture capture = entry.capture();
    switch (entry.kind()) {
      case FETCH -> {
        if (capture != null) {
          entries.putIfAbsent(document(capture.url(), capture.purpose()), entry);
        }
      }
      case RENDER -> entries.putIfAbsent("render " + entry.url(), entry);
      case MEASURE -> entries.putIfAbsent(named("measure", entry.name(), entry.target()), entry);
      case PICTURE -> entries.putIfAbsent(named("picture", entry.name(), entry.target()), entry);
      case STOP -> {
        // a stop is no answer
      }
    }
  }

  Source.@Nullable Answer fetched(String url, Capture.Purpose purpose) {
    Entry entry = entries.get("whole " + url);
    if (entry == null && beginningOnly(purpose)) {
      entry = entries.get("beginning " + url);
    }
    return entry == null ? null : answer(entry);
  }

  Source.@Nullable Answer rendered(String url) {
    Entry entry = entries.get("render " + url);
    return entry == null ? null : answer(entry);
  }

  @Nullable String measured(String kind, String target) {
    Entry entry = entries.get(named("measure", kind, target));
    return entry == null ? null : new String(payload(entry), StandardCharsets.UTF_8);
  }

  boolean pictured(String name, String url) {
    return entries.containsKey(named("picture", name, url));
  }

  private Source.@Nullable Answer answer(Entry entry) {
    Capture capture = entry.capture();
    if (capture == null) {
      return null;
    }
    byte[] payload = payload(entry);
    boolean decoded = entry.kind() == Entry.Kind.RENDER || payload.length == 0;
    return new Source.Answer(
        capture, decoded ? payload : decoder.decode(capture.headers(), payload));
  }

  private byte[] payload(Entry entry) {
    try {
      return EvidenceReader.payload(folder, entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String document(String url, Capture.Purpose purpose) {
    return (beginningOnly(purpose) ? "beginning " : "whole ") + url;
  }

  private static String named(String kind, String name, String target) {
    return kind + ' ' + name + ' ' + target;
  }
}
