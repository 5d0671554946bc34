package vn.portalaudit.campaign.sheets;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ranking of a publication as a table, for those who use it next. Read from the published
 * document alone, so that all files give what was published; the document itself is the JSON.
 *
 * @param decision the decision, the number of the publication, and what it corrects
 * @param lines by group, the best first
 */
public record PublishedTable(String decision, List<Line> lines) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();
  private static final List<String> HEADINGS =
      List.of(
          "Nhóm",
          "Hạng",
          "Mã cơ quan",
          "Tên cơ quan",
          "Điểm",
          "Điểm tối đa",
          "Tỷ lệ %",
          "Xếp loại");

  public PublishedTable {
    lines = List.copyOf(lines);
  }

  /** An agency. Numbers are as published, unrounded. */
  public record Line(
      String group,
      int rank,
      String agency,
      String name,
      BigDecimal points,
      @Nullable BigDecimal maxPoints,
      @Nullable BigDecimal percent,
      String grade) {}

  /** The table of a document {@code portal-audit/publication/1}. */
  public static PublishedTable of(String document) {
    JsonNode root = JSON.readTree(document);
    List<Line> lines = new ArrayList<>();
    for (JsonNode group : root.path("result").path("groups")) {
      for (JsonNode one : group.path("ranking")) {
        String agency = one.path("agency").asString();
        lines.add(
            new Line(
                group.path("group").asString(),
                one.path("rank").intValue(),
                agency,
                root.path("agencies").path(agency).asString(agency),
                one.path("points").decimalValue(),
                number(one.path("maxPoints")),
                number(one.path("percent")),
                one.path("grade").asString("")));
      }
    }
    JsonNode decision = root.path("decision");
    String corrects =
        root.path("corrects").isNumber()
            ? ", đính chính lần " + root.path("corrects").intValue()
            : "";
    String says =
        "Quyết định số "
            + decision.path("number").asString()
            + " ngày "
            + day(decision.path("date").asString())
            + ", "
            + decision.path("signer").asString()
            + " ký; công bố lần "
            + root.path("number").intValue()
            + corrects;
    return new PublishedTable(says, lines);
  }

  private static @Nullable BigDecimal number(JsonNode node) {
    return node.isNumber() ? node.decimalValue() : null;
  }

  private static String day(String iso) {
    String[] parts = iso.split("-", -1);
    return parts.length == 3 ? parts[2] + "/" + parts[1] + "/" + parts[0] : iso;
  }

  /** As a table for a file. */
  public FlatTable table() {
    return new FlatTable(
        "Xếp hạng",
        decision,
        HEADINGS,
        lines.stream()
            .map(line ->
                List.<Optional<Object>>of(
                    Optional.of(line.group()),
                    Optional.of(line.rank()),
                    Optional.of(line.agency()),
                    Optional.of(line.name()),
                    Optional.of(line.points()),
                    Optional.ofNullable(line.maxPoints()),
                    Optional.ofNullable(line.percent()),
                    Optional.of(line.grade())))
            .toList());
  }

  /** As CSV. */
  public byte[] csv() {
    return table().csv();
  }

  /** As a workbook. */
  public void xlsx(OutputStream out) throws IOException {
    table().xlsx(out);
  }
}
