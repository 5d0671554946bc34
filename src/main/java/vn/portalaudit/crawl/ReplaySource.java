package vn.portalaudit.crawl;

import java.util.function.Supplier;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.evidence.EvidenceReader;

/**
 * Answers from the record alone, without the network. What was never asked stops the audit for the
 * reason for which it stopped then. A damaged record is an {@link java.io.UncheckedIOException}
 * that names it.
 */
final class ReplaySource implements Source {
  private final Answers answers;
  private final Reason end;

  ReplaySource(EvidenceReader record, EvidenceReader.Decoder decoder) {
    this.answers = new Answers(record.folder(), record.entries(), decoder);
    this.end = record.stopped().orElse(Reason.INTERRUPTED);
  }

  @Override
  public Answer fetch(String url, Capture.Purpose purpose) {
    Answer answer = answers.fetched(Urls.oneSpelling(url), purpose);
    if (answer == null) {
      throw new Stopped(end);
    }
    return answer;
  }

  @Override
  public Answer render(String url) {
    Answer answer = answers.rendered(Urls.oneSpelling(url));
    if (answer == null) {
      throw new Stopped(end);
    }
    return answer;
  }

  @Override
  public void picture(String url, String name) {
    // the pictures of the record are there already
  }

  @Override
  public String measure(String kind, String target, Supplier<String> live) {
    String json = answers.measured(kind, target);
    if (json == null) {
      throw new Stopped(end);
    }
    return json;
  }
}
