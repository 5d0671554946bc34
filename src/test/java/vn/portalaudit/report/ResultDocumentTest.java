package vn.portalaudit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.report.ResultDocument.SectionSeen;

class ResultDocumentTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "100, 100",
    "1E+2, 100",
    "1E+9, 1000000000",
    "5.0, 5",
    "61.50, 61.5",
    "0.33333333, 0.3333",
    "0.00005, 0.0001",
    "0.00001, 0",
    "1E-10, 0",
    "0E+5, 0",
    "-2.5000, -2.5",
  })
  void numbersHaveFourDecimalsAndNoExponent(String number, String written) {
    String json =
        ResultDocument.probe(
            "mau",
            "https://mau.gov.vn/",
            List.of(Observation.of("mau", "x", Datum.of(new BigDecimal(number)), List.of())));
    assertThat(json).contains("\"value\": " + written + ",");
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    String json = ResultDocument.write(SampleReport.plain());
    Path file = Files.writeString(folder.resolve("result.json"), json);
    assertThat(ResultDocument.write(ResultDocument.read(file))).isEqualTo(json);
    assertThat(ResultDocument.read(file).run().portal()).isEqualTo("https://sokhcn.mau.gov.vn/");
    assertThat(ResultDocument.read(file).scorecards().getFirst().findings()).hasSize(9);
  }

  @Test
  void citizensAreNotNamed() {
    String json = ResultDocument.write(SampleReport.plain());
    assertThat(json)
        .contains("Người gửi: [họ tên], [số điện thoại]: xin hỏi thủ tục")
        .doesNotContain("Nguyễn Văn An")
        .doesNotContain("0912");
  }

  @Test
  void textIsComposedAndEncodable() {
    String odd = Normalizer.normalize("Cổng", Normalizer.Form.NFD) + "\ud800\u2028\u0000\"";
    String json = ResultDocument.write(SampleReport.with(t -> odd, u -> u));
    JsonNode says = MAPPER.readTree(json).at("/scorecards/0/findings/0/says");
    assertThat(says.asString()).isEqualTo("Cổng\ufffd\u2028\u0000\"");
    assertThat(new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(json);
  }

  @Test
  void unobservedFieldsHaveAReasonAndNoValue() {
    String json =
        ResultDocument.probe(
            "mau",
            "https://mau.gov.vn/",
            List.of(Observation.unobserved("mau", "x", Reason.READ_TIMEOUT, List.of())));
    JsonNode node = MAPPER.readTree(json);
    assertThat(node.path("schema").asString()).isEqualTo("portal-audit/probe/1");
    assertThat(node.at("/observations/0/unobserved").asString()).isEqualTo("READ_TIMEOUT");
    assertThat(node.at("/observations/0/value").isNull()).isTrue();
  }

  @Test
  void onePageIsADocumentAndSeveralAreAnArray() {
    Map<String, SectionSeen> page = new LinkedHashMap<>();
    page.put("muc-mau", new SectionSeen(true, true, "Mục mẫu", "/muc-mau"));
    page.put("muc-khac", new SectionSeen(false, false, null, null));
    JsonNode one = MAPPER.readTree(ResultDocument.sections(List.of(page)));
    assertThat(one.path("schema").asString()).isEqualTo("portal-audit/sections/1");
    assertThat(one.at("/sections/muc-mau/label").asString()).isEqualTo("Mục mẫu");
    assertThat(one.at("/sections/muc-khac/present").booleanValue()).isFalse();
    JsonNode two = MAPPER.readTree(ResultDocument.sections(List.of(page, page)));
    assertThat(two.isArray()).isTrue();
    assertThat(two.get(1)).isEqualTo(one);
  }

  @Test
  void checklistsAreShownAsApplied() {
    JsonNode shown =
        MAPPER.readTree(ResultDocument.checklist(SampleReport.checklists().getFirst()));
    assertThat(shown.path("id").asString()).isEqualTo("bo-mau-so");
    assertThat(shown.path("maxPoints").decimalValue()).isEqualByComparingTo("3.5");
    assertThat(shown.at("/groups/0/statedCount").intValue()).isEqualTo(2);
    assertThat(shown.at("/groups/0/items/1/code").asString()).isEqualTo("1.3");
    assertThat(shown.at("/groups/0/items/1/method").asString()).isEqualTo("self_reported");
    assertThat(shown.path("gaps")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"schema\": \"portal-audit/run/2\"}",
        "{\"schema\": \"portal-audit/run/1\"}",
        "{\"schema\": \"portal-audit/run/1\", \"run\": {\"id\": 1}}",
        "{\"schema\": \"portal-audit/run/1\", \"run\": []}",
      })
  void brokenDocumentsAreRefused(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("result.json"), json);
    assertThatThrownBy(() -> ResultDocument.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("result.json");
  }
}
