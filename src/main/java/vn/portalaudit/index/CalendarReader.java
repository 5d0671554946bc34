package vn.portalaudit.index;

import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.index.IndexSet.Calendar;
import vn.portalaudit.index.IndexSet.DataPeriod;
import vn.portalaudit.index.IndexSet.Step;
import vn.portalaudit.index.IndexSet.Term;

/** Reads the days of a text. */
final class CalendarReader {
  private CalendarReader() {}

  static Calendar read(YamlNode node) {
    node.only("data", "terms");
    @Nullable DataPeriod data = node.find("data").map(CalendarReader::data).orElse(null);
    return new Calendar(data, IndexSetReader.list(node, "terms", CalendarReader::term));
  }

  private static DataPeriod data(YamlNode node) {
    node.only("from", "from_year", "to", "to_year", "basis");
    DataPeriod data =
        new DataPeriod(
            day(node.get("from")),
            node.get("from_year").whole(),
            day(node.get("to")),
            node.get("to_year").whole(),
            node.get("basis").text());
    if (data.to(2025).isBefore(data.from(2025))) {
      node.get("to").problem("kỳ số liệu kết thúc trước khi bắt đầu; sửa to hoặc to_year");
    }
    return data;
  }

  private static Term term(YamlNode node) {
    node.only("what", "before", "quarter", "days", "counting", "year", "says", "basis");
    String word =
        node.get("what").oneOf(Arrays.stream(Step.values()).map(Step::id).toArray(String[]::new));
    Step what =
        Arrays.stream(Step.values())
            .filter(step -> step.id().equals(word))
            .findFirst()
            .orElse(Step.REPORT);
    @Nullable MonthDay before = node.find("before").map(CalendarReader::day).orElse(null);
    @Nullable Integer quarter = node.find("quarter").map(one -> within(one, 4)).orElse(null);
    @Nullable Integer days = node.find("days").map(one -> within(one, 366)).orElse(null);
    int set = (before == null ? 0 : 1) + (quarter == null ? 0 : 1) + (days == null ? 0 : 1);
    if (set > 1) {
      node.problem("chỉ dùng một trong before, quarter, days");
    }
    boolean working =
        node.find("counting")
            .map(one -> one.oneOf("calendar", "working").equals("working"))
            .orElse(false);
    if (days == null && node.find("counting").isPresent()) {
      node.get("counting").problem("chỉ dùng cùng days; bỏ dòng này hoặc thêm days");
    }
    return new Term(
        what,
        before,
        quarter,
        days,
        working,
        node.find("year").map(YamlNode::whole).orElse(0),
        node.get("says").text(),
        node.get("basis").text());
  }

  private static int within(YamlNode node, int most) {
    int value = node.whole();
    if (node.isNumber() && (value < 1 || value > most)) {
      node.problem("phải từ 1 đến " + most);
    }
    return value;
  }

  private static MonthDay day(YamlNode node) {
    String text = node.text();
    try {
      return MonthDay.parse("--" + text);
    } catch (DateTimeException e) {
      node.problem("phải là tháng-ngày trong dấu nháy kép, ví dụ \"10-01\"");
      return MonthDay.of(1, 1);
    }
  }
}
