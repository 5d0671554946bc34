package vn.portalaudit.alert;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.net.Poster;

/**
 * Posts messages as JSON to an address, signed ({@link Signature}). The JSON has {@code id} (the
 * same when a message comes twice), {@code subject}, {@code text}, {@code severity}, {@code at} and
 * {@code items}. It is described for receivers in {@code reports/webhook.md}.
 */
final class WebhookCarrier implements Carrier {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Poster poster;
  private final InstantSource clock;

  WebhookCarrier(Poster poster, InstantSource clock) {
    this.poster = poster;
    this.clock = clock;
  }

  @Override
  public Delivery deliver(Parcel parcel) {
    String id = parcel.channel().id() + "." + parcel.dedupe();
    ObjectNode node = JSON.createObjectNode();
    node.put("id", id);
    node.put("subject", parcel.subject());
    node.setAll((ObjectNode) JSON.readTree(parcel.body()));
    byte[] body = node.toString().getBytes(StandardCharsets.UTF_8);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("X-Portal-Audit-Id", id);
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    fields.put("X-Portal-Audit-Timestamp", timestamp);
    String secret = parcel.channel().secret();
    if (secret != null && !secret.isEmpty()) {
      fields.put("X-Portal-Audit-Signature", Signature.of(secret, timestamp, body));
    }
    Poster.Answer answer =
        poster.post(parcel.channel().target(), fields, "application/json; charset=utf-8", body);
    return Posts.read(answer, null);
  }
}
