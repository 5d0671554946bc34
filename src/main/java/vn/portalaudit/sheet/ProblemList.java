package vn.portalaudit.sheet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Gathers problems, as many as a person can read; the rest are counted. Not safe for several
 * threads.
 */
public final class ProblemList {
  private static final int MOST = 500;

  private final int most;
  private final Set<Problem> errors = new LinkedHashSet<>();
  private final Set<Problem> warnings = new LinkedHashSet<>();
  private long more;

  /** As many as a person can read. */
  public ProblemList() {
    this(MOST);
  }

  /** At most so many. */
  public ProblemList(int most) {
    this.most = most;
  }

  /** Adds a problem. */
  public void add(Problem problem) {
    Set<Problem> kept = problem.error() ? errors : warnings;
    if (kept.size() < most) {
      kept.add(problem);
    } else if (problem.error()) {
      more++;
    }
  }

  /** A problem with a whole file or sheet. */
  public void file(String place, String says) {
    add(new Problem(true, place, 0, "", "", says));
  }

  /** Whether nothing is wrong so far; warnings do not count. */
  public boolean none() {
    return errors.isEmpty();
  }

  /** What is wrong, in the order found. */
  public List<Problem> errors() {
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

  /** What to look at all the same. */
  public List<Problem> warnings() {
    return List.copyOf(warnings);
  }
}
