package vn.portalaudit.web.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.portalaudit.access.Role;
import vn.portalaudit.access.Scope;
import vn.portalaudit.registry.sheets.RegistryFile;
import vn.portalaudit.store.RegistryStore;
import vn.portalaudit.web.page.Allowed;

/** The registry of agencies and portals, whole, with its history. */
@RestController
final class RegistryApi {
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final String ZIP = "application/zip";
  private final RegistryStore registry;

  RegistryApi(RegistryStore registry) {
    this.registry = registry;
  }

  @Operation(
      id = "exportRegistryXlsx",
      says = "Danh bạ cơ quan và cổng, một sổ XLSX nhập lại được.",
      file = XLSX)
  @Allowed(
      value = {Role.OPERATOR, Role.ADMINISTRATOR},
      scope = Scope.READS)
  @GetMapping(path = "/api/v1/registry.xlsx", produces = XLSX)
  ResponseEntity<byte[]> workbook() {
    return answer("danh-ba.xlsx", XLSX);
  }

  @Operation(
      id = "exportRegistryCsv",
      says = "Danh bạ cơ quan và cổng, các tệp CSV trong một tệp ZIP nhập lại được.",
      file = ZIP)
  @Allowed(
      value = {Role.OPERATOR, Role.ADMINISTRATOR},
      scope = Scope.READS)
  @GetMapping(path = "/api/v1/registry.zip", produces = ZIP)
  ResponseEntity<byte[]> tables() {
    return answer("danh-ba.zip", ZIP);
  }

  private ResponseEntity<byte[]> answer(String name, String type) {
    try {
      Path folder = Files.createTempDirectory("danh-ba-");
      Path file = folder.resolve(name);
      try {
        RegistryFile.write(registry.read(), file);
        return ResponseEntity.ok()
            .contentType(MediaType.parseMediaType(type))
            .header(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString())
            .body(Files.readAllBytes(file));
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
