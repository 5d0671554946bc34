package vn.portalaudit.report;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.index.Column;
import vn.portalaudit.index.Figures;
import vn.portalaudit.index.Normalisation;
import vn.portalaudit.index.Results;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.index.Source;
import vn.portalaudit.index.Standing;
import vn.portalaudit.index.Tally;

/** The JSON document of computed and ranked figures, in the form of {@link ResultDocument}. */
public final class IndexDocument {
  private static final String SCHEMA = "portal-audit/index/1";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private IndexDocument() {}

  /**
   * Writes the document, agency by agency.
   *
   * @param results what was computed
   * @param problems what to look at all the same, one line each
   * @param out takes JSON text that ends with a line feed; stays open
   * @throws IOException when it cannot be written
   */
  public static void write(Results results, List<String> problems, Writer out) throws IOException {
    Scheme scheme = results.figures().scheme();
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      ObjectNode head = Json.object();
      head.put("schema", SCHEMA);
      head.put("set", scheme.id());
      head.put("version", scheme.version());
      Json.text(head, "period", results.settings().period());
      head.put("normalise", results.settings().normalisation().id());
      head.put("stage", results.settings().closing() ? "official" : "provisional");
      fields(json, head);
      json.writeArrayPropertyStart("groups");
      for (Results.RankingGroup group : results.groups()) {
        json.writeStartObject();
        json.writeStringProperty("group", Json.nfc(group.name()));
        json.writeArrayPropertyStart("ranking");
        for (Standing standing : group.ranking()) {
          json.writeTree(agency(results, standing));
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      fields(json, tail(results, problems));
      json.writeEndObject();
    }
    out.write('\n');
  }

  private static void fields(JsonGenerator json, ObjectNode node) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      json.writeName(field.getKey());
      json.writeTree(field.getValue());
    }
  }

  private static ObjectNode tail(Results results, List<String> problems) {
    ObjectNode tail = Json.object();
    ArrayNode proposed = tail.putArray("proposedExclusions");
    for (Results.Proposal proposal : results.proposedExclusions()) {
      ObjectNode node = proposed.addObject();
      node.put("indicator", results.figures().scheme().items().get(proposal.item()).id());
      Json.number(node, "share", proposal.share());
    }
    excluded(tail.putArray("excluded"), results.figures());
    ArrayNode lines = tail.putArray("problems");
    problems.forEach(line -> lines.add(Json.nfc(line)));
    return tail;
  }

  private static void excluded(ArrayNode list, Figures figures) {
    for (Map.Entry<Integer, Figures.Exclusion> exclusion : figures.exclusions().entrySet()) {
      ObjectNode node = list.addObject();
      node.put("indicator", figures.scheme().items().get(exclusion.getKey()).id());
      Json.text(node, "by", exclusion.getValue().by());
      Json.text(node, "reason", exclusion.getValue().reason());
    }
  }

  private static ObjectNode agency(Results results, Standing standing) {
    ObjectNode node = Json.object();
    Scheme scheme = results.figures().scheme();
    boolean normalised = results.settings().normalisation() != Normalisation.NONE;
    Json.text(node, "agency", standing.agency().id());
    Json.text(node, "name", standing.agency().name());
    node.put("rank", standing.rank());
    Json.number(node, "points", standing.points());
    if (normalised) {
      Json.number(node, "plain", standing.plain());
    }
    Json.optional(node, "low", standing.low());
    Json.optional(node, "high", standing.high());
    Json.optional(node, "maxPoints", standing.maxPoints());
    BigDecimal percent = standing.percent();
    Json.optional(node, "percent", percent);
    if (scheme.conditions().unitIndex()) {
      Json.optional(node, "index", percent == null ? null : percent.divide(HUNDRED));
    }
    node.put("grade", standing.grade().map(Json::nfc).orElse(null));
    Json.number(node, "bonus", standing.bonus());
    ArrayNode pillars = node.putArray("pillars");
    for (Scheme.Part pillar : scheme.pillars()) {
      ObjectNode part = pillars.addObject();
      part.put("id", pillar.id());
      tally(part, standing.tally(pillar), normalised);
    }
    ArrayNode groups = node.putArray("groups");
    for (Scheme.Part group : scheme.groups()) {
      ObjectNode part = groups.addObject();
      part.put("code", group.code());
      tally(part, standing.tally(group), normalised);
    }
    ArrayNode indicators = node.putArray("indicators");
    standing
        .scores()
        .forEach(score ->
            indicator(
                indicators.addObject(), results.figures(), standing.place(), score, normalised));
    return node;
  }

  private static void tally(ObjectNode node, Tally tally, boolean normalised) {
    Json.number(node, "points", tally.points());
    if (normalised) {
      Json.number(node, "plain", tally.plain());
    }
    Json.optional(node, "maxPoints", tally.maxPoints());
  }

  private static void indicator(
      ObjectNode node, Figures figures, int agency, Standing.Score score, boolean normalised) {
    node.put("id", figures.scheme().items().get(score.item()).id());
    Json.optional(node, "points", score.points());
    if (normalised) {
      Json.optional(node, "plain", score.plain());
    }
    Json.optional(node, "maxPoints", score.maxPoints());
    node.put("source", score.source().id());
    for (Column column : Column.values()) {
      BigDecimal points = figures.points(column, agency, score.item());
      if (points != null || column == Column.SELF || column == Column.MACHINE) {
        Json.optional(node, column.id(), points);
      }
    }
    Json.text(node, "note", note(figures, agency, score));
  }

  private static @Nullable String note(Figures figures, int agency, Standing.Score score) {
    List<String> notes = new ArrayList<>();
    Figures.Exclusion exclusion = figures.exclusions().get(score.item());
    if (exclusion != null) {
      notes.add("loại khỏi xếp hạng (" + exclusion.by() + "): " + exclusion.reason());
    }
    if (score.source() == Source.INAPPLICABLE) {
      String why = figures.inapplicable(agency, score.item());
      notes.add("không áp dụng cho cơ quan này" + (why == null ? "" : ": " + why));
    }
    if (score.source() == Source.DEFAULT) {
      notes.add("không có số liệu khi chốt, tính 0 điểm");
    }
    String machine = figures.words(Column.MACHINE, agency, score.item());
    if (machine != null) {
      notes.add(machine);
    }
    return notes.isEmpty() ? null : String.join("; ", notes);
  }
}
