package vn.portalaudit.web;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.portalaudit.agent.Agent;
import vn.portalaudit.web.page.Allowed;

/** Whether the service is ready: 200 when it is, 503 with the reason when it is not. */
@RestController
final class HealthController {
  private final WebServer.Node node;

  HealthController(WebServer.Node node) {
    this.node = node;
  }

  @Allowed(anyone = true)
  @GetMapping(path = "/healthz", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Map<String, String>> health() {
    Agent.Health health = node.health().get();
    return ResponseEntity.status(health.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(Map.of("status", health.ready() ? "ok" : "chưa sẵn sàng", "says", health.says()));
  }
}
