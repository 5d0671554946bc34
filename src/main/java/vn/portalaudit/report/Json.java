package vn.portalaudit.report;

import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How values are written into every document: one form for each, on every machine. */
final class Json {
  static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final int DECIMALS = 4;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(VIETNAM);
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** The document as text, pretty printed, with a line feed at its end. */
  static String text(JsonNode root) {
    return MAPPER.writer().with(printer()).writeValueAsString(root) + "\n";
  }

  /** Writes a document of the same form piece by piece; the writer stays open. */
  static JsonGenerator generator(Writer out) {
    return MAPPER
        .writer()
        .with(printer())
        .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
        .createGenerator(out);
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    return new DefaultPrettyPrinter(separators)
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }

  /** Puts a number with at most 4 decimals and without trailing zeros. */
  static void number(ObjectNode node, String key, BigDecimal value) {
    node.set(key, number(value));
  }

  /** As {@link #number(ObjectNode, String, BigDecimal)}; null stays null. */
  static void optional(ObjectNode node, String key, @Nullable BigDecimal value) {
    if (value == null) {
      node.putNull(key);
    } else {
      number(node, key, value);
    }
  }

  static JsonNode number(BigDecimal value) {
    BigDecimal exact = value.setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    return JsonNodeFactory.instance.numberNode(exact.scale() < 0 ? exact.setScale(0) : exact);
  }

  /** Puts words for people, in NFC. */
  static void text(ObjectNode node, String key, @Nullable String value) {
    node.put(key, value == null ? null : nfc(value));
  }

  static String nfc(String value) {
    return Normalizer.normalize(whole(value), Normalizer.Form.NFC);
  }

  /** Half surrogate pairs cannot be encoded in UTF-8; each becomes U+FFFD. */
  static String whole(String value) {
    if (value.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return value;
    }
    StringBuilder text = new StringBuilder(value.length());
    value
        .codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(text::appendCodePoint);
    return text.toString();
  }

  /** ISO 8601 in whole seconds: evidence files keep no more, so a replay gives the same text. */
  static String time(Instant instant) {
    return TIME.format(instant);
  }
}
