package vn.portalaudit.probe;

import java.util.List;
import vn.portalaudit.config.YamlNode;

/**
 * One probe as read from its file.
 *
 * @param id the name of its file
 * @param title Vietnamese title
 * @param kind its kind
 * @param measurer ready to measure
 * @param examples examples that are its tests
 */
record Probe(String id, String title, Kind kind, Kind.Measurer measurer, List<YamlNode> examples) {
  Probe {
    examples = List.copyOf(examples);
  }
}
