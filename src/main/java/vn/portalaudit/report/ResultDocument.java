package vn.portalaudit.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Observation;

/**
 * The JSON documents that other systems read. Keys keep one order, numbers have at most 4 decimals
 * and never an exponent, times are whole seconds of Vietnam with their offset, text is NFC: equal
 * reports give equal bytes. All methods are pure (but {@link #read}) and safe for several threads.
 */
public final class ResultDocument {
  static final String RUN = "portal-audit/run/1";
  private static final String PROBE = "portal-audit/probe/1";
  private static final String SECTIONS = "portal-audit/sections/1";

  private ResultDocument() {}

  /**
   * How one saved page shows a section.
   *
   * @param present whether the page shows a label of it, or is it
   * @param reachable whether a shown label has a real target
   * @param label the label, null when absent
   * @param href the target, null without one
   */
  public record SectionSeen(
      boolean present, boolean reachable, @Nullable String label, @Nullable String href) {}

  /**
   * The result document of a run. Citizens' data in quotes is hidden here once more.
   *
   * @param report the run
   * @return JSON text that ends with a line feed
   */
  public static String write(AuditReport report) {
    return Json.text(ResultWriter.document(MaskedReport.of(report)));
  }

  /**
   * Reads a result document back. A text value written as {@code yyyy-MM-dd} comes back as a day.
   *
   * @param file a file written by {@link #write}
   * @return the report; times without their fractions of a second
   * @throws IOException when the file cannot be read or is no such document
   */
  public static AuditReport read(Path file) throws IOException {
    return ResultReader.read(file);
  }

  /**
   * Reads a kept result document back.
   *
   * @param json a text made by {@link #write}
   * @throws IOException when it is no such document
   */
  public static AuditReport parse(String json) throws IOException {
    return ResultReader.parse(json.getBytes(StandardCharsets.UTF_8), "kết quả");
  }

  /**
   * The document of one probe run.
   *
   * @param probe id of the probe
   * @param url what it was run against
   * @param observations what it observed
   * @return JSON text that ends with a line feed
   */
  public static String probe(String probe, String url, List<Observation> observations) {
    ObjectNode root = Json.object();
    root.put("schema", PROBE);
    root.put("probe", probe);
    root.put("url", Json.whole(url));
    ResultWriter.observations(root, observations.stream().map(MaskedReport::observation).toList());
    return Json.text(root);
  }

  /**
   * The sections of saved pages.
   *
   * @param pages one map a page, from section id to how it is shown, in the order of output
   * @return one document for a single page, otherwise an array of documents in their order
   */
  public static String sections(List<? extends Map<String, SectionSeen>> pages) {
    if (pages.size() == 1) {
      return Json.text(sections(pages.getFirst()));
    }
    ArrayNode documents = Json.array();
    pages.forEach(page -> documents.add(sections(page)));
    return Json.text(documents);
  }

  /**
   * A checklist as it is applied.
   *
   * @param checklist the checklist
   * @return JSON text that ends with a line feed
   */
  public static String checklist(Checklist checklist) {
    return Json.text(DefinitionWriter.document(checklist));
  }

  private static ObjectNode sections(Map<String, SectionSeen> page) {
    ObjectNode root = Json.object();
    root.put("schema", SECTIONS);
    ObjectNode sections = root.putObject("sections");
    page.forEach((id, seen) -> {
      ObjectNode node = sections.putObject(id);
      node.put("present", seen.present());
      node.put("reachable", seen.reachable());
      Json.text(node, "label", seen.label());
      node.put("href", seen.href() == null ? null : Json.whole(seen.href()));
    });
    return root;
  }
}
