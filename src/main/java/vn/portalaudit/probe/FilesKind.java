package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.QUANTITY;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Reason;

/** Kind {@code files}: whether the documents of a section can be had. */
final class FilesKind {
  private static final Map<String, FieldType> FIELDS =
      PlainKind.fields("checked", QUANTITY, "reachableShare", QUANTITY);

  private FilesKind() {}

  static Kind kind() {
    return new PlainKind("files", FIELDS, List.of("section", "sample"), FilesKind::compile);
  }

  private static Kind.Measurer compile(String id, YamlNode file) {
    String name = file.get("section").text();
    int sample = file.get("sample").whole();
    return subject -> {
      Subject.Section section = subject.section(name);
      Sheet sheet = new Sheet(id, FIELDS, section.evidence());
      if (section.blind() != null) {
        return sheet.rest(section.blind());
      }
      ask(subject, section, sample).fill(sheet, "checked", "reachableShare");
      return sheet.rest(Reason.OWN_FAULT);
    };
  }

  /**
   * Asks for the documents that a section links.
   *
   * @param sample how many answers suffice
   */
  static Asked ask(Subject subject, Subject.Section section, int sample) {
    List<Evidence> answers = new ArrayList<>();
    int good = 0;
    Reason unknown = null;
    boolean none = true;
    for (String url : Listing.files(subject, section)) {
      none = false;
      if (answers.size() >= sample) {
        break;
      }
      Capture capture = subject.source().fetch(url, Capture.Purpose.DOCUMENT).capture();
      if (capture.reason() != null && !capture.gone()) {
        unknown = capture.reason();
        continue;
      }
      good += isFile(capture) ? 1 : 0;
      answers.add(capture.evidence(null));
    }
    return new Asked(none, good, answers, unknown, section.evidence());
  }

  private static boolean isFile(Capture capture) {
    return capture.ok() && capture.wireLength() > 0 && !capture.mediaType().equals("text/html");
  }

  /**
   * How the documents of a section were answered.
   *
   * @param none whether there are none
   * @param good how many could be had
   * @param answers evidence of each that was settled
   * @param unknown why one was not settled, null when all were
   * @param section evidence for the section
   */
  record Asked(
      boolean none,
      int good,
      List<Evidence> answers,
      @Nullable Reason unknown,
      List<Evidence> section) {

    /** Fills in how many were settled, and the share of them that could be had. */
    void fill(Sheet sheet, String checked, String reachable) {
      if (!answers.isEmpty() || none) {
        sheet.put(checked, Datum.of(answers.size()));
        Datum share = Datum.of(Sheet.share(good, answers.size()));
        sheet.put(reachable, share, answers.isEmpty() ? section : answers);
      } else {
        // documents that are there but could not be asked for are not none
        Reason reason = unknown == null ? Reason.OWN_FAULT : unknown;
        sheet.without(checked, reason).without(reachable, reason);
      }
    }
  }
}
