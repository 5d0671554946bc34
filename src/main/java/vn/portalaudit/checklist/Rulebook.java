package vn.portalaudit.checklist;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The criteria by which portals are judged, as they were read last. Immutable.
 *
 * @param checklists in the order of their ids
 * @param digest {@code sha256:…} over the files of checklists and probes
 * @param probes Vietnamese titles of the probes, by their ids
 * @param unused by the ids of checklists: why what stands in the file is not what is applied
 */
public record Rulebook(
    List<Checklist> checklists,
    String digest,
    Map<String, String> probes,
    Map<String, String> unused) {
  public Rulebook {
    checklists = List.copyOf(checklists);
    probes = Map.copyOf(probes);
    unused = Map.copyOf(unused);
  }

  /** The checklist of that id. */
  public Optional<Checklist> find(String id) {
    return checklists.stream().filter(checklist -> checklist.id().equals(id)).findFirst();
  }
}
