package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.FLAG;
import static vn.portalaudit.domain.FieldType.QUANTITY;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.WorkingDays;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Dates;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;

/**
 * Kind {@code answers}: questions or petitions and their answers: a form to send one, a way to
 * follow it, how many are answered, and in how many working days (Nghị định 43/2011/NĐ-CP, Điều 17:
 * 15 working days). Only counts and days are kept, never what a citizen wrote.
 */
final class AnswersKind {
  private static final Map<String, FieldType> FIELDS =
      PlainKind.fields(
          "form",
          FLAG,
          "tracking",
          FLAG,
          "questions",
          QUANTITY,
          "answeredShare",
          QUANTITY,
          "medianAnswerWorkingDays",
          QUANTITY,
          "lateShare",
          QUANTITY);

  private AnswersKind() {}

  static Kind kind(WorkingDays calendar) {
    return new PlainKind(
        "answers",
        FIELDS,
        List.of(
            "section", "question", "answer", "asked", "answered", "tracking", "send", "late_after"),
        (id, file) -> compile(id, file, calendar));
  }

  private record Reading(
      Words question,
      Words answer,
      Words asked,
      Words answered,
      Words tracking,
      Words send,
      int lateAfter) {}

  private record Asked(boolean answered, @Nullable LocalDate from, @Nullable LocalDate to) {}

  private static Kind.Measurer compile(String id, YamlNode file, WorkingDays calendar) {
    String name = file.get("section").text();
    Reading reading =
        new Reading(
            Words.of(file, "question"),
            Words.of(file, "answer"),
            Words.of(file, "asked"),
            Words.of(file, "answered"),
            Words.of(file, "tracking"),
            Words.of(file, "send"),
            file.get("late_after").whole());
    return subject -> measure(id, subject, subject.section(name), reading, calendar);
  }

  private static List<Observation> measure(
      String id, Subject subject, Subject.Section section, Reading reading, WorkingDays calendar) {
    Sheet sheet = new Sheet(id, FIELDS, section.evidence());
    if (section.blind() != null) {
      return sheet.rest(section.blind());
    }
    List<Asked> asked = new ArrayList<>();
    boolean form = false;
    boolean tracking = false;
    for (Page page : section.pages()) {
      form =
          form
              || page.forms().stream().anyMatch(AnswersKind::writes)
              || labelled(subject, page, reading.send(), 60);
      tracking = tracking || labelled(subject, page, reading.tracking(), 80);
      // a list shows what the pages of single questions show again
      if (page.type() != Page.Type.ITEM || asked.isEmpty()) {
        questions(subject, page, reading, asked);
      }
    }
    sheet
        .put("form", Datum.of(form))
        .put("tracking", Datum.of(tracking))
        .put("questions", Datum.of(asked.size()));
    List<Integer> days = new ArrayList<>();
    asked.stream()
        .filter(a -> a.from() != null && a.to() != null)
        .forEach(a -> days.add(Math.max(0, calendar.between(a.from(), a.to()))));
    if (!asked.isEmpty()) {
      sheet.put(
          "answeredShare",
          Datum.of(
              Sheet.share((int) asked.stream().filter(Asked::answered).count(), asked.size())));
    }
    if (!days.isEmpty()) {
      Collections.sort(days);
      sheet.put("medianAnswerWorkingDays", Datum.of(days.get((days.size() - 1) / 2)));
      sheet.put(
          "lateShare",
          Datum.of(
              Sheet.share(
                  (int) days.stream().filter(d -> d > reading.lateAfter()).count(), days.size())));
    }
    return sheet.rest(Reason.PARSE);
  }

  private static boolean labelled(Subject subject, Page page, Words words, int below) {
    return page.labels().stream()
        .anyMatch(
            l -> l.text().length() < below && words.inFolded(subject.content().fold(l.text())));
  }

  /** Whether a form takes a person's own words: a field of several lines, or several fields. */
  private static boolean writes(Page.Form form) {
    return form.fields().stream().anyMatch(f -> f.type().equals("textarea"))
        || form.fields().stream()
                .filter(
                    f -> f.type().equals("text") || f.type().equals("email") || f.type().isEmpty())
                .count()
            >= 3;
  }

  private static void questions(Subject subject, Page page, Reading reading, List<Asked> asked) {
    int before = asked.size();
    for (Page.Table table : page.tables()) {
      int question = PeopleKind.column(table.header(), reading.question());
      int answer = PeopleKind.column(table.header(), reading.answer());
      int from = PeopleKind.column(table.header(), reading.asked());
      int to = PeopleKind.column(table.header(), reading.answered());
      if (question >= 0) {
        for (List<String> row : table.rows()) {
          LocalDate end = Dates.day(cell(row, to));
          asked.add(
              new Asked(
                  end != null || !cell(row, answer).isBlank(), Dates.day(cell(row, from)), end));
        }
      }
    }
    if (asked.size() == before) {
      texts(subject.content().blocks(page), reading, asked);
    }
  }

  /**
   * Questions in running text: one begins where a text names a question, or gives the day of one;
   * the answer follows. The day of asking is the first day, that of the answer the first after the
   * answer begins.
   */
  private static void texts(List<String> blocks, Reading reading, List<Asked> asked) {
    Asked open = null;
    for (String block : blocks) {
      String head = block.length() > 80 ? block.substring(0, 80) : block;
      boolean answer =
          (reading.answer().in(head) && head.contains(":")) || reading.answered().in(head);
      boolean dated = reading.asked().in(head);
      boolean question = reading.question().in(head) && head.contains(":");
      if (!answer
          && (dated || question)
          && (open == null || open.from() != null || open.answered())) {
        if (open != null) {
          asked.add(open);
        }
        open = new Asked(false, null, null);
      }
      if (open != null) {
        LocalDate day = Dates.day(block);
        boolean answered = open.answered() || answer;
        boolean first = open.from() == null && !answered;
        open =
            new Asked(
                answered,
                first ? day : open.from(),
                answered && open.to() == null ? day : open.to());
      }
    }
    if (open != null && (open.from() != null || open.answered())) {
      asked.add(open);
    }
  }

  private static String cell(List<String> row, int column) {
    return column >= 0 && column < row.size() ? row.get(column) : "";
  }
}
