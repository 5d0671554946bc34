package vn.portalaudit.document.file;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;

/**
 * Prints pages without a browser: no script, no network, no file; charts are left out, as the
 * tables hold their figures. Safe for threads.
 */
final class PlainPrinter {
  private final Map<String, byte[]> fonts;

  PlainPrinter(Map<String, byte[]> fonts) {
    this.fonts = Map.copyOf(fonts);
    XRLog.setLoggingEnabled(false);
  }

  byte[] print(String html) throws IOException {
    Document page = Jsoup.parse(html);
    page.select("svg").remove();
    page.select("p.legend, p.chart-title").remove();
    PdfRendererBuilder builder = new PdfRendererBuilder();
    fonts.forEach((name, bytes) ->
        builder.useFont(
            () -> new ByteArrayInputStream(bytes),
            Fonts.FAMILY,
            name.contains("Bold") ? 700 : 400,
            name.contains("Italic") ? FontStyle.ITALIC : FontStyle.NORMAL,
            true));
    builder.useUriResolver((base, uri) -> uri.startsWith(SignatureFields.MARK) ? uri : null);
    builder.withW3cDocument(new W3CDom().fromJsoup(page), "");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    builder.toStream(out);
    builder.run();
    return out.toByteArray();
  }
}
