package vn.portalaudit.web.api;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.portalaudit.access.Role;
import vn.portalaudit.access.Scope;
import vn.portalaudit.alert.Channel;
import vn.portalaudit.alert.Delivery;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.AlertSettings;
import vn.portalaudit.store.AlertStore;
import vn.portalaudit.web.WebServer;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.NotFound;

/** Webhooks and other channels by which people and systems are told. */
@RestController
final class ChannelsApi {
  private final AlertSettings settings;
  private final AlertStore alerts;
  private final ActionLog log;
  private final WebServer.Node node;

  ChannelsApi(AlertSettings settings, AlertStore alerts, ActionLog log, WebServer.Node node) {
    this.settings = settings;
    this.alerts = alerts;
    this.log = log;
    this.node = node;
  }

  /**
   * A channel.
   *
   * @param target where to; of a webhook its host alone, since the rest may be a secret
   * @param keyed whether what it sends is signed, or it has a token
   * @param rules how many rules send to it
   * @param waiting how many messages wait for it
   */
  record Way(
      int id,
      String name,
      Channel.Kind kind,
      String target,
      boolean keyed,
      boolean enabled,
      int rules,
      int waiting) {}

  /** What came of a trial. */
  record Trial(boolean sent, String says) {}

  @Operation(id = "listChannels", says = "Các kênh nhận cảnh báo, trong đó có webhook.")
  @Allowed(value = Role.OPERATOR, scope = Scope.READS)
  @GetMapping("/api/v1/channels")
  ResponseEntity<Slice.Page<Way>> list(Slice slice) {
    return slice.of(
        settings.channels().stream()
            .map(w ->
                new Way(
                    w.id(),
                    w.name(),
                    w.kind(),
                    w.target(),
                    w.keyed(),
                    w.enabled(),
                    w.rules(),
                    w.waiting()))
            .toList());
  }

  @Operation(id = "testChannel", says = "Gửi một tin thử qua kênh và cho biết kết quả.")
  @Allowed(value = Role.OPERATOR, scope = Scope.CHANNEL)
  @PostMapping("/api/v1/channels/{id}/test")
  ResponseEntity<Trial> test(@PathVariable int id, Actor actor) {
    Channel channel = NotFound.unless(alerts.channel(id));
    Delivery delivery = node.trial().apply(channel);
    log.add(actor, "channel.tried", "channel:" + id, null, delivery.says());
    return ResponseEntity.ok(new Trial(delivery instanceof Delivery.Sent, delivery.says()));
  }
}
