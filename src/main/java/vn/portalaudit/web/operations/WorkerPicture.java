package vn.portalaudit.web.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.WorkList.Span;
import vn.portalaudit.store.WorkList.State;

/**
 * Which node worked on what, and when: a row of bars a node, more where it did several at once.
 *
 * @param height of the picture, whose width is 720
 * @param bottom lower end of the rows
 */
record WorkerPicture(List<Lane> lanes, List<Mark> marks, int height, int bottom) {
  private static final int LEFT = 110;
  private static final int RIGHT = 712;
  private static final int ROW = 18;
  private static final int MOST_ROWS = 8;
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  /** A node with its bars; text is the base line of its name. */
  public record Lane(String name, int text, List<Bar> bars) {}

  /** A piece of work: whose, what, how it stands and how long it took. */
  public record Bar(
      int x,
      int y,
      int width,
      String kind,
      String title,
      String work,
      String state,
      String lasts) {}

  /** A full hour. */
  public record Mark(int at, String text) {}

  static WorkerPicture of(List<Span> spans, Instant from, Instant to) {
    Map<String, List<Span>> nodes = new TreeMap<>();
    spans.reversed().forEach(s -> nodes.computeIfAbsent(s.node(), n -> new ArrayList<>()).add(s));
    List<Lane> lanes = new ArrayList<>();
    int top = 6;
    for (Map.Entry<String, List<Span>> node : nodes.entrySet()) {
      List<Instant> free = new ArrayList<>();
      List<Bar> bars = new ArrayList<>();
      for (Span span : node.getValue()) {
        int row = row(free, span);
        bars.add(bar(span, top + row * ROW, from, to));
      }
      lanes.add(new Lane(cut(node.getKey()), top + 11, bars));
      top += Math.max(1, free.size()) * ROW + 8;
    }
    return new WorkerPicture(lanes, marks(from, to), top + 20, top);
  }

  /** The first row that is free then; the last one takes what is too much. */
  private static int row(List<Instant> free, Span span) {
    for (int row = 0; row < free.size(); row++) {
      if (!free.get(row).isAfter(span.from()) || row == MOST_ROWS - 1) {
        free.set(row, span.to());
        return row;
      }
    }
    free.add(span.to());
    return free.size() - 1;
  }

  private static Bar bar(Span span, int y, Instant from, Instant to) {
    int x = x(span.from(), from, to);
    State state = span.state();
    return new Bar(
        x,
        y,
        Math.max(2, x(span.to(), from, to) - x),
        switch (state) {
          case DONE -> "ok";
          case FAILED -> "bad";
          case CANCELLED -> "none";
          case QUEUED, RUNNING -> "now";
        },
        span.title(),
        QueueController.says(span.kind()),
        state.label(),
        Words.lasts(Duration.between(span.from(), span.to())));
  }

  private static int x(Instant at, Instant from, Instant to) {
    double share =
        (double) Duration.between(from, at).toMillis() / Duration.between(from, to).toMillis();
    return (int) Math.round(LEFT + Math.clamp(share, 0, 1) * (RIGHT - LEFT));
  }

  private static List<Mark> marks(Instant from, Instant to) {
    List<Mark> marks = new ArrayList<>();
    ZonedDateTime hour = from.atZone(Vietnamese.ZONE).truncatedTo(ChronoUnit.HOURS).plusHours(1);
    for (; hour.toInstant().isBefore(to); hour = hour.plusHours(1)) {
      marks.add(new Mark(x(hour.toInstant(), from, to), HOUR.format(hour)));
    }
    return marks;
  }

  private static String cut(String name) {
    return name.length() <= 14 ? name : name.substring(0, 13) + "…";
  }
}
