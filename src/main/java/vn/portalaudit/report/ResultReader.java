package vn.portalaudit.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.AuditRun;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Method;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Period;
import vn.portalaudit.domain.PointsBasis;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.domain.Scorecard.GroupScore;
import vn.portalaudit.domain.Warning;

/** The result document back into a report. Files may come from elsewhere: bounded and typed. */
final class ResultReader {
  private static final long MAX_BYTES = 100_000_000;
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private ResultReader() {}

  static AuditReport read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + ": tệp kết quả lớn hơn 100 MB");
    }
    return parse(Files.readAllBytes(file), file.toString());
  }

  static AuditReport parse(byte[] document, String file) throws IOException {
    try {
      JsonNode root = MAPPER.readTree(document);
      if (!root.path("schema").asString("").equals(ResultDocument.RUN)) {
        throw new IOException(file + ": không phải tài liệu kết quả «" + ResultDocument.RUN + "»");
      }
      return new AuditReport(
          run(root.required("run")),
          list(root, "scorecards", ResultReader::scorecard),
          list(root, "observations", ResultReader::observation),
          list(root, "warnings", ResultReader::warning));
    } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
      throw new IOException(file + ": tài liệu kết quả hỏng: " + e.getMessage(), e);
    }
  }

  private static AuditRun run(JsonNode node) {
    JsonNode period = node.required("period");
    return new AuditRun(
        text(node, "id"),
        text(node, "portal"),
        PortalKind.of(text(node, "kind")).orElseThrow(() -> wrong("kind", text(node, "kind"))),
        time(node, "startedAt"),
        time(node, "finishedAt"),
        time(node, "at"),
        time(node, "judgedAt"),
        new Period(LocalDate.parse(text(period, "from")), LocalDate.parse(text(period, "to"))),
        text(node, "rulesDigest"),
        node.required("pages").intValue(),
        node.required("requests").intValue(),
        node.required("bytes").longValue(),
        node.required("complete").booleanValue());
  }

  private static Scorecard scorecard(JsonNode node) {
    return new Scorecard(
        text(node, "checklist"),
        text(node, "version"),
        text(node, "title"),
        text(node, "basis"),
        optional(node, "note"),
        basis(node),
        number(node, "points"),
        number(node, "low"),
        number(node, "high"),
        number(node, "maxPoints"),
        number(node, "decidedMax"),
        number(node, "coverage"),
        optional(node, "grade"),
        list(node, "groups", ResultReader::group),
        list(node, "findings", ResultReader::finding));
  }

  private static GroupScore group(JsonNode node) {
    return new GroupScore(
        text(node, "id"),
        text(node, "code"),
        text(node, "title"),
        number(node, "points"),
        number(node, "low"),
        number(node, "high"),
        number(node, "maxPoints"),
        basis(node));
  }

  private static Finding finding(JsonNode node) {
    return new Finding(
        text(node, "group"),
        text(node, "id"),
        text(node, "code"),
        text(node, "title"),
        one(Method.values(), Method::id, "method", text(node, "method")),
        basis(node),
        Outcome.valueOf(text(node, "outcome")),
        number(node, "points"),
        number(node, "maxPoints"),
        reason(node, "reason"),
        text(node, "says"),
        optional(node, "fix"),
        list(node, "observed", JsonNode::stringValue),
        evidence(node));
  }

  private static Observation observation(JsonNode node) {
    String probe = text(node, "probe");
    String field = text(node, "field");
    Reason reason = reason(node, "unobserved");
    return reason == null
        ? Observation.of(probe, field, datum(node.required("value")), evidence(node))
        : Observation.unobserved(probe, field, reason, evidence(node));
  }

  private static Datum datum(JsonNode node) {
    if (node.isBoolean()) {
      return Datum.of(node.booleanValue());
    }
    if (node.isNumber()) {
      return Datum.of(node.decimalValue());
    }
    if (node.isArray()) {
      return Datum.of(node.valueStream().map(JsonNode::stringValue).toList());
    }
    String text = node.stringValue();
    return DAY.matcher(text).matches() ? Datum.of(LocalDate.parse(text)) : Datum.of(text);
  }

  private static Warning warning(JsonNode node) {
    return new Warning(
        text(node, "id"), text(node, "severity"), text(node, "says"), evidence(node));
  }

  private static List<Evidence> evidence(JsonNode parent) {
    return list(
        parent,
        "evidence",
        node ->
            new Evidence(
                text(node, "url"),
                time(node, "capturedAt"),
                optional(node, "sha256"),
                optional(node, "quote")));
  }

  private static <T> List<T> list(JsonNode node, String key, Function<JsonNode, T> read) {
    List<T> list = new ArrayList<>();
    for (JsonNode item : node.required(key).values()) {
      list.add(read.apply(item));
    }
    return list;
  }

  private static String text(JsonNode node, String key) {
    return node.required(key).stringValue();
  }

  private static @Nullable String optional(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isMissingNode() || value.isNull() ? null : value.stringValue();
  }

  private static BigDecimal number(JsonNode node, String key) {
    return node.required(key).decimalValue();
  }

  private static Instant time(JsonNode node, String key) {
    return OffsetDateTime.parse(text(node, key)).toInstant();
  }

  private static @Nullable Reason reason(JsonNode node, String key) {
    String name = optional(node, key);
    return name == null ? null : Reason.valueOf(name);
  }

  private static PointsBasis basis(JsonNode node) {
    return one(PointsBasis.values(), PointsBasis::id, "pointsBasis", text(node, "pointsBasis"));
  }

  private static <T> T one(T[] values, Function<T, String> id, String key, String word) {
    return Arrays.stream(values)
        .filter(value -> id.apply(value).equals(word))
        .findFirst()
        .orElseThrow(() -> wrong(key, word));
  }

  private static IllegalArgumentException wrong(String key, String word) {
    return new IllegalArgumentException(key + ": giá trị lạ «" + word + "»");
  }
}
