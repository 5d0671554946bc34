package vn.portalaudit.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.crawl.Crawler;
import vn.portalaudit.crawl.PageReader;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.crawl.Survey;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.evaluate.Evaluator;
import vn.portalaudit.net.Decoding;
import vn.portalaudit.score.Scorer;

/** The steps that an audit and its replay share: crawl and measure from a source, judge, score. */
final class Judging {
  private Judging() {}

  /** Crawls a source. */
  static Survey crawl(Source source, Rules rules, Order order, Crawler.Progress progress) {
    Crawler.Interest interest =
        label -> rules.probes().section(label).map(section -> new Crawler.Stratum(section, 0));
    return new Crawler(source, PageReader::read, interest, order.crawl())
        .crawl(order.portal(), progress);
  }

  /** Measures what was crawled. */
  static List<Observation> observe(Survey survey, Source source, Rules rules, Order order) {
    return rules.probes().observe(survey, source, order.at(), order.period());
  }

  /** The checklists that were asked for, or those that fit the kind. */
  static List<Checklist> checklists(Rules rules, Order order) {
    if (order.checklists().isEmpty()) {
      return rules.checklists().chosenFor(order.kind());
    }
    List<Checklist> chosen = new ArrayList<>();
    for (String id : order.checklists()) {
      chosen.add(
          rules
              .checklists()
              .find(id)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "Không có bộ tiêu chí «" + id + "»; xem ./portal-audit checklist list")));
    }
    return chosen;
  }

  /**
   * Judges and scores by each checklist.
   *
   * @param unread why the portal could not be read; null when it was
   */
  static List<Scorecard> scorecards(
      List<Checklist> checklists,
      List<Observation> observations,
      PortalKind kind,
      @Nullable Reason unread) {
    Map<String, Observation> byKey = new HashMap<>();
    for (Observation o : observations) {
      // of a portal that could not be read nothing is judged, not even what could be told of its
      // host
      Observation judged =
          unread == null || o.result() instanceof Result.Unobserved
              ? o
              : Observation.unobserved(o.probe(), o.field(), unread, o.evidence());
      byKey.put(o.key(), judged);
    }
    return checklists.stream()
        .map(c -> Scorer.scorecard(c, Evaluator.findings(c, kind, byKey), note(c, kind)))
        .toList();
  }

  private static @Nullable String note(Checklist checklist, PortalKind kind) {
    return checklist.appliesTo().contains(kind)
        ? null
        : "Tham khảo: bộ tiêu chí này không ban hành cho " + kind.label() + ".";
  }

  static byte[] decode(List<vn.portalaudit.domain.Header> headers, byte[] wire) {
    return Decoding.decode(headers, wire).body();
  }
}
