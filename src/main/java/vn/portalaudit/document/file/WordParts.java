package vn.portalaudit.document.file;

import vn.portalaudit.document.paper.Paper;

/** The parts of a Word file that do not depend on its text. */
final class WordParts {
  private static final String XML =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  private static final String WORD =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  private static final String MAIN =
      "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

  private WordParts() {}

  static byte[] types() {
    return WordXml.bytes(
        XML
            + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\""
            + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + override("/word/document.xml", WORD + "document.main+xml")
            + override("/word/styles.xml", WORD + "styles+xml")
            + override("/word/settings.xml", WORD + "settings+xml")
            + override("/word/header1.xml", WORD + "header+xml")
            + override("/word/header2.xml", WORD + "header+xml")
            + override(
                "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
            + "</Types>");
  }

  private static String override(String part, String type) {
    return "<Override PartName=\"" + part + "\" ContentType=\"" + type + "\"/>";
  }

  static byte[] packageRelations() {
    return relations(
        relation("rId1", OFFICE + "officeDocument", "word/document.xml"),
        relation(
            "rId2",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml"));
  }

  static byte[] documentRelations() {
    return relations(
        relation("rId1", OFFICE + "styles", "styles.xml"),
        relation("rId2", OFFICE + "settings", "settings.xml"),
        relation("rId3", OFFICE + "header", "header1.xml"),
        relation("rId4", OFFICE + "header", "header2.xml"));
  }

  private static byte[] relations(String... relations) {
    return WordXml.bytes(
        XML
            + "<Relationships"
            + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + String.join("", relations)
            + "</Relationships>");
  }

  private static String relation(String id, String type, String target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + type + "\" Target=\"" + target + "\"/>";
  }

  static byte[] properties(Paper paper) {
    String time = paper.date() + "T00:00:00Z";
    return WordXml.bytes(
        XML
            + "<cp:coreProperties"
            + " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
            + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
            + " xmlns:dcterms=\"http://purl.org/dc/terms/\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>"
            + escape(paper.title())
            + "</dc:title><dc:creator>Giám sát Cổng</dc:creator><dc:language>vi-VN</dc:language>"
            + "<dcterms:created xsi:type=\"dcterms:W3CDTF\">"
            + time
            + "</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">"
            + time
            + "</dcterms:modified></cp:coreProperties>");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  static byte[] settings() {
    return WordXml.bytes(XML + "<w:settings " + MAIN + "><w:zoom w:percent=\"100\"/></w:settings>");
  }

  static byte[] styles() {
    return WordXml.bytes(
        XML
            + "<w:styles "
            + MAIN
            + "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\""
            + " w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New"
            + " Roman\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:lang w:val=\"vi-VN\"/>"
            + "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
            + "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name"
            + " w:val=\"Normal\"/></w:style>"
            + heading(1, "center", 240, 120, "")
            + heading(2, "both", 240, 120, "")
            + heading(3, "both", 160, 80, "<w:i/>")
            + "</w:styles>");
  }

  private static String heading(int level, String side, int before, int after, String face) {
    return "<w:style w:type=\"paragraph\" w:styleId=\"Heading"
        + level
        + "\"><w:name w:val=\"heading "
        + level
        + "\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:pPr><w:keepNext/>"
        + "<w:spacing w:before=\""
        + before
        + "\" w:after=\""
        + after
        + "\"/><w:jc w:val=\""
        + side
        + "\"/><w:outlineLvl w:val=\""
        + (level - 1)
        + "\"/></w:pPr><w:rPr><w:b/>"
        + face
        + "</w:rPr></w:style>";
  }
}
