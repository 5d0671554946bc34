package vn.portalaudit.document.file;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import vn.portalaudit.document.file.WordXml.Face;
import vn.portalaudit.document.paper.Block;
import vn.portalaudit.document.paper.Cell;
import vn.portalaudit.document.paper.Table;

/** Tables of a Word file: those of figures, those that only place things, and the chart. */
final class WordTables {
  private static final Face TEXT = new Face(false, false, 22);
  private static final Face STRONG = new Face(true, false, 22);
  private static final Face TINY = new Face(false, false, 14);
  private static final Face TO = new Face(false, false, 22);
  private static final Face TO_TITLE = new Face(true, true, 24);
  private static final int ROOM_TO_SIGN = 1400;

  private final WordXml xml;

  WordTables(WordXml xml) {
    this.xml = xml;
  }

  /** Opens a table with columns of these widths. */
  static void begin(WordXml xml, boolean ruled, int... widths) {
    xml.open("w:tbl").open("w:tblPr");
    xml.empty("w:tblW", "w:w", Arrays.stream(widths).sum(), "w:type", "dxa");
    if (ruled) {
      xml.open("w:tblBorders");
      for (String side : List.of("top", "left", "bottom", "right", "insideH", "insideV")) {
        xml.empty("w:" + side, "w:val", "single", "w:sz", 4, "w:space", 0, "w:color", "000000");
      }
      xml.close();
    }
    xml.empty("w:tblLayout", "w:type", "fixed").open("w:tblCellMar");
    int side = ruled ? 70 : 0;
    xml.empty("w:left", "w:w", side, "w:type", "dxa")
        .empty("w:right", "w:w", side, "w:type", "dxa");
    xml.close().close().open("w:tblGrid");
    for (int width : widths) {
      xml.empty("w:gridCol", "w:w", width);
    }
    xml.close();
  }

  /** Opens a cell. */
  static void cell(WordXml xml, int width) {
    xml.open("w:tc").open("w:tcPr").empty("w:tcW", "w:w", width, "w:type", "dxa").close();
  }

  void grid(Table table) {
    int[] widths = widths(table);
    begin(xml, true, widths);
    xml.open("w:tr").open("w:trPr").empty("w:cantSplit").empty("w:tblHeader").close();
    for (int c = 0; c < widths.length; c++) {
      shaded(widths[c], "EDEDED", "center");
      paragraph(table.columns().get(c).title(), STRONG, "center", false);
      xml.close();
    }
    xml.close();
    table.rows().forEach(row -> row(table, row, widths));
    xml.close();
    gap(false);
  }

  private void row(Table table, Table.Row row, int[] widths) {
    xml.open("w:tr").open("w:trPr").empty("w:cantSplit").close();
    for (int c = 0; c < widths.length; c++) {
      Cell value = row.cells().get(c);
      cell(xml, widths[c]);
      String side =
          switch (table.columns().get(c).kind()) {
            case TEXT -> "left";
            case MARK -> "center";
            case FIGURE -> "right";
          };
      paragraph(value.shown(), row.strong() ? STRONG : TEXT, side, false);
      xml.close();
    }
    xml.close();
  }

  private static int[] widths(Table table) {
    int sum = table.columns().stream().mapToInt(Table.Column::weight).sum();
    return table.columns().stream().mapToInt(c -> Docx.WIDTH * c.weight() / sum).toArray();
  }

  /** A strip of one cell a bar, in the colour of the worst that it holds. */
  void chart(Block.Chart chart) {
    if (chart.bars().isEmpty()) {
      return;
    }
    paragraph(chart.title(), Docx.BOLD, "left", true);
    int[] widths = new int[chart.bars().size()];
    Arrays.fill(widths, Docx.WIDTH / widths.length);
    begin(xml, true, widths);
    xml.open("w:tr").open("w:trPr").empty("w:cantSplit");
    xml.empty("w:trHeight", "w:val", 480, "w:hRule", "exact").close();
    for (Block.Bar bar : chart.bars()) {
      shaded(widths[0], worst(bar).colour.substring(1).toUpperCase(Locale.ROOT), "top");
      paragraph("", TINY, "center", true);
      xml.close();
    }
    xml.close().open("w:tr").open("w:trPr").empty("w:cantSplit").close();
    for (Block.Bar bar : chart.bars()) {
      cell(xml, widths[0]);
      paragraph(bar.label(), TINY, "center", true);
      xml.close();
    }
    xml.close().close();
    paragraph(
        "Màu của ô là kết quả xấu nhất: xanh – hoạt động, đỏ – ngừng, tím nhạt – không rõ, xám –"
            + " bảo trì đã báo trước.",
        TEXT,
        "left",
        false);
  }

  private static Standing worst(Block.Bar bar) {
    if (bar.down() > 0) {
      return Standing.DOWN;
    }
    if (bar.unknown() > 0 || bar.total() == 0) {
      return Standing.UNKNOWN;
    }
    return bar.good() == 0 ? Standing.EXCLUDED : Standing.GOOD;
  }

  void closing(Block.Closing closing) {
    gap(true);
    int half = Docx.WIDTH / 2;
    begin(xml, false, half, half);
    xml.open("w:tr").open("w:trPr").empty("w:cantSplit").close();
    if (closing.signers().size() == 1) {
      cell(xml, half);
      if (closing.recipients().isEmpty()) {
        paragraph("", TO, "left", false);
      } else {
        paragraph("Nơi nhận:", TO_TITLE, "left", true);
        closing.recipients().forEach(one -> paragraph(one, TO, "left", true));
      }
      xml.close();
    }
    for (Block.Signer signer : closing.signers()) {
      cell(xml, half);
      if (!signer.authority().isEmpty()) {
        paragraph(PaperView.capitals(signer.authority()), Docx.BOLD, "center", true);
      }
      paragraph(PaperView.capitals(signer.title()), Docx.BOLD, "center", true);
      xml.open("w:p").open("w:pPr").empty("w:spacing", "w:before", ROOM_TO_SIGN, "w:after", 0);
      xml.empty("w:jc", "w:val", "center").close().run(signer.name(), Docx.BOLD).close();
      xml.close();
    }
    xml.close().close();
    gap(false);
  }

  private void shaded(int width, String colour, String across) {
    xml.open("w:tc").open("w:tcPr").empty("w:tcW", "w:w", width, "w:type", "dxa");
    xml.empty("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", colour);
    xml.empty("w:vAlign", "w:val", across).close();
  }

  private void paragraph(String text, Face face, String side, boolean keepNext) {
    xml.open("w:p").open("w:pPr");
    if (keepNext) {
      xml.empty("w:keepNext");
    }
    xml.empty("w:spacing", "w:before", 20, "w:after", 20).empty("w:jc", "w:val", side).close();
    xml.run(text, face).close();
  }

  /** Word joins tables that touch. */
  private void gap(boolean keepNext) {
    xml.open("w:p").open("w:pPr");
    if (keepNext) {
      xml.empty("w:keepNext");
    }
    xml.empty("w:spacing", "w:before", 0, "w:after", 0, "w:line", 160, "w:lineRule", "exact");
    xml.close().close();
  }
}
