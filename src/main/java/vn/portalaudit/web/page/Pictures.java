package vn.portalaudit.web.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import vn.portalaudit.evidence.Entry;
import vn.portalaudit.pipeline.KeptPages;

/** Pictures that an audit took. */
public final class Pictures {
  private static final long LARGEST = 20_000_000;

  private Pictures() {}

  /**
   * A picture that the evidence knows by this name; no other file can be named.
   *
   * @param folder of the audit
   * @throws IOException when it cannot be read
   */
  public static ResponseEntity<byte[]> of(Path folder, String name) throws IOException {
    boolean known =
        name.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,99}")
            && KeptPages.open(folder).stream()
                .flatMap(pages -> pages.entries().stream())
                .anyMatch(e -> e.kind() == Entry.Kind.PICTURE && e.name().equals(name));
    NotFound.unless(known);
    Path file = folder.resolve("screenshots").resolve(name + ".png");
    NotFound.unless(Files.isRegularFile(file) && Files.size(file) <= LARGEST);
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_PNG)
        .cacheControl(CacheControl.noStore())
        .body(Files.readAllBytes(file));
  }
}
