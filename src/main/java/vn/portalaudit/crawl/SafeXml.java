package vn.portalaudit.crawl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML from strangers: no document type, hence no entities, no external files and no
 * expansion; at most 10 MB after gzip is undone, 64 levels, and as much as the caller's {@link
 * Handler} wants to see.
 */
final class SafeXml {
  private static final int MAX_BYTES = 10 << 20;
  private static final int MAX_DEPTH = 64;
  private static final int MAX_TEXT = 4_096;

  private SafeXml() {}

  /** Takes what is read. */
  interface Handler {
    /** An element begins. */
    default void begin(XMLStreamReader element) {}

    /**
     * An element ends.
     *
     * @param name its local name
     * @param text its own text, stripped, cut at 4,096 characters
     * @return whether to read on
     */
    boolean end(String name, String text);
  }

  /**
   * Reads a document.
   *
   * @param bytes the document, perhaps gzipped
   * @param handler takes what is read, also of a document that turns out to be broken later
   * @return whether it is well-formed and within the bounds
   */
  static boolean read(byte[] bytes, Handler handler) {
    try (InputStream in = plain(bytes)) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        return false;
      }
      XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(trimmed(content)));
      try {
        return elements(reader, handler);
      } finally {
        reader.close();
      }
    } catch (IOException | XMLStreamException e) {
      return false;
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(
        (publicId, systemId, baseUri, namespace) -> {
          throw new XMLStreamException("external entity refused");
        });
    return factory;
  }

  private static InputStream plain(byte[] bytes) throws IOException {
    InputStream in = new ByteArrayInputStream(bytes);
    boolean gzip = bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    return gzip ? new GZIPInputStream(in) : in;
  }

  /** Blank lines before the XML declaration are common and harmless. */
  private static byte[] trimmed(byte[] content) {
    int start = 0;
    while (start < content.length && content[start] <= ' ' && content[start] >= 0) {
      start++;
    }
    return start == 0 ? content : Arrays.copyOfRange(content, start, content.length);
  }

  private static boolean elements(XMLStreamReader reader, Handler handler)
      throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth > MAX_DEPTH) {
            return false;
          }
          text.setLength(0);
          handler.begin(reader);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          int room = MAX_TEXT - text.length();
          text.append(reader.getText(), 0, Math.min(room, reader.getTextLength()));
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          if (!handler.end(reader.getLocalName(), text.toString().strip())) {
            return true;
          }
          text.setLength(0);
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
          return false;
        }
        default -> {
          // comments and processing instructions say nothing here
        }
      }
    }
    return true;
  }
}
