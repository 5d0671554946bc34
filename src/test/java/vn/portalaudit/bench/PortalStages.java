package vn.portalaudit.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.evaluate.Evaluator;
import vn.portalaudit.pipeline.Rules;
import vn.portalaudit.score.Scorer;

/** What a portal goes through as a whole, each stage beside the least that could be done. */
public class PortalStages {
  private static final String ONE_SECTION = "gioi-thieu";

  /** Frontier, scope, traps and order of the crawl, over pages read before. */
  @Benchmark
  public void crawl(CrawledPortal portal, Meter meter, Blackhole hole) {
    meter.start();
    hole.consume(portal.again());
    meter.stop(portal.survey.pages().size());
  }

  /** Each link into a set. */
  @Benchmark
  public void crawlFloor(CrawledPortal portal, Meter meter, Blackhole hole) {
    meter.start();
    Set<String> seen = new HashSet<>();
    for (Page page : portal.survey.pages()) {
      for (Page.Label label : page.labels()) {
        if (label.url() != null) {
          seen.add(label.url());
        }
      }
    }
    meter.stop(portal.survey.pages().size());
    hole.consume(seen);
  }

  /** The section that each label of each page names, as the crawl asks, remembering nothing. */
  @Benchmark
  public void labels(CrawledPortal portal, Meter meter, Blackhole hole) {
    Rules rules = CrawledPortal.rules();
    meter.start();
    for (Page page : portal.survey.pages()) {
      for (Page.Label label : page.labels()) {
        hole.consume(rules.probes().section(label));
      }
    }
    meter.stop(portal.survey.pages().size());
  }

  /** One look-up of each label. */
  @Benchmark
  public void labelsFloor(CrawledPortal portal, Meter meter, Blackhole hole) {
    Map<Page.Label, Integer> known = new HashMap<>();
    meter.start();
    for (Page page : portal.survey.pages()) {
      for (Page.Label label : page.labels()) {
        hole.consume(known.merge(label, 1, Integer::sum));
      }
    }
    meter.stop(portal.survey.pages().size());
  }

  /** Where the sections are (and one of them measured), after the crawl has seen every label. */
  @Benchmark
  public void sections(CrawledPortal portal, Meter meter, Blackhole hole) {
    meter.start();
    hole.consume(
        portal
            .rules
            .probes()
            .observe(
                ONE_SECTION, portal.survey, portal.source, CrawledPortal.AT, CrawledPortal.PERIOD));
    meter.stop(portal.survey.pages().size());
  }

  /** All probes, the finding of sections included, after the crawl has seen every label. */
  @Benchmark
  public void probes(CrawledPortal portal, Meter meter, Blackhole hole) {
    meter.start();
    hole.consume(
        portal
            .rules
            .probes()
            .observe(portal.survey, portal.source, CrawledPortal.AT, CrawledPortal.PERIOD));
    meter.stop(portal.survey.pages().size());
  }

  /** Each character of labels and blocks once. */
  @Benchmark
  public void probesFloor(CrawledPortal portal, Meter meter, Blackhole hole) {
    meter.start();
    int sum = 0;
    for (Page page : portal.survey.pages()) {
      for (Page.Label label : page.labels()) {
        sum += characters(label.text());
      }
      for (String block : page.blocks()) {
        sum += characters(block);
      }
    }
    meter.stop(portal.survey.pages().size());
    hole.consume(sum);
  }

  /** Judging and scoring by every checklist. */
  @Benchmark
  public void judging(CrawledPortal portal, Meter meter, Blackhole hole) {
    meter.start();
    Map<String, Observation> byKey = new HashMap<>();
    portal.observations.forEach(o -> byKey.put(o.key(), o));
    for (Checklist checklist : portal.rules.checklists().checklists()) {
      hole.consume(
          Scorer.scorecard(checklist, Evaluator.findings(checklist, PortalKind.SO, byKey), null));
    }
    meter.stop(1);
  }

  /** One look-up of each observed field for each checklist. */
  @Benchmark
  public void judgingFloor(CrawledPortal portal, Meter meter, Blackhole hole) {
    Map<String, Observation> byKey = new HashMap<>();
    portal.observations.forEach(o -> byKey.put(o.key(), o));
    meter.start();
    for (Checklist checklist : portal.rules.checklists().checklists()) {
      for (String key : byKey.keySet()) {
        hole.consume(byKey.get(key));
      }
      hole.consume(checklist);
    }
    meter.stop(1);
  }

  private static int characters(String text) {
    int sum = 0;
    for (int i = 0; i < text.length(); i++) {
      sum += text.charAt(i);
    }
    return sum;
  }
}
