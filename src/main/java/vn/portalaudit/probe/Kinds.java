package vn.portalaudit.probe;

import java.util.List;

/** The kinds of probes; a test walks the package and fails when one is missing here. */
final class Kinds {
  private Kinds() {}

  static List<Kind> all(Measures measures) {
    return List.of(new SectionKind());
  }
}
