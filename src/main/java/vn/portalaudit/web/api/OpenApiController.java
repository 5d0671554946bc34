package vn.portalaudit.web.api;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.portalaudit.web.page.Allowed;

/** The description of the API. */
@RestController
final class OpenApiController {
  private final ObjectProvider<RequestMappingHandlerMapping> routes;
  private volatile @Nullable String described;

  OpenApiController(
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> routes) {
    this.routes = routes;
  }

  @Operation(id = "getOpenApi", says = "Mô tả API này theo OpenAPI 3.1.", document = "OpenApi")
  @Allowed(anyone = true)
  @GetMapping(path = "/api/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> describe() {
    String known = described;
    if (known == null) {
      known = OpenApi.describe(routes.getObject().getHandlerMethods());
      described = known;
    }
    return ResponseEntity.ok(known);
  }
}
