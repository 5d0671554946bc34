package vn.portalaudit.checklist;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.portalaudit.config.ConfigException;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.FieldType;

/**
 * The criteria by which portals are judged, as they were read last. Immutable.
 *
 * @param checklists in the order of their ids
 * @param digest {@code sha256:…} over the files of checklists and probes
 * @param probes Vietnamese titles of the probes, by their ids
 * @param fields the fields of each probe by the probe's id: all that a condition may name
 * @param unused by the ids of checklists: why what stands in the file is not what is applied
 */
public record Rulebook(
    List<Checklist> checklists,
    String digest,
    Map<String, String> probes,
    Map<String, Map<String, FieldType>> fields,
    Map<String, String> unused) {
  public Rulebook {
    checklists = List.copyOf(checklists);
    probes = Map.copyOf(probes);
    fields = Map.copyOf(fields);
    unused = Map.copyOf(unused);
  }

  /** The checklist of that id. */
  public Optional<Checklist> find(String id) {
    return checklists.stream().filter(checklist -> checklist.id().equals(id)).findFirst();
  }

  /**
   * Reads the file of another version as strictly as those of the folder.
   *
   * @param source the file, whole
   * @throws ConfigException when anything is wrong with it
   */
  public Checklist read(String source) {
    Problems problems = new Problems();
    Optional<YamlNode> root = YamlFile.parse("ban-khac.yml", source, problems);
    String id = root.map(node -> node.get("checklist").text()).orElse("");
    problems.throwIfAny();
    Optional<Checklist> read = ChecklistReader.read(id + ".yml", source, fields, problems);
    problems.throwIfAny();
    return read.orElseThrow();
  }
}
