package vn.portalaudit.alert;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the messages: subject, text, and the same as JSON. */
final class Letter {
  private static final int MOST_LINES = 500;
  private static final int MOST_SEEN = 6;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

  private final Wording wording;
  private final String base;

  Letter(Wording wording, String base) {
    this.wording = wording;
    this.base = base.replaceAll("/+$", "");
  }

  /** What becomes of the texts. */
  record Written(String subject, String body) {}

  /** A message about one event. */
  Written one(News news, Instant now) {
    String kind = news.incident().subject().kind().code();
    Map<String, String> values = values(news);
    String what = news.good() ? "het" : "mo";
    String name = kind + "." + what;
    values.put("todo", wording.has(kind + ".lam") ? wording.text(kind + ".lam", values) : "");
    String subject = wording.text(name, values);
    return written(subject, wording.text(what, values), List.of(news), now);
  }

  /** One message about many events that belong together. */
  Written many(List<News> all, boolean hosting, Instant now) {
    News first = all.getFirst();
    Map<String, String> values = new HashMap<>();
    values.put("count", Integer.toString(all.size()));
    values.put("kind", first.incident().subject().kind().label());
    values.put("hosting", hosting ? first.incident().cause().label() : "");
    values.put("since", TIME.format(earliest(all)));
    values.put("list", list(all));
    String what = first.good() ? "nhieu.het" : "nhieu.mo";
    String subject = wording.text(what + ".tieu-de", values);
    return written(subject, wording.text(what, values), all, now);
  }

  /** A reminder of what nobody has taken up. */
  Written reminder(List<News> all, Instant now) {
    Map<String, String> values = new HashMap<>();
    values.put("count", Integer.toString(all.size()));
    values.put("list", list(all));
    values.put("link", base.isEmpty() ? "" : base + "/su-co");
    return written(wording.text("nhac.tieu-de", values), wording.text("nhac", values), all, now);
  }

  /** A message for trying a channel. */
  Written trial(Instant now) {
    Map<String, String> values = new HashMap<>();
    values.put("at", TIME.format(now));
    return written(
        wording.text("thu.tieu-de", values), wording.text("thu", values), List.of(), now);
  }

  /** One message in place of those held in quiet hours, oldest first. */
  Written summary(List<Draft> held, Instant now) {
    Map<String, String> values = new HashMap<>();
    values.put("count", Integer.toString(held.size()));
    values.put(
        "list",
        held.stream()
            .map(draft ->
                "• " + JSON.readTree(draft.body()).path("text").asString().replace("\n", "\n  "))
            .collect(Collectors.joining("\n\n")));
    ObjectNode body = JSON.createObjectNode();
    ArrayNode items = body.putArray("items");
    String worst = Severity.INFO.code();
    for (Draft draft : held) {
      var one = JSON.readTree(draft.body());
      one.path("items").forEach(items::add);
      String severity = one.path("severity").asString(worst);
      worst = Severity.of(severity).atLeast(Severity.of(worst)) ? severity : worst;
    }
    body.put("text", wording.text("tom-tat", values));
    body.put("severity", worst);
    body.put("at", now.toString());
    return new Written(wording.text("tom-tat.tieu-de", values), body.toString());
  }

  private Written written(String subject, String text, List<News> all, Instant now) {
    ObjectNode body = JSON.createObjectNode();
    body.put("text", text);
    Severity worst =
        all.stream()
            .map(n -> n.incident().severity())
            .min(Severity::compareTo)
            .orElse(Severity.INFO);
    body.put("severity", worst.code());
    body.put("at", now.toString());
    ArrayNode items = body.putArray("items");
    all.stream().limit(MOST_LINES).forEach(news -> item(items.addObject(), news));
    return new Written(subject, body.toString());
  }

  private void item(ObjectNode node, News news) {
    Incident incident = news.incident();
    node.put("incident", incident.id());
    node.put("kind", incident.subject().kind().code());
    node.put("event", news.what().code());
    node.put("severity", incident.severity().code());
    node.put("cause", incident.cause().code());
    node.put("since", incident.startsAt().toString());
    Instant end = incident.endsAt();
    if (end != null && news.good()) {
      node.put("until", end.toString());
    }
    node.put("says", news.says());
    PortalFacts portal = news.portal();
    if (portal != null) {
      node.put("portal", portal.code());
      node.put("title", portal.title());
      node.put("url", portal.url());
      node.put("agency", portal.agency());
      node.put("link", link(portal));
    }
  }

  private Map<String, String> values(News news) {
    Incident incident = news.incident();
    PortalFacts portal = news.portal();
    Map<String, String> values = new HashMap<>();
    values.put("says", news.says().isEmpty() ? incident.says() : news.says());
    values.put("first", incident.says());
    values.put("portal", portal == null ? "" : portal.title());
    values.put("url", portal == null ? "" : portal.url());
    values.put("agency", portal == null ? "" : portal.agency());
    values.put("link", portal == null ? "" : link(portal));
    values.put("since", TIME.format(incident.startsAt()));
    values.put("until", time(incident.endsAt()));
    values.put("cause", incident.cause().label());
    values.put("severity", incident.severity().label());
    values.put("number", Long.toString(incident.id()));
    values.put("seen", seen(incident.evidence()));
    return values;
  }

  private static String seen(List<Seen> evidence) {
    return new LinkedHashSet<>(
            evidence.reversed().stream()
                .limit(MOST_SEEN)
                .map(seen -> TIME.format(seen.at()) + " " + seen.says())
                .toList())
        .reversed().stream().collect(Collectors.joining("; "));
  }

  private String list(List<News> all) {
    String lines = all.stream().limit(MOST_LINES).map(this::line).collect(Collectors.joining("\n"));
    return all.size() <= MOST_LINES
        ? lines
        : lines + "\n… và " + (all.size() - MOST_LINES) + " mục khác";
  }

  private String line(News news) {
    PortalFacts portal = news.portal();
    Incident incident = news.incident();
    String time = TIME.format(incident.startsAt());
    Instant end = incident.endsAt();
    String until = end != null && news.good() ? " đến " + TIME.format(end) : "";
    return "- "
        + (portal == null
            ? incident.subject().kind().label()
            : portal.title() + " (" + portal.url() + ")")
        + ": từ "
        + time
        + until
        + (news.good() ? "" : "; " + incident.cause().label());
  }

  private static Instant earliest(List<News> all) {
    return all.stream().map(n -> n.incident().startsAt()).min(Instant::compareTo).orElseThrow();
  }

  private String link(PortalFacts portal) {
    return base.isEmpty() ? "" : base + "/cong/" + portal.code();
  }

  private static String time(@Nullable Instant at) {
    return at == null ? "" : TIME.format(at);
  }
}
