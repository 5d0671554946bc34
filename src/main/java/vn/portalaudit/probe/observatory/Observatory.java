package vn.portalaudit.probe.observatory;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.probe.observatory.Visit.Answer;

/**
 * The HTTP Observatory's algorithm: twelve tests, each with one result, and a score. Immutable and
 * safe for several threads.
 */
public final class Observatory {
  private final Rules rules;

  Observatory(Rules rules) {
    this.rules = rules;
  }

  /**
   * Reads the rules of a probe file and checks its examples.
   *
   * @param file the mapping of the file; what is wrong is reported there
   * @return the algorithm; after a problem it must not be used
   */
  public static Observatory read(YamlNode file) {
    Observatory observatory = new Observatory(RulesReader.read(file));
    Example.read(file);
    return observatory;
  }

  /** Names of the tests, in the order of the report. */
  public static List<String> tests() {
    return Arrays.stream(HeaderTest.values()).map(HeaderTest::id).toList();
  }

  /** Version of the algorithm. */
  public int algorithm() {
    return rules.algorithm();
  }

  /** The Vietnamese sentence for a result, if there is such a result. */
  public Optional<String> says(String result) {
    return Verdict.of(result).map(rules.says()::get);
  }

  /**
   * Judges what a host answered.
   *
   * @param visit its answers, at least one of them
   * @return results and score
   */
  public Card judge(Visit visit) {
    Answer answer = visit.main().orElseThrow();
    ContentSecurityPolicy.Reading policy = ContentSecurityPolicy.read(visit);
    Map<HeaderTest, Verdict> verdicts = new EnumMap<>(HeaderTest.class);
    for (Verdict verdict :
        List.of(
            policy.verdict(),
            Cookies.judge(visit, answer, rules),
            CrossOriginSharing.judge(answer, visit.origin()),
            Redirection.judge(visit, rules),
            ReferrerPolicy.judge(answer),
            StrictTransport.judge(visit, rules),
            ScriptIntegrity.judge(visit, answer),
            FieldVerdicts.sniffing(answer),
            FieldVerdicts.framing(answer, policy),
            FieldVerdicts.resource(answer),
            FieldVerdicts.embedder(answer),
            FieldVerdicts.opener(answer))) {
      verdicts.put(verdict.test(), verdict);
    }
    return card(verdicts);
  }

  /** The same algorithm with other hosts on the preload list. */
  Observatory with(Preload preload) {
    return new Observatory(rules.with(preload));
  }

  private Card card(Map<HeaderTest, Verdict> verdicts) {
    int uncurved = rules.start();
    int full = rules.start();
    Map<String, String> results = new LinkedHashMap<>();
    for (Map.Entry<HeaderTest, Verdict> entry : verdicts.entrySet()) {
      int modifier = rules.modifiers().getOrDefault(entry.getValue(), 0);
      full += modifier;
      uncurved += Math.min(modifier, 0);
      results.put(entry.getKey().id(), entry.getValue().id());
    }
    int score = Math.max(0, uncurved >= rules.bonusFrom() ? full : uncurved);
    return new Card(score, rules.grades().floorEntry(score).getValue(), results);
  }

  /**
   * What a host comes to.
   *
   * @param score points, 0 or more; bonuses lead above 100
   * @param grade {@code A+} to {@code F}
   * @param results name of the result by name of the test
   */
  public record Card(int score, String grade, Map<String, String> results) {
    public Card {
      results = Map.copyOf(results);
    }
  }
}
