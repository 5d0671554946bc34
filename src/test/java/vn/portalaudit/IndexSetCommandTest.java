package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every official set ranks its sample figures, and shows itself. */
final class IndexSetCommandTest {
  private static final JsonMapper JSON = new JsonMapper();

  static List<String> sets() throws IOException {
    try (var folders = Files.list(Home.folder().resolve("src/test/resources/index"))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("agencies.csv")))
          .map(folder -> String.valueOf(folder.getFileName()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everySetRanksItsSample(String id) {
    Path data = Home.folder().resolve("src/test/resources/index").resolve(id);
    Cli run = Cli.run("index", "compute", id, "--data", data.toString(), "--json", "-");

    assertThat(run.status()).as(run.err()).isZero();
    JsonNode document = JSON.readTree(run.out());
    assertThat(document.required("set").stringValue()).isEqualTo(id);
    JsonNode ranking = document.required("groups").get(0).required("ranking");
    assertThat(ranking.size()).isPositive();
    assertThat(ranking.get(0).required("rank").intValue()).isEqualTo(1);
  }

  @Test
  void aSetIsShownInTheShapeOfAChecklist() {
    Cli run = Cli.run("index", "show", "ha-noi-920-thanh-pho", "--json", "-");

    JsonNode set = JSON.readTree(run.out());
    assertThat(set.required("maxPoints").intValue()).isEqualTo(400);
    assertThat(
            set.required("groups").get(0).required("items").get(0).required("code").stringValue())
        .isEqualTo("1.1");
    assertThat(set.required("gaps").size()).isPositive();
  }

  @Test
  void eachPartIsPrintedWithItsPlaceInTheText() {
    String shown = Cli.run("index", "show", "ha-noi-920-thanh-pho").out();
    assertThat(shown)
        .contains(
            "7. Hoạt động kinh tế số (20 điểm, 1 chỉ số) — QĐ 920/QĐ-UBND, Phụ lục III, Bảng 2, mục 7",
            "Bảng 2, dòng 46",
            "Nhóm xếp hạng: Các Sở và cơ quan tương đương Sở, 22 cơ quan — QĐ 920/QĐ-UBND, Phụ lục I",
            "Sở Công Thương; Sở Giáo dục và Đào tạo;",
            "Vòng thẩm định: 2",
            "Thời hạn: Công bố ngay sau khi");
    assertThat(Cli.run("index", "show", "tuyen-quang-742-huyen").out())
        .contains("Trụ cột Chính quyền số: văn bản không nêu điểm, 62 tiêu chí");
  }

  @Test
  void anUnknownSetIsSaidWithTheWayToFindIt() {
    Cli run = Cli.run("index", "show", "bo-khong-co");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("Không có bộ chỉ số «bo-khong-co»", "index list");
  }
}
