package vn.portalaudit.document.paper;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A whole document. The same paper gives the same figures in every format.
 *
 * @param title its name in the properties of files
 * @param date the day that stands in the properties of files, so that the same input gives the same
 *     bytes
 * @param draft whether it is marked «DỰ THẢO»
 * @param head null for a document without letterhead
 */
public record Paper(
    String title, LocalDate date, boolean draft, @Nullable Letterhead head, List<Block> body) {
  public Paper {
    title = Plain.line(title);
    body = List.copyOf(body);
  }

  /** Its tables, in order. */
  public List<Table> tables() {
    return body.stream()
        .flatMap(block -> block instanceof Block.Grid grid ? Stream.of(grid.table()) : Stream.of())
        .toList();
  }

  /** Who signs, in order. */
  public List<Block.Signer> signers() {
    return body.stream()
        .flatMap(block ->
            block instanceof Block.Closing closing ? closing.signers().stream() : Stream.of())
        .toList();
  }
}
