package vn.portalaudit.document.file;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.portalaudit.document.file.WordXml.Face;
import vn.portalaudit.document.paper.Block;
import vn.portalaudit.document.paper.Paper;

/**
 * A paper as a Word file. No small library for the format is maintained for Java, and the large
 * ones take 20 MB for what is here a table, a paragraph and a header, so the few elements that are
 * needed are written as ECMA-376 gives them.
 */
public final class Docx {
  /** Width of the text on A4 with 30 and 15 mm of margin, in twentieths of a point. */
  static final int WIDTH = 9354;

  static final Face PLAIN = new Face(false, false, 28);
  static final Face BOLD = new Face(true, false, 28);
  static final Face ITALIC = new Face(false, true, 28);
  private static final Face PAGE = new Face(false, false, 26);

  private static final int MILLIMETRE = 57;

  private final WordXml xml = new WordXml("w:document");
  private final WordTables tables = new WordTables(xml);
  private final Paper paper;

  private Docx(Paper paper) {
    this.paper = paper;
  }

  /** The file. */
  public static byte[] write(Paper paper) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("[Content_Types].xml", WordParts.types());
    parts.put("_rels/.rels", WordParts.packageRelations());
    parts.put("docProps/core.xml", WordParts.properties(paper));
    parts.put("word/document.xml", new Docx(paper).document());
    parts.put("word/_rels/document.xml.rels", WordParts.documentRelations());
    parts.put("word/styles.xml", WordParts.styles());
    parts.put("word/settings.xml", WordParts.settings());
    parts.put("word/header1.xml", header(true));
    parts.put("word/header2.xml", header(false));
    return FixedZip.write(parts);
  }

  private byte[] document() {
    xml.open("w:body");
    if (paper.head() == null) {
      if (paper.draft()) {
        paragraph("center", 0, 120, "DỰ THẢO", BOLD);
      }
      paragraph("center", 0, 120, PaperView.capitals(paper.title()), BOLD);
    } else {
      new WordHead(xml, paper.head(), paper.draft()).write();
    }
    for (int i = 0; i < paper.body().size(); i++) {
      boolean beforeClosing =
          i + 1 < paper.body().size() && paper.body().get(i + 1) instanceof Block.Closing;
      block(paper.body().get(i), beforeClosing);
    }
    section();
    return xml.close().finish();
  }

  /** The page number stands in the top margin, and not on the first page. */
  private static byte[] header(boolean numbered) {
    WordXml header = new WordXml("w:hdr");
    header.open("w:p").open("w:pPr").empty("w:jc", "w:val", "center").close();
    if (numbered) {
      header.pageNumber(PAGE);
    }
    return header.close().finish();
  }

  private void section() {
    xml.open("w:sectPr")
        .empty("w:headerReference", "w:type", "default", "r:id", "rId3")
        .empty("w:headerReference", "w:type", "first", "r:id", "rId4")
        .empty("w:pgSz", "w:w", 11906, "w:h", 16838)
        .empty(
            "w:pgMar",
            "w:top",
            20 * MILLIMETRE,
            "w:right",
            15 * MILLIMETRE,
            "w:bottom",
            20 * MILLIMETRE,
            "w:left",
            30 * MILLIMETRE,
            "w:header",
            9 * MILLIMETRE,
            "w:footer",
            9 * MILLIMETRE,
            "w:gutter",
            0)
        .empty("w:titlePg")
        .close();
  }

  /**
   * One block.
   *
   * @param keepNext whether it stays on the page of the next, as a signature alone on a page does
   *     not say what was signed
   */
  private void block(Block block, boolean keepNext) {
    switch (block) {
      case Block.Heading heading -> heading(heading);
      case Block.Text text -> text(text, keepNext);
      case Block.Items items -> items.items().forEach(item -> body("- " + item, PLAIN, "", false));
      case Block.Grid grid -> grid(grid);
      case Block.Chart chart -> tables.chart(chart);
      case Block.Closing closing -> tables.closing(closing);
      case Block.NewPage page ->
          xml.open("w:p").open("w:r").empty("w:br", "w:type", "page").close().close();
    }
  }

  private void grid(Block.Grid grid) {
    if (!grid.table().title().isEmpty()) {
      xml.open("w:p")
          .open("w:pPr")
          .empty("w:keepNext")
          .empty("w:spacing", "w:before", 160, "w:after", 80)
          .close()
          .run(grid.table().title(), BOLD)
          .close();
    }
    tables.grid(grid.table());
  }

  private void heading(Block.Heading heading) {
    xml.open("w:p").open("w:pPr").empty("w:pStyle", "w:val", "Heading" + heading.level()).close();
    xml.run(heading.text(), new Face(true, heading.level() == 3, 28)).close();
  }

  private void text(Block.Text text, boolean keepNext) {
    switch (text.look()) {
      case BODY -> body(text.text(), PLAIN, text.lead(), keepNext);
      case GROUND -> body(text.text(), ITALIC, text.lead(), keepNext);
      case CENTRED -> paragraph("center", 0, 120, text.text(), PLAIN);
      case STRONG -> paragraph("center", 0, 120, text.text(), BOLD);
      case REMARK -> paragraph("center", 0, 120, text.text(), ITALIC);
      case BLANK -> blank(text.text());
    }
  }

  private void body(String text, Face face, String lead, boolean keepNext) {
    xml.open("w:p").open("w:pPr");
    if (keepNext) {
      xml.empty("w:keepNext");
    }
    xml.empty("w:spacing", "w:after", 120)
        .empty("w:ind", "w:firstLine", 10 * MILLIMETRE)
        .empty("w:jc", "w:val", "both")
        .close();
    if (!lead.isEmpty()) {
      xml.run(lead + " ", BOLD);
    }
    xml.run(text, face).close();
  }

  private void paragraph(String side, int before, int after, String text, Face face) {
    xml.open("w:p")
        .open("w:pPr")
        .empty("w:spacing", "w:before", before, "w:after", after)
        .empty("w:jc", "w:val", side)
        .close()
        .run(text, face)
        .close();
  }

  private void blank(String label) {
    xml.open("w:p").open("w:pPr").open("w:tabs");
    xml.empty("w:tab", "w:val", "right", "w:leader", "dot", "w:pos", WIDTH).close();
    xml.empty("w:spacing", "w:after", 120).close();
    xml.run(label + " ", PLAIN).open("w:r").empty("w:tab").close().close();
  }
}
