package vn.portalaudit.crawl;

import java.util.function.Supplier;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.evidence.EvidenceReader;

/**
 * Where answers come from: the network while everything is recorded, or the record alone. The crawl
 * and the probes ask here and nowhere else, and they ask for the same things in the same order when
 * they get the same answers. That makes a replay exact and lets an interrupted audit go on.
 *
 * <p>Not safe for several threads: one portal is read by one thread.
 */
public interface Source {

  /**
   * Asks for an address. Failures are answers whose capture has a reason; nothing is thrown for the
   * network's sake.
   *
   * @param url absolute http or https address
   * @param purpose why
   * @return the answer
   * @throws Stopped when the audit was interrupted or its budget of time is spent, or when the
   *     record ends here
   */
  Answer fetch(String url, Capture.Purpose purpose);

  /**
   * Renders a page in a browser.
   *
   * @param url address of a page that was fetched before
   * @return the document after scripts ran, as UTF-8; its capture has a reason when that was not
   *     possible
   * @throws Stopped as {@link #fetch}
   */
  Answer render(String url);

  /**
   * Takes a picture of a page for the evidence; does nothing without a browser.
   *
   * @param url address of a page that was fetched before
   * @param name name of the picture's file, without an ending
   */
  void picture(String url, String name);

  /**
   * Makes a measurement that is not a document (a handshake, a look-up) and records it, or reads it
   * from the record.
   *
   * @param kind what is measured, e.g. {@code tls}
   * @param target of what, e.g. {@code host:443}
   * @param live makes it; the text is JSON and is kept as it is
   * @return the JSON text
   * @throws Stopped as {@link #fetch}
   */
  String measure(String kind, String target, Supplier<String> live);

  /**
   * Answers from the record of an audit alone.
   *
   * @param record what the audit received
   * @param decoder as it was used when the record was made
   */
  static Source replay(EvidenceReader record, EvidenceReader.Decoder decoder) {
    return new ReplaySource(record, decoder);
  }

  /** Answers nothing: for pages that are at hand already. */
  Source NONE =
      new Source() {
        @Override
        public Answer fetch(String url, Capture.Purpose purpose) {
          throw new Stopped(Reason.INTERRUPTED);
        }

        @Override
        public Answer render(String url) {
          throw new Stopped(Reason.INTERRUPTED);
        }

        @Override
        public void picture(String url, String name) {
          // nothing to keep a picture in
        }

        @Override
        public String measure(String kind, String target, Supplier<String> live) {
          throw new Stopped(Reason.INTERRUPTED);
        }
      };

  /** An answer: how it went, and the decoded body (empty when there is none). */
  record Answer(Capture capture, byte[] body) {}

  /** The audit cannot go on asking: interrupted, or out of time. */
  final class Stopped extends RuntimeException {
    private final Reason reason;

    /** For one reason. */
    public Stopped(Reason reason) {
      super(reason.name(), null, false, false);
      this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
      return reason;
    }
  }
}
