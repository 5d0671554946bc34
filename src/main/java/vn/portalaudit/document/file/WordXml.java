package vn.portalaudit.document.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes one part of a Word file (ECMA-376, WordprocessingML) with its names as they are printed
 * there, e.g. {@code w:p}. For one thread.
 */
final class WordXml {
  private static final String MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final XMLStreamWriter xml;

  /**
   * Begins a part.
   *
   * @param root its root element
   */
  WordXml(String root) {
    try {
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement(root);
      xml.writeAttribute("xmlns:w", MAIN);
      xml.writeAttribute("xmlns:r", RELATIONS);
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  /** How text is set; size in half points. */
  record Face(boolean bold, boolean italic, int size) {}

  /** Opens an element with attributes, name and value in turn. */
  WordXml open(String name, Object... attributes) {
    try {
      xml.writeStartElement(name);
      attributes(attributes);
    } catch (XMLStreamException e) {
      throw broken(e);
    }
    return this;
  }

  /** An element without content. */
  WordXml empty(String name, Object... attributes) {
    try {
      xml.writeEmptyElement(name);
      attributes(attributes);
    } catch (XMLStreamException e) {
      throw broken(e);
    }
    return this;
  }

  private void attributes(Object... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i].toString(), attributes[i + 1].toString());
    }
  }

  /** Closes the innermost element. */
  WordXml close() {
    try {
      xml.writeEndElement();
    } catch (XMLStreamException e) {
      throw broken(e);
    }
    return this;
  }

  /** Text in one face; a line feed breaks the line. */
  WordXml run(String text, Face face) {
    open("w:r").face(face);
    String separator = "";
    for (String line : text.lines().toList()) {
      if (!separator.isEmpty()) {
        empty("w:br");
      }
      separator = "\n";
      open("w:t", "xml:space", "preserve").characters(line).close();
    }
    return close();
  }

  /** The number of the page. */
  WordXml pageNumber(Face face) {
    open("w:r").face(face).empty("w:fldChar", "w:fldCharType", "begin").close();
    open("w:r").face(face).open("w:instrText", "xml:space", "preserve").characters(" PAGE ");
    close().close();
    return open("w:r").face(face).empty("w:fldChar", "w:fldCharType", "end").close();
  }

  private WordXml face(Face face) {
    open("w:rPr");
    if (face.bold()) {
      empty("w:b");
    }
    if (face.italic()) {
      empty("w:i");
    }
    empty("w:sz", "w:val", face.size()).empty("w:szCs", "w:val", face.size());
    return close();
  }

  private WordXml characters(String text) {
    try {
      xml.writeCharacters(text);
    } catch (XMLStreamException e) {
      throw broken(e);
    }
    return this;
  }

  /** The whole part. */
  byte[] finish() {
    try {
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw broken(e);
    }
    return out.toByteArray();
  }

  /** A text as XML. */
  static byte[] bytes(String xml) {
    return xml.getBytes(StandardCharsets.UTF_8);
  }

  private static IllegalStateException broken(XMLStreamException e) {
    return new IllegalStateException("nothing can fail in memory", e);
  }
}
