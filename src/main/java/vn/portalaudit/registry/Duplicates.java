package vn.portalaudit.registry;

import java.util.HashSet;
import java.util.Set;

/** No two rows are the same row. */
final class Duplicates {
  private Duplicates() {}

  static void check(Registry registry, Findings findings) {
    Set<String> seen = new HashSet<>();
    for (Entry entry : registry.entries()) {
      if (!seen.add(entry.kind() + " " + entry.key())) {
        findings.error(
            entry,
            "code",
            "dòng về " + entry.kind().label() + " «" + entry.key() + "» viết hai lần; bỏ một");
      }
    }
  }
}
