package vn.portalaudit.web;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.portalaudit.agent.Agent;

/** Whether the service is ready: 200 when it is, 503 with the reason when it is not. */
@RestController
final class HealthController {
  private final Agent agent;

  HealthController(Agent agent) {
    this.agent = agent;
  }

  @GetMapping(path = "/healthz", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Map<String, String>> health() {
    Agent.Health health = agent.health();
    return ResponseEntity.status(health.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(Map.of("status", health.ready() ? "ok" : "chưa sẵn sàng", "says", health.says()));
  }
}
