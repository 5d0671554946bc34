package vn.portalaudit.document.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The shipped typeface with the measures of Times New Roman, so that pages break the same on every
 * machine. Liberation Serif, under the SIL Open Font License.
 */
final class Fonts {
  static final String FAMILY = "Liberation Serif";
  private static final String FOLDER = "/liberation/";
  private static final String[] FACES = {"Regular", "Bold", "Italic", "BoldItalic"};

  private Fonts() {}

  /** The font files by name. */
  static Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String face : FACES) {
      String name = "LiberationSerif-" + face + ".ttf";
      try (InputStream in = open(name)) {
        files.put(name, in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(name, e);
      }
    }
    return files;
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = Fonts.class.getResourceAsStream(FOLDER + name);
    if (in == null) {
      throw new IOException("the program lacks its font " + name);
    }
    return in;
  }
}
