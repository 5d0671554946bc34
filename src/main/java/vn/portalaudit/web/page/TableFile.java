package vn.portalaudit.web.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import vn.portalaudit.campaign.sheets.FlatTable;

/** A table as a file to download. */
public final class TableFile {
  private static final MediaType XLSX =
      MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

  private TableFile() {}

  /**
   * A workbook.
   *
   * @param name without its ending
   */
  public static ResponseEntity<byte[]> xlsx(FlatTable table, String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      table.xlsx(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return xlsx(out.toByteArray(), name);
  }

  /** A workbook that is written already. */
  public static ResponseEntity<byte[]> xlsx(byte[] content, String name) {
    return file(content, XLSX, name + ".xlsx");
  }

  /** A CSV file. */
  public static ResponseEntity<byte[]> csv(FlatTable table, String name) {
    return csv(table.csv(), name);
  }

  /** A CSV file that is written already. */
  public static ResponseEntity<byte[]> csv(byte[] content, String name) {
    return file(content, CSV, name + ".csv");
  }

  private static ResponseEntity<byte[]> file(byte[] content, MediaType type, String name) {
    return ResponseEntity.ok()
        .contentType(type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(content);
  }
}
