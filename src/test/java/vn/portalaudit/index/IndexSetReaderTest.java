package vn.portalaudit.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.portalaudit.config.Problems;

/** A file of a set is read strictly: each mistake is refused with its line and what to write. */
final class IndexSetReaderTest {
  private static final String SET =
      """
      index: bo-mau
      version: "2026.1"
      title: "Bộ mẫu"
      basis: "Quyết định mẫu"
      max_points: 30
      stated_count: 4
      assessed:
        groups: [{id: so, title: "Các sở", basis: "Điều 1"}]
        flags: [{id: kinh-te-so, title: "Kinh tế số", agencies: ["Sở Y tế"], basis: "Phụ lục II"}]
        left_out: [{agency: "Đài X", basis: "Điều 2"}]
      rules:
        rounds: 2
        exclusion_share: 0.5
        grades: [{name: Tốt, from: 0.8}, {name: Yếu, from: 0}]
        normalisations: [min-max]
        basis: "Điều 3"
      calendar:
        data: {from: "01-01", from_year: 0, to: "12-31", to_year: 0, basis: "Điều 4"}
        terms:
          - {what: report, days: 15, counting: calendar, says: "Trong 15 ngày", basis: "Điều 4"}
          - {what: ranking, quarter: 1, year: 1, says: "Quý I", basis: "Điều 4"}
      machine:
        - {indicator: "2.1", checklist: bo, coverage: 0.6, counts: true, status: proposed, says: "Cổng"}
      remarks: [{what: "Điểm lệch", stated: 33, computed: 32, basis: "Phụ lục"}]
      examples:
        - {flags: [], max_points: 20}
        - {flags: [kinh-te-so], max_points: 30}
        - {percent: 80, grade: Tốt}
        - {agencies: 4, with_data: 1, proposed: true}
        - {agency: "Sở Y tế", flags: [kinh-te-so], left_out: false}
      groups:
        - id: mot
          code: "1"
          title: "Một"
          max_points: 15
          stated_count: 2
          basis: "Phụ lục"
          indicators:
            - code: "1.1"
              title: "Tỷ lệ"
              max_points: 5
              scoring:
                {rule: ratio, unit: "%", full_at: 100, examples: [{value: 50, points: 2.5}, {value: 120, points: 5}]}
            - {code: "1.2", title: "Kinh tế số", max_points: 10, flags: [kinh-te-so]}
        - id: hai
          code: "2"
          title: "Hai"
          max_points: 15
          basis: "Phụ lục"
          indicators:
            - {code: "2.1", title: "Cổng", max_points: 5, column: machine}
            - {code: "2.2", title: "Khảo sát", max_points: 10, column: survey}
      pillars:
        - {id: tru, title: "Trụ", max_points: 15, basis: "Phụ lục", indicators: ["1.1", "2.2"]}
      """;

  private static Problems problems(String text) {
    Problems problems = new Problems();
    Optional<IndexSet> set = IndexSetReader.parse("bo-mau", text, problems);
    assertThat(set.isPresent()).isEqualTo(problems.lines().isEmpty());
    return problems;
  }

  @Test
  void whatAnEarlierReleaseFrozeIsReadWithoutExamples() {
    String earlier = SET.replaceAll("(?m)^examples:\\n(  - .*\\n)+", "");
    Problems problems = new Problems();

    assertThat(earlier).doesNotContain("\nexamples:");
    assertThat(IndexSetReader.frozen("bo-mau", earlier, problems)).isPresent();
    assertThat(problems.lines()).isEmpty();
    assertThat(IndexSetReader.parse("bo-mau", earlier, problems)).isEmpty();
    assertThat(problems.lines()).singleElement().asString().contains("examples");
  }

