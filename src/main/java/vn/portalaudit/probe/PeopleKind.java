package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.QUANTITY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;

/**
 * Kind {@code people}: lists of officials in the pages of sections. A person is a row of a table
 * with a name, or a text that names a person beside a position; what is asked of each stands in
 * {@code asks}.
 */
final class PeopleKind {
  private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{M}]+");

  /** Words with which the name of a body or a place begins; the word behind belongs to it. */
  private static final Set<String> BODIES =
      Set.of("ban", "sở", "bộ", "cục", "vụ", "phòng", "tỉnh", "huyện", "xã", "ủy", "ubnd", "hđnd");

  private static final Set<String> ADDRESSES = Set.of("ông", "bà", "đc", "đ", "họ", "tên");
  private static final int WINDOW = 10;

  private PeopleKind() {}

  static Kind kind() {
    return new PlainKind(
        "people",
        PlainKind.fields("people", QUANTITY, "rows", QUANTITY, "completeShare", QUANTITY),
        List.of(
            "sections",
            "positions",
            "name_columns",
            "position_columns",
            "unit_columns",
            "duty_words",
            "asks"),
        PeopleKind::compile);
  }

  private record Asked(boolean position, boolean unit, boolean phone, boolean mail, boolean duty) {}

  private record Reading(
      Words positions,
      Words names,
      Words positionColumns,
      Words units,
      Words duties,
      Asked asked) {}

  private static Kind.Measurer compile(String id, YamlNode file) {
    List<String> sections = file.get("sections").texts();
    List<String> asks = file.get("asks").texts();
    Asked asked =
        new Asked(
            asks.contains("position"),
            asks.contains("unit"),
            asks.contains("phone"),
            asks.contains("email"),
            asks.contains("duty"));
    Reading reading =
        new Reading(
            Words.of(file, "positions"),
            Words.of(file, "name_columns"),
            Words.of(file, "position_columns"),
            Words.of(file, "unit_columns"),
            Words.of(file, "duty_words"),
            asked);
    return subject -> measure(id, sections, reading, subject);
  }

  private static List<Observation> measure(
      String id, List<String> sections, Reading reading, Subject subject) {
    List<Boolean> complete = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    Reason blind = null;
    boolean any = false;
    Set<String> done = new HashSet<>();
    for (String name : sections) {
      Subject.Section section = subject.section(name);
      any |= section.found();
      blind = blind == null ? section.blind() : blind;
      if (evidence.isEmpty()) {
        evidence.addAll(section.evidence());
      }
      for (Page page : section.pages()) {
        int before = complete.size();
        if (done.add(page.url())) {
          tables(page, reading, complete);
          if (complete.size() == before) {
            texts(subject.content().blocks(page), reading, complete);
          }
        }
        if (complete.size() > before) {
          evidence.add(0, page.evidence(page.title()));
        }
      }
      if (!complete.isEmpty()) {
        // the first section that names people is the list; later ones name them in passing
        break;
      }
    }
    Sheet sheet = new Sheet(id, kind().fields(), evidence);
    if (complete.isEmpty() && blind != null) {
      return sheet.rest(blind);
    }
    int good = (int) complete.stream().filter(c -> c).count();
    sheet.put("people", Datum.of(complete.size())).put("rows", Datum.of(complete.size()));
    sheet.put("completeShare", Datum.of(Sheet.share(good, complete.size())));
    return sheet.rest(any ? Reason.PARSE : Reason.OWN_FAULT);
  }

  private static void tables(Page page, Reading reading, List<Boolean> complete) {
    for (Page.Table table : page.tables()) {
      int name = column(table.header(), reading.names());
      if (name < 0) {
        continue;
      }
      int position = column(table.header(), reading.positionColumns());
      int unit = column(table.header(), reading.units());
      boolean unitKnown = unit >= 0;
      for (List<String> row : table.rows()) {
        if (row.size() == 1 || row.stream().filter(c -> !c.isBlank()).count() == 1) {
          unitKnown = true;
        } else if (name < row.size() && !row.get(name).isBlank()) {
          String all = String.join(" ", row);
          Asked asked = reading.asked();
          boolean good =
              !asked.position()
                  || position >= 0 && position < row.size() && !row.get(position).isBlank()
                  || reading.positions().in(all);
          good &=
              !asked.unit()
                  || unitKnown && (unit < 0 || unit < row.size() && !row.get(unit).isBlank());
          complete.add(good && particulars(all, asked, reading));
        }
      }
    }
  }

  private static void texts(List<String> blocks, Reading reading, List<Boolean> complete) {
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      String block = blocks.get(i);
      if (block.length() <= 160
          && reading.positions().in(block)
          && (named(block, reading.positions())
              || i > 0
                  && named(blocks.get(i - 1), reading.positions())
                  && blocks.get(i - 1).length() < 60)) {
        if (starts.isEmpty() || i - starts.get(starts.size() - 1) > 0) {
          starts.add(i);
        }
      }
    }
    for (int s = 0; s < starts.size(); s++) {
      int from = Math.max(0, starts.get(s) - 1);
      int to =
          Math.min(
              blocks.size(),
              Math.min(
                  s + 1 < starts.size() ? starts.get(s + 1) : blocks.size(),
                  starts.get(s) + WINDOW));
      complete.add(
          particulars(String.join(" \n ", blocks.subList(from, to)), reading.asked(), reading));
    }
  }

  private static boolean particulars(String all, Asked asked, Reading reading) {
    return (!asked.phone() || ParticularsKind.PHONE.matcher(all).find())
        && (!asked.mail() || official(all))
        && (!asked.duty() || reading.duties().in(all));
  }

  /**
   * Whether an official address of electronic mail stands in a text; one that a script hides counts
   * too.
   */
  private static boolean official(String text) {
    var mails = ParticularsKind.MAIL.matcher(text);
    while (mails.find()) {
      if (mails.group().endsWith(".vn")) {
        return true;
      }
    }
    return text.contains("[email protected]");
  }

  /**
   * Whether a text names a person: two words with capitals in a row that belong neither to a
   * position nor to the name of a body («Ban Giám đốc Sở Tư pháp» names nobody).
   */
  static boolean named(String text, Words positions) {
    List<String> words = WORD.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
    List<String> folded = words.stream().map(Folding::fold).toList();
    boolean[] other = new boolean[words.size()];
    for (int at = 0; at < words.size(); at++) {
      for (String phrase : positions.phrases()) {
        List<String> position = List.of(phrase.split(" "));
        int end = at + position.size();
        if (end <= words.size() && folded.subList(at, end).equals(position)) {
          Arrays.fill(other, at, end, true);
        }
      }
      if (BODIES.contains(words.get(at).toLowerCase(Locale.ROOT))) {
        Arrays.fill(other, at, Math.min(at + 2, words.size()), true);
      }
    }
    for (int at = 1; at < words.size(); at++) {
      if (!other[at - 1] && !other[at] && capital(words.get(at - 1)) && capital(words.get(at))) {
        return true;
      }
    }
    return false;
  }

  private static boolean capital(String word) {
    return Character.isUpperCase(word.codePointAt(0))
        && !ADDRESSES.contains(word.toLowerCase(Locale.ROOT));
  }

  static int column(List<String> header, Words words) {
    for (int i = 0; i < header.size(); i++) {
      if (words.inFolded(Folding.fold(header.get(i)))) {
        return i;
      }
    }
    return -1;
  }
}
