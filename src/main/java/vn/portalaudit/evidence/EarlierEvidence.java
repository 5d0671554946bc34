package vn.portalaudit.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Capture.Hop;

/**
 * What an earlier audit of the same portal was sent, found by the address that sent it. Only whole
 * answers with status 200 count. Immutable; safe for several threads.
 */
public final class EarlierEvidence {
  /** No earlier audit. */
  public static final EarlierEvidence NONE = new EarlierEvidence(Path.of(""), Map.of());

  private final Path folder;
  private final Map<String, Entry> entries;

  private EarlierEvidence(Path folder, Map<String, Entry> entries) {
    this.folder = folder;
    this.entries = entries;
  }

  /** What was kept of an answer; its body was found as it was written. */
  public static final class Kept {
    private final Capture capture;
    private final EvidenceReader.Member member;
    private final boolean whole;

    private Kept(Capture capture, EvidenceReader.Member member, boolean whole) {
      this.capture = capture;
      this.member = member;
      this.whole = whole;
    }

    /** How the answer was obtained. */
    public Capture capture() {
      return capture;
    }

    /** The body as sent, or its beginning. */
    public byte[] payload() {
      return member.payload();
    }

    /** Whether the body was kept to its end. */
    public boolean whole() {
      return whole;
    }

    EvidenceReader.Member member() {
      return member;
    }
  }

  /** Reads the index of a folder; lines that do not hold are left out. */
  static EarlierEvidence open(Path folder) throws IOException {
    Map<String, Entry> entries = new HashMap<>();
    for (Entry entry : EvidenceReader.open(folder).entries()) {
      Capture capture = entry.capture();
      if (entry.kind() == Entry.Kind.FETCH && capture != null && isKept(entry, capture)) {
        entries.merge(sender(capture), entry, EarlierEvidence::better);
      }
    }
    return new EarlierEvidence(folder, entries);
  }

  private static boolean isKept(Entry entry, Capture capture) {
    return entry.place() != null
        && capture.status() == 200
        && capture.ok()
        && !capture.truncated()
        && capture.length() > 0;
  }

  private static Entry better(Entry one, Entry other) {
    Entry.Place place = other.place();
    return place != null && place.whole() ? other : one;
  }

  private static String sender(Capture capture) {
    List<Hop> hops = capture.hops();
    return hops.isEmpty() ? capture.finalUrl() : hops.getLast().url();
  }

  /** How an address was answered, whatever became of the body since. */
  public Optional<Capture> capture(String url) {
    return Optional.ofNullable(entries.get(url)).map(Entry::capture);
  }

  /** What an address sent; empty when nothing is known, or its record is missing or damaged. */
  public Optional<Kept> find(String url) {
    Entry entry = entries.get(url);
    Capture capture = entry == null ? null : entry.capture();
    Entry.Place place = entry == null ? null : entry.place();
    if (capture == null || place == null) {
      return Optional.empty();
    }
    try {
      EvidenceReader.Member member = EvidenceReader.member(folder, place);
      boolean intact = member.isResponse() && Sha256.of(member.payload()).equals(place.sha256());
      return intact ? Optional.of(new Kept(capture, member, place.whole())) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
