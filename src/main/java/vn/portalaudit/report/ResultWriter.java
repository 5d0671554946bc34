package vn.portalaudit.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.AuditRun;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.domain.Scorecard.GroupScore;
import vn.portalaudit.domain.Warning;

/** A report as the tree of the result document, keys in their published order. */
final class ResultWriter {
  private ResultWriter() {}

  static ObjectNode document(AuditReport report) {
    ObjectNode root = Json.object();
    root.put("schema", ResultDocument.RUN);
    run(root.putObject("run"), report.run());
    ArrayNode scorecards = root.putArray("scorecards");
    report.scorecards().forEach(card -> scorecard(scorecards.addObject(), card));
    observations(root, report.observations());
    ArrayNode warnings = root.putArray("warnings");
    report.warnings().forEach(warning -> warning(warnings.addObject(), warning));
    return root;
  }

  static void observations(ObjectNode parent, List<Observation> observations) {
    ArrayNode array = parent.putArray("observations");
    for (Observation observation : observations) {
      ObjectNode node = array.addObject();
      node.put("probe", observation.probe());
      node.put("field", observation.field());
      switch (observation.result()) {
        case Result.Value(Datum datum) -> {
          node.set("value", datum(datum));
          node.putNull("unobserved");
        }
        case Result.Unobserved(Reason reason) -> {
          node.putNull("value");
          node.put("unobserved", reason.name());
        }
      }
      evidence(node, observation.evidence());
    }
  }

  private static JsonNode datum(Datum datum) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (datum) {
      case Datum.Flag flag -> nodes.booleanNode(flag.value());
      case Datum.Quantity quantity -> Json.number(quantity.value());
      case Datum.Text text -> nodes.stringNode(Json.nfc(text.value()));
      case Datum.Day day -> nodes.stringNode(day.value().toString());
      case Datum.Words words -> texts(Json.array(), words.values());
    };
  }

  private static void run(ObjectNode node, AuditRun run) {
    node.put("id", run.id());
    node.put("portal", Json.whole(run.portal()));
    node.put("kind", run.kind().id());
    node.put("startedAt", Json.time(run.startedAt()));
    node.put("finishedAt", Json.time(run.finishedAt()));
    node.put("at", Json.time(run.at()));
    node.put("judgedAt", Json.time(run.judgedAt()));
    node.putObject("period")
        .put("from", run.period().from().toString())
        .put("to", run.period().to().toString());
    node.put("rulesDigest", run.rulesDigest());
    node.put("pages", run.pages());
    node.put("requests", run.requests());
    node.put("bytes", run.bytes());
    node.put("complete", run.complete());
  }

  private static void scorecard(ObjectNode node, Scorecard card) {
    node.put("checklist", card.checklist());
    node.put("version", card.version());
    Json.text(node, "title", card.title());
    Json.text(node, "basis", card.basis());
    Json.text(node, "note", card.note());
    node.put("pointsBasis", card.pointsBasis().id());
    Json.number(node, "points", card.points());
    Json.number(node, "low", card.low());
    Json.number(node, "high", card.high());
    Json.number(node, "maxPoints", card.maxPoints());
    Json.number(node, "decidedMax", card.decidedMax());
    Json.number(node, "coverage", card.coverage());
    Json.text(node, "grade", card.grade());
    ArrayNode groups = node.putArray("groups");
    card.groups().forEach(group -> group(groups.addObject(), group));
    ArrayNode findings = node.putArray("findings");
    card.findings().forEach(finding -> finding(findings.addObject(), finding));
  }

  private static void group(ObjectNode node, GroupScore group) {
    node.put("id", group.id());
    node.put("code", group.code());
    Json.text(node, "title", group.title());
    Json.number(node, "points", group.points());
    Json.number(node, "low", group.low());
    Json.number(node, "high", group.high());
    Json.number(node, "maxPoints", group.maxPoints());
    node.put("pointsBasis", group.pointsBasis().id());
  }

  private static void finding(ObjectNode node, Finding finding) {
    node.put("id", finding.criterionId());
    node.put("group", finding.groupId());
    node.put("code", finding.code());
    Json.text(node, "title", finding.title());
    node.put("method", finding.method().id());
    node.put("pointsBasis", finding.pointsBasis().id());
    node.put("outcome", finding.outcome().name());
    Json.number(node, "points", finding.points());
    Json.number(node, "maxPoints", finding.maxPoints());
    node.put("reason", name(finding.reason()));
    Json.text(node, "says", finding.says());
    Json.text(node, "fix", finding.fix());
    texts(node.putArray("observed"), finding.observed());
    evidence(node, finding.evidence());
  }

  private static void warning(ObjectNode node, Warning warning) {
    node.put("id", warning.id());
    node.put("severity", warning.severity().toLowerCase(Locale.ROOT));
    Json.text(node, "says", warning.says());
    evidence(node, warning.evidence());
  }

  private static void evidence(ObjectNode parent, List<Evidence> evidence) {
    ArrayNode array = parent.putArray("evidence");
    for (Evidence piece : evidence) {
      ObjectNode node = array.addObject();
      node.put("url", Json.whole(piece.url()));
      node.put("capturedAt", Json.time(piece.capturedAt()));
      node.put("sha256", piece.sha256());
      Json.text(node, "quote", piece.quote());
    }
  }

  private static ArrayNode texts(ArrayNode array, List<String> texts) {
    texts.forEach(text -> array.add(Json.nfc(text)));
    return array;
  }

  private static @Nullable String name(@Nullable Reason reason) {
    return reason == null ? null : reason.name();
  }
}
