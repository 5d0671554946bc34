package vn.portalaudit.probe.observatory;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import vn.portalaudit.config.YamlNode;

/** Reads the rules; a result that the algorithm does not know, or that is missing, is a problem. */
final class RulesReader {
  private final Map<Verdict, Integer> modifiers = new EnumMap<>(Verdict.class);
  private final Map<Verdict, String> says = new EnumMap<>(Verdict.class);

  private RulesReader() {}

  static Rules read(YamlNode file) {
    RulesReader reader = new RulesReader();
    reader.tests(file.get("tests"));
    YamlNode score = file.get("score").only("start", "bonus_from");
    YamlNode constants =
        file.get("constants")
            .only("six_months", "session_cookies", "anticsrf_cookies", "ignored_cookies");
    return new Rules(
        file.get("algorithm").whole(),
        score.get("start").whole(),
        score.get("bonus_from").whole(),
        grades(file.get("grades")),
        reader.modifiers,
        reader.says,
        BigInteger.valueOf(constants.get("six_months").whole()),
        constants.get("session_cookies").texts(),
        constants.get("anticsrf_cookies").texts(),
        Set.copyOf(constants.get("ignored_cookies").texts()),
        Preload.read(file.get("preload")));
  }

  private static TreeMap<Integer, String> grades(YamlNode list) {
    TreeMap<Integer, String> grades = new TreeMap<>();
    for (YamlNode grade : list.items()) {
      grade.only("name", "from");
      int from = grade.get("from").whole();
      if (grades.put(from, grade.get("name").text()) != null) {
        grade.problem("hai hạng cùng bắt đầu từ " + from + "; bỏ một");
      }
    }
    if (!grades.containsKey(0)) {
      list.problem("thiếu hạng bắt đầu từ 0; thêm «{name: …, from: 0}»");
      grades.put(0, "?");
    }
    return grades;
  }

  private void tests(YamlNode tests) {
    Map<String, YamlNode> entries = tests.entries();
    entries.forEach((id, entry) ->
        Check.of(id)
            .ifPresentOrElse(
                test -> results(test, entry.only("title", "results")),
                () -> entry.problem("phép thử lạ «" + id + "»; thuật toán không có")));
    for (Check test : Check.values()) {
      if (!entries.containsKey(test.id())) {
        tests.problem("thiếu phép thử «" + test.id() + "»");
      }
    }
  }

  private void results(Check test, YamlNode entry) {
    entry.get("title").text();
    YamlNode results = entry.get("results");
    results.entries().forEach((id, result) -> result(test, id, result.only("modifier", "says")));
    List<Verdict> missing =
        Verdict.of(test).stream().filter(verdict -> !modifiers.containsKey(verdict)).toList();
    missing.forEach(verdict ->
        results.problem("thiếu kết quả «" + verdict.id() + "»; thêm «{modifier: …, says: …}»"));
  }

  private void result(Check test, String id, YamlNode result) {
    Optional<Verdict> verdict = Verdict.of(id).filter(known -> known.test() == test);
    if (verdict.isEmpty()) {
      result.problem(
          "kết quả lạ «"
              + id
              + "»; phép thử này có: "
              + String.join(", ", Verdict.of(test).stream().map(Verdict::id).toList()));
      return;
    }
    modifiers.put(verdict.get(), result.get("modifier").whole());
    says.put(verdict.get(), result.get("says").text());
  }
}
