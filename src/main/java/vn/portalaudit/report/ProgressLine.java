package vn.portalaudit.report;

import java.io.Flushable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells a person how a run goes: one line that is written over on a terminal, otherwise one line
 * every 20 pages and at every new phase. An output that fails is not written to again; a run never
 * ends because nobody can watch it. Safe for several threads.
 */
public final class ProgressLine {
  private static final int STEP = 20;
  private static final int WIDTH = 79;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Appendable out;
  private final boolean terminal;
  private final InstantSource clock;

  private String phase = "";
  private Instant phaseStarted;
  private Instant lastWritten = Instant.MIN;
  private int firstPages;
  private int lastStep;
  private int shown;
  private boolean failed;

  /**
   * For one run.
   *
   * @param out where to write
   * @param terminal whether {@code \r} goes back to the beginning of the line there
   * @param clock for the time left
   */
  public ProgressLine(Appendable out, boolean terminal, InstantSource clock) {
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
    this.phaseStarted = clock.instant();
  }

  /**
   * Tells where the run is.
   *
   * @param name Vietnamese name of the phase, e.g. «Đọc trang»
   * @param pages pages read so far
   * @param queue pages that are still to be read, as far as known and allowed
   */
  public synchronized void update(String name, int pages, int queue) {
    Instant now = clock.instant();
    boolean begins = !name.equals(phase);
    if (begins) {
      phase = name;
      phaseStarted = now;
      firstPages = pages;
    }
    if (terminal) {
      if (begins || queue == 0 || !now.isBefore(lastWritten.plus(PAUSE))) {
        lastWritten = now;
        rewrite(line(now, pages, queue));
      }
    } else if (begins || pages / STEP > lastStep) {
      lastStep = pages / STEP;
      write(line(now, pages, queue) + "\n");
    }
  }

  /** Ends the line, so that what follows begins on its own. */
  public synchronized void done() {
    if (terminal && shown > 0) {
      write("\n");
      shown = 0;
    }
  }

  private String line(Instant now, int pages, int queue) {
    StringBuilder line = new StringBuilder(Escaping.TERMINAL.escape(phase));
    line.append(" · đã đọc ").append(Vietnamese.number(pages)).append(" trang");
    if (queue > 0) {
      line.append(" · chờ ").append(Vietnamese.number(queue));
      String left = left(Duration.between(phaseStarted, now), pages - firstPages, queue);
      if (!left.isEmpty()) {
        line.append(" · còn khoảng ").append(left);
      }
    }
    return Columns.clip(line.toString(), WIDTH);
  }

  /** Empty until five pages tell something about the pace. */
  private static String left(Duration spent, int read, int queue) {
    if (read < 5 || spent.isZero() || spent.isNegative()) {
      return "";
    }
    long seconds = Math.ceilDiv(spent.toMillis() * queue, 1_000L * read);
    return seconds < 90 ? seconds + " giây" : Math.ceilDiv(seconds, 60L) + " phút";
  }

  private void rewrite(String line) {
    int width = Columns.width(line);
    write("\r" + line + " ".repeat(Math.max(0, shown - width)));
    shown = width;
  }

  private void write(String text) {
    if (failed) {
      return;
    }
    try {
      out.append(text);
      if (out instanceof Flushable flushable) {
        flushable.flush();
      }
    } catch (IOException e) {
      failed = true;
    }
  }
}
