package vn.portalaudit.alert;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.net.Poster;

/**
 * Sends by a robot of Telegram ({@code sendMessage} of the Bot API). The token is part of the
 * address, so the address is never written down.
 */
final class TelegramCarrier implements Carrier {
  private static final int LONGEST = 4_000;
  private static final int LONGEST_WAIT = 86_400;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Poster poster;
  private final String base;

  TelegramCarrier(Poster poster, String base) {
    this.poster = poster;
    this.base = base.replaceAll("/+$", "");
  }

  @Override
  public Delivery deliver(Parcel parcel) {
    String token = parcel.channel().secret();
    if (token == null || !token.matches("[A-Za-z0-9:_-]{10,200}")) {
      return new Delivery.Failed("mã của robot Telegram không đúng dạng", true, null);
    }
    String text = parcel.subject() + "\n\n" + JSON.readTree(parcel.body()).path("text").asString();
    ObjectNode node = JSON.createObjectNode();
    node.put("chat_id", parcel.channel().target());
    node.put("text", cut(text));
    node.putObject("link_preview_options").put("is_disabled", true);
    byte[] body = node.toString().getBytes(StandardCharsets.UTF_8);
    Poster.Answer answer =
        poster.post(base + "/bot" + token + "/sendMessage", Map.of(), "application/json", body);
    return Posts.read(answer, asked(answer));
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int line = text.lastIndexOf('\n', LONGEST);
    int end = line > 0 ? line : text.offsetByCodePoints(0, LONGEST / 2);
    return text.substring(0, end) + "\n… (còn nữa, xem trên trang giám sát)";
  }

  private static @Nullable Duration asked(Poster.Answer answer) {
    try {
      int seconds = JSON.readTree(answer.body()).path("parameters").path("retry_after").asInt(0);
      return seconds > 0 ? Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT)) : null;
    } catch (JacksonException e) {
      return null;
    }
  }
}
