package vn.portalaudit.web.paper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import vn.portalaudit.document.Documents;
import vn.portalaudit.document.form.Form;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Refused;

/**
 * Documents as downloads. Few are written at once: printing takes a browser's time. Safe for
 * threads.
 */
@Component
public final class PaperFiles {
  private static final int AT_ONCE = 2;
  private static final Set<String> KINDS = Set.of("pdf", "docx", "xlsx", "csv");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Documents documents;
  private final Semaphore writers = new Semaphore(AT_ONCE, true);

  PaperFiles(Documents documents) {
    this.documents = documents;
  }

  /** Writes a file. */
  @FunctionalInterface
  public interface Writing {
    /**
     * Its bytes.
     *
     * @throws IOException when it cannot be written
     */
    byte[] bytes() throws IOException;
  }

  /**
   * A document in a format.
   *
   * @param name of the file, without its ending
   * @param kind {@code pdf}, {@code docx}, {@code xlsx} or {@code csv}; 404 for another
   * @param table id of the table of a CSV; empty for the longest
   * @throws IOException when it cannot be written
   */
  public ResponseEntity<byte[]> file(Form form, String name, String kind, String table)
      throws IOException, InterruptedException {
    return file(
        name,
        kind,
        () ->
            switch (kind) {
              case "pdf" -> documents.pdf(form);
              case "docx" -> documents.docx(form);
              case "xlsx" -> documents.xlsx(form);
              default ->
                  NotFound.unless(
                      documents.csv(form, table.isEmpty() ? PaperPreview.longest(form) : table));
            });
  }

  /** A file of one of the formats, written in turn. */
  public ResponseEntity<byte[]> file(String name, String kind, Writing writing)
      throws IOException, InterruptedException {
    NotFound.unless(KINDS.contains(kind));
    if (!writers.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new Refused("Máy chủ đang in nhiều văn bản; hãy thử lại sau một phút.");
    }
    try {
      return ResponseEntity.ok()
          .contentType(type(kind))
          .cacheControl(CacheControl.noStore())
          .header(
              HttpHeaders.CONTENT_DISPOSITION,
              ContentDisposition.attachment()
                  .filename(name + "." + kind, StandardCharsets.UTF_8)
                  .build()
                  .toString())
          .body(writing.bytes());
    } finally {
      writers.release();
    }
  }

  private static MediaType type(String kind) {
    return switch (kind) {
      case "pdf" -> MediaType.APPLICATION_PDF;
      case "docx" ->
          MediaType.parseMediaType(
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
      case "xlsx" ->
          MediaType.parseMediaType(
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
      default -> new MediaType("text", "csv", StandardCharsets.UTF_8);
    };
  }
}
