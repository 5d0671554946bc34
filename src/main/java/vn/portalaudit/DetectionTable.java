package vn.portalaudit;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.crawl.PageReader;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Timing;
import vn.portalaudit.probe.ProbeCatalog;

/**
 * Measures how well the section probes find what people found on the same pages: precision, recall and F1 by section. The
 * folder holds {@code gold.json} (pages with {@code file}, {@code kind} and {@code labels}) and a table {@code sections} from
 * its names to probe ids stands in the caller's file.
 */
final class DetectionTable {
  private static final String LEFT_OUT = "template_source";

  private final ProbeCatalog catalog;
  private final Map<String, List<String>> probes;

  DetectionTable(ProbeCatalog catalog, Map<String, List<String>> probes) {
    this.catalog = catalog;
    this.probes = probes;
  }

  /** Hits, false alarms and misses of one section, and the reachable flag's agreement among the hits. */
  private static final class Counts {
    private int hit;
    private int alarm;
    private int miss;
    private int reachableSame;
    private final List<String> wrong = new ArrayList<>();

    void add(Counts other) {
      hit += other.hit;
      alarm += other.alarm;
      miss += other.miss;
      reachableSame += other.reachableSame;
    }

    String row(String name) {
      return "| %s | %d | %d | %d | %s | %s | %s | %s |".formatted(name, hit, alarm, miss, ratio(hit, hit + alarm), ratio(hit, hit + miss), ratio(2 * hit, 2 * hit + alarm + miss), ratio(reachableSame, hit));
    }
  }

  /**
   * Measures.
   *
   * @param folder the folder with {@code gold.json}
   * @return a table in Markdown, and below it every disagreement
   * @throws IOException when the folder cannot be read
   */
  String measure(Path folder) throws IOException {
    JsonNode gold = JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve("gold.json")));
    Map<String, Counts> counted = new LinkedHashMap<>();
    Map<String, Counts> templates = new TreeMap<>();
    int pages = 0;
    for (JsonNode page : gold.get("pages")) {
      boolean template = page.get("kind").asString().equals(LEFT_OUT);
      pages += template ? 0 : 1;
      Map<String, ProbeCatalog.Shown> shown = catalog.sections(read(folder.resolve(page.get("file").asString()), page));
      for (Map.Entry<String, JsonNode> label : page.get("labels").properties()) {
        List<String> ids = probes.get(label.getKey());
        if (ids != null) {
          Counts counts = (template ? templates : counted).computeIfAbsent(label.getKey(), s -> new Counts());
          count(counts, label.getValue(), ids.stream().map(shown::get).toList(), page.get("id").asString());
        }
      }
    }
    return table(counted, templates, pages);
  }

  private static void count(Counts counts, JsonNode gold, List<ProbeCatalog.Shown> shown, String page) {
    boolean should = gold.get("present").asBoolean();
    boolean is = shown.stream().anyMatch(ProbeCatalog.Shown::present);
    if (should && is) {
      counts.hit++;
      boolean reachable = shown.stream().anyMatch(ProbeCatalog.Shown::reachable);
      counts.reachableSame += reachable == gold.get("reachable").asBoolean() ? 1 : 0;
      if (reachable != gold.get("reachable").asBoolean()) {
        counts.wrong.add("reachable " + reachable + ": " + page + " " + gold.get("evidence"));
      }
    } else if (is) {
      counts.alarm++;
      counts.wrong.add("alarm: " + page + " " + shown.stream().filter(ProbeCatalog.Shown::present).map(s -> s.label() + " -> " + s.href()).toList());
    } else if (should) {
      counts.miss++;
      counts.wrong.add("miss: " + page + " " + gold.get("evidence"));
    }
  }

  private static Page read(Path file, JsonNode page) throws IOException {
    byte[] body = Files.readAllBytes(file);
    String url = "http://" + page.get("host").asString() + "/" + file.getFileName();
    Capture capture = new Capture(url, url, Instant.EPOCH, Capture.Purpose.HOME, 200, List.of(), null, body.length, body.length, false, null, List.of(), Timing.NONE);
    return PageReader.read(capture, body, StandardCharsets.UTF_8, Page.Type.HOME);
  }

  private static String table(Map<String, Counts> counted, Map<String, Counts> templates, int pages) {
    StringBuilder out = new StringBuilder();
    out.append("| section | hits | false alarms | misses | precision | recall | F1 | reachable agrees |\n|---|---|---|---|---|---|---|---|\n");
    Counts all = new Counts();
    counted.forEach((section, counts) -> {
      out.append(counts.row(section)).append('\n');
      all.add(counts);
    });
    out.append(all.row("**all, " + pages + " pages**")).append('\n');
    Counts sources = new Counts();
    templates.values().forEach(sources::add);
    out.append(sources.row("template sources (not counted)")).append("\n\n");
    counted.forEach((section, counts) -> counts.wrong.forEach(wrong -> out.append("- ").append(section).append(": ").append(wrong.length() > 300 ? wrong.substring(0, 300) + "…" : wrong).append('\n')));
    return out.toString();
  }

  private static String ratio(int part, int whole) {
    return whole == 0 ? "–" : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 3, RoundingMode.HALF_UP).toPlainString();
  }
}
