package vn.portalaudit.web.page;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as one path of an SVG, for the macro {@code #qr}.
 *
 * @param size of a side, the quiet zone of four modules included
 */
public record QrPath(int size, String path) {
  private static final int QUIET = 4;

  /** The path of a code. */
  public static QrPath of(QrCode code) {
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + QUIET).append(' ').append(y + QUIET).append("h1v1h-1z");
        }
      }
    }
    return new QrPath(code.size + 2 * QUIET, path.toString());
  }
}