  @Test
  void theFileAsItStandsIsRight() {
    assertThat(problems(SET).lines()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          index: bo-mau | index: bo-khac | 1 | trùng tên tệp
          version: "2026.1" | version: "1" | 2 | năm.số
          max_points: 30 | max_pointz: 30 | 5 | max_points
          max_points: 30 | max_points: 31 | 5 | 30, không bằng max_points 31
          max_points: 30 | max_points: "30" | 5 | số
          stated_count: 4 | stated_count: 5 | 6 | văn bản nêu 5 chỉ số nhưng tệp có 4
          groups: [{id: so, title: "Các sở", basis: "Điều 1"}] | groups: [] | 8 | ít nhất một nhóm
          {id: so, title: | {id: Sở, title: | 8 | không dấu
          flags: [{id: kinh-te-so | flags: [{id: so | 9 | viết hai lần
          rounds: 2 | rounds: hai | 12 | số
          rounds: 2 | rounds: 0 | 12 | từ 1 đến 9
          exclusion_share: 0.5 | exclusion_share: 50 | 13 | từ 0 đến 1
          {name: Yếu, from: 0} | {name: Yếu, from: 0.9} | 14 | giảm dần
          normalisations: [min-max] | normalisations: [minmax] | 15 | min-max
          to: "12-31", to_year: 0 | to: "12-31", to_year: -1 | 18 | kết thúc trước khi bắt đầu
          from: "01-01" | from: "32-01" | 18 | tháng-ngày
          days: 15, counting | days: 400, counting | 20 | từ 1 đến 366
          days: 15, counting | quarter: 1, counting | 20 | cùng days
          quarter: 1, year | quarter: 5, year | 21 | từ 1 đến 4
          what: ranking | what: rank | 21 | ranking
          indicator: "2.1" | indicator: "2.9" | 23 | không có chỉ số «2.9»
          status: proposed | status: official | 23 | proposed
          computed: 32 | computed: 33 | 24 | bỏ ghi chú
          {flags: [], max_points: 20} | {flags: [], max_points: 30} | 26 | bộ này cho 20
          {percent: 80, grade: Tốt} | {percent: 79.9, grade: Tốt} | 28 | bộ này xếp «Yếu»
          with_data: 1, proposed: true | with_data: 2, proposed: true | 29 | bộ này cho false
          {agency: "Sở Y tế", flags: [kinh-te-so] | {agency: "Sở Nội vụ", flags: [kinh-te-so] | 30 | bộ này cho []
          {agency: "Sở Y tế", flags: [kinh-te-so], left_out: false} | {agency: "đài x", flags: [], left_out: false} | 30 | bộ này cho true
          stated_count: 2 | stated_count: 3 | 36 | văn bản nêu 3 chỉ số nhưng tệp có 2
          {value: 50, points: 2.5} | {value: 50, points: 3} | 43 | quy tắc cho 2.5 điểm
          full_at: 100 | full_at: 0 | 43 | lớn hơn 0
          rule: ratio | rule: rate | 43 | ratio
          unit: "%", full_at | full_at | 43 | unit
          , {value: 120, points: 5}] | ] | 43 | ít nhất hai ví dụ
          code: "1.2" | code: "1.1" | 44 | viết hai lần
          flags: [kinh-te-so]}~ | flags: [kinh-te]}~ | 44 | assessed.flags
          column: survey | column: surveys | 52 | survey
          indicators: ["1.1", "2.2"] | indicators: ["1.1", "2.3"] | 54 | không có chỉ số «2.3»
          indicators: ["1.1", "2.2"] | indicators: ["1.1", "2.1"] | 54 | tổng điểm
          title: "Cổng" | title: "" | 51 | trống
          """)
  void aMistakeIsNamedWithItsLineAndWhatToWrite(String right, String wrong, int line, String says) {
    String old = right.replace("~", "\n  - id: hai");
    String now = wrong.replace("~", "\n  - id: hai");
    assertThat(SET).contains(old);
    Problems problems = problems(SET.replace(old, now));

    assertThat(problems.lines())
        .as("%s", problems.lines())
        .anySatisfy(
            problem -> assertThat(problem).startsWith("bo-mau.yml:" + line + ":").contains(says));
  }
}
