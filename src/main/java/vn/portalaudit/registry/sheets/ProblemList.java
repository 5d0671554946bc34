package vn.portalaudit.registry.sheets;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Gathers problems, as many as a person can read; the rest are counted. Not safe for several
 * threads.
 */
final class ProblemList {
  private static final int MOST = 500;

  private final Set<Problem> errors = new LinkedHashSet<>();
  private final Set<Problem> warnings = new LinkedHashSet<>();
  private long more;

  void add(Problem problem) {
    Set<Problem> kept = problem.error() ? errors : warnings;
    if (kept.size() < MOST) {
      kept.add(problem);
    } else if (problem.error()) {
      more++;
    }
  }

  /** A problem with a whole file or sheet. */
  void file(String place, String says) {
    add(new Problem(true, place, 0, "", "", says));
  }

  boolean none() {
    return errors.isEmpty();
  }

  List<Problem> errors() {
    List<Problem> list = new ArrayList<>(errors);
    if (more > 0) {
      list.add(
          new Problem(
              true,
              list.getLast().place(),
              0,
              "",
              "",
              "còn " + more + " lỗi nữa; sửa các lỗi trên rồi nhập lại"));
    }
    return list;
  }

  List<Problem> warnings() {
    return List.copyOf(warnings);
  }
}
