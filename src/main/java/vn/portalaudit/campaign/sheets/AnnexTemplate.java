package vn.portalaudit.campaign.sheets;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import vn.portalaudit.index.AnnexTable;
import vn.portalaudit.index.Scheme;

/** The file into which the rows of an annex are copied. */
public final class AnnexTemplate {
  private static final int ROWS = 1_000;
  private static final int WIDE = 60;

  private AnnexTemplate() {}

  /** As CSV. */
  public static byte[] csv(Scheme scheme) {
    return AnnexTable.head(scheme).csv().getBytes(StandardCharsets.UTF_8);
  }

  /** As a workbook whose codes are text, for a number would lose the zero of 6.10. */
  public static void xlsx(Scheme scheme, OutputStream out) throws IOException {
    Workbook workbook = new Workbook(out, "portal-audit", "1.0");
    Worksheet page = workbook.newWorksheet(AnnexTable.SHEET);
    for (int i = 0; i < AnnexTable.HEADINGS.size(); i++) {
      page.value(0, i, AnnexTable.HEADINGS.get(i));
      page.style(0, i).bold().fillColor("DDE8F5").set();
    }
    int at = 1;
    for (AnnexTable.Line line : AnnexTable.head(scheme).lines()) {
      page.value(at, 0, line.code());
      page.value(at, 1, line.parent());
      page.value(at, 2, line.title());
      if (line.maxPoints() != null) {
        page.value(at, 3, line.maxPoints());
      }
      at++;
    }
    page.range(1, 0, ROWS, 1).style().format("@").set();
    page.width(2, WIDE);
    page.freezePane(0, 1);
    workbook.finish();
  }
}
