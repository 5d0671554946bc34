package vn.portalaudit.document.file;

import vn.portalaudit.document.file.WordXml.Face;
import vn.portalaudit.document.paper.Letterhead;
import vn.portalaudit.report.Vietnamese;

/** The letterhead of a Word file. */
final class WordHead {
  private static final int LEFT = 4022;
  private static final int RIGHT = Docx.WIDTH - LEFT;
  private static final Face SMALL = new Face(false, false, 26);
  private static final Face SMALL_BOLD = new Face(true, false, 26);
  private static final Face NATION = new Face(true, false, 25);
  private static final Face ABOUT = new Face(false, false, 24);
  private static final Face PLACE = new Face(false, true, 27);
  private static final Face MOTTO = new Face(true, false, 27);

  private final WordXml xml;
  private final Letterhead head;
  private final boolean draft;

  WordHead(WordXml xml, Letterhead head, boolean draft) {
    this.xml = xml;
    this.head = head;
    this.draft = draft;
  }

  void write() {
    WordTables.begin(xml, false, LEFT, RIGHT);
    xml.open("w:tr");
    WordTables.cell(xml, LEFT);
    if (!head.superior().isEmpty()) {
      line(PaperView.capitals(head.superior()), SMALL, 0, 0);
    }
    line(PaperView.capitals(head.issuer()), SMALL_BOLD, 0, 1300);
    xml.close();
    WordTables.cell(xml, RIGHT);
    line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", NATION, 0, 0);
    line("Độc lập - Tự do - Hạnh phúc", MOTTO, 0, 950);
    xml.close().close();
    xml.open("w:tr");
    WordTables.cell(xml, LEFT);
    line(head.numbered(), SMALL, 160, 0);
    if (head.kind().isEmpty()) {
      line("V/v " + head.subject(), ABOUT, 120, 0);
    }
    if (draft) {
      boxed();
    }
    xml.close();
    WordTables.cell(xml, RIGHT);
    line(head.place() + ", " + Vietnamese.date(head.date()), PLACE, 160, 0);
    xml.close().close().close();
    if (!head.kind().isEmpty()) {
      line(PaperView.capitals(head.kind()), Docx.BOLD, 360, 0);
      line(head.subject(), Docx.BOLD, 0, 3300);
    }
    line("", SMALL, 60, 0);
  }

  /**
   * A line in the middle.
   *
   * @param rule where a rule below it begins and ends, from both edges; 0 for no rule. A border,
   *     because the decree wants a drawn line and no underlining.
   */
  private void line(String text, Face face, int before, int rule) {
    xml.open("w:p").open("w:pPr").empty("w:spacing", "w:before", before, "w:after", 0);
    xml.empty("w:jc", "w:val", "center").close().run(text, face).close();
    if (rule > 0) {
      xml.open("w:p").open("w:pPr").open("w:pBdr");
      xml.empty("w:top", "w:val", "single", "w:sz", 6, "w:space", 1, "w:color", "000000").close();
      xml.empty("w:spacing", "w:before", 20, "w:after", 0, "w:line", 80, "w:lineRule", "exact");
      xml.empty("w:ind", "w:left", rule, "w:right", rule).close().close();
    }
  }

  private void boxed() {
    xml.open("w:p").open("w:pPr").open("w:pBdr");
    for (String side : new String[] {"top", "left", "bottom", "right"}) {
      xml.empty("w:" + side, "w:val", "single", "w:sz", 6, "w:space", 2, "w:color", "000000");
    }
    xml.close().empty("w:spacing", "w:before", 240, "w:after", 0);
    xml.empty("w:ind", "w:left", 1200, "w:right", 1200).empty("w:jc", "w:val", "center").close();
    xml.run("DỰ THẢO", SMALL_BOLD).close();
  }
}
