package vn.portalaudit.campaign;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.portalaudit.campaign.SetCalendar.Counting;
import vn.portalaudit.campaign.SetCalendar.Due;
import vn.portalaudit.campaign.SetCalendar.YearDay;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.Folding;

/**
 * What texts say about campaigns: calendars, whom they leave out, tables of general information.
 * Immutable.
 *
 * @param calendars by text
 * @param leftOut whom a text leaves out
 * @param tables of general information
 */
public record SetCalendars(
    List<SetCalendar> calendars, List<LeftOut> leftOut, List<GeneralTable> tables) {
  public SetCalendars {
    tables = List.copyOf(tables);
    calendars = List.copyOf(calendars);
    leftOut = List.copyOf(leftOut);
  }

  /** Whom a text does not assess, and its words. */
  public record LeftOut(List<String> sets, String basis, List<String> names) {
    public LeftOut {
      sets = List.copyOf(sets);
      names = List.copyOf(names);
    }
  }

  /**
   * Reads the file of calendars.
   *
   * @param file {@code checklists/lich/ky-danh-gia.yml}
   * @param problems takes what is wrong, with its line
   */
  public static SetCalendars read(Path file, Problems problems) {
    List<SetCalendar> calendars = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    List<GeneralTable> tables = new ArrayList<>();
    YamlFile.read(file, problems)
        .ifPresent(root -> {
          root.only("title", "calendars", "left_out", "general_tables");
          root.get("calendars").items().forEach(node -> calendars.add(calendar(node)));
          root.find("general_tables")
              .ifPresent(list -> list.items().forEach(node -> tables.add(table(node))));
          root.find("left_out")
              .ifPresent(list -> list.items().forEach(node -> leftOut.add(leftOut(node))));
        });
    return new SetCalendars(calendars, leftOut, tables);
  }

  /** The calendar of a set; empty when no text rules it. */
  public Optional<SetCalendar> of(String set) {
    return calendars.stream().filter(calendar -> calendar.sets().contains(set)).findFirst();
  }

  /** The table of general information of a set; empty when its text has none. */
  public Optional<GeneralTable> table(String set) {
    return tables.stream().filter(table -> table.sets().contains(set)).findFirst();
  }

  /** Why a text does not assess an agency of that name; empty when it does. */
  public Optional<String> whyLeftOut(String set, String name) {
    String folded = Folding.fold(name);
    return leftOut.stream()
        .filter(one -> one.sets().contains(set))
        .filter(one -> one.names().stream().anyMatch(out -> Folding.fold(out).equals(folded)))
        .map(LeftOut::basis)
        .findFirst();
  }

  private static SetCalendar calendar(YamlNode node) {
    node.only("sets", "basis", "rounds", "data_from", "data_to", "due", "publish_by", "gap");
    return new SetCalendar(
        texts(node.get("sets")),
        node.get("basis").text(),
        node.get("rounds").whole(),
        day(node.get("data_from")),
        day(node.get("data_to")),
        node.find("due").map(SetCalendars::due).orElse(null),
        node.find("publish_by").map(SetCalendars::day).orElse(null),
        node.find("gap").map(YamlNode::text).orElse(""));
  }

  private static LeftOut leftOut(YamlNode node) {
    node.only("sets", "basis", "names");
    return new LeftOut(texts(node.get("sets")), node.get("basis").text(), texts(node.get("names")));
  }

  private static GeneralTable table(YamlNode node) {
    node.only("sets", "basis", "rows");
    return new GeneralTable(
        texts(node.get("sets")),
        node.get("basis").text(),
        node.get("rows").items().stream().map(SetCalendars::row).toList());
  }

  private static GeneralTable.Row row(YamlNode node) {
    node.only("id", "title", "unit", "needed");
    return new GeneralTable.Row(
        node.get("id").text(),
        node.get("title").text(),
        node.find("unit").map(YamlNode::text).orElse(""),
        node.find("needed").map(YamlNode::flag).orElse(false));
  }

  private static List<String> texts(YamlNode node) {
    return node.items().stream().map(YamlNode::text).toList();
  }

  private static Due due(YamlNode node) {
    if (node.find("before").isPresent()) {
      node.only("before");
      return new Due.Before(day(node.get("before")));
    }
    node.only("days", "counting");
    String counting = node.get("counting").text();
    if (!counting.equals("working") && !counting.equals("calendar")) {
      node.get("counting").problem("viết working (ngày làm việc) hoặc calendar (ngày lịch)");
    }
    return new Due.Within(
        node.get("days").whole(),
        counting.equals("working") ? Counting.WORKING : Counting.CALENDAR);
  }

  private static YearDay day(YamlNode node) {
    node.only("day", "year");
    String text = node.get("day").text();
    try {
      return new YearDay(MonthDay.parse("--" + text), node.get("year").number().intValue());
    } catch (DateTimeException e) {
      node.get("day").problem("viết tháng-ngày như \"10-01\"");
      return new YearDay(MonthDay.of(1, 1), 0);
    }
  }
}
