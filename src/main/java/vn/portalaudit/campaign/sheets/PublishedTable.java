package vn.portalaudit.campaign.sheets;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.sheet.Words;

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
  private static final String MARK = "\ufeff";
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

  /** As CSV in UTF-8 with a mark, decimal point; no text is taken for a formula. */
  public byte[] csv() {
    StringWriter text = new StringWriter();
    text.write(MARK);
    try (CsvWriter writer = CsvWriter.builder().build(text)) {
      writer.writeRecord(HEADINGS);
      for (Line line : lines) {
        writer.writeRecord(
            List.of(
                Words.escape(line.group()),
                Integer.toString(line.rank()),
                Words.escape(line.agency()),
                Words.escape(line.name()),
                plain(line.points()),
                plain(line.maxPoints()),
                plain(line.percent()),
                Words.escape(line.grade())));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String plain(@Nullable BigDecimal number) {
    return number == null ? "" : number.stripTrailingZeros().toPlainString();
  }

  /** As a workbook; numbers are numbers, text is text. */
  public void xlsx(OutputStream out) throws IOException {
    Workbook workbook = new Workbook(out, "portal-audit", "1.0");
    Worksheet page = workbook.newWorksheet("Xếp hạng");
    page.value(0, 0, decision);
    for (int i = 0; i < HEADINGS.size(); i++) {
      page.value(2, i, HEADINGS.get(i));
      page.style(2, i).bold().fillColor("DDE8F5").wrapText(true).set();
    }
    page.width(3, 44);
    int at = 3;
    for (Line line : lines) {
      page.value(at, 0, line.group());
      page.value(at, 1, line.rank());
      page.value(at, 2, line.agency());
      page.value(at, 3, line.name());
      number(page, at, 4, line.points());
      number(page, at, 5, line.maxPoints());
      number(page, at, 6, line.percent());
      page.value(at, 7, line.grade());
      at++;
    }
    page.freezePane(0, 3);
    workbook.finish();
  }

  private static void number(Worksheet page, int row, int column, @Nullable BigDecimal number) {
    if (number != null) {
      page.value(row, column, number);
      page.style(row, column).format("#,##0.00").set();
    }
  }
}
